import type { Call, Instant } from '@vigie/calls';

/** Calls that reach further from their arrival are found by an index of their own. */
export const usualReachMs = 86_400_000;

/** The first and the last instant of which anything is known of a call, be it computed from what was told. */
export type CallReach = { readonly from: Instant; readonly to: Instant };

/** Facts, and the segments, legs and their ends that facts prove to have been before the first or after the last. */
export function reachOf(call: Call): CallReach {
  let from = Math.min(call.firstAt, call.arrivedAt);
  let to = Math.max(call.lastAt, call.endedAt ?? call.lastAt);
  const see = (at: Instant | null): void => {
    if (at === null) return;
    if (at < from) from = at;
    else if (at > to) to = at;
  };
  for (const { enqueuedAt, leftAt } of call.segments) {
    see(enqueuedAt);
    see(leftAt);
  }
  for (const { offeredAt, answeredAt, endedAt } of call.legs) {
    see(offeredAt);
    see(answeredAt);
    see(endedAt);
  }
  return { from, to };
}

/**
 * Whether anything of a call counts more than a day from its arrival: in a queue, at an agent, in conversation. What is
 * noted of it days later, such as a survey, does not make it long.
 */
export function outlastsDay(call: Call, { from }: CallReach): boolean {
  if (call.arrivedAt - from > usualReachMs) return true;
  const isLate = (at: Instant | null): boolean => at !== null && at - call.arrivedAt > usualReachMs;
  return (
    isLate(call.decidedAt) ||
    isLate(call.endedAt) ||
    call.segments.some(({ enqueuedAt, leftAt }) => isLate(enqueuedAt) || isLate(leftAt)) ||
    call.legs.some(({ offeredAt, answeredAt, endedAt }) => [offeredAt, answeredAt, endedAt].some(isLate))
  );
}
