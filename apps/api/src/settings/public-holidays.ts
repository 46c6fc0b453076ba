import { dateOfDay, dayMs, dayOfDate } from '@vigie/metrics';
import Holidays from 'date-holidays';

/** The public holidays of one region, as day numbers (days since 1970-01-01). */
export type HolidayCalendar = (day: number) => boolean;

const calendars = new Map<string, HolidayCalendar>();

/** Whether the code names a country, or a country and one of its regions, whose holidays are known. */
export function isHolidayRegion(code: string): boolean {
  const [country = '', region] = code.split('-');
  const all = new Holidays();
  if (!Object.hasOwn(all.getCountries(), country)) return false;
  return region === undefined || Object.hasOwn(all.getStates(country) ?? {}, region);
}

/**
 * The public holidays of a region such as `FR`, `FR-57` (Alsace-Moselle), `ES-CT` or `AD`. Only days that the law
 * makes public holidays are in it: neither bank holidays nor observances. Years are worked out when first asked.
 */
export function publicHolidays(code: string): HolidayCalendar {
  const known = calendars.get(code);
  if (known !== undefined) return known;
  const calendar = readHolidays(code);
  calendars.set(code, calendar);
  return calendar;
}

function readHolidays(code: string): HolidayCalendar {
  const [country = '', region] = code.split('-');
  const source =
    region === undefined
      ? new Holidays(country, { types: ['public'] })
      : new Holidays(country, region, { types: ['public'] });
  const years = new Map<number, ReadonlySet<number>>();
  return (day) => {
    const year = Number(dateOfDay(day).slice(0, 4));
    let days = years.get(year);
    if (days === undefined) {
      days = new Set(source.getHolidays(year).flatMap(daysOfHoliday));
      years.set(year, days);
    }
    return days.has(day);
  };
}

function daysOfHoliday(holiday: { date: string; start: Date; end: Date }): number[] {
  const first = dayOfDate(holiday.date.slice(0, 10));
  const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / dayMs));
  return Array.from({ length }, (_, index) => first + index);
}
