import {
  foldAgentDay,
  heardInstants,
  unknownOpening,
  type AgentFact,
  type AgentLeg,
  type AgentOpening,
  type AgentSpan,
  type Instant,
  type LogInRules,
} from '@vigie/calls';
import type { Heard } from '@vigie/metrics';

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

/** A day with what its facts make of it, and when the first and the last thing was heard in it. */
export type SettledAgentDay = {
  readonly day: AgentDay;
  readonly spans: readonly AgentSpan[];
  readonly heard: Heard | null;
};

/** What ends a log-in, by the settings of a day. */
export type LogInOn = (day: AgentDay) => LogInRules;

/** Of an agent of whom nothing was heard for longer, the figures do not say that the time was worked. */
const longestSilenceMs = 12 * 3_600_000;

/**
 * Folds the days of one agent, given in order. What is declared lasts over midnight into the next day that something is
 * known of, until the rules end it. For the figures it does so only when the agent was heard on both sides within 12 h:
 * a day that is not carried over ends with the last thing heard in it, so that nobody is staffed until midnight for
 * having forgotten to log out, nor in the hours still to come.
 *
 * The first day keeps the opening it is given; the others take theirs from the day before. A day whose opening stays
 * the same stays the same object. `closing` is what stands at the end of the last.
 */
export function settleAgentDays(
  days: readonly AgentDay[],
  logInOn: LogInOn,
): { readonly settled: SettledAgentDay[]; readonly closing: AgentOpening } {
  const settled: SettledAgentDay[] = [];
  let opening = days[0]?.opening ?? unknownOpening;
  days.forEach((day, index) => {
    const next = days[index + 1];
    const rules = logInOn(day);
    const { start: from, end } = day.day.range;
    const to = isCarriedOver(day, next) ? end : (lastHeard(day) ?? from);
    const story = { facts: day.facts, legs: day.legs, opening };
    const closesAt = next?.day.range.start ?? end;
    const { spans, closing } = foldAgentDay(story, { from, to, closesAt }, rules);
    settled.push({ day: openedWith(day, opening), spans, heard: heardIn(day) });
    opening = closing;
  });
  return { settled, closing: opening };
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

const lastHeard = (day: AgentDay): Instant | undefined => heardIn(day)?.last;
const firstHeard = (day: AgentDay): Instant | undefined => heardIn(day)?.first;

function heardIn({ facts, legs, day }: AgentDay): Heard | null {
  const heard = heardInstants(facts, legs);
  if (heard.length === 0) return null;
  const { start, end } = day.range;
  return { first: Math.max(heard.reduce(earlier), start), last: Math.min(heard.reduce(later), end) };
}

const later = (a: Instant, b: Instant): Instant => Math.max(a, b);
const earlier = (a: Instant, b: Instant): Instant => Math.min(a, b);
