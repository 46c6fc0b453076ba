import { createRequire } from 'node:module';

import { dateOfDay, dayMs, dayOfDate } from '@vigie/metrics';
import type Holidays from 'date-holidays';

/** The public holidays of one region, as day numbers (days since 1970-01-01). */
export type HolidayCalendar = (day: number) => boolean;

const calendars = new Map<string, HolidayCalendar>();

let known: typeof Holidays | undefined;

/** The holidays of the whole world take a tenth of the start: they are read when the first is asked for. */
function everyHoliday(): typeof Holidays {
  known ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return known;
}

/** Whether the code names a country, or a country and one of its regions, whose holidays are known. */
export function isHolidayRegion(code: string): boolean {
  const [country = '', region] = code.split('-');
  const all = new (everyHoliday())();
  if (!Object.hasOwn(all.getCountries(), country)) return false;
  return region === undefined || Object.hasOwn(all.getStates(country) ?? {}, region);
}

/**
 * The public holidays of a region such as `FR`, `FR-57` (Alsace-Moselle), `ES-CT` or `AD`. Only days that the law
 * makes public holidays are in it: neither bank holidays nor observances. Years are worked out when first asked.
 */
export function publicHolidays(code: string): HolidayCalendar {
  const made = calendars.get(code);
  if (made !== undefined) return made;
  const calendar = readHolidays(code);
  calendars.set(code, calendar);
  return calendar;
}

function readHolidays(code: string): HolidayCalendar {
  let source: Holidays | undefined;
  const years = new Map<number, ReadonlySet<number>>();
  return (day) => {
    const year = Number(dateOfDay(day).slice(0, 4));
    let days = years.get(year);
    if (days === undefined) {
      source ??= regionOf(code);
      days = new Set(source.getHolidays(year).flatMap(daysOfHoliday));
      years.set(year, days);
    }
    return days.has(day);
  };
}

function regionOf(code: string): Holidays {
  const [country = '', region] = code.split('-');
  const Region = everyHoliday();
  return region === undefined
    ? new Region(country, { types: ['public'] })
    : new Region(country, region, { types: ['public'] });
}

function daysOfHoliday(holiday: { date: string; start: Date; end: Date }): number[] {
  const first = dayOfDate(holiday.date.slice(0, 10));
  const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / dayMs));
  return Array.from({ length }, (_, index) => first + index);
}
