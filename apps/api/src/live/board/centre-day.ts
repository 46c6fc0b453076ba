import type { Instant } from '@vigie/calls';
import { instantOfLocal, localClock, localDayOf } from '@vigie/metrics';
import type { TimeRange } from '@vigie/metrics';

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
