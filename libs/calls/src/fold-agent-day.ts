import { usualLogIn, type AgentOpening, type AgentSpan, type AgentState, type LogInRules } from './agent';
import type { AgentLeg } from './agent-leg';
import { untoldTalkEnd } from './agent-leg';
import { readStory, type AgentStory } from './agent-standing';
import { sortAgentFacts } from './declared-state';
import { signOfEnd } from './sign-of-end';
import { inOrder, type Instant } from './fact';
import { longestWrapMs } from './settle-leg';

type Range = { readonly from: Instant; readonly to: Instant };
/** A range, and the instant at which what stands is carried on, where that is not its end. */
type DayRange = Range & { readonly closesAt?: Instant };
type Declared = { readonly from: Instant; readonly state: AgentState; readonly reason: string | null };
/** A stretch in which a call occupies the agent; of two at once the one of greater weight is told. */
type Busy = Range & {
  readonly state: AgentState;
  readonly weight: number;
  readonly clinicId: string | null;
  readonly onHold: boolean;
};

const quarterMs = 900_000;

/**
 * Folds what an agent declared and the calls the agent had into spans that cover `range` without gap or overlap.
 * Calls override what was declared (on hold, over in conversation, calling out, ringing and wrap-up); one of whom nothing was declared is
 * `unknown` between calls, never `free`. Facts before the range only prepare it, facts at or after its end are not
 * read. `closing` is what stands declared at its end, or where the day closes: the opening of the next day.
 */
export function foldAgentDay(
  story: AgentStory,
  range: DayRange,
  rules: LogInRules = usualLogIn,
): { readonly spans: readonly AgentSpan[]; readonly closing: AgentOpening } {
  const { to, closesAt = to } = range;
  const standingsUntil = readStory(story, rules);
  const { standings, ...stands } = standingsUntil(to);
  const { closing } = closesAt === to ? stands : standingsUntil(closesAt);
  const declared: Declared[] = [
    { from: range.from, state: story.opening.state, reason: story.opening.reason },
    ...standings.map((standing) => ({
      from: Math.max(standing.from, range.from),
      state: standing.opening.state,
      reason: standing.opening.reason,
    })),
  ];
  const sorted = sortAgentFacts(story.facts);
  const busy = story.legs
    .toSorted(byCall)
    .map((leg) => withEnd(leg, signOfEnd(leg, story.legs, sorted, Math.max(to, closesAt))))
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
  const { offeredAt, answeredAt, wrapStartedAt } = leg;
  const parts: Busy[] = [];
  const occupied = { leg, until, parts };
  if (answeredAt !== null) {
    const talk = talkOf(leg, answeredAt);
    occupy(occupied, talk);
    for (const hold of holdsOf(leg, talk)) occupy(occupied, hold);
  }
  if (offeredAt !== null)
    occupy(occupied, { from: offeredAt, end: answeredAt ?? leg.offerEndedAt, state: 'ringing', weight: 2 });
  if (wrapStartedAt !== null) {
    const end = wrapEnd(wrapStartedAt, leg.wrapEndedAt, declared);
    occupy(occupied, { from: wrapStartedAt, end, state: 'wrap_up', weight: 1 });
  }
  return parts;
}

const talkOf = ({ direction, endedAt }: AgentLeg, answeredAt: Instant): Stretch =>
  direction === 'outbound'
    ? { from: answeredAt, end: endedAt, state: 'outbound', weight: 3 }
    : { from: answeredAt, end: endedAt, state: 'on_call', weight: 4 };

/** A hold lasts no longer than its conversation. */
function holdsOf({ heldTimes }: AgentLeg, talk: Stretch): readonly Stretch[] {
  const holds: Stretch[] = [];
  for (let place = 0; place < heldTimes.length; place += 2) {
    const from = Math.max(heldTimes[place] as Instant, talk.from);
    const end = Math.min(heldTimes[place + 1] ?? Infinity, talk.end ?? Infinity);
    holds.push({ ...talk, from, end: end === Infinity ? null : end, weight: 5, onHold: true });
  }
  return holds;
}

type Occupied = { readonly leg: AgentLeg; readonly until: Instant; readonly parts: Busy[] };
type Stretch = Pick<Busy, 'from' | 'state' | 'weight'> & {
  readonly end: Instant | null;
  readonly onHold?: true;
};

