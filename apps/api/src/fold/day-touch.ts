import { instantsOfLeg, unknownOpening, type AgentLeg } from '@vigie/calls';

import type { AgentDay } from './agent-day';
import { mergeAgentFacts, withoutFacts } from './agent-day-codec';
import { lastDate, type DateWindow } from './agent-day-store';
import type { CentreDay, DayCalendar } from './day-calendar';
import type { AgentTouch } from './touched-agents';

/** What one agent brings to a fold, by date. */
export type DayTouch = {
  readonly agentId: string;
  readonly touch: AgentTouch;
  readonly days: ReadonlyMap<string, CentreDay>;
  /** The legs that calls have now, by the dates they touch. */
  readonly legsOn: ReadonlyMap<string, readonly AgentLeg[]>;
};

/** What is told of an agent, cut by the days it touches. */
export const dayTouchOf = (agentId: string, touch: AgentTouch, calendar: DayCalendar): DayTouch => ({
  agentId,
  touch,
  days: daysTouched(touch, calendar),
  legsOn: legsByDate(touch, calendar),
});

function daysTouched(touch: AgentTouch, calendar: DayCalendar): ReadonlyMap<string, CentreDay> {
  const legs = [...touch.formerLegs, ...[...touch.legs.values()].flat()];
  const days = [
    ...[...touch.facts, ...touch.formerFacts].map(({ at }) => calendar.dayOf(at)),
    ...touch.revisited.map((at) => calendar.dayOf(at)),
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
  const instants = instantsOfLeg(leg);
  return instants.length === 0 ? [] : calendar.daysBetween(Math.min(...instants), Math.max(...instants));
}

/** From the first to the last of them. */
export function windowOf(days: ReadonlyMap<string, CentreDay>): DateWindow {
  const dates = [...days.keys()].sort();
  return { first: dates[0] ?? lastDate, last: dates.at(-1) ?? lastDate };
}

/** The stored days with what is new in them, and the days that were not there, in order. */
export function withTouches(
  stored: readonly AgentDay[],
  { agentId, touch, days, legsOn }: DayTouch,
): AgentDay[] {
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
  const facts = mergeAgentFacts(withoutFacts(day.facts, touch.formerFacts), fresh);
  return { ...day, facts, legs: [...kept, ...present].sort(compareLegs) };
}

function compareLegs(a: AgentLeg, b: AgentLeg): number {
  const one = a.offeredAt ?? a.answeredAt ?? 0;
  const other = b.offeredAt ?? b.answeredAt ?? 0;
  if (one !== other) return one - other;
  if (a.callKey === b.callKey) return 0;
  return a.callKey < b.callKey ? -1 : 1;
}
