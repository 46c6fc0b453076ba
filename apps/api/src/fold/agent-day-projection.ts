import { isAgentFactType, unknownOpening, type AgentLeg } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { LoggedEvent } from '../event-log/logged-event';
import { inSlices } from '../platform/in-slices';
import { TenantSettings } from '../settings/tenant-settings';
import { AgentChains, chainOf, type AgentChain, type TeamsOn } from './agent-chain';
import { instantsOf, isEmptyDay, type AgentDay } from './agent-day';
import { mergeAgentFacts } from './agent-day-codec';
import {
  agentDayTable,
  AgentDayStore,
  lastDate,
  signatureOfDays,
  type DateWindow,
  type StoredDays,
} from './agent-day-store';
import type { CentreDay, DayCalendar } from './day-calendar';
import type { Projection } from './projection';
import type { RollupDeltas } from './rollup-deltas';
import { toAgentFact, type AgentTouch } from './touched-agents';
import type { Turn, TurnPlace } from './turn';

/** What one agent brings to a fold, by date. */
type DayTouch = {
  readonly agentId: string;
  readonly touch: AgentTouch;
  readonly days: ReadonlyMap<string, CentreDay>;
  /** The legs that calls have now, by the dates they touch. */
  readonly legsOn: ReadonlyMap<string, readonly AgentLeg[]>;
};

/** An agent's days before and after a fold, and those of them that have to be written. */
type Refolded = {
  readonly before: AgentChain;
  readonly after: AgentChain;
  readonly moved: readonly AgentDay[];
  /** Days of which nothing is told any more. */
  readonly emptied: readonly AgentDay[];
};

/** Agents' days: folded again when something was told of them or their calls moved, and with them the rollup. */
@Injectable()
export class AgentDayProjection implements Projection {
  readonly name = 'agent-days';
  readonly version = 1;
  readonly tables = [agentDayTable];
  private readonly chains = new AgentChains();

  constructor(
    private readonly store: AgentDayStore,
    private readonly settings: TenantSettings,
  ) {}

  takes(type: string): boolean {
    return isAgentFactType(type);
  }

  /** Comes after the calls: the legs they moved are in the turn. */
  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    for (const event of events) {
      const fact = toAgentFact(event);
      if (fact === undefined) continue;
      turn.agents.declare(event.subject, fact);
      turn.seen.seeAgent(event.subject, fact);
    }
    await this.apply(tx, turn.place, turn.agents.byAgent, turn.deltas);
    for (const key of turn.agents.byAgent.keys()) turn.changes.push({ kind: 'agent', key });
  }

  forget(tx: EntityManager, tenantId: string): Promise<void> {
    return this.store.forget(tx, tenantId);
  }

  /** Settings must have been loaded. `seq` is what the fold reaches. */
  async apply(
    tx: EntityManager,
    place: TurnPlace,
    touched: ReadonlyMap<string, AgentTouch>,
    deltas: RollupDeltas,
  ): Promise<void> {
    if (touched.size === 0) return;
    const calendar = this.store.calendarOf(place.tenantId);
    const touches = [...touched].map(([agentId, touch]) => ({
      agentId,
      touch,
      days: daysTouched(touch, calendar),
      legsOn: legsByDate(touch, calendar),
    }));
    touches.sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
    const furtherOn = await this.refoldAll(tx, place, { touches }, deltas);
    if (furtherOn.length > 0) await this.refoldAll(tx, place, { touches: furtherOn, last: lastDate }, deltas);
  }

  /** Adds what days contribute to the rollup, or takes it back: the days of any number of agents, each in order. */
  contribute(tenantId: string, days: readonly AgentDay[], deltas: RollupDeltas, sign: 1 | -1): void {
    for (const ofAgent of Map.groupBy(days, ({ agentId }) => agentId).values()) {
      deltas.add(chainOf(ofAgent, this.teamsOn(tenantId)).contributions, sign);
    }
  }

  /**
   * Folds the days touched and their neighbours; with `last`, every day up to it. Gives back the agents whose state at
   * the end of these days is another one now, so that further days begin differently: for them nothing was done.
   */
  private async refoldAll(
    tx: EntityManager,
    { tenantId, seq }: TurnPlace,
    { touches, last }: { readonly touches: readonly DayTouch[]; readonly last?: string },
    deltas: RollupDeltas,
  ): Promise<DayTouch[]> {
    const windows = new Map(
      touches.map(({ agentId, days }) => [agentId, { ...windowOf(days), ...(last && { last }) }]),
    );
    const stored = await this.store.daysAround(tx, tenantId, windows);
    const moved: AgentDay[] = [];
    const emptied: AgentDay[] = [];
    const furtherOn: DayTouch[] = [];
    await inSlices(touches, (touch) => {
      const refolded = this.refold(tenantId, touch, stored.get(touch.agentId));
      if (last === undefined && reachesFurther(touch, refolded)) return void furtherOn.push(touch);
      deltas.add(refolded.before.contributions, -1);
      deltas.add(refolded.after.contributions, 1);
      moved.push(...refolded.moved);
      emptied.push(...refolded.emptied);
      this.chains.keep(
        this.nameOf(tenantId, touch.agentId),
        signatureOfDays(refolded.after.days),
        refolded.after,
      );
    });
    await this.store.write(tx, tenantId, moved, seq);
    await this.store.removeDays(tx, tenantId, emptied);
    return furtherOn;
  }

  private refold(tenantId: string, touch: DayTouch, stored: StoredDays | undefined): Refolded {
    const before = this.storedChain(tenantId, touch.agentId, stored);
    // A day that is emptied still stands between its neighbours when they are settled.
    const settled = chainOf(withTouches(before.days, touch), this.teamsOn(tenantId));
    const after = { ...settled, days: settled.days.filter((day) => !isEmptyDay(day)) };
    const known = new Set(before.days);
    const dates = new Set(after.days.map(({ day }) => day.date));
    const moved = after.days.filter((day) => !known.has(day));
    return { before, after, moved, emptied: before.days.filter(({ day }) => !dates.has(day.date)) };
  }

  private storedChain(tenantId: string, agentId: string, stored: StoredDays | undefined): AgentChain {
    if (stored === undefined) return { days: [], contributions: [] };
    const known = this.chains.find(this.nameOf(tenantId, agentId), stored.signature);
    return known ?? chainOf(stored.days(), this.teamsOn(tenantId));
  }

  /** Settings decide the teams: with other settings it is another chain. */
  private nameOf(tenantId: string, agentId: string): string {
    return `${tenantId}\u0000${agentId}\u0000${this.settings.revision(tenantId)}`;
  }

  private teamsOn(tenantId: string): TeamsOn {
    return ({ agentId, day }) => this.settings.rulesAt(tenantId, day.range.start).teamsOfAgent(agentId);
  }
}

