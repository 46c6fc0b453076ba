import { usualLogIn, type AgentOpening, type AgentSpan, type AgentState, type LogInRules } from './agent';
import type { AgentLeg } from './agent-leg';
import { untoldTalkEnd } from './agent-leg';
import { standingsOf, type AgentStory } from './agent-standing';
import { sortAgentFacts } from './declared-state';
import { signOfEnd } from './sign-of-end';
import type { Instant } from './fact';
import { longestWrapMs } from './settle-leg';

type Range = { readonly from: Instant; readonly to: Instant };
type Declared = { readonly from: Instant; readonly state: AgentState };
/** A stretch in which a call occupies the agent; of two at once the one of greater weight is told. */
type Busy = Range & { readonly state: AgentState; readonly weight: number; readonly clinicId: string | null };

const quarterMs = 900_000;

/**
 * Folds what an agent declared and the calls the agent had into spans that cover `range` without gap or overlap.
 * Calls override what was declared (in conversation, over ringing, over wrap-up); one of whom nothing was declared is
 * `unknown` between calls, never `free`. Facts before the range only prepare it, facts at or after its end are not
 * read. `closing` is what stands declared at its end: the opening of the next day.
 */
export function foldAgentDay(
  story: AgentStory,
  range: Range,
  rules: LogInRules = usualLogIn,
): { readonly spans: readonly AgentSpan[]; readonly closing: AgentOpening } {
  const { standings, closing } = standingsOf(story, range.to, rules);
  const declared: Declared[] = [
    { from: range.from, state: story.opening.state },
    ...standings.map((standing) => ({
      from: Math.max(standing.from, range.from),
      state: standing.opening.state,
    })),
  ];
  const sorted = sortAgentFacts(story.facts);
  const busy = story.legs
    .toSorted(byCall)
    .map((leg) => withEnd(leg, signOfEnd(leg, story.legs, sorted, range.to)))
    .flatMap((leg) => busyOf(leg, range.to, declared))
    .filter((part) => part.to > range.from);
  return { spans: merge(sweep(range, declared, busy)), closing };
}

/** Of two calls at once the same one is told, whatever the order they are given in. */
const byCall = (a: AgentLeg, b: AgentLeg): number =>
  a.callKey < b.callKey ? -1 : Number(a.callKey > b.callKey);

const withEnd = (leg: AgentLeg, sign: Instant | null): AgentLeg =>
  sign === null || leg.answeredAt === null ? leg : { ...leg, endedAt: untoldTalkEnd(leg.answeredAt, sign) };

function busyOf(leg: AgentLeg, until: Instant, declared: readonly Declared[]): readonly Busy[] {
  const { clinicId, offeredAt, answeredAt, wrapStartedAt } = leg;
  const parts: Busy[] = [];
  const add = (from: Instant, end: Instant | null, state: AgentState, weight: number): void => {
    const to = Math.min(end ?? until, until);
    if (to > from) parts.push({ from, to, state, weight, clinicId });
  };
  if (answeredAt !== null)
    add(answeredAt, leg.endedAt, leg.direction === 'outbound' ? 'outbound' : 'on_call', 3);
  if (offeredAt !== null) add(offeredAt, answeredAt ?? leg.offerEndedAt, 'ringing', 2);
  if (wrapStartedAt !== null)
    add(wrapStartedAt, wrapEnd(wrapStartedAt, leg.wrapEndedAt, declared), 'wrap_up', 1);
  return parts;
}

/** Wrap-up ends when told, at log-out, or after the longest it may last. */
function wrapEnd(start: Instant, told: Instant | null, declared: readonly Declared[]): Instant {
  const cap = Math.min(told ?? start + longestWrapMs, start + longestWrapMs);
  const out = declared.find(({ from, state }) => state === 'offline' && from > start);
  return out === undefined ? cap : Math.min(cap, out.from);
}

/** Every instant of the range at which something begins or ends, its own ends included. */
function cutsOf(range: Range, declared: readonly Declared[], busy: readonly Busy[]): readonly Instant[] {
  const cuts = new Set([range.from, range.to]);
  for (const { from } of declared) cuts.add(from);
  for (const { from, to } of busy) cuts.add(from).add(to);
  return [...cuts].filter((at) => at >= range.from && at <= range.to).sort((a, b) => a - b);
}

