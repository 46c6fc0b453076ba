import { Component, computed, inject } from '@angular/core';
import type { StandingView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { stateKeys } from './word-keys';

/** A secretary's own board: her state, and how many wait for each team, as on the television of the room. */
@Component({
  selector: 'vg-own-board',
  host: { class: 'card' },
  styles: `
    :host {
      display: grid;
      gap: 14px;
      padding: 18px 20px 20px;
    }
    h2 {
      font-size: 16px;
    }
    .mine {
      min-height: 24px;
      font-size: 20px;
      font-weight: 600;
    }
    td:last-child,
    th:last-child {
      padding-right: 16px;
    }
    td {
      height: 44px;
      font-size: 16px;
    }
    tbody th {
      text-align: left;
    }
  `,
  template: `
    <p class="mine" aria-live="polite">{{ mine() }}</p>
    <table>
      <caption class="hidden">
        {{
          words.t('board.waiting')
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ words.t('board.teams') }}</th>
          <th scope="col">{{ words.t('board.waiting') }}</th>
          <th scope="col">{{ words.t('board.longest') }}</th>
        </tr>
      </thead>
      <tbody>
        @for (team of teams(); track team.id) {
          <tr>
            <th scope="row">{{ team.name }}</th>
            <td>{{ formats.number(team.waiting) }}</td>
            <td [class]="levelOf(team)">{{ longest(team) }}</td>
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
export class OwnBoard {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly teams = this.store.standing;
  protected readonly mine = computed(() => {
    const [own] = this.store.agents();
    const state = this.words.t('board.you', { state: this.words.t(stateKeys[own?.state ?? 'offline']) });
    const age =
      own?.since === null || own?.since === undefined
        ? ''
        : this.formats.age(Math.max(0, this.store.now() - own.since));
    return age === '' ? state : `${state} · ${this.words.t('agents.since', { age })}`;
  });

  protected longest({ longestSince }: StandingView): string {
    return longestSince === null ? '–' : this.formats.duration(Math.max(0, this.store.now() - longestSince));
  }

  /** By the lines of the team, as everywhere. */
  protected levelOf({ longestSince, lines }: StandingView): string {
    const waited = longestSince === null ? 0 : this.store.now() - longestSince;
    if (waited >= lines.limitMs) return 'act';
    return waited >= lines.watchMs ? 'watch' : '';
  }
}
