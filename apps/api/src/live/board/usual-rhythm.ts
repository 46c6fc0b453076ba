import type { Instant } from '@vigie/calls';
import { minuteMs, weekdayOf, type Zone } from '@vigie/metrics';

/** Calls that usually come in each local hour of the week (Monday 0 h first); null where nothing is known yet. */
export type WeekHours = readonly (number | null)[];
/** Calls that came in one hour of the last weeks, by its start. */
export type PastHour = { readonly at: Instant; readonly calls: number };

const hourMs = 60 * minuteMs;
const hoursOfWeek = 168;

/** What is usual in each hour of the week: the mean of the days of that weekday on which anybody called at all. */
export function weekHoursOf(past: readonly PastHour[], zone: Zone): WeekHours {
  const daysOfWeekday = Array.from({ length: 7 }, () => new Set<number>());
  const sums = Array.from({ length: hoursOfWeek }, () => 0);
  for (const { at, calls } of past) {
    if (calls === 0) continue;
    const { day } = zone.wallClock(at);
    daysOfWeekday[weekdayOf(day)]?.add(day);
    const hour = hourOfWeek(at, zone);
    sums[hour] = (sums[hour] ?? 0) + calls;
  }
  return sums.map((sum, hour) => {
    const days = daysOfWeekday[Math.floor(hour / 24)]?.size ?? 0;
    return days === 0 ? null : sum / days;
  });
}

/** Calls to be expected from `from` to `to`, to the minute; null when an hour of it is not known. */
export function expectedCalls(
  week: WeekHours,
  zone: Zone,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): number | null {
  let expected = 0;
  for (let at = from; at < to;) {
    const end = Math.min(to, (Math.floor(at / hourMs) + 1) * hourMs);
    const usual = week[hourOfWeek(at, zone)] ?? null;
    if (usual === null) return null;
    expected += (usual * (end - at)) / hourMs;
    at = end;
  }
  return expected;
}

function hourOfWeek(at: Instant, zone: Zone): number {
  const { day, time } = zone.wallClock(at);
  return weekdayOf(day) * 24 + Math.floor(time / hourMs);
}
