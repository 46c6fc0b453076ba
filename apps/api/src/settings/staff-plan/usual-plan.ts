import type { AbsenceSetting, PlannedSpan } from '@vigie/contracts';
import { dayMs, dayOfDate, weekdayOf } from '@vigie/metrics';

import { parseSpan } from '../calendar';
import { weekdays } from '../day-names';
import type { HolidayCalendar } from '../public-holidays';

/** Secretaries planned at a local day (days since 1970) and time of that day (ms since midnight); null: not said. */
export type UsualPlan = (day: number, timeMs: number) => number | null;

/**
 * The plan of a usual week: spans that overlap add up, one that ends past midnight reaches into the next day. A public
 * holiday is no usual day: only spans that say so hold there, and where none does nothing is planned or missed.
 */
export function usualPlan(spans: readonly PlannedSpan[], isHoliday: HolidayCalendar): UsualPlan {
  const shifts = spans.map(({ days, span, count, onHolidays = false }) => ({
    days,
    ...parseSpan(span),
    count,
    onHolidays,
  }));
  const isSaidOfHolidays = shifts.some(({ onHolidays }) => onHolidays);
  const plannedOn = (day: number, timeMs: number): number => {
    const weekday = weekdays[weekdayOf(day)];
    const free = isHoliday(day);
    return shifts
      .filter(({ days, onHolidays }) => days.some((name) => name === weekday) && (onHolidays || !free))
      .reduce((sum, { start, end, count }) => (timeMs >= start && timeMs < end ? sum + count : sum), 0);
  };
  return (day, timeMs) => {
    const planned = plannedOn(day, timeMs) + plannedOn(day - 1, timeMs + dayMs);
    return planned === 0 && isHoliday(day) && !isSaidOfHolidays ? null : planned;
  };
}

/** How many of those planned are missing at a local day (days since 1970) and time of that day (ms since midnight). */
export type Absences = (day: number, timeMs: number) => number;

/** Absences that overlap add up; a span that ends past midnight reaches into the next day. */
export function absencesOf(absences: readonly AbsenceSetting[]): Absences {
  const all = absences.map(({ from, to, span, count }) => ({
    ...{ first: dayOfDate(from), last: dayOfDate(to), count },
    ...(span === undefined ? { start: 0, end: dayMs } : parseSpan(span)),
  }));
  const on = (day: number, timeMs: number): number =>
    all
      .filter(({ first, last }) => day >= first && day <= last)
      .reduce((sum, { start, end, count }) => (timeMs >= start && timeMs < end ? sum + count : sum), 0);
  return (day, timeMs) => on(day, timeMs) + on(day - 1, timeMs + dayMs);
}

/** What a team has said of its staff. */
export type TeamPlan = Readonly<{ usualPlan: UsualPlan | null; absences: Absences | null }>;

const quarterMs = 15 * 60_000;

/**
 * Secretaries planned at a local day and time: by the plan of that day where it has one (by quarters of an hour), else by
 * the usual week, less who is missing; never below none. Null: nothing says how many.
 */
export function plannedAt(
  { usualPlan, absences }: TeamPlan,
  ofDay: readonly number[] | undefined,
  day: number,
  timeMs: number,
): number | null {
  const planned =
    ofDay === undefined ? (usualPlan?.(day, timeMs) ?? null) : (ofDay[Math.floor(timeMs / quarterMs)] ?? 0);
  return planned === null ? null : Math.max(0, planned - (absences?.(day, timeMs) ?? 0));
}
