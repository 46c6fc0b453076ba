import { describe, expect, it } from '@jest/globals';
import type { CalendarSetting } from '@vigie/contracts';
import { zoneOf } from '@vigie/metrics';
import { alwaysOpen, compileCalendar } from './calendar';
import { publicHolidays } from './public-holidays';

const paris = zoneOf('Europe/Paris');
const weekdaysWithLunch = ['08:00-12:00', '14:00-19:00'];
const cabinet: CalendarSetting = {
  week: {
    mon: weekdaysWithLunch,
    tue: weekdaysWithLunch,
    wed: weekdaysWithLunch,
    thu: weekdaysWithLunch,
    fri: weekdaysWithLunch,
    sat: ['09:00-12:00'],
  },
  holidays: 'FR',
  exceptions: [
    { date: '2026-11-24', spans: [] },
    { date: '2026-11-11', spans: ['10:00-11:00'] },
  ],
};
const calendar = compileCalendar(cabinet, paris, publicHolidays('FR'));
const open = (local: string) => calendar.isOpen(Date.parse(local));
const endOfNextOpenDay = (local: string) =>
  new Date(calendar.endOfNextOpenDay(Date.parse(local))).toISOString();

describe('a calendar', () => {
  it('closes for lunch, to the millisecond', () => {
    expect(open('2026-11-23T11:59:59.999+01:00')).toBe(true);
    expect(open('2026-11-23T12:00:00.000+01:00')).toBe(false);
    expect(open('2026-11-23T13:59:59.999+01:00')).toBe(false);
    expect(open('2026-11-23T14:00:00.000+01:00')).toBe(true);
  });

  it('closes in the evening and on a day it does not name', () => {
    expect(open('2026-11-23T19:00:00+01:00')).toBe(false);
    expect(open('2026-11-21T11:00:00+01:00')).toBe(true);
    expect(open('2026-11-22T11:00:00+01:00')).toBe(false);
  });

  it('closes on a public holiday and on a dated exception', () => {
    expect(open('2026-05-14T10:00:00+02:00')).toBe(false);
    expect(open('2026-11-24T10:00:00+01:00')).toBe(false);
  });

  it('lets an exception win over a public holiday', () => {
    expect(open('2026-11-11T10:30:00+01:00')).toBe(true);
    expect(open('2026-11-11T15:00:00+01:00')).toBe(false);
  });

  it('keeps local hours through both clock changes', () => {
    expect(open('2026-03-27T08:00:00+01:00')).toBe(true);
    expect(open('2026-03-30T08:00:00+02:00')).toBe(true);
    expect(open('2026-03-30T05:59:59Z')).toBe(false);
    expect(open('2026-10-26T07:00:00Z')).toBe(true);
    expect(open('2026-10-26T06:59:59Z')).toBe(false);
  });

  it('lets somebody lost on Friday evening be reached until the end of Saturday, and on Saturday until Monday', () => {
    expect(endOfNextOpenDay('2026-11-20T18:00:00+01:00')).toBe('2026-11-21T23:00:00.000Z');
    expect(endOfNextOpenDay('2026-11-21T18:00:00+01:00')).toBe('2026-11-23T23:00:00.000Z');
    expect(endOfNextOpenDay('2026-11-23T18:00:00+01:00')).toBe('2026-11-25T23:00:00.000Z');
  });

  it('that never opens still ends the wait', () => {
    const never = compileCalendar({ week: {} }, paris, () => false);
    expect(never.isOpen(Date.parse('2026-11-23T10:00:00Z'))).toBe(false);
    expect(never.endOfNextOpenDay(Date.parse('2026-11-23T10:00:00Z'))).toBe(
      Date.parse('2026-11-25T00:00:00+01:00'),
    );
  });

  it('not given at all is open always', () => {
    const always = alwaysOpen(paris);
    expect(always.isOpen(Date.parse('2026-12-25T03:00:00Z'))).toBe(true);
    expect(always.endOfNextOpenDay(Date.parse('2026-12-25T03:00:00Z'))).toBe(
      Date.parse('2026-12-27T00:00:00+01:00'),
    );
  });
});

describe('a night span', () => {
  const night = compileCalendar({ week: { sat: ['20:00-02:30'], sun: ['00:00-24:00'] } }, paris, () => false);

  it('runs into the next day', () => {
    expect(night.isOpen(Date.parse('2026-11-21T23:59:59+01:00'))).toBe(true);
    expect(night.isOpen(Date.parse('2026-11-21T19:59:59+01:00'))).toBe(false);
  });

  it('covers the whole day that ends at 24:00 and not an instant more', () => {
    expect(night.isOpen(Date.parse('2026-11-22T23:59:59.999+01:00'))).toBe(true);
    expect(night.isOpen(Date.parse('2026-11-23T00:00:00+01:00'))).toBe(false);
  });

  it('is open in both passages of the repeated hour and never in the skipped one', () => {
    const early = compileCalendar({ week: { sun: ['02:00-03:00'] } }, paris, () => false);
    const openMinutes = (date: string) =>
      Array.from(
        { length: 25 * 60 },
        (_, minute) => Date.parse(`${date}T00:00:00Z`) - 3_600_000 * 2 + minute * 60_000,
      ).filter(early.isOpen).length;
    expect(openMinutes('2026-10-25')).toBe(120);
    expect(openMinutes('2026-03-29')).toBe(0);
    expect(openMinutes('2026-03-22')).toBe(60);
  });
});
