import { Component, computed, inject, input } from '@angular/core';
import { levelSigns } from '@vigie/charts';
import type { StandingView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';

/** How many wait for each team, as on the television of the room, each by its own lines. */
@Component({
  selector: 'vg-standing-table',
  styles: `
    td,
    tbody th {
      height: var(--row, 44px);
    }
    tbody th {
      text-align: left;
    }
  `,
  template: `
    <table>
      <caption class="hidden">
        {{
          words.t('board.waiting')
        }}
      </caption>
      <thead [class.hidden]="headHidden()">
        <tr>
          <th scope="col">{{ words.t('board.teams') }}</th>
          <th scope="col">{{ words.t('board.waiting') }}</th>
          <th scope="col">{{ words.t('board.longest') }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.id) {
          <tr>
            <th scope="row">{{ row.name }}</th>
            <td>{{ row.waiting }}</td>
            <td [class]="row.level">{{ row.longest }}</td>
          </tr>
        } @empty {
          <tr>
            <td colspan="3">{{ words.t('board.noTeams') }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class StandingTable {
  /** Its columns are named for who listens to the page alone. */
  readonly headHidden = input(false);

  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly rows = computed(() =>
    this.store.standing().map((team) => {
      const waited = waitedOf(team, this.store.now());
      const level = levelOf(team, waited);
      const longest = waited === null ? '–' : `${levelSigns[level]} ${this.formats.duration(waited)}`;
      return {
        id: team.id,
        name: team.name,
        waiting: this.formats.number(team.waiting),
        level: level === 'fine' ? '' : level,
        longest,
      };
    }),
  );
}

export const waitedOf = ({ longestSince }: Pick<StandingView, 'longestSince'>, now: number): number | null =>
  longestSince === null ? null : Math.max(0, now - longestSince);

/** By the lines of the team, as everywhere. */
function levelOf({ lines }: StandingView, waited: number | null): 'fine' | 'watch' | 'act' {
  if (waited === null || waited < lines.watchMs) return 'fine';
  return waited >= lines.limitMs ? 'act' : 'watch';
}
