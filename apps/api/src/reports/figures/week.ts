import type { Instant } from '@vigie/calls';
import { coveredOf, localClock, localDayOf, type TimeRange } from '@vigie/metrics';

import type { Calendar } from '../../settings/calendar';
import type { QuarterSums } from '../../metrics/clinic-rollup-query';
import type { HourCounts, OutsideCounts, UnheardFigures } from './report-figures';

const quarterMs = 900_000;
const hoursOfWeek = 168;

/**
 * How many local days of a range a calendar opens on. Days are gone through by the calendar itself, which is much
 * cheaper than to ask for every quarter of an hour.
 */
export function openDaysIn({ start, end }: TimeRange, covered: Calendar): number {
  let days = 0;
  for (let at = start - 1; ;) {
    const endOfDay = covered.endOfNextOpenDay(at);
    if (endOfDay > end) return days;
    // A calendar that never opens names days all the same.
    if (days === 0 && !opensBefore(endOfDay, covered)) return 0;
    days += 1;
    at = endOfDay - 1;
  }
}

const longestDayMs = 25 * 3_600_000;

function opensBefore(endOfDay: Instant, covered: Calendar): boolean {
  for (let at = endOfDay - longestDayMs; at < endOfDay; at += quarterMs) if (covered.isOpen(at)) return true;
  return false;
}

/** Calls outside covered hours by part of the clinic's day. */
export function outsideOf(
  quarters: readonly QuarterSums[],
  timezone: string,
  covered: Calendar,
): OutsideCounts {
  const counts = { total: 0, lunch: 0, evening: 0, closedDays: 0 };
  const days = new Map<string, Opening>();
  for (const { at, tally } of quarters) {
    const calls = tally.closed + tally.answeredOutsideHours;
    if (calls === 0) continue;
    const { date } = localClock(at, timezone);
    const known = days.get(date);
    const opening = known === undefined ? openingOf(localDayOf(at, timezone), covered) : known;
    days.set(date, opening);
    counts.total += calls;
    counts[partOfDay(at, opening)] += calls;
  }
  return counts;
}

const minuteMs = 60_000;
const mostTimes = 8;

/** Of gaps that are cut to the month and joined, those that reach into covered hours; null where none does. */
export function unheardOf(
  gaps: readonly { readonly from: Instant; readonly to: Instant }[],
  covered: Calendar,
): UnheardFigures | null {
  const told = gaps.flatMap((gap) => {
    let coveredMs = 0;
    for (let at = gap.from; at < gap.to; at += minuteMs)
      if (covered.isOpen(at)) coveredMs += Math.min(minuteMs, gap.to - at);
    return coveredMs === 0 ? [] : [{ ...gap, coveredMs }];
  });
  if (told.length === 0) return null;
  const longest = told.toSorted((a, b) => b.coveredMs - a.coveredMs).slice(0, mostTimes);
  return {
    coveredMs: told.reduce((sum, each) => sum + each.coveredMs, 0),
    times: longest.toSorted((a, b) => a.from - b.from).map(({ from, to }) => ({ from, to })),
  };
}

/** The first and the last quarter of a day that are covered, null when there is none. */
type Opening = { readonly first: Instant; readonly last: Instant } | null;

function openingOf({ start, end }: TimeRange, covered: Calendar): Opening {
  const open: Instant[] = [];
  for (let at = start; at < end; at += quarterMs) if (covered.isOpen(at)) open.push(at);
  const [first, last] = [open[0], open.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

function partOfDay(at: Instant, opening: Opening): 'lunch' | 'evening' | 'closedDays' {
  if (opening === null) return 'closedDays';
  return at >= opening.first && at < opening.last ? 'lunch' : 'evening';
}

/** Covered calls by weekday (0 = Monday) and hour of the clinic's clock. */
export function hoursOf(quarters: readonly QuarterSums[], timezone: string): readonly HourCounts[] {
  const cells = Array.from({ length: hoursOfWeek }, () => ({ answered: 0, unanswered: 0 }));
  for (const { at, tally } of quarters) {
    const { weekday, minuteOfDay } = localClock(at, timezone);
    const cell = cells[(weekday - 1) * 24 + Math.floor(minuteOfDay / 60)];
    if (cell === undefined) continue;
    const { coveredAnswered, unanswered } = coveredOf(tally);
    cell.answered += coveredAnswered;
    cell.unanswered += unanswered;
  }
  return cells;
}
