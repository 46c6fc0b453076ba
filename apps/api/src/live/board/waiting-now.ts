import { longestGreetingMs, type Instant } from '@vigie/calls';
import type { WaitingView } from '@vigie/contracts';
import type { BoardCall } from './board-call';

const ghostAfterMs = 15 * 60_000;
const timeoutGraceMs = 2 * 60_000;
/** The books close an open call of which nothing was heard for this long. */
export const closedAfterMs = 4 * 3_600_000;

/** Those of one row who wait now. */
export type WaitingSum = { readonly count: number; readonly longestSince: number | null };
export const nobody: WaitingSum = { count: 0, longestSince: null };

/** Waits in a queue, for a first answer or again after a transfer; not in the greeting. */
export function isQueued(call: BoardCall): boolean {
  return call.waitingSince !== null;
}

/**
 * A call whose end was never told: it stood in its queue two minutes longer than the queue keeps anybody, its greeting
 * went on longer than any does, or nothing was heard of it for four hours, when the books close it. Such a call leaves
 * the wall.
 */
export function hasOverstayed(call: BoardCall, timeoutMs: number | null, now: Instant): boolean {
  return now >= leavesAt(call, timeoutMs);
}

/** From when a call no longer stands on the wall, if nothing more is told of it. */
export function leavesAt(call: BoardCall, timeoutMs: number | null): Instant {
  const closedAt = call.lastAt + (call.phase === 'greeting' ? longestGreetingMs : closedAfterMs);
  if (call.queue === null || timeoutMs === null) return closedAt;
  return Math.min(closedAt, call.queue.since + timeoutMs + timeoutGraceMs + 1);
}

/** The row of one who waits or listens to the greeting. */
export function toWaitingView(call: BoardCall, attempt: number | null, now: Instant): WaitingView {
  return {
    id: call.key,
    clinicId: call.clinicId,
    teamId: call.teamId,
    queueId: call.queue?.id ?? null,
    phase: phaseOf(call),
    since: sinceOf(call),
    attempt,
    mask: call.mask,
    language: call.language,
    toVerify: now - call.lastAt >= ghostAfterMs,
  };
}

/**
 * Since when the caller waits: the first queue, the queue a transfer led to, or the first ring of one who is still
 * greeted.
 */
export const sinceOf = ({ waitingSince, firstAt }: BoardCall): Instant => waitingSince ?? firstAt;

/** Sums the queued callers by any key; a caller may stand under none. */
export function sumWaiting(
  calls: Iterable<BoardCall>,
  keyOf: (call: BoardCall) => string,
): ReadonlyMap<string, WaitingSum> {
  const sums = new Map<string, WaitingSum>();
  for (const call of calls) {
    if (!isQueued(call)) continue;
    const key = keyOf(call);
    const { count, longestSince } = sums.get(key) ?? nobody;
    sums.set(key, { count: count + 1, longestSince: Math.min(longestSince ?? Infinity, sinceOf(call)) });
  }
  return sums;
}

function phaseOf(call: BoardCall): WaitingView['phase'] {
  if (call.phase === 'greeting') return 'greeting';
  return call.phase === 'ringing' ? 'ringing' : 'queued';
}
