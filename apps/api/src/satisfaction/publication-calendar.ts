import type { Instant } from '@vigie/calls';
import { instantOfLocal } from '@vigie/metrics';

/** Where a calendar month of calls stands: it runs, is told provisionally, or finally. */
export type MonthPhase = 'running' | 'provisional' | 'final';

/** The days of the next month, by the tenant's clock, on which figures are told. */
export const provisionalDay = 2;
export const finalDay = 10;

/** Midnight of a day of the month that follows `YYYY-MM`. */
function nextMonthDay(month: string, day: number, timezone: string): Instant {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return instantOfLocal({ year, month: number + 1, day, minuteOfDay: 0 }, timezone);
}

/** From when a month's figures are final. */
export const finalFrom = (month: string, timezone: string): Instant =>
  nextMonthDay(month, finalDay, timezone);

/** The phase of a month at an instant. */
export function phaseOf(month: string, now: Instant, timezone: string): MonthPhase {
  if (now >= finalFrom(month, timezone)) return 'final';
  return now >= nextMonthDay(month, provisionalDay, timezone) ? 'provisional' : 'running';
}

/** The next instant after `now` at which a month changes its phase; undefined when it is final. */
export function nextPhaseAt(month: string, now: Instant, timezone: string): Instant | undefined {
  return [provisionalDay, finalDay]
    .map((day) => nextMonthDay(month, day, timezone))
    .find((instant) => instant > now);
}

/** Months of a calendar year that a block of 3 or 12 months holds, beginning with its first. */
export function monthsOfBlock(firstMonth: string, months: number): readonly string[] {
  const [year = 0, number = 1] = firstMonth.split('-').map(Number);
  return Array.from({ length: months }, (_, index) => monthText(year, number + index));
}

/** The first month of the calendar block of this length that holds a month. */
export function blockOf(month: string, months: 3 | 12): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthText(year, number - ((number - 1) % months));
}

/** A month's range of instants, half-open. */
export function monthRange(
  month: string,
  timezone: string,
): { readonly from: Instant; readonly to: Instant } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = (moved: number): Instant =>
    instantOfLocal({ year, month: number + moved, day: 1, minuteOfDay: 0 }, timezone);
  return { from: at(0), to: at(1) };
}

const monthText = (year: number, month: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
