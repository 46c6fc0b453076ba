import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isBucketEdge } from './intervals';
import { isoInZone, parseMoment } from './local-time';
import { comparedRange, cutAt, fittingInterval, lengthInDays, namedRange } from './named-range';

const paris = 'Europe/Paris';
const at = (text: string): number => Number(parseMoment(text, paris));
const told = ({ start, end }: { start: number; end: number }) =>
  [start, end].map((each) => isoInZone(each, paris).slice(0, 16).replace('T00:00', ''));
const range = (from: string, to: string) => ({ start: at(from), end: at(to) });
const compared = (from: string, to: string, how: 'before' | 'weekdays' | 'lastYear') =>
  told(comparedRange(range(from, to), range(from, to), how, paris));

describe('a range by its name', () => {
  it.each([
    ['day', '2026-10-25', '2026-10-26'],
    ['week', '2026-10-19', '2026-10-26'],
    ['month', '2026-10-01', '2026-11-01'],
    ['quarter', '2026-10-01', '2027-01-01'],
    ['year', '2026-01-01', '2027-01-01'],
  ] as const)('%s of a Sunday in October begins and ends at local midnights', (name, from, to) => {
    expect(told(namedRange(name, at('2026-10-25T12:00:00Z'), paris))).toEqual([from, to]);
  });

  it('of the day on which clocks go back is 25 hours', () => {
    const { start, end } = namedRange('day', at('2026-10-25T12:00:00Z'), paris);
    expect((end - start) / 3_600_000).toBe(25);
  });

  it('is cut at the quarter of an hour that runs', () => {
    const month = namedRange('month', at('2026-10-15T08:07:00Z'), paris);
    expect(told(cutAt(month, at('2026-10-15T08:07:00Z')))).toEqual(['2026-10-01', '2026-10-15T10:15']);
    expect(cutAt(month, at('2026-11-02'))).toEqual(month);
    expect(cutAt(month, at('2026-09-02'))).toEqual(month);
  });
});

describe('what a range is compared with', () => {
  it('before a month is the month before, be it shorter', () => {
    expect(compared('2026-03-01', '2026-04-01', 'before')).toEqual(['2026-02-01', '2026-03-01']);
    expect(compared('2026-10-01', '2027-01-01', 'before')).toEqual(['2026-07-01', '2026-10-01']);
  });

  it('before what is no whole months is as long before, though it begins or ends on a first', () => {
    expect(compared('2026-03-01T06:00:00+01:00', '2026-04-01', 'before')[1]).toBe('2026-03-01T06:00');
    expect(compared('2026-03-02', '2026-04-01', 'before')).toEqual(['2026-01-31', '2026-03-02']);
    expect(compared('2026-02-01', '2026-03-02', 'before')).toEqual(['2026-01-03', '2026-02-01']);
  });

  it('before some days are as many days, clocks going forward or not', () => {
    expect(compared('2026-03-27', '2026-03-31', 'before')).toEqual(['2026-03-23', '2026-03-27']);
    expect(compared('2026-03-29T10:00:00+02:00', '2026-03-29T12:00:00+02:00', 'before')).toEqual([
      '2026-03-29T08:00',
      '2026-03-29T10:00',
    ]);
  });

  it('by weekdays is whole weeks before: a Thursday beside a Thursday', () => {
    expect(compared('2026-10-01', '2026-11-01', 'weekdays')).toEqual(['2026-08-27', '2026-09-27']);
    expect(compared('2026-10-05', '2026-10-12', 'weekdays')).toEqual(['2026-09-28', '2026-10-05']);
  });

  it('a year ago is the same month; of a day the same weekday', () => {
    expect(compared('2026-10-01', '2026-11-01', 'lastYear')).toEqual(['2025-10-01', '2025-11-01']);
    expect(compared('2026-10-05', '2026-10-06', 'lastYear')).toEqual(['2025-10-06', '2025-10-07']);
  });

  it('while it runs is as much of the other', () => {
    const month = range('2026-10-01', '2026-11-01');
    const cut = range('2026-10-01', '2026-10-15T08:15:00Z');
    expect(told(comparedRange(month, cut, 'before', paris))).toEqual(['2026-09-01', '2026-09-15T10:15']);
    const march = range('2026-03-01', '2026-04-01');
    const late = range('2026-03-01', '2026-03-31T08:00:00Z');
    expect(told(comparedRange(march, late, 'before', paris))).toEqual(['2026-02-01', '2026-03-01']);
  });

  it('is never empty, begins earlier, and lies on quarters of an hour, in any zone', () => {
    const zones = fc.constantFrom(paris, 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC');
    const names = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
    const hows = fc.constantFrom('before', 'weekdays', 'lastYear');
    const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(zones, names, hows, instants, (zone, name, how, now) => {
        const whole = namedRange(name, now, zone);
        const cut = cutAt(whole, now);
        const other = comparedRange(whole, cut, how, zone);
        expect(other.start).toBeLessThan(other.end);
        expect(other.start).toBeLessThan(cut.start);
        for (const edge of [cut.start, cut.end, other.start, other.end])
          expect(isBucketEdge(edge)).toBe(true);
      }),
    );
  });
});

describe('the interval of a trend', () => {
  it('gives a readable number of points', () => {
    const fits = (from: string, to: string) => fittingInterval(range(from, to), paris);
    expect(fits('2026-10-01', '2026-10-02')).toBe('1h');
    expect(fits('2026-10-01', '2026-11-01')).toBe('1d');
    expect(fits('2026-01-01', '2027-01-01')).toBe('1w');
    expect(fits('2020-01-01', '2027-01-01')).toBe('1mo');
    // Three days by the hour, a hundred and ten by the day, eight hundred by the week.
    expect([fits('2026-10-01', '2026-10-04'), fits('2026-10-01', '2026-10-05')]).toEqual(['1h', '1d']);
    expect([fits('2026-01-01', '2026-04-21'), fits('2026-01-01', '2026-04-22')]).toEqual(['1d', '1w']);
    expect([fits('2024-01-01', '2026-03-11'), fits('2024-01-01', '2026-03-12')]).toEqual(['1w', '1mo']);
    expect(lengthInDays(range('2026-10-25', '2026-10-26'), paris)).toBe(1);
  });
});
