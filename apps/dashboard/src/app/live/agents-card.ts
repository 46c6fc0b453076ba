import { Component, computed, inject } from '@angular/core';
import type { AgentCounts, AgentState } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveFilters } from './live-filters';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';
import { stateKeys } from './word-keys';

const always: readonly AgentState[] = ['free', 'on_call', 'wrap_up', 'break'];
const inOrder = [
  'free',
  'ringing',
  'on_call',
  'outbound',
  'wrap_up',
  'break',
  'training',
  'off_phone',
] as const;

/** Secretaries by team and state, each once in the total, never ranked. States nobody is in have no column. */
@Component({
  selector: 'vg-agents-card',
  imports: [FormulaButton],
  host: { class: 'card' },
  styleUrl: './agents-card.css',
  template: `
    <section aria-labelledby="agents-title">
      <header>
        <h2 id="agents-title">{{ words.t('agents.title') }}</h2>
        <small id="agents-once">{{ words.t('agents.once') }}</small>
      </header>
      @if (nobodyKnown()) {
        <p class="muted">{{ words.t('agents.none') }}</p>
      } @else {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="agents-title agents-once">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ words.t('agents.team') }}</th>
                @for (state of states(); track state) {
                  <th scope="col">{{ words.t(stateKeys[state]) }}</th>
                }
                <th scope="col">{{ words.t('state.present') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (team of filters.teams(); track team.id) {
                <tr>
                  <th scope="row">
                    <button type="button" class="link" (click)="openRow.open('team', team.id)">
                      {{ team.name }}
                    </button>
                  </th>
                  @for (state of states(); track state) {
                    <td [class.none]="team.agents[state] === 0">{{ shown(team.agents, state) }}</td>
                  }
                  <td>
                    <button vgFormula="agents" [row]="{ kind: 'team', id: team.id }">
                      {{ formats.number(team.agents.present) }}
                    </button>
                  </td>
                </tr>
              }
            </tbody>
            @if (totals(); as counts) {
              <tfoot>
                <tr>
                  <th scope="row">{{ words.t('agents.total') }}</th>
                  @for (state of states(); track state) {
                    <td>{{ shown(counts, state) }}</td>
                  }
                  <td>
                    <button vgFormula="agents">{{ formats.number(counts.present) }}</button>
                  </td>
                </tr>
              </tfoot>
            }
          </table>
        </div>
      }
    </section>
  `,
})
export class AgentsCard {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly filters = inject(LiveFilters);
  protected readonly openRow = inject(OpenRow);

  protected readonly totals = computed(() => this.store.totals()?.agents ?? null);
  protected readonly states = computed(() =>
    inOrder.filter((state) => always.includes(state) || (this.totals()?.[state] ?? 0) > 0),
  );
  protected readonly stateKeys = stateKeys;
  protected readonly nobodyKnown = computed(() => {
    const totals = this.totals();
    return totals === null || totals.present + totals.offline + totals.unknown === 0;
  });

  protected shown(counts: AgentCounts, state: AgentState): string {
    return counts[state] === 0 ? '–' : this.formats.number(counts[state]);
  }
}
