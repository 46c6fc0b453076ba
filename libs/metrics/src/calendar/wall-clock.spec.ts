import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfDay, dayOfDate, todayOf, weekdayOf, zoneOf } from './wall-clock';

const shown = (zone: string, instant: string) => {
  const { day, time } = zoneOf(zone).wallClock(Date.parse(instant));
  return `${dateOfDay(day)} ${new Date(time).toISOString().slice(11, 23)}`;
};
const startOf = (zone: string, date: string) =>
  new Date(zoneOf(zone).startOfDay(dayOfDate(date))).toISOString();

describe('the wall clock of a zone', () => {
  it('shows local time to the millisecond', () => {
    expect(shown('Europe/Paris', '2026-11-22T08:00:05.123Z')).toBe('2026-11-22 09:00:05.123');
    expect(shown('Asia/Kathmandu', '2026-11-22T18:14:59.999Z')).toBe('2026-11-22 23:59:59.999');
  });

  it('skips an hour in March and shows one twice in October', () => {
    expect(shown('Europe/Paris', '2026-03-29T00:59:59Z')).toBe('2026-03-29 01:59:59.000');
    expect(shown('Europe/Paris', '2026-03-29T01:00:00Z')).toBe('2026-03-29 03:00:00.000');
    expect(shown('Europe/Paris', '2026-10-25T00:30:00Z')).toBe('2026-10-25 02:30:00.000');
    expect(shown('Europe/Paris', '2026-10-25T01:30:00Z')).toBe('2026-10-25 02:30:00.000');
  });

  it('says which day a centre’s today is, by its own clock', () => {
    const lateEvening = Date.parse('2026-11-22T23:30:00Z');
    expect(['Europe/Paris', 'UTC'].map((zone) => todayOf(zone, lateEvening))).toEqual([
      '2026-11-23',
      '2026-11-22',
    ]);
  });

  it('begins a day at its first instant, also where midnight is skipped or shown twice', () => {
    expect(startOf('Europe/Paris', '2026-03-29')).toBe('2026-03-28T23:00:00.000Z');
    expect(startOf('Europe/Paris', '2026-03-30')).toBe('2026-03-29T22:00:00.000Z');
    expect(startOf('America/Sao_Paulo', '2018-11-04')).toBe('2018-11-04T03:00:00.000Z');
    expect(startOf('America/Sao_Paulo', '2018-02-18')).toBe('2018-02-18T03:00:00.000Z');
    expect(startOf('America/Havana', '2026-11-01')).toBe('2026-11-01T04:00:00.000Z');
  });

  it('puts every instant in the day that begins last before it', () => {
    const zones = [
      'Europe/Paris',
      'America/Sao_Paulo',
      'America/Havana',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ];
    const instants = fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2030-01-01') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (name, at) => {
        const zone = zoneOf(name);
        const { day } = zone.wallClock(at);
        expect(zone.startOfDay(day)).toBeLessThanOrEqual(at);
        expect(zone.startOfDay(day + 1)).toBeGreaterThan(at);
      }),
    );
  });

  it('knows weekdays', () => {
    expect(weekdayOf(dayOfDate('2026-11-22'))).toBe(6);
    expect(weekdayOf(dayOfDate('2026-11-23'))).toBe(0);
    expect(weekdayOf(dayOfDate('1969-12-31'))).toBe(2);
  });
});
