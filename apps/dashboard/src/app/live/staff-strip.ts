import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AgentCounts, AgentView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { missingIn } from './tile-states';

const wrapUpLongMs = 60_000;
const squaresAtMost = 38;
const namesAtMost = 3;
/** Those who take calls or are in one, and those who are not: a line each, so that neither runs over. */
const atThePhone = ['free', 'on_call', 'ringing', 'outbound'] as const;
const awayFromIt = ['wrap_up', 'break', 'training', 'off_phone'] as const;
const shownStates = [...atThePhone, ...awayFromIt] as const;
type ShownState = (typeof shownStates)[number];
/** States whose people can be asked to take calls within a minute, the nearest to a call first. */
const freeable = ['wrap_up', 'break', 'off_phone', 'training', 'outbound'] as const;

type Square = ShownState | 'missing';

/** One square a secretary, those who are missing last; beyond as many as there is room for, one for several of them. */
export function squaresOf(counts: Readonly<Record<Square, number>>): readonly Square[] {
  const states: readonly Square[] = [...shownStates, 'missing'];
  const people = states.reduce((sum, state) => sum + counts[state], 0);
  const drawnStates = states.filter((state) => counts[state] > 0).length;
  // Each state rounds up by less than one square.
  const each = people <= squaresAtMost ? 1 : people / (squaresAtMost - drawnStates);
  return states.flatMap((state) => Array<Square>(Math.ceil(counts[state] / each)).fill(state));
}

function summed(counts: readonly AgentCounts[]): AgentCounts | null {
  const [first, ...others] = counts;
  if (first === undefined) return null;
  const names = Object.keys(first) as (keyof AgentCounts)[];
  return others.reduce<AgentCounts>(
    (sum, one) =>
      Object.fromEntries(names.map((name) => [name, sum[name] + one[name]])) as Record<
        keyof AgentCounts,
        number
      >,
    first,
  );
}

/** Whether somebody could be freed: away from calls, or in wrap-up for more than a minute. */
function couldBeFreed({ state, since }: AgentView, now: number): boolean {
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
 * colour, who could be freed, where the centre told its staff so. Names are drawn from what is here now and kept
 * nowhere.
 */
@Component({
  selector: 'vg-staff-strip',
  imports: [RouterLink],
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
      <span>{{ atPhone() }}</span><i class="between"> · </i
      ><span
        >{{ away() }}
        @if (missing() > 0) {
          <b class="act"> · {{ words.n('staff.missing', missing()) }}</b>
        }
      </span>
    </p>
    @if (isNamed()) {
      <p class="freeable" [title]="freeable()">{{ firstFreeable() }}</p>
    } @else {
      <p class="freeable">
        {{ words.t('staff.unnamed') }}
        @if (mayRecord()) {
          <a routerLink="/staff-notice" [queryParams]="{ tenant: tenants.chosen() ?? null }">{{
            words.t('staff.record')
          }}</a>
        }
      </p>
    }
  `,
})
export class StaffStrip {
  private readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly tenants = inject(Tenants);
  private readonly formats = inject(Formats);
  private readonly me = inject(Me);
  protected readonly isNamed = computed(() => this.store.centre()?.namesFreeable ?? true);
  protected readonly mayRecord = computed(() => this.me.may('settings.manage'));

  /** The centre's; on a board of some teams, which has no totals, theirs together. */
  private readonly counts = computed<AgentCounts | null>(
    () => this.store.totals()?.agents ?? summed(this.store.teams().map(({ agents }) => agents)),
  );
  protected readonly missing = computed(() => missingIn(this.store.teams()));
  protected readonly squares = computed<readonly Square[]>(() => {
    const counts = this.counts();
    if (counts === null) return [];
    return squaresOf({ ...counts, missing: this.missing() });
  });
  protected readonly atPhone = computed(() => this.counted(atThePhone));
  protected readonly away = computed(() => this.counted(awayFromIt));
  private readonly people = computed(() => {
    const now = this.store.now();
    return whoCouldBeFreed(this.store.agents(), now).map((agent) => this.named(agent, now));
  });
  protected readonly freeable = computed(() => this.listed(this.people(), 0));
  /** The same with as many as there is room for, so that no name is cut. */
  protected readonly firstFreeable = computed(() => {
    const people = this.people();
    return this.listed(people.slice(0, namesAtMost), Math.max(0, people.length - namesAtMost));
  });

  private counted(states: readonly ShownState[]): string {
    const counts = this.counts();
    if (counts === null) return '';
    return states
      .filter((state) =>
        state !== 'training' && state !== 'outbound' && state !== 'ringing' ? true : counts[state] > 0,
      )
      .map((state) => this.words.n(`staff.${state}`, counts[state]))
      .join(' · ');
  }

  private listed(people: readonly string[], others: number): string {
    if (people.length === 0) return this.words.t('staff.nobodyFreeable');
    const named = this.words.t('staff.freeable', { people: people.join(', ') });
    return others === 0 ? named : `${named} ${this.words.n('board.laneMore', others)}`;
  }

  private named({ name, state, since }: AgentView, now: number): string {
    const doing = this.words.t(`staff.doing.${state as (typeof freeable)[number]}`);
    const age = since === null || state !== 'wrap_up' ? '' : ` ${this.formats.duration(now - since)}`;
    return `${name} (${doing}${age})`;
  }
}