/** Adds a stretch, unless it ends before it begins. */
function occupy({ leg, until, parts }: Occupied, stretch: Stretch): void {
  const { from, end, state, weight, onHold = false } = stretch;
  const to = Math.min(end ?? until, until);
  if (to > from) parts.push({ from, to, state, weight, clinicId: leg.clinicId, onHold });
}

/** Wrap-up ends when told, at log-out, or after the longest it may last. */
function wrapEnd(start: Instant, told: Instant | null, declared: readonly Declared[]): Instant {
  const cap = Math.min(told ?? start + longestWrapMs, start + longestWrapMs);
  const out = declared.find(({ from, state }) => state === 'offline' && from > start);
  return out === undefined ? cap : Math.min(cap, out.from);
}

/** Every instant of the range at which something begins or ends, its own ends included, each once. */
function cutsOf(range: Range, declared: readonly Declared[], busy: readonly Busy[]): readonly Instant[] {
  const all: Instant[] = [range.from, range.to];
  for (const { from } of declared) all.push(from);
  for (const { from, to } of busy) all.push(from, to);
  const cuts: Instant[] = [];
  for (const at of inOrder(all)) if (at >= range.from && at <= range.to && at !== cuts.at(-1)) cuts.push(at);
  return cuts;
}

const heavier = (best: Busy | undefined, part: Busy): Busy =>
  best !== undefined && best.weight >= part.weight ? best : part;

/** Goes through the range from cut to cut and tells what holds in each piece. */
function sweep(range: Range, declared: readonly Declared[], busy: readonly Busy[]): readonly AgentSpan[] {
  const cuts = cutsOf(range, declared, busy);
  const arriving = busy.toSorted((a, b) => b.from - a.from);
  const said = declared.toReversed();
  const spans: AgentSpan[] = [];
  let active: Busy[] = [];
  for (let index = 0; index < cuts.length - 1; index += 1) {
    const from = cuts[index] as Instant;
    takeBegun(arriving, from, active);
    active = active.filter((part) => part.to > from);
    const standing = standingAt(said, from);
    const call = active.reduce<Busy | undefined>(heavier, undefined);
    spans.push({
      from,
      to: cuts[index + 1] as Instant,
      state: call?.state ?? standing.state,
      declared: standing.state,
      clinicId: call?.clinicId ?? null,
      onHold: call?.onHold ?? false,
      reason: standing.reason,
    });
  }
  return spans;
}

/** Moves from the end of a list, latest first, what has begun by an instant. */
function takeBegun(latestFirst: Busy[], at: Instant, begun: Busy[]): void {
  for (let part = latestFirst.at(-1); part !== undefined && part.from <= at; part = latestFirst.at(-1)) {
    begun.push(part);
    latestFirst.pop();
  }
}

/** What stands declared at an instant, the list latest first; what is over is dropped from its end. */
function standingAt(latestFirst: Declared[], at: Instant): Declared {
  while ((latestFirst.at(-2)?.from ?? Infinity) <= at) latestFirst.pop();
  return latestFirst.at(-1) ?? { from: at, state: 'unknown', reason: null };
}

function merge(spans: readonly AgentSpan[]): readonly AgentSpan[] {
  const merged: AgentSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    const isSame = last !== undefined && isAlike(last, span) && isOneStretch(last, span);
    if (isSame) merged[merged.length - 1] = { ...last, to: span.to };
    else merged.push(span);
  }
  return merged;
}

/** Whether an agent is seen to do the same. */
const isAlike = (one: AgentSpan, other: AgentSpan): boolean =>
  one.state === other.state && one.declared === other.declared && one.clinicId === other.clinicId;
const isOneStretch = (one: AgentSpan, other: AgentSpan): boolean =>
  one.onHold === other.onHold && one.reason === other.reason;

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
  const begun = beginOf(spans, last);
  const unmoved = begun === from && last.state === opening.state && last.clinicId === null;
  const since = unmoved ? opening.since : begun;
  return {
    state: last.state,
    since: last.state === 'unknown' ? null : since,
    clinicId: last.clinicId,
    queues: closing.queues,
    pausedQueues: closing.pausedQueues,
  };
}

/** Since when the last span's state holds: a hold and a retrieval begin no other one. */
function beginOf(spans: readonly AgentSpan[], last: AgentSpan): Instant {
  const before = spans.findLast((span) => !isAlike(span, last));
  return before === undefined ? (spans[0] ?? last).from : before.to;
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
