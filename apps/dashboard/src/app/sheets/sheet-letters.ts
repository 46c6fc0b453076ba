import { Component, computed, inject, input, resource } from '@angular/core';
import type { SheetVersion } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { ClinicSheets } from './clinic-sheets';

/** Who of the clinic got a letter about the version that secretaries have, and whether they opened it. */
@Component({
  selector: 'vg-sheet-letters',
  styles: `
    :host {
      display: grid;
      gap: 6px;
      font-size: 13.5px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 14px;
      padding: 2px 0;
    }
    p:empty {
      display: none;
    }
  `,
  template: `
    @if (waitsWithout(); as why) {
      <p class="muted">{{ words.t(why) }}</p>
    }
    @if (letters().length > 0) {
      <ul [attr.aria-label]="words.t('reader.sheet.letters')">
        @for (letter of letters(); track $index) {
          <li>
            <b>{{ words.t('reader.recipient', { n: letter.recipient }) }}</b>
            <span class="muted">{{ words.t('reader.sentAt', { at: formats.moment(letter.sentAt) }) }}</span>
            <span>
              {{
                letter.openedAt === null
                  ? words.t('reader.notOpened')
                  : words.t('reader.openedAt', { at: formats.moment(letter.openedAt) })
              }}
            </span>
            @if (!letter.open) {
              <span class="muted">{{ words.t('reader.closed') }}</span>
            }
          </li>
        }
      </ul>
    }
    @if (mayClose()) {
      <p class="do">
        <button type="button" class="button" [disabled]="busy()" (click)="close()">
          {{ words.t('reader.close') }}
        </button>
        <small class="muted">{{ words.t('reader.sheet.closeAbout') }}</small>
      </p>
    }
    <p class="act" role="alert">
      @if (failure(); as why) {
        {{ words.t(why === 'refused' ? 'sheets.failed.refused' : 'sheets.failed.failed') }}
      }
    </p>
  `,
})
export class SheetLetters {
  readonly clinicId = input.required<string>();
  /** The version that secretaries have. */
  readonly held = input.required<SheetVersion>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly sheets = inject(ClinicSheets);
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;
  private readonly read = resource({
    params: () => ({ clinicId: this.clinicId(), version: this.held().version }),
    loader: ({ params, abortSignal }) => this.sheets.readers(params.clinicId, abortSignal),
  });
  private readonly readers = computed(() => (this.read.hasValue() ? this.read.value() : null));
  protected readonly letters = computed(
    () => this.readers()?.links.filter(({ version }) => version === this.held().version) ?? [],
  );
  protected readonly mayClose = computed(() => this.readers()?.links.some(({ open }) => open) ?? false);
  /** Why nobody of the clinic has a letter about what waits for them. */
  protected readonly waitsWithout = computed<WordKey | null>(() => {
    const readers = this.readers();
    if (readers === null || this.held().approved !== null || this.letters().length > 0) return null;
    return readers.recipients === 0 ? 'reader.sheet.noLetters' : 'reader.sheet.noLetterYet';
  });

  protected async close(): Promise<void> {
    await this.sender.send(() => this.sheets.closeLinks(this.clinicId()));
    this.read.reload();
  }
}
