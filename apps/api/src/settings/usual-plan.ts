import type { PlannedSpan } from '@vigie/contracts';
import { dayMs, weekdayOf } from '@vigie/metrics';
import { parseSpan } from './calendar';

/** Secretaries planned at a local day (days since 1970) and time of that day (ms since midnight). */
export type UsualPlan = (day: number, timeMs: number) => number;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The plan of a usual week: spans that overlap add up, one that ends past midnight reaches into the next day. */
export function usualPlan(spans: readonly PlannedSpan[]): UsualPlan {
  const byWeekday = weekdays.map((name) =>
    spans.filter(({ days }) => days.includes(name)).map(({ span, count }) => ({ ...parseSpan(span), count })),
  );
  const plannedOn = (day: number, timeMs: number): number => {
    const shifts = byWeekday[weekdayOf(day)] ?? [];
    return shifts.reduce(
      (sum, { start, end, count }) => (timeMs >= start && timeMs < end ? sum + count : sum),
      0,
    );
  };
  return (day, timeMs) => plannedOn(day, timeMs) + plannedOn(day - 1, timeMs + dayMs);
}
