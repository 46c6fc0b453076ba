import { Component, computed, inject, input } from '@angular/core';
import { levelSigns, waitLevel } from '@vigie/charts';

import { LiveStore } from '../live/live-store';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { worstClinics } from './worst-clinics';

/** The five worst clinics; without names they are told by their team and a number. */
@Component({
  selector: 'vg-wall-clinics',
  styleUrl: './wall-clinics.css',
  template: `
    <h2>{{ words.t('wall.worst') }}</h2>
    @if (rows().length === 0) {
      <p class="muted"><span class="fine" aria-hidden="true">●</span> {{ words.t('wall.noWorst') }}</p>
    } @else {
      <ul>
        @for (row of rows(); track row.id) {
          <li>
            <span class="name"
              ><b>{{ row.name }}</b
              ><small>{{ row.detail }}</small></span
            >
            @if (row.wait) {
              <b [class]="row.level"
                ><span aria-hidden="true">{{ signs[row.level] }}</span> {{ row.wait }}</b
              >
            }
          </li>
        }
      </ul>
    }
  `,
})
export class WallClinics {
  readonly names = input(true);

  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly signs = levelSigns;

  protected readonly rows = computed(() =>
    worstClinics(this.store.trouble(), this.store.clinics()).map((clinic, index) => {
      const waitMs = clinic.longestSince === null ? null : this.store.now() - clinic.longestSince;
      const team = this.store.team(clinic.teamIds[0] ?? '')?.name ?? '';
      const missed = `${this.formats.number(clinic.toCallBack)} ${this.words.t('wall.toCallBack').toLocaleLowerCase()}`;
      const waiting = this.words.n('headline.waiting', clinic.waiting);
      return {
        id: clinic.id,
        name: this.names() ? clinic.name : this.words.t('wall.anonymous', { n: index + 1 }),
        detail: [this.names() ? '' : team, clinic.waiting > 0 ? waiting : missed]
          .filter((part) => part !== '')
          .join(' · '),
        level: waitMs === null ? ('fine' as const) : waitLevel(waitMs, clinic.lines),
        wait: waitMs === null ? '' : this.formats.duration(waitMs),
      };
    }),
  );
}
