import type { Instant } from '@vigie/calls';
import type { TimeRange } from './intervals';
import { instantOfLocal, localClock } from './local-time';

/** A calendar month, `YYYY-MM`. */
export type Month = string;

const shape = /^(20\d\d)-(0[1-9]|1[0-2])$/u;

/** Whether a text names a month, `2000-01` to `2099-12`. */
export function isMonth(text: unknown): text is Month {
  return typeof text === 'string' && shape.test(text);
}

/** The month that comes `count` months later; earlier for a negative count. */
export function addMonths(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const total = year * 12 + number - 1 + count;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`;
}

/** The months that end with this one, oldest first. */
export function monthsUntil(month: Month, count: number): readonly Month[] {
  return Array.from({ length: count }, (_, index) => addMonths(month, index - count + 1));
}

/** The first instant of a day of a month by the clocks of a zone; a day past the month's end runs on. */
export function instantInMonth(month: Month, day: number, timezone: string): Instant {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return instantOfLocal({ year, month: number, day, minuteOfDay: 0 }, timezone);
}

/** From the first instant of a month to the first of the next. */
export function rangeOfMonth(month: Month, timezone: string): TimeRange {
  return {
    start: instantInMonth(month, 1, timezone),
    end: instantInMonth(addMonths(month, 1), 1, timezone),
  };
}

/** The month the clocks of a zone show. */
export function monthAt(at: Instant, timezone: string): Month {
  return localClock(at, timezone).date.slice(0, 7);
}

/** First month of the calendar quarter (3) or year (12) that holds this one. */
export function firstOfBlock(month: Month, months: 1 | 3 | 12): Month {
  const [year, number = 1] = month.split('-').map(Number);
  return `${year}-${String(number - ((number - 1) % months)).padStart(2, '0')}`;
}

/** Months of a block of 1, 3 or 12, beginning with its first. */
export function monthsOfBlock(firstMonth: Month, months: number): readonly Month[] {
  return monthsUntil(addMonths(firstMonth, months - 1), months);
}