const heavier = (best: Busy | undefined, part: Busy): Busy =>
  best !== undefined && best.weight >= part.weight ? best : part;

/** Goes through the range from cut to cut and tells what holds in each piece. */
function sweep(range: Range, declared: readonly Declared[], busy: readonly Busy[]): readonly AgentSpan[] {
  const cuts = cutsOf(range, declared, busy);
  const arriving = busy.toSorted((a, b) => b.from - a.from);
  const said = declared.toReversed();
  let active: readonly Busy[] = [];
  return cuts.slice(0, -1).map((from, index) => {
    const begun = takeBegun(arriving, from);
    active = [...active, ...begun].filter((part) => part.to > from);
    const standing = standingAt(said, from);
    const call = active.reduce<Busy | undefined>(heavier, undefined);
    const span = {
      from,
      to: cuts[index + 1] ?? range.to,
      state: standing,
      declared: standing,
      clinicId: null,
    };
    return call === undefined ? span : { ...span, state: call.state, clinicId: call.clinicId };
  });
}

/** Takes from the end of a list, latest first, what has begun by an instant. */
function takeBegun(latestFirst: Busy[], at: Instant): readonly Busy[] {
  const begun: Busy[] = [];
  for (let part = latestFirst.at(-1); part !== undefined && part.from <= at; part = latestFirst.at(-1)) {
    begun.push(part);
    latestFirst.pop();
  }
  return begun;
}

/** What stands declared at an instant, the list latest first; what is over is dropped from its end. */
function standingAt(latestFirst: Declared[], at: Instant): AgentState {
  while ((latestFirst.at(-2)?.from ?? Infinity) <= at) latestFirst.pop();
  return latestFirst.at(-1)?.state ?? 'unknown';
}

function merge(spans: readonly AgentSpan[]): readonly AgentSpan[] {
  const merged: AgentSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    const same =
      last !== undefined &&
      last.state === span.state &&
      last.declared === span.declared &&
      last.clinicId === span.clinicId;
    if (same) merged[merged.length - 1] = { ...last, to: span.to };
    else merged.push(span);
  }
  return merged;
}

/** What an agent is doing at an instant, and since when (null when that was never told). */
export function agentStateAt(
  story: AgentStory,
  at: Instant,
  rules: LogInRules = usualLogIn,
): {
  readonly state: AgentState;
  readonly since: Instant | null;
  readonly clinicId: string | null;
  readonly queues: readonly string[];
  /** Those of the queues in which the agent takes no calls. */
  readonly pausedQueues: readonly string[];
} {
  const { opening } = story;
  const from = earliest(story, at);
  const { spans, closing } = foldAgentDay(story, { from, to: at + 1 }, rules);
  const last = spans.at(-1);
  if (last === undefined) return { ...closing, clinicId: null };
  const unmoved = last.from === from && last.state === opening.state && last.clinicId === null;
  const since = unmoved ? opening.since : last.from;
  return {
    state: last.state,
    since: last.state === 'unknown' ? null : since,
    clinicId: last.clinicId,
    queues: closing.queues,
    pausedQueues: closing.pausedQueues,
  };
}

function earliest({ facts, legs }: AgentStory, at: Instant): Instant {
  let first = at;
  for (const fact of facts) first = Math.min(first, fact.at);
  for (const leg of legs)
    first = Math.min(first, leg.offeredAt ?? leg.answeredAt ?? at, leg.wrapStartedAt ?? at);
  return first;
}

/** Cuts spans at every quarter of an hour (UTC), so that each second counts in the quarter it was spent in. */
export function splitByQuarter(spans: readonly AgentSpan[]): readonly AgentSpan[] {
  const parts: AgentSpan[] = [];
  for (const span of spans) {
    for (let from = span.from; from < span.to;) {
      const to = Math.min(span.to, (Math.floor(from / quarterMs) + 1) * quarterMs);
      parts.push({ ...span, from, to });
      from = to;
    }
  }
  return parts;
}
