import { describe, expect, it } from '@jest/globals';
import { emptyTally, rangeOfMonth, zoneOf } from '@vigie/metrics';

import { alwaysOpen, compileCalendar } from '../../settings/calendar';
import type { QuarterSums } from '../../metrics/clinic-rollup-query';
import { hoursOf, openDaysIn, outsideOf, unheardOf } from './week';

const paris = zoneOf('Europe/Paris');
const spans = ['08:00-12:00', '14:00-18:00'];
const week = { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans };
const isHoliday = (day: number) => day === Date.parse('2026-05-01T00:00:00Z') / 86_400_000;
const covered = compileCalendar({ week, exceptions: [{ date: '2026-05-09', spans }] }, paris, isHoliday);
const may = rangeOfMonth('2026-05', 'Europe/Paris');

const quarter = (
  local: string,
  told: { closed?: number; answered?: number; blocked?: number },
): QuarterSums => ({
  at: Date.parse(`${local}+02:00`),
  tally: { ...emptyTally(), ...told },
  bins: [],
});

describe('the days of a month', () => {
  it('on which a clinic opens are those of its week, less holidays, with exceptions', () => {
    // May 2026 has 21 days from Monday to Friday; the first is a holiday, Saturday the 9th an exception.
    expect(openDaysIn(may, covered)).toBe(21);
  });

  it('are all of them without a calendar, also where the clocks change, and none of one that never opens', () => {
    expect(openDaysIn(may, alwaysOpen(paris))).toBe(31);
    expect(openDaysIn(rangeOfMonth('2026-10', 'Europe/Paris'), alwaysOpen(paris))).toBe(31);
    expect(openDaysIn(rangeOfMonth('2026-03', 'Europe/Paris'), alwaysOpen(paris))).toBe(31);
    expect(openDaysIn(may, compileCalendar({ week: {} }, paris, isHoliday))).toBe(0);
  });
});

describe('what was not heard of a month', () => {
  const gap = (from: string, to: string) => ({
    from: Date.parse(`2026-05-${from}+02:00`),
    to: Date.parse(`2026-05-${to}+02:00`),
  });

  it('counts in covered hours alone, and names the longest times', () => {
    const night = gap('04T22:00', '05T06:00');
    const noon = gap('05T11:50', '05T14:10:30');
    expect(unheardOf([night, noon], covered)).toEqual({ coveredMs: 20 * 60_000 + 30_000, times: [noon] });
    expect(unheardOf([night], covered)).toBeNull();
    expect(unheardOf([], covered)).toBeNull();
    const many = Array.from({ length: 12 }, (_, index) =>
      gap(`04T09:${10 + index}`, `04T09:${10 + index}:30`),
    );
    expect(unheardOf([...many, noon], covered)?.times).toHaveLength(8);
    expect(unheardOf([...many, noon], covered)?.times.at(-1)).toEqual(noon);
  });
});

describe('calls outside covered hours', () => {
  it('are told apart: between openings, before or after them, on days without any', () => {
    const quarters = [
      quarter('2026-05-04T12:15', { closed: 3 }),
      quarter('2026-05-04T07:45', { closed: 1 }),
      quarter('2026-05-04T18:00', { closed: 2 }),
      quarter('2026-05-01T10:00', { closed: 4 }),
      quarter('2026-05-10T10:00', { closed: 5 }),
      quarter('2026-05-04T09:00', { answered: 9, blocked: 1 }),
    ];
    expect(outsideOf(quarters, 'Europe/Paris', covered)).toEqual({
      total: 15,
      lunch: 3,
      evening: 3,
      closedDays: 9,
    });
    const hours = hoursOf(quarters, 'Europe/Paris');
    expect(hours[9]).toEqual({ answered: 9, unanswered: 1 });
    expect(hours.reduce((sum, { answered, unanswered }) => sum + answered + unanswered, 0)).toBe(10);
  });
});
