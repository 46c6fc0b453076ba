import type { Call, Instant } from '@vigie/calls';

/**
 * How many wait longer than the threshold at an instant: calls since their first enqueue, or segments since their
 * own. Only undecided calls that count; equal to the threshold is not past it.
 */
export function waitingPast(
  calls: Iterable<Call>,
  thresholdSeconds: number,
  at: Instant,
  unit: 'calls' | 'segments' = 'calls',
): number {
  const before = at - thresholdSeconds * 1000;
  let count = 0;
  for (const call of calls) {
    if (!call.counted) continue;
    if (unit === 'segments') {
      count += call.segments.filter(
        (segment) => segment.leftAt === null && segment.enqueuedAt < before,
      ).length;
    } else if (call.outcome === null && call.phase !== 'greeting' && call.arrivedAt < before) {
      count += 1;
    }
  }
  return count;
}
