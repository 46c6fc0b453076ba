import type { Call, Segment } from './call';
import type { Instant } from './fact';

/** Whether the call has no outcome yet: in the greeting, or in a queue and never answered. */
export const isUndecided = (call: Call): boolean => call.outcome === null;

/** The queue the caller is in now, the one entered first; undefined when in none. */
export const openSegmentOfCall = (call: Call): Segment | undefined =>
  call.segments.find((segment) => segment.leftAt === null);

/** Since when the caller waits: the first enqueue, or, after a first answer, that of the queue waited in now. */
export function longestOpenAt(call: Call): Instant | null {
  const open = openSegmentOfCall(call);
  if (open === undefined) return null;
  return call.answeredAt === null ? call.arrivedAt : open.enqueuedAt;
}
