import type { Instant } from '@vigie/calls';

import type { LocalClock, LocalTime } from './local-time';
import { instantOfLocal, localClock, offsetAt } from './local-time';

/** Length of a bucket of the rollup: a quarter of an hour, aligned on UTC. */
export const bucketMs = 900_000;

/** Start of the bucket that holds an instant. */
export const bucketOf = (at: Instant): Instant => Math.floor(at / bucketMs) * bucketMs;

/** Whether an instant lies on the edge of a bucket: the only instants a range can begin or end at. */
export const isBucketEdge = (at: Instant): boolean => at % bucketMs === 0;

/** A stretch of time, half-open. */
export type TimeRange = { readonly start: Instant; readonly end: Instant };

export const intervalNames = ['15m', '30m', '1h', '1d', '1w', '1mo', 'all'] as const;
export type IntervalName = (typeof intervalNames)[number];

const steps: { readonly [name in IntervalName]?: number } = {
  '15m': bucketMs,
  '30m': 2 * bucketMs,
  '1h': 4 * bucketMs,
};

/**
 * Cuts [from, to) at the edges of a zone's clock: quarters, half hours, hours, days, ISO weeks (from Monday), months.
 * The first and the last row are clipped to the range. A repeated hour is two rows, a skipped one none, so a day has
 * 92, 96 or 100 quarters.
 */
export function intervalsOf(
  from: Instant,
  to: Instant,
  interval: IntervalName,
  timezone: string,
): readonly TimeRange[] {
  const rows: TimeRange[] = [];
  for (let start = from; start < to;) {
    const end = Math.min(to, endOfInterval(start, interval, timezone));
    rows.push({ start, end });
    start = end;
  }
  return rows;
}

function endOfInterval(at: Instant, interval: IntervalName, timezone: string): Instant {
  const step = steps[interval];
  if (step !== undefined) return endOfStep(at, step, timezone);
  if (interval === 'all') return Infinity;
  return instantOfLocal(nextDate(localClock(at, timezone), interval), timezone);
}

/** Steps follow the clock's own hours, whatever its offset; a change of offset ends the step it falls in. */
function endOfStep(at: Instant, stepMs: number, timezone: string): Instant {
  const offset = offsetAt(at, timezone);
  const end = at + stepMs - modulo(at + offset, stepMs);
  if (modulo(end + offsetAt(end, timezone), stepMs) === 0) return end;
  for (let edge = at + bucketMs - modulo(at, bucketMs); edge < end; edge += bucketMs) {
    if (offsetAt(edge, timezone) !== offset) return edge;
  }
  return end;
}

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

function nextDate({ year, month, day, weekday }: LocalClock, interval: IntervalName): LocalTime {
  if (interval === '1mo') return { year, month: month + 1, day: 1, minuteOfDay: 0 };
  return { year, month, day: day + (interval === '1w' ? 8 - weekday : 1), minuteOfDay: 0 };
}

/** The local day that holds an instant: 23, 24 or 25 hours. */
export function localDayOf(at: Instant, timezone: string): TimeRange {
  const { year, month, day } = localClock(at, timezone);
  return {
    start: instantOfLocal({ year, month, day, minuteOfDay: 0 }, timezone),
    end: instantOfLocal({ year, month, day: day + 1, minuteOfDay: 0 }, timezone),
  };
}

/** Which quarters of an hour are wanted: by the weekday and the minutes of the local day at which they begin. */
export type QuarterFilter = {
  /** 1 = Monday … 7 = Sunday; absent: all. */
  readonly weekdays?: readonly number[];
  /** First minute of the day, inclusive. Default 0. */
  readonly dayStart?: number;
  /** Last minute of the day, exclusive. Default 1440. Before `dayStart`: over midnight. */
  readonly dayEnd?: number;
};

function lets(filter: QuarterFilter, { weekday, minuteOfDay }: LocalClock): boolean {
  const { weekdays, dayStart = 0, dayEnd = 1440 } = filter;
  if (weekdays !== undefined && !weekdays.includes(weekday)) return false;
  if (dayStart <= dayEnd) return minuteOfDay >= dayStart && minuteOfDay < dayEnd;
  return minuteOfDay >= dayStart || minuteOfDay < dayEnd;
}

/** The quarters of a range that a filter lets through, neighbours merged into one stretch. */
export function quartersWithin(
  range: TimeRange,
  timezone: string,
  filter: QuarterFilter,
): readonly TimeRange[] {
  const merged: { start: Instant; end: Instant }[] = [];
  for (const quarter of intervalsOf(range.start, range.end, '15m', timezone)) {
    if (!lets(filter, localClock(quarter.start, timezone))) continue;
    const last = merged.at(-1);
    if (last !== undefined && last.end === quarter.start) last.end = quarter.end;
    else merged.push({ ...quarter });
  }
  return merged;
}

/** The centre's day that holds `at`: from its day start (minutes after local midnight) to the next one. */
export function centreDayOf(at: Instant, timezone: string, dayStartMinute: number): TimeRange {
  const startIn = (day: TimeRange): Instant =>
    dayStartMinute === 0
      ? day.start
      : instantOfLocal({ ...localClock(day.start, timezone), minuteOfDay: dayStartMinute }, timezone);
  const day = localDayOf(at, timezone);
  const start = startIn(day);
  if (at < start) return { start: startIn(localDayOf(day.start - 1, timezone)), end: start };
  return { start, end: startIn(localDayOf(day.end, timezone)) };
}
