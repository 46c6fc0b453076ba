import { Component, computed, inject, input } from '@angular/core';
import { levelSigns, waitLevel } from '@vigie/charts';
import type { ClinicView } from '@vigie/contracts';

import { LiveStore } from '../live/live-store';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** The clinics in trouble in the server's order, at most so many; one that is calm again is not among them. */
export function worstClinics(
  clinics: { readonly [id: string]: ClinicView },
  most: number,
): readonly ClinicView[] {
  return Object.values(clinics)
    .flatMap((clinic) => (clinic.troubleRank === null ? [] : [{ clinic, rank: clinic.troubleRank }]))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ clinic }) => clinic);
}

/** The worst clinics: lost in the last 30 minutes, and waiting. Without names they are told by a number. */
@Component({
  selector: 'vg-wall-clinics',
  host: { '[style.--rows]': 'most()' },
  styles: `
    :host {
      display: block;
      box-sizing: content-box;
      height: calc(var(--u) * 72 * var(--rows));
      padding: calc(var(--u) * 4) calc(var(--u) * 48);
      border-bottom: 2px solid var(--line);
    }
    li {
      display: grid;
      grid-template-columns: calc(var(--u) * 56) minmax(0, 1fr) calc(var(--u) * 400) calc(var(--u) * 430);
      align-items: center;
      height: calc(var(--u) * 72);
    }
    .name {
      overflow: hidden;
      font-weight: 600;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .count {
      color: var(--muted);
      text-align: right;
      white-space: nowrap;
    }
    b {
      color: var(--ink);
    }
    .watch {
      color: var(--watch);
    }
    .act {
      color: var(--alarm);
    }
    p {
      color: var(--muted);
      line-height: calc(var(--u) * 72 * var(--rows));
      text-align: center;
    }
    @media (width < 900px) {
      :host {
        height: auto;
        min-height: calc(var(--u) * 72 * var(--rows));
      }
      li {
        grid-template-columns: calc(var(--u) * 56) minmax(0, 1fr) auto;
        height: auto;
        padding: calc(var(--u) * 10) 0;
      }
      .name {
        grid-column: 2 / -1;
      }
      .count {
        grid-column: 2;
        text-align: left;
      }
      .count + .count {
        grid-column: 3;
      }
    }
  `,
  template: `
    @if (rows().length === 0) {
      <p>{{ words.t('wall.noWorst') }}</p>
    } @else {
      <ul [attr.aria-label]="words.t('wall.worst')">
        @for (row of rows(); track row.id) {
          <li>
            <span [class]="row.level" aria-hidden="true">{{ signs[row.level] }}</span>
            <span class="name">{{ row.name }}</span>
            <span class="count"
              ><b>{{ row.lost }}</b> {{ row.lostWord }}</span
            >
            <span class="count"
              ><b>{{ row.waiting }}</b> {{ words.t('wall.waitingShort') }}</span
            >
          </li>
        }
      </ul>
    }
  `,
})
export class WallClinics {
  readonly names = input(true);
  /** Rows that are reserved, whether they are filled or not. */
  readonly most = input.required<number>();

  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly signs = levelSigns;

  protected readonly rows = computed(() =>
    worstClinics(this.store.clinics(), this.most()).map((clinic, index) => ({
      id: clinic.id,
      name: this.names() ? clinic.name : this.words.t('wall.anonymous', { n: index + 1 }),
      level: this.levelOf(clinic),
      lost: this.formats.number(clinic.lost30m),
      lostWord: this.words.n('wall.lostShort', clinic.lost30m),
      waiting: this.formats.number(clinic.waiting),
    })),
  );

  /** A clinic in trouble is never fine, however short its waits: it is here for whom it lost. */
  private levelOf({ longestSince, lines }: ClinicView): 'watch' | 'act' {
    const isPastLimit = longestSince !== null && waitLevel(this.store.now() - longestSince, lines) === 'act';
    return isPastLimit ? 'act' : 'watch';
  }
}
