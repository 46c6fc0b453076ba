import { Component, computed, inject, input, output } from '@angular/core';
import type { SheetVersion } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** Who approved a version: a name, and where it was by a letter's link whose letter that was. */
export function approverIn(words: Words, { by, recipient }: NonNullable<SheetVersion['approved']>): string {
  const who = by === '' ? words.t('sheets.someone') : by;
  return recipient === null ? who : words.t('reader.sheet.byLink', { who, n: recipient });
}

/** Who wrote each version of a sheet, and what the other side said to it. */
@Component({
  selector: 'vg-sheet-history',
  styles: `
    :host {
      display: grid;
      gap: 8px;
      padding-top: 14px;
      border-top: 1px solid var(--line);
    }
    h3 {
      font-size: 13px;
    }
    li {
      padding: 6px 0;
      font-size: 13px;
      overflow-wrap: anywhere;
    }
    .link {
      min-height: 24px;
    }
  `,
  template: `
    <h3>{{ words.t('sheets.history') }}</h3>
    <ol reversed>
      @for (row of rows(); track row.version) {
        <li>
          <b>{{ row.name }}</b> {{ row.state }}
          @if (row.version !== shown()) {
            <button
              type="button"
              class="link"
              [attr.aria-label]="row.look"
              (click)="chosen.emit(row.version)"
            >
              {{ words.t('sheets.readVersion') }}
            </button>
          }
          <div class="muted">{{ row.written }}</div>
          @for (line of row.lines; track line) {
            <div>{{ line }}</div>
          }
        </li>
      }
    </ol>
  `,
})
export class SheetHistory {
  readonly versions = input.required<readonly SheetVersion[]>();
  readonly held = input.required<number | null>();
  /** The version that is looked at. */
  readonly shown = input.required<number>();
  readonly chosen = output<number>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly rows = computed(() =>
    this.versions().map((row) => {
      const { version, at, by, side, note, heldFrom, approved, declined } = row;
      const name = this.words.t('sheets.version', { n: version });
      const isOpen = heldFrom === null && declined === null;
      return {
        version,
        name,
        state:
          version === this.held()
            ? this.words.t('sheets.isHeld')
            : isOpen
              ? this.words.t('sheets.isProposed')
              : '',
        look: `${this.words.t('sheets.readVersion')} : ${name}`,
        written: this.words.t('sheets.written', {
          who: this.nameOf(by),
          side: this.words.t(`sheets.sides.${side}`),
          when: this.formats.moment(at),
        }),
        lines: [
          note,
          approved === null
            ? ''
            : this.words.t('sheets.approvedBy', {
                who: approverIn(this.words, approved),
                when: this.formats.moment(approved.at),
              }),
          declined === null
            ? ''
            : this.words.t('sheets.declinedBy', {
                who: this.nameOf(declined.by),
                when: this.formats.moment(declined.at),
                why: declined.why,
              }),
        ].filter((line) => line !== ''),
      };
    }),
  );

  private nameOf(by: string): string {
    return by === '' ? this.words.t('sheets.someone') : by;
  }
}
