import type { Outcome } from './call';
import type { DraftCall, DraftSegment } from './draft-call';
import { endCallAs } from './draft-call';
import {
  closedSegmentOf,
  closeSegment,
  enterQueue,
  openSegmentOf,
  rebuildSegment,
  refuseSegment,
  unnamedQueue,
} from './draft-segments';
import type { CallFact, CallRules, Instant } from './fact';

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

/** What leaving a queue for a reason means; absent: the caller was answered. */
function exitOf(fact: CallFact, queueId: string, rules: CallRules): Outcome | null {
  switch (fact.reason) {
    case 'answered':
      return null;
    case 'callback':
      return 'callbackExit';
    case 'key_exit':
      return fact.key !== undefined && rules.isCallbackKey(queueId, fact.key) ? 'callbackExit' : 'timeoutOverflow';
    case 'timeout':
    case 'no_agents':
    case 'withdrawn':
    case 'overflow':
      return 'timeoutOverflow';
    case 'system':
      return 'systemFailed';
    case 'voicemail':
    case 'unspecified':
      return fact.reason;
    default:
      return 'abandoned';
  }
}

/** The caller left a queue: the segment ends, or a segment that had ended is told a better reason. */
export function applyDequeued(draft: DraftCall, fact: CallFact, rules: CallRules): void {
  const open = openSegmentOf(draft, fact);
  const segment = open ?? closedSegmentOf(draft, fact) ?? rebuildSegment(draft, fact);
  const outcome = exitOf(fact, fact.queueId ?? segment.queueId ?? unnamedQueue, rules);
  if (outcome === null) {
    leaveAnswered(draft, fact, segment);
    return;
  }
  if (segment.answeredAt !== null) return;
  const subCode = outcome === 'timeoutOverflow' ? (fact.reason ?? null) : null;
  closeSegment(segment, fact.at, outcome, subCode);
  endCallAs(draft, fact.at, outcome, subCode);
}

/** Leaving a queue as answered proves an answer, even when the bridge itself was never told. */
function leaveAnswered(draft: DraftCall, fact: CallFact, segment: DraftSegment): void {
  if (segment.rescinded || segment.answeredAt !== null) return;
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
  if (fact.reason === 'self_served') {
    endCallAs(draft, fact.at, 'selfServed');
  } else if (draft.segments.some((segment) => segment.leftAt === null)) {
    endCallAs(draft, fact.at, fact.side === 'system' ? 'systemFailed' : 'abandoned');
  } else if (draft.terminal === null && draft.answeredAt === null) {
    endCallAs(draft, fact.at, fact.side === 'system' ? 'systemFailed' : 'ivrAbandoned');
  }
  const outcome = draft.terminal?.outcome ?? 'abandoned';
  for (const segment of draft.segments) if (segment.leftAt === null) closeSegment(segment, fact.at, outcome, null);
}

/** The source tells nothing more of this call: until it does again, its outcome is unknown. */
export function applyGivenUp(draft: DraftCall, fact: CallFact): void {
  draft.givenUpAt = fact.at;
}