/** Whether the last of the days, which was not touched itself, begins otherwise than it did. */
function reachesFurther({ days }: DayTouch, { moved }: Refolded): boolean {
  const last = moved.at(-1);
  return last !== undefined && !days.has(last.day.date) && last.day.date > windowOf(days).last;
}

function daysTouched(touch: AgentTouch, calendar: DayCalendar): ReadonlyMap<string, CentreDay> {
  const legs = [...touch.formerLegs, ...[...touch.legs.values()].flat()];
  const days = [
    ...touch.facts.map(({ at }) => calendar.dayOf(at)),
    ...legs.flatMap((leg) => daysOfLeg(leg, calendar)),
  ];
  return new Map(days.map((day) => [day.date, day]));
}

function legsByDate(touch: AgentTouch, calendar: DayCalendar): ReadonlyMap<string, readonly AgentLeg[]> {
  const byDate = new Map<string, AgentLeg[]>();
  for (const leg of [...touch.legs.values()].flat()) {
    for (const { date } of daysOfLeg(leg, calendar)) byDate.set(date, [...(byDate.get(date) ?? []), leg]);
  }
  return byDate;
}

function daysOfLeg(leg: AgentLeg, calendar: DayCalendar): CentreDay[] {
  const instants = instantsOf(leg);
  return instants.length === 0 ? [] : calendar.daysBetween(Math.min(...instants), Math.max(...instants));
}

function windowOf(days: ReadonlyMap<string, CentreDay>): DateWindow {
  const dates = [...days.keys()].sort();
  return { first: dates[0] ?? lastDate, last: dates.at(-1) ?? lastDate };
}

/** The stored days with what is new in them, and the days that were not there, in order. */
function withTouches(stored: readonly AgentDay[], { agentId, touch, days, legsOn }: DayTouch): AgentDay[] {
  const known = new Set(stored.map(({ day }) => day.date));
  const added = [...days.values()]
    .filter(({ date }) => !known.has(date))
    .map((day): AgentDay => ({ agentId, day, facts: [], legs: [], opening: unknownOpening }));
  return [...stored, ...added]
    .sort((a, b) => a.day.range.start - b.day.range.start)
    .map((day) => (days.has(day.day.date) ? withTouch(day, touch, legsOn.get(day.day.date)) : day));
}

function withTouch(day: AgentDay, touch: AgentTouch, present: readonly AgentLeg[] = []): AgentDay {
  const { start, end } = day.day.range;
  const fresh = touch.facts.filter(({ at }) => start <= at && at < end);
  const kept = day.legs.filter(({ callKey }) => !touch.legs.has(callKey));
  return { ...day, facts: mergeAgentFacts(day.facts, fresh), legs: [...kept, ...present].sort(compareLegs) };
}

function compareLegs(a: AgentLeg, b: AgentLeg): number {
  const one = a.offeredAt ?? a.answeredAt ?? 0;
  const other = b.offeredAt ?? b.answeredAt ?? 0;
  if (one !== other) return one - other;
  if (a.callKey === b.callKey) return 0;
  return a.callKey < b.callKey ? -1 : 1;
}
