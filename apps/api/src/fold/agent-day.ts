import {
  foldAgentDay,
  unknownOpening,
  type AgentFact,
  type AgentLeg,
  type AgentOpening,
  type AgentSpan,
  type Instant,
} from '@vigie/calls';

import type { CentreDay } from './day-calendar';

/** One day of one agent: what was declared, the parts in calls that touch the day, and the state it began in. */
export type AgentDay = {
  readonly agentId: string;
  readonly day: CentreDay;
  readonly facts: readonly AgentFact[];
  readonly legs: readonly AgentLeg[];
  readonly opening: AgentOpening;
};

/** Whether nothing is told of the day: it is then as if it had never been. */
export const isEmptyDay = ({ facts, legs }: AgentDay): boolean => facts.length === 0 && legs.length === 0;

/** A day with what its facts make of it. */
export type SettledAgentDay = { readonly day: AgentDay; readonly spans: readonly AgentSpan[] };

/** An agent of whom nothing was heard for longer is not taken to be at work still. */
const longestSilenceMs = 12 * 3_600_000;

/**
 * Folds the days of one agent, given in order. A state lasts over midnight into the next day when the agent was heard
 * on both sides within 12 h. A day that is not carried over ends for the figures with the last thing heard in it, so
 * that nobody is staffed until midnight for having forgotten to log out, nor in the hours still to come.
 *
 * The first day keeps the opening it is given; the others take theirs from the day before. A day whose opening stays
 * the same stays the same object.
 */
export function settleAgentDays(days: readonly AgentDay[]): SettledAgentDay[] {
  const settled: SettledAgentDay[] = [];
  let opening = days[0]?.opening ?? unknownOpening;
  days.forEach((day, index) => {
    const carried = isCarriedOver(day, days[index + 1]);
    const from = day.day.range.start;
    const to = carried ? day.day.range.end : (lastHeard(day) ?? from);
    const { spans, closing } = foldAgentDay(day.facts, day.legs, { from, to }, opening);
    settled.push({ day: openedWith(day, opening), spans });
    opening = carried ? closing : unknownOpening;
  });
  return settled;
}

function isCarriedOver(day: AgentDay, next: AgentDay | undefined): boolean {
  if (next === undefined || next.day.range.start !== day.day.range.end) return false;
  const before = lastHeard(day);
  const after = firstHeard(next);
  return before !== undefined && after !== undefined && after - before <= longestSilenceMs;
}

function openedWith(day: AgentDay, opening: AgentOpening): AgentDay {
  const same = day.opening === opening || JSON.stringify(day.opening) === JSON.stringify(opening);
  return same ? day : { ...day, opening };
}

function lastHeard(day: AgentDay): Instant | undefined {
  let last = Number.NEGATIVE_INFINITY;
  for (const { at } of day.facts) last = Math.max(last, at);
  for (const leg of day.legs) last = Math.max(last, ...instantsOf(leg));
  return last === Number.NEGATIVE_INFINITY ? undefined : Math.min(last, day.day.range.end);
}

function firstHeard(day: AgentDay): Instant | undefined {
  let first = Number.POSITIVE_INFINITY;
  for (const { at } of day.facts) first = Math.min(first, at);
  for (const leg of day.legs) first = Math.min(first, ...instantsOf(leg));
  return first === Number.POSITIVE_INFINITY ? undefined : Math.max(first, day.day.range.start);
}

/** Every instant that is known of a leg. */
export function instantsOf(leg: AgentLeg): Instant[] {
  const { offeredAt, offerEndedAt, answeredAt, endedAt, wrapStartedAt, wrapEndedAt } = leg;
  return [offeredAt, offerEndedAt, answeredAt, endedAt, wrapStartedAt, wrapEndedAt].filter(
    (at) => at !== null,
  );
}
