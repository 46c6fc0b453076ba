import { localClock, type TimeRange } from '@vigie/metrics';

import type { Calendar } from '../../settings/calendar';
import { reachOf } from './reach';
import type { QuarterSums } from './report-calls-query';
import type { HourCounts, OutsideCounts } from './report-figures';

const quarterMs = 900_000;
const hoursOfWeek = 168;

/** The opening of one local day: its first and last quarter that is covered, null when there is none. */
type Day = { readonly first: number | null; readonly last: number | null };

/** When a clinic is covered in a month, day by day. */
export type CoveredDays = { readonly openDays: number; readonly dayOf: (date: string) => Day };

/** Looks at every quarter of an hour of a range. */
export function coveredDays(range: TimeRange, timezone: string, covered: Calendar): CoveredDays {
  const days = new Map<string, { first: number; last: number }>();
  for (let at = range.start; at < range.end; at += quarterMs) {
    if (!covered.isOpen(at)) continue;
    const { date } = localClock(at, timezone);
    const day = days.get(date);
    if (day === undefined) days.set(date, { first: at, last: at });
    else day.last = at;
  }
  return {
    openDays: days.size,
    dayOf: (date) => days.get(date) ?? { first: null, last: null },
  };
}

/** Covered calls by weekday (0 = Monday) and hour of the clinic's clock. */
export function hoursOf(quarters: readonly QuarterSums[], timezone: string): readonly HourCounts[] {
  const cells = Array.from({ length: hoursOfWeek }, () => ({ answered: 0, unanswered: 0 }));
  for (const { at, tally } of quarters) {
    const { weekday, minuteOfDay } = localClock(at, timezone);
    const cell = cells[(weekday - 1) * 24 + Math.floor(minuteOfDay / 60)];
    if (cell === undefined) continue;
    const { answered, unanswered } = reachOf(tally);
    cell.answered += answered;
    cell.unanswered += unanswered;
  }
  return cells;
}

/** Calls outside covered hours by part of the clinic's day. */
export function outsideOf(
  quarters: readonly QuarterSums[],
  timezone: string,
  days: CoveredDays,
): OutsideCounts {
  const counts = { total: 0, lunch: 0, evening: 0, closedDays: 0 };
  for (const { at, tally } of quarters) {
    const calls = tally.closed + tally.answeredOutsideHours;
    if (calls === 0) continue;
    counts.total += calls;
    counts[partOfDay(at, days.dayOf(localClock(at, timezone).date))] += calls;
  }
  return counts;
}

function partOfDay(at: number, { first, last }: Day): 'lunch' | 'evening' | 'closedDays' {
  if (first === null || last === null) return 'closedDays';
  return at >= first && at < last ? 'lunch' : 'evening';
}
