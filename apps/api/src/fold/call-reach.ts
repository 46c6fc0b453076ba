import type { Call, Instant } from '@vigie/calls';

/** Calls that reach further from their arrival are found by an index of their own. */
export const usualReachMs = 86_400_000;

/** The first and the last instant of which anything is known of a call, be it computed from what was told. */
export type CallReach = { readonly from: Instant; readonly to: Instant };

/** Facts, and the segments, legs and their ends that facts prove to have been before the first or after the last. */
export function reachOf(call: Call): CallReach {
  let from = Math.min(call.firstAt, call.arrivedAt);
  let to = Math.max(call.lastAt, call.endedAt ?? call.lastAt);
  for (const { enqueuedAt, leftAt } of call.segments) {
    from = earlier(earlier(from, enqueuedAt), leftAt);
    to = later(later(to, enqueuedAt), leftAt);
  }
  for (const { offeredAt, answeredAt, endedAt } of call.legs) {
    from = earlier(earlier(earlier(from, offeredAt), answeredAt), endedAt);
    to = later(later(later(to, offeredAt), answeredAt), endedAt);
  }
  return { from, to };
}

const earlier = (than: Instant, at: Instant | null): Instant => (at !== null && at < than ? at : than);
const later = (than: Instant, at: Instant | null): Instant => (at !== null && at > than ? at : than);

/**
 * Whether anything of a call counts more than a day from its arrival: in a queue, at an agent, in conversation. What is
 * noted of it days later, such as a survey, does not make it long.
 */
export function outlastsDay(call: Call, { from, to }: CallReach): boolean {
  const { arrivedAt, decidedAt } = call;
  if (arrivedAt - from > usualReachMs) return true;
  const last = arrivedAt + usualReachMs;
  // Nothing of nearly every call is later than that, be it noted: only then is looked what it is.
  if (Math.max(to, decidedAt ?? to) <= last) return false;
  return (
    (decidedAt ?? last) > last ||
    (call.endedAt ?? last) > last ||
    call.segments.some(({ enqueuedAt, leftAt }) => Math.max(enqueuedAt, leftAt ?? last) > last) ||
    call.legs.some(
      ({ offeredAt, answeredAt, endedAt }) =>
        Math.max(offeredAt ?? last, answeredAt ?? last, endedAt ?? last) > last,
    )
  );
}
