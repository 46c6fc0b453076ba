import type { Instant } from '@vigie/calls';
import { instantOfLocalDate, localClock, localDayOf, type TimeRange } from '@vigie/metrics';

/** A day of the centre: its date there and its two midnights. */
export type CentreDay = { readonly date: string; readonly range: TimeRange };

const dayMs = 86_400_000;
/** What seems to last longer is something whose end was told by mistake. */
const mostDays = 3;

/** The local days of one time zone, each worked out once. */
export class DayCalendar {
  private readonly daysOfUtcDay = new Map<number, CentreDay[]>();

  constructor(readonly timezone: string) {}

  /** The local day that holds an instant. */
  dayOf(at: Instant): CentreDay {
    const utcDay = Math.floor(at / dayMs);
    const known = this.daysOfUtcDay.get(utcDay) ?? [];
    const found = known.find(({ range }) => range.start <= at && at < range.end);
    if (found !== undefined) return found;
    const day = { date: localClock(at, this.timezone).date, range: localDayOf(at, this.timezone) };
    this.daysOfUtcDay.set(utcDay, [...known, day]);
    return day;
  }

  /** The day of a date written YYYY-MM-DD. */
  onDate(date: string): CentreDay {
    const start = instantOfLocalDate(date, this.timezone);
    if (start === undefined) throw new RangeError('a stored date is not a day');
    return this.dayOf(start);
  }

  /** Every day that something lasting from `from` to `to` touches; at most three. */
  daysBetween(from: Instant, to: Instant): CentreDay[] {
    let day = this.dayOf(from);
    const days = [day];
    while (day.range.end <= to && days.length < mostDays) {
      day = this.dayOf(day.range.end);
      days.push(day);
    }
    return days;
  }
}
