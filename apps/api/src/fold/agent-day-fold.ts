import { unknownOpening, type AgentLeg } from '@vigie/calls';
import { contributeAgentDay } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import { instantsOf, settleAgentDays, type AgentDay, type SettledAgentDay } from './agent-day';
import { mergeAgentFacts } from './agent-day-codec';
import { AgentDayStore } from './agent-day-store';
import type { CentreDay, DayCalendar } from './day-calendar';
import { inSlices } from './in-slices';
import type { RollupDeltas } from './rollup-deltas';
import type { AgentTouch } from './touched-agents';

/** What one agent brings to a fold, by date. */
type DayTouch = {
  readonly agentId: string;
  readonly touch: AgentTouch;
  readonly days: ReadonlyMap<string, CentreDay>;
};

/** Folds agents' days again when something was told of them, and moves the rollup by the difference. */
@Injectable()
export class AgentDayFold {
  constructor(
    private readonly store: AgentDayStore,
    private readonly settings: TenantSettings,
  ) {}

  /** Settings must have been loaded. `seq` is what the fold reaches. */
  async apply(
    tx: EntityManager,
    place: { readonly tenantId: string; readonly seq: number },
    touched: ReadonlyMap<string, AgentTouch>,
    deltas: RollupDeltas,
  ): Promise<void> {
    if (touched.size === 0) return;
    const { tenantId, seq } = place;
    const calendar = this.store.calendarOf(tenantId);
    const touches = [...touched].map(([agentId, touch]) => ({
      agentId,
      touch,
      days: daysTouched(touch, calendar),
    }));
    touches.sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
    const firstDates = new Map(touches.map(({ agentId, days }) => [agentId, earliest(days)]));
    const stored = Map.groupBy(await this.store.daysFrom(tx, tenantId, firstDates), ({ agentId }) => agentId);
    const moved: AgentDay[] = [];
    await inSlices(touches, (touch) => {
      moved.push(...this.refold(tenantId, touch, stored.get(touch.agentId) ?? [], deltas));
    });
    await this.store.write(tx, tenantId, moved, seq);
  }

  /** Adds what days contribute to the rollup, or takes it back: the days of any number of agents, each in order. */
  contribute(tenantId: string, days: readonly AgentDay[], deltas: RollupDeltas, sign: 1 | -1): void {
    for (const ofAgent of Map.groupBy(days, ({ agentId }) => agentId).values()) {
      this.contributeSettled(tenantId, settleAgentDays(ofAgent), deltas, sign);
    }
  }

  /** The agent's days that have to be written. */
  private refold(
    tenantId: string,
    dayTouch: DayTouch,
    stored: readonly AgentDay[],
    deltas: RollupDeltas,
  ): AgentDay[] {
    const { days } = dayTouch;
    this.contribute(tenantId, stored, deltas, -1);
    const after = settleAgentDays(withTouches(stored, dayTouch));
    this.contributeSettled(tenantId, after, deltas, 1);
    const openings = new Map(stored.map(({ day, opening }) => [day.date, JSON.stringify(opening)]));
    return after.filter(
      ({ day, opening }) => days.has(day.date) || openings.get(day.date) !== JSON.stringify(opening),
    );
  }

  private contributeSettled(
    tenantId: string,
    days: readonly SettledAgentDay[],
    deltas: RollupDeltas,
    sign: 1 | -1,
  ): void {
    for (const { agentId, day, spans } of days) {
      const teams = this.settings.rulesAt(tenantId, day.range.start).teamsOfAgent(agentId);
      deltas.add(contributeAgentDay(agentId, teams, spans), sign);
    }
  }
}

function daysTouched(touch: AgentTouch, calendar: DayCalendar): ReadonlyMap<string, CentreDay> {
  const legs = [...touch.formerLegs, ...[...touch.legs.values()].flat()];
  const days = [
    ...touch.facts.map(({ at }) => calendar.dayOf(at)),
    ...legs.flatMap((leg) => daysOfLeg(leg, calendar)),
  ];
  return new Map(days.map((day) => [day.date, day]));
}

function daysOfLeg(leg: AgentLeg, calendar: DayCalendar): CentreDay[] {
  const instants = instantsOf(leg);
  return instants.length === 0 ? [] : calendar.daysBetween(Math.min(...instants), Math.max(...instants));
}

function earliest(days: ReadonlyMap<string, CentreDay>): string {
  return [...days.keys()].reduce((first, date) => (date < first ? date : first), '9999-12-31');
}

/** The stored days with what is new in them, and the days that were not there, in order. */
function withTouches(stored: readonly AgentDay[], { agentId, touch, days }: DayTouch): AgentDay[] {
  const known = new Set(stored.map(({ day }) => day.date));
  const added = [...days.values()]
    .filter(({ date }) => !known.has(date))
    .map((day): AgentDay => ({ agentId, day, facts: [], legs: [], opening: unknownOpening }));
  return [...stored, ...added]
    .sort((a, b) => a.day.range.start - b.day.range.start)
    .map((day) => (days.has(day.day.date) ? withTouch(day, touch) : day));
}

function withTouch(day: AgentDay, touch: AgentTouch): AgentDay {
  const { start, end } = day.day.range;
  const fresh = touch.facts.filter(({ at }) => start <= at && at < end);
  const kept = day.legs.filter(({ callKey }) => !touch.legs.has(callKey));
  const present = [...touch.legs.values()].flat().filter((leg) => touches(leg, start, end));
  const legs = [...kept, ...present].sort(compareLegs);
  return { ...day, facts: mergeAgentFacts(day.facts, fresh), legs };
}

function touches(leg: AgentLeg, start: number, end: number): boolean {
  const instants = instantsOf(leg);
  return instants.length > 0 && Math.min(...instants) < end && Math.max(...instants) >= start;
}

function compareLegs(a: AgentLeg, b: AgentLeg): number {
  const one = a.offeredAt ?? a.answeredAt ?? 0;
  const other = b.offeredAt ?? b.answeredAt ?? 0;
  if (one !== other) return one - other;
  if (a.callKey === b.callKey) return 0;
  return a.callKey < b.callKey ? -1 : 1;
}
