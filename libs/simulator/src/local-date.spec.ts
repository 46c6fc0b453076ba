import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  clockOf,
  dayBase,
  daysBetween,
  localDateOf,
  minutesOf,
  wallClockMsOf,
  weekdayOf,
} from './local-date';

describe('the wall calendar of Paris', () => {
  it('knows the day and the time on both sides of a change of clocks', () => {
    expect(localDateOf(Date.parse('2026-03-28T23:30:00Z'))).toBe('2026-03-29');
    expect(wallClockMsOf(Date.parse('2026-03-29T06:00:00Z'))).toBe(8 * 3_600_000);
    expect(wallClockMsOf(Date.parse('2026-10-25T07:00:00.250Z'))).toBe(8 * 3_600_000);
  });

  it.each(['2026-01-15', '2026-03-28', '2026-03-29', '2026-03-30', '2026-07-01', '2026-10-25', '2026-10-26'])(
    'puts eight in the morning of %s where the clock shows eight',
    (date) => {
      const eight = dayBase(date) + 8 * 3_600_000;
      expect({ date: localDateOf(eight), ms: wallClockMsOf(eight) }).toEqual({ date, ms: 8 * 3_600_000 });
    },
  );

  it('counts days and names weekdays', () => {
    expect(addDays('2026-02-27', 3)).toBe('2026-03-02');
    expect(daysBetween('2026-03-02', '2026-02-27')).toBe(-3);
    expect([weekdayOf('2026-11-16'), weekdayOf('2026-11-22')]).toEqual([1, 7]);
    expect([minutesOf('08:30'), clockOf(1_440), clockOf(65)]).toEqual([510, '24:00', '01:05']);
  });
});
