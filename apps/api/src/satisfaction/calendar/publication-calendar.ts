import type { Instant } from '@vigie/calls';
import { addMonths, instantInMonth } from '@vigie/metrics';

/** Where a calendar month of calls stands: it runs, is told provisionally, or finally. */
export type MonthPhase = 'running' | 'provisional' | 'final';

/** The days of the next month, by the tenant's clock, on which figures are told. */
export const provisionalDay = 2;
export const finalDay = 10;

/** Midnight of a day of the month that follows. */
const nextMonthDay = (month: string, day: number, timezone: string): Instant =>
  instantInMonth(addMonths(month, 1), day, timezone);

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
