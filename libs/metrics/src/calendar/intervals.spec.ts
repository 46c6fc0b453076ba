import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, intervalNames, intervalsOf, isBucketEdge, localDayOf, quartersWithin } from './intervals';
import {
  instantOfLocal,
  instantOfLocalDate,
  isKnownTimezone,
  isoInZone,
  localClock,
  parseMoment,
} from './local-time';

const paris = 'Europe/Paris';
const utc = (text: string): number => Date.parse(text);
const dayOf = (date: string, zone = paris): { start: number; end: number } =>
  localDayOf((instantOfLocalDate(date, zone) ?? NaN) + 3_600_000 * 12, zone);
const rows = (date: string, interval: '15m' | '1h', zone = paris): readonly string[] => {
  const { start, end } = dayOf(date, zone);
  return intervalsOf(start, end, interval, zone).map(
    (row) => isoInZone(row.start, zone).slice(11, 16) + isoInZone(row.start, zone).slice(-6),
  );
};

describe('the days the clocks change in 2026', () => {
  it.each([
    ['2026-03-29', 92, 23],
    ['2026-10-25', 100, 25],
    ['2026-11-23', 96, 24],
  ])('%s has %i quarters in Paris, Madrid and Andorra', (date, quarters, hours) => {
    for (const zone of [paris, 'Europe/Madrid', 'Europe/Andorra']) {
      expect(rows(date, '15m', zone)).toHaveLength(quarters);
      expect(rows(date, '1h', zone)).toHaveLength(hours);
    }
  });

  it('tell the repeated hour as two rows, apart by their offsets', () => {
    expect(rows('2026-10-25', '1h').slice(1, 5)).toEqual([
      '01:00+02:00',
      '02:00+02:00',
      '02:00+01:00',
      '03:00+01:00',
    ]);
  });

  it('have no row for the hour that is skipped', () => {
    expect(rows('2026-03-29', '1h').slice(0, 4)).toEqual([
      '00:00+01:00',
      '01:00+01:00',
      '03:00+02:00',
      '04:00+02:00',
    ]);
  });
});

describe('intervals', () => {
  it('are weeks from Monday and months, the first and last clipped', () => {
    const from = utc('2026-11-18T09:00:00Z');
    const to = utc('2026-12-02T12:00:00Z');
    const starts = (interval: '1w' | '1mo'): readonly string[] =>
      intervalsOf(from, to, interval, paris).map((row) => isoInZone(row.start, paris));
    expect(starts('1w')).toEqual([
      '2026-11-18T10:00:00.000+01:00',
      '2026-11-23T00:00:00.000+01:00',
      '2026-11-30T00:00:00.000+01:00',
    ]);
    expect(starts('1mo')).toEqual(['2026-11-18T10:00:00.000+01:00', '2026-12-01T00:00:00.000+01:00']);
    expect(intervalsOf(from, to, 'all', paris)).toEqual([{ start: from, end: to }]);
  });

  it('follow the hours of a zone whose offset is no whole hour', () => {
    expect(
      intervalsOf(utc('2026-11-23T00:00:00Z'), utc('2026-11-23T02:00:00Z'), '1h', 'Asia/Kolkata').map((row) =>
        isoInZone(row.start, 'Asia/Kolkata').slice(11, 16),
      ),
    ).toEqual(['05:30', '06:00', '07:00']);
  });

  it('follow one another without gap or overlap, in any zone', () => {
    const zones = fc.constantFrom(
      paris,
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/Sao_Paulo',
      'UTC',
    );
    const quarter = fc.integer({
      min: utc('2011-01-01T00:00:00Z') / 900_000,
      max: utc('2027-01-01T00:00:00Z') / 900_000,
    });
    fc.assert(
      fc.property(
        zones,
        quarter,
        fc.integer({ min: 1, max: 700 }),
        fc.constantFrom(...intervalNames),
        (zone, first, length, interval) => {
          const cut = intervalsOf(first * 900_000, (first + length) * 900_000, interval, zone);
          expect(cut[0]?.start).toBe(first * 900_000);
          expect(cut.at(-1)?.end).toBe((first + length) * 900_000);
          cut.forEach((row, index) => {
            expect(row.end).toBeGreaterThan(row.start);
            expect(row.start % 900_000).toBe(0);
            if (index > 0) expect(row.start).toBe(cut[index - 1]?.end);
          });
        },
      ),
    );
  });
});

