import type { Outcome } from './call';
import type { DraftCall, DraftSegment } from './draft-call';
import { endCallAs } from './draft-call';
import {
  closedSegmentOf,
  closeSegment,
  enterQueue,
  openSegmentOf,
  rebuildSegment,
  refusedSegmentOf,
  refuseSegment,
} from './draft-segments';
import type { CallRules } from './call-rules';
import type { CallFact, Instant } from './fact';

/** The call reached the dialled number. */
export function applyInitiated(draft: DraftCall, fact: CallFact): void {
  noteCaller(draft, fact);
  if (fact.direction === 'outbound') draft.outbound = true;
  if (fact.test === true) draft.test = true;
}

/** Keeps the first told of what identifies the caller, and the language asked for last. */
export function noteCaller(draft: DraftCall, fact: CallFact): void {
  draft.dnis ??= fact.dnis ?? null;
  draft.aniHash ??= fact.aniHash ?? null;
  draft.aniKind ??= fact.aniKind ?? null;
  draft.aniMask ??= fact.aniMask ?? null;
  if (fact.languageRequested !== undefined) draft.languageRequested = fact.languageRequested;
}

export function applyGreetingStarted(draft: DraftCall, fact: CallFact): void {
  draft.greetingSince ??= fact.at;
}

export function applyGreetingEnded(draft: DraftCall, fact: CallFact): void {
  endGreeting(draft, fact.at);
}

/** Ends an open greeting; what plays once the caller is in a queue is part of the wait. */
export function endGreeting(draft: DraftCall, at: Instant): void {
  if (draft.greetingSince === null) return;
  if (draft.segments.length === 0) draft.greetingMs = (draft.greetingMs ?? 0) + at - draft.greetingSince;
  draft.greetingSince = null;
}

/** The call was refused: presented, and not offered unless it was in a queue before. */
export function applyBlocked(draft: DraftCall, fact: CallFact): void {
  noteCaller(draft, fact);
  endGreeting(draft, fact.at);
  const reason = fact.reason ?? 'refused';
  const outcome = reason === 'closed' ? 'closed' : 'blocked';
  endCallAs(draft, fact.at, outcome, reason);
  if (fact.queueId !== undefined) refuseSegment(draft, fact, outcome, reason);
}

export function applyEnqueued(draft: DraftCall, fact: CallFact): void {
  noteCaller(draft, fact);
  endGreeting(draft, fact.at);
  enterQueue(draft, fact);
}

/** What leaving a queue for a reason means; a reason not named here is the caller's own leaving. */
const exits: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ['answered', 'answered'],
  ['timeout', 'timeoutOverflow'],
  ['no_agents', 'timeoutOverflow'],
  ['key_exit', 'timeoutOverflow'],
  ['withdrawn', 'timeoutOverflow'],
  ['overflow', 'timeoutOverflow'],
  ['callback', 'callbackExit'],
  ['voicemail', 'voicemail'],
  ['system', 'systemFailed'],
  ['unspecified', 'unspecified'],
]);

function exitOf(fact: CallFact, queueId: string, rules: CallRules): Outcome {
  const asksCallback =
    fact.reason === 'key_exit' && fact.key !== undefined && rules.isCallbackKey(queueId, fact.key);
  return asksCallback ? 'callbackExit' : (exits.get(fact.reason ?? '') ?? 'abandoned');
}

/** The caller left a queue: the segment ends, or a segment that had ended is told a better reason. */
export function applyDequeued(draft: DraftCall, fact: CallFact, rules: CallRules): void {
  const open = openSegmentOf(draft, fact);
  const segment =
    open ?? closedSegmentOf(draft, fact) ?? refusedSegmentOf(draft, fact) ?? rebuildSegment(draft, fact);
  if (segment.rescinded || segment.answeredAt !== null) return;
  const outcome = exitOf(fact, segment.queueId, rules);
  if (outcome === 'answered') {
    leaveAnswered(draft, fact, segment);
    return;
  }
  const subCode = outcome === 'timeoutOverflow' ? (fact.reason ?? null) : null;
  closeSegment(segment, fact.at, outcome, subCode);
  endCallAs(draft, fact.at, outcome, subCode);
}

/** Leaving a queue as answered proves an answer, even when the bridge itself was never told. */
function leaveAnswered(draft: DraftCall, fact: CallFact, segment: DraftSegment): void {
  segment.answeredAt = segment.leftAt ?? fact.at;
  segment.leftAt ??= fact.at;
  segment.outcome = 'answered';
  segment.subCode = null;
  draft.answeredAt ??= fact.at;
}

/** The caller's line was closed: what was still open ends by the side that closed it. */
export function applyDisconnected(draft: DraftCall, fact: CallFact): void {
  endGreeting(draft, fact.at);
  draft.endedAt ??= fact.at;
  const outcome = endOf(draft, fact);
  if (outcome === null) return;
  endCallAs(draft, fact.at, outcome);
  for (const segment of draft.segments)
    if (segment.leftAt === null) closeSegment(segment, fact.at, outcome, null);
}

/** What a closed line decides: nothing when the call was out of its queues with an outcome or an answer. */
function endOf(draft: DraftCall, fact: CallFact): Outcome | null {
  if (fact.reason === 'self_served') return 'selfServed';
  const failed = fact.side === 'system';
  if (draft.segments.some((segment) => segment.leftAt === null)) return failed ? 'systemFailed' : 'abandoned';
  if (draft.terminal !== null || draft.answeredAt !== null) return null;
  return failed ? 'systemFailed' : 'ivrAbandoned';
}

/** The source tells nothing more of this call: until it does again, its outcome is unknown. */
export function applyGivenUp(draft: DraftCall, fact: CallFact): void {
  draft.givenUpAt = fact.at;
}

/** A caller who was not found waiting any more left unheard; of any other nothing is known to have changed. */
export function applyUnheard(draft: DraftCall, fact: CallFact): void {
  if (fact.gone === true) applyGivenUp(draft, fact);
}

/** No greeting is longer, unless its source says so: nothing told since, the caller hung up in it. */
export const longestGreetingMs = 5 * 60_000;

/** Nothing followed a greeting: the caller must have hung up in it, unless more is told. */
export function applyGreetingExpired(draft: DraftCall, fact: CallFact): void {
  draft.greetingLostAt = fact.at;
}

/**
 * A telephone system that shuts down says of all who wait that they gave up, in one second: the last thing it tells
 * before it says that it starts again. It is looked for in so long before a restart.
 */
export const shutdownMs = 30_000;
/** How long a shutdown takes to say so. */
export const shutdownSaysMs = 1000;

/**
 * The source restarted: what it knew of the call is lost. And of one who gave up in the last second before it fell silent
 * it is not known what they would have done: that was the shutdown's word.
 */
export function applyLostBySource(draft: DraftCall, fact: CallFact): void {
  applyGivenUp(draft, fact);
  if (fact.silentMs === undefined) return;
  const after = fact.at - fact.silentMs - shutdownSaysMs;
  for (const segment of draft.segments) {
    if (segment.outcome === 'abandoned' && (segment.leftAt ?? after) > after) segment.outcome = 'unknown';
  }
  const { terminal } = draft;
  if (terminal?.outcome === 'abandoned' && terminal.at > after) endCallAs(draft, terminal.at, 'unknown');
}
