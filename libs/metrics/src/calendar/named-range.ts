import type { Instant } from '@vigie/calls';
import { bucketMs, bucketOf, intervalsOf, type TimeRange } from './intervals';
import { instantOfLocal, localClock, type LocalTime } from './local-time';

/** A range by its name: the day, ISO week, month, quarter or year that holds a local day. */
export type NamedRange = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** What a range is compared with. */
export type Comparison = 'before' | 'weekdays' | 'lastYear';

type Days = Pick<LocalTime, 'year' | 'month' | 'day'>;

const midnight = (days: Days, timezone: string): Instant =>
  instantOfLocal({ ...days, minuteOfDay: 0 }, timezone);

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** The named range that holds the local day on which `at` is, whole: of a quarter or year of the calendar. */
export function namedRange(name: NamedRange, at: Instant, timezone: string): TimeRange {
  const { year, month, day, weekday } = localClock(at, timezone);
  if (name === 'day' || name === 'week') {
    const first = name === 'day' ? day : day - weekday + 1;
    const length = name === 'day' ? 1 : 7;
    return daysFrom({ year, month, day: first }, length, timezone);
  }
  const months = monthsOf[name];
  const first = month - ((month - 1) % months);
  return {
    start: midnight({ year, month: first, day: 1 }, timezone),
    end: midnight({ year, month: first + months, day: 1 }, timezone),
  };
}

function daysFrom({ year, month, day }: Days, length: number, timezone: string): TimeRange {
  return {
    start: midnight({ year, month, day }, timezone),
    end: midnight({ year, month, day: day + length }, timezone),
  };
}

/** A range as far as it has come: cut at the end of the quarter of an hour that runs. One to come is left as it is. */
export function cutAt(range: TimeRange, now: Instant): TimeRange {
  const end = bucketOf(now) + bucketMs;
  return range.start < end && end < range.end ? { start: range.start, end } : range;
}

/**
 * What a range is compared with, by the clocks of a zone.
 * - `before`: as many whole months before where it consists of such, as many whole days before where of such, else as
 *   long before.
 * - `weekdays`: so many whole weeks before that the two do not overlap: a Monday stands beside a Monday.
 * - `lastYear`: the same dates a year ago; of a week or less 52 weeks before, for the weekdays' sake.
 *
 * A range that was cut while it runs is compared with as much of the other: by the same local day and time.
 */
export function comparedRange(
  whole: TimeRange,
  cut: TimeRange,
  comparison: Comparison,
  timezone: string,
): TimeRange {
  const move = moveOf(whole, comparison, timezone);
  const moved = { start: move(whole.start), end: move(whole.end) };
  return cut.end === whole.end
    ? moved
    : { start: moved.start, end: sameElapsed(whole, cut, moved, timezone) };
}

type Move = (at: Instant) => Instant;

function moveOf(range: TimeRange, comparison: Comparison, timezone: string): Move {
  const days = lengthInDays(range, timezone);
  if (comparison === 'weekdays') return movedBy(0, 7 * Math.ceil(days / 7), timezone);
  if (comparison === 'lastYear') return days <= 7 ? movedBy(0, 364, timezone) : movedBy(12, 0, timezone);
  const months = wholeMonths(range, timezone);
  if (months > 0) return movedBy(months, 0, timezone);
  if (isMidnight(range.start, timezone) && isMidnight(range.end, timezone)) return movedBy(0, days, timezone);
  return (at) => at - (range.end - range.start);
}

/** So many months and days earlier, at the same time by the clock, on a quarter of an hour. */
function movedBy(months: number, days: number, timezone: string): Move {
  return (at) => {
    const clock = localClock(at, timezone);
    return instantOfLocal({ ...clock, month: clock.month - months, day: clock.day - days }, timezone);
  };
}

function isMidnight(at: Instant, timezone: string): boolean {
  return localClock(at, timezone).minuteOfDay === 0;
}

/** How many months a range is, first days to first day; 0 when it does not consist of such. */
function wholeMonths({ start, end }: TimeRange, timezone: string): number {
  const [first, last] = [localClock(start, timezone), localClock(end, timezone)];
  if (first.day !== 1 || last.day !== 1 || first.minuteOfDay !== 0 || last.minuteOfDay !== 0) return 0;
  return (last.year - first.year) * 12 + last.month - first.month;
}

/** How many local days a range touches. */
export function lengthInDays({ start, end }: TimeRange, timezone: string): number {
  return intervalsOf(start, end, '1d', timezone).length;
}

function sameElapsed(whole: TimeRange, cut: TimeRange, moved: TimeRange, timezone: string): Instant {
  const [from, to] = [localClock(whole.start, timezone), localClock(cut.end, timezone)];
  const days = (Date.parse(to.date) - Date.parse(from.date)) / 86_400_000;
  const start = localClock(moved.start, timezone);
  const end = instantOfLocal({ ...start, day: start.day + days, minuteOfDay: to.minuteOfDay }, timezone);
  return Math.max(moved.start + bucketMs, Math.min(moved.end, end));
}

/** The interval that cuts a range into some ten to a hundred and ten points. */
export function fittingInterval(range: TimeRange, timezone: string): '1h' | '1d' | '1w' | '1mo' {
  const days = lengthInDays(range, timezone);
  if (days <= 3) return '1h';
  if (days <= 110) return '1d';
  return days <= 800 ? '1w' : '1mo';
}
