import { Component, computed, inject } from '@angular/core';
import type { AgentCounts, AgentView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';

const wrapUpLongMs = 60_000;
const squaresAtMost = 80;
const shownStates = [
  'free',
  'on_call',
  'ringing',
  'outbound',
  'wrap_up',
  'break',
  'training',
  'off_phone',
] as const;
type ShownState = (typeof shownStates)[number];
/** States whose people can be asked to take calls within a minute, the nearest to a call first. */
const freeable = ['wrap_up', 'break', 'off_phone', 'training', 'outbound'] as const;

/** Whether somebody could be freed: away from calls, or in wrap-up for more than a minute. */
export function couldBeFreed({ state, since }: AgentView, now: number): boolean {
  if (!freeable.some((one) => one === state)) return false;
  return state !== 'wrap_up' || (since !== null && now - since > wrapUpLongMs);
}

/** Those who could be freed, wrap-up first and the longest first. */
export function whoCouldBeFreed(agents: Iterable<AgentView>, now: number): readonly AgentView[] {
  const placeOf = ({ state }: AgentView): number => freeable.findIndex((one) => one === state);
  return [...agents]
    .filter((agent) => couldBeFreed(agent, now))
    .sort(
      (a, b) =>
        placeOf(a) - placeOf(b) || (a.since ?? now) - (b.since ?? now) || a.name.localeCompare(b.name),
    );
}

/**
 * One square a secretary, by state, dashed for who is missing against the plan; beside it, by name and in a neutral
 * colour, who could be freed. Names are drawn from what is here now and kept nowhere.
 */
@Component({
  selector: 'vg-staff-strip',
  host: { class: 'card' },
  styleUrl: './staff-strip.css',
  template: `
    <h2>{{ words.t('agents.title') }}</h2>
    <span class="squares" aria-hidden="true">
      @for (square of squares(); track $index) {
        <i [class]="square"></i>
      }
    </span>
    <p class="states">
      {{ states() }}
      @if (missing() > 0) {
        <b class="act"> · {{ words.n('staff.missing', missing()) }}</b>
      }
    </p>
    <p class="freeable" [title]="freeable()">{{ freeable() }}</p>
  `,
})
export class StaffStrip {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  private readonly counts = computed<AgentCounts | null>(() => this.store.totals()?.agents ?? null);
  /** Secretaries missing in their teams; who is too many elsewhere fills no gap. */
  protected readonly missing = computed(() =>
    this.store
      .teams()
      .reduce((sum, { planned, agents }) => sum + Math.max(0, (planned ?? 0) - agents.present), 0),
  );
  protected readonly squares = computed<readonly (ShownState | 'missing')[]>(() => {
    const counts = this.counts();
    if (counts === null) return [];
    const here = shownStates.flatMap((state) => Array<ShownState>(counts[state]).fill(state));
    return [...here, ...Array<'missing'>(this.missing()).fill('missing')].slice(0, squaresAtMost);
  });
  protected readonly states = computed(() => {
    const counts = this.counts();
    if (counts === null) return '';
    return shownStates
      .filter((state) =>
        state !== 'training' && state !== 'outbound' && state !== 'ringing' ? true : counts[state] > 0,
      )
      .map((state) => this.words.n(`staff.${state}`, counts[state]))
      .join(' · ');
  });
  protected readonly freeable = computed(() => {
    const now = this.store.now();
    const people = whoCouldBeFreed(this.store.agents(), now);
    if (people.length === 0) return this.words.t('staff.nobodyFreeable');
    return this.words.t('staff.freeable', { people: people.map((one) => this.named(one, now)).join(', ') });
  });

  private named({ name, state, since }: AgentView, now: number): string {
    const doing = this.words.t(`staff.doing.${state as (typeof freeable)[number]}`);
    const age = since === null || state !== 'wrap_up' ? '' : ` ${this.formats.duration(now - since)}`;
    return `${name} (${doing}${age})`;
  }
}
