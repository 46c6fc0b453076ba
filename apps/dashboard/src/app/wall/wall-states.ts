import { Component, computed, inject } from '@angular/core';
import type { AgentCounts } from '@vigie/contracts';

import { LiveStore } from '../live/live-store';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

type StateId = 'free' | 'ringing' | 'call' | 'wrapUp' | 'pause' | 'offPhone';

/** What is told of secretaries, in parts that add up to those present. */
export function statesOf(agents: AgentCounts): readonly { readonly id: StateId; readonly count: number }[] {
  return [
    { id: 'free', count: agents.free },
    { id: 'ringing', count: agents.ringing },
    { id: 'call', count: agents.on_call + agents.outbound },
    { id: 'wrapUp', count: agents.wrap_up },
    { id: 'pause', count: agents.break + agents.training },
    { id: 'offPhone', count: agents.off_phone },
  ];
}

/** One line on the television: how many secretaries are in which state, nobody by name. */
@Component({
  selector: 'vg-wall-states',
  styles: `
    :host {
      display: flex;
      justify-content: space-between;
      align-items: center;
      height: calc(var(--u) * 88);
      padding: 0 calc(var(--u) * 48);
      color: var(--muted);
      white-space: nowrap;
    }
    b {
      color: var(--ink);
      font-variant-numeric: tabular-nums;
    }
    @media (width < 900px) {
      :host {
        flex-wrap: wrap;
        justify-content: flex-start;
        gap: calc(var(--u) * 12) calc(var(--u) * 48);
        height: auto;
        padding-block: calc(var(--u) * 20);
      }
    }
  `,
  template: `
    @for (state of states(); track state.id) {
      <span
        ><b>{{ formats.number(state.count) }}</b> {{ state.word }}</span
      >
    }
  `,
})
export class WallStates {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  protected readonly states = computed(() => {
    const [only, ...others] = this.store.teams();
    const ofTeam = others.length === 0 ? only?.agents : undefined;
    const agents = this.store.totals()?.agents ?? ofTeam ?? null;
    if (agents === null) return [];
    return statesOf(agents).map(({ id, count }) => ({
      id,
      count,
      word: this.words.n(`wall.states.${id}`, count),
    }));
  });
}