describe('local time', () => {
  it('takes the first of two instants, and the jump for a time that is skipped', () => {
    expect(instantOfLocal({ year: 2026, month: 10, day: 25, minuteOfDay: 150 }, paris)).toBe(
      utc('2026-10-25T00:30:00Z'),
    );
    expect(instantOfLocal({ year: 2026, month: 3, day: 29, minuteOfDay: 150 }, paris)).toBe(
      utc('2026-03-29T01:00:00Z'),
    );
  });

  it('finds a day that begins after midnight, and knows what is no date', () => {
    expect(instantOfLocalDate('2018-11-04', 'America/Sao_Paulo')).toBe(utc('2018-11-04T03:00:00Z'));
    expect(
      ['2026-02-30', '2026-13-01', 'today', '2026-1-1', ''].map((date) => instantOfLocalDate(date, paris)),
    ).toEqual(Array(5).fill(undefined));
  });

  it('is read from a date of the zone, or from a moment with its offset whose + a query made a space', () => {
    const read = (text: string) => parseMoment(text, paris);
    expect(read('2026-10-25')).toBe(utc('2026-10-24T22:00:00Z'));
    for (const text of ['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00 01:00', '2026-10-25 02:30+01:00'])
      expect(read(text)).toBe(utc('2026-10-25T01:30:00Z'));
    expect(read('2026-10-25t01:30:00.250z')).toBe(utc('2026-10-25T01:30:00.250Z'));
    expect(read('2026-10-24T20:30:00-05:00')).toBe(utc('2026-10-25T01:30:00Z'));
  });

  it('is not read from a moment without an offset, of no day, of no hour, or with more around it', () => {
    for (const text of [
      '2026-10-25T02:30:00',
      '2026-02-30T10:00:00Z',
      '2026-10-25T25:00:00Z',
      '2026-10-25T02:30:00Z!',
      'on 2026-10-25T02:30:00Z',
      '2026-10-25T02:30:00 1:00',
      '2026-10-25T02:30:00 ab:00',
      'x2026-10-25',
      '2026-10-25x',
      '',
    ])
      expect(parseMoment(text, paris)).toBeUndefined();
  });

  it('lies in a quarter of an hour, or on its edge', () => {
    const edge = utc('2026-10-25T01:30:00Z');
    expect([-1, 0, 1, 899_999, 900_000].map((after) => bucketOf(edge + after) - edge)).toEqual([
      -900_000, 0, 0, 0, 900_000,
    ]);
    expect([-1, 0, 1, 60_000, 900_000].map((after) => isBucketEdge(edge + after))).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(paris, 'America/New_York', 'Asia/Kathmandu'),
        fc.integer({ min: 0, max: utc('2037-01-01T00:00:00Z') }),
        (zone, instant) => {
          expect(Date.parse(isoInZone(instant, zone))).toBe(instant);
        },
      ),
    );
  });

  it('tells the weekday from Monday and the minute of the day', () => {
    expect(localClock(utc('2026-11-22T22:59:00Z'), paris)).toMatchObject({
      date: '2026-11-22',
      weekday: 7,
      minuteOfDay: 1439,
    });
    expect(localClock(utc('2026-11-22T23:00:00Z'), paris)).toMatchObject({
      date: '2026-11-23',
      weekday: 1,
      minuteOfDay: 0,
    });
  });

  it('knows which zones there are', () => {
    expect([paris, 'Mars/Base', ''].map(isKnownTimezone)).toEqual([true, false, false]);
  });
});

describe('quarters by weekday and hour', () => {
  it('are merged while they follow one another', () => {
    const week = {
      start: instantOfLocalDate('2026-11-23', paris) ?? NaN,
      end: instantOfLocalDate('2026-11-30', paris) ?? NaN,
    };
    const told = quartersWithin(week, paris, { weekdays: [1, 7], dayStart: 8 * 60, dayEnd: 12 * 60 + 30 });
    expect(told.map((run) => [isoInZone(run.start, paris), (run.end - run.start) / 60_000])).toEqual([
      ['2026-11-23T08:00:00.000+01:00', 270],
      ['2026-11-29T08:00:00.000+01:00', 270],
    ]);
  });

  it('may pass midnight', () => {
    const day = dayOf('2026-11-24');
    expect(
      quartersWithin(day, paris, { dayStart: 22 * 60, dayEnd: 6 * 60 }).map(
        (run) => (run.end - run.start) / 3_600_000,
      ),
    ).toEqual([6, 2]);
  });
});
