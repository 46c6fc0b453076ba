import { isUnanswered, type Instant } from '@vigie/calls';
import type { TimeRange } from '@vigie/metrics';
import type { BoardCall } from './board-call';
import { MinuteSums, Sum } from './sums';
import { RollingCount } from './rolling-count';

const flowBucketMs = 10_000;
const flowBuckets = 30;

/** Counts of the last five minutes, the running ten seconds included. */
export function lastFiveMinutes(now: Instant): RollingCount {
  return new RollingCount(flowBucketMs, flowBuckets, now);
}

/** Counts of the last thirty minutes, the running one included. */
export function lastThirtyMinutes(now: Instant): RollingCount {
  return new RollingCount(60_000, 30, now);
}

/** Calls a minute, to a tenth, of a count of the last five minutes. */
export function perMinute(count: RollingCount): number {
  return Math.round(count.total * 2) / 10;
}

/** The figures of one row: a team, a clinic, or the whole centre. */
export class Scope {
  /** Calls that arrived on the day shown. */
  readonly day = new Sum();
  /** Calls by the minute in which they were decided. */
  readonly decided: MinuteSums;
  readonly entered: RollingCount;
  readonly taken: RollingCount;
  readonly lost: RollingCount;
  /** Unanswered calls of the last 30 minutes, by their decision, whose caller was reached since. */
  readonly recovered30m: RollingCount;

  constructor(now: Instant, keptMinutes: number) {
    this.decided = new MinuteSums(keptMinutes, now);
    this.entered = lastFiveMinutes(now);
    this.taken = lastFiveMinutes(now);
    this.lost = lastFiveMinutes(now);
    this.recovered30m = lastThirtyMinutes(now);
  }

  count(call: BoardCall, day: TimeRange, sign: 1 | -1): void {
    if (call.arrivedAt >= day.start && call.arrivedAt < day.end) this.day.add(call, sign);
    if (call.decidedAt !== null) this.decided.add(call.decidedAt, call, sign);
    this.entered.add(call.arrivedAt, sign);
    if (call.answeredAt !== null) this.taken.add(call.answeredAt, sign);
    if (call.decidedAt !== null && isUnanswered(call.outcome)) this.lost.add(call.decidedAt, sign);
  }

  /** True when a figure changed because time went by. */
  roll(now: Instant): boolean {
    const counts = [this.decided, this.entered, this.taken, this.lost, this.recovered30m];
    return counts.map((count) => count.roll(now)).includes(true);
  }
}
