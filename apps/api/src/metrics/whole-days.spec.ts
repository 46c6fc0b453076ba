import { describe, expect, it } from '@jest/globals';
import { intervalsOf } from '@vigie/metrics';
import fc from 'fast-check';

import { planTime, type Piece } from './time-plan';
import { divideByDays } from './whole-days';

const paris = 'Europe/Paris';
const at = (text: string): number => Date.parse(`${text}Z`);
/** The days of spring and autumn in which the clocks of Paris change. */
const year = { from: at('2025-12-31T23:00'), to: at('2026-12-31T23:00') };
const days = intervalsOf(year.from, year.to, '1d', paris);
const quarterMs = 900_000;

describe('a plan divided by days of which there are sums', () => {
  it('reads a year by week from whole days alone', () => {
    const plan = planTime({ ...year, interval: '1w', timezone: paris, window: {} });
    const { days: whole, quarters } = divideByDays(plan.pieces, days);
    expect(quarters).toEqual([]);
    expect(whole).toEqual(plan.pieces);
  });

  it('reads the quarters of a day that is not summed, and of what begins or ends within a day', () => {
    const open = days.filter(({ start }) => start !== at('2026-03-28T23:00'));
    const range = { start: at('2026-03-28T08:00'), end: at('2026-03-31T10:00') };
    expect(divideByDays([{ row: 0, ...range }], open)).toEqual({
      days: [{ row: 0, start: at('2026-03-29T22:00'), end: at('2026-03-30T22:00') }],
      quarters: [
        { row: 0, start: range.start, end: at('2026-03-29T22:00') },
        { row: 0, start: at('2026-03-30T22:00'), end: range.end },
      ],
    });
  });

  it('reads an hour a day from quarters, and days of another zone from theirs', () => {
    const hours = planTime({ ...year, interval: '1h', timezone: paris, window: {} });
    expect(divideByDays(hours.pieces, days).days).toEqual([]);
    const elsewhere = planTime({ ...year, interval: '1d', timezone: 'America/New_York', window: {} });
    expect(divideByDays(elsewhere.pieces, days)).toEqual({ days: [], quarters: elsewhere.pieces });
  });

  it('counts every quarter for the row it counted for, once, whatever is summed', () => {
    const zone = fc.constantFrom(paris, 'Europe/Madrid', 'Atlantic/Azores', 'America/New_York');
    const interval = fc.constantFrom(
      '1h' as const,
      '1d' as const,
      '1w' as const,
      '1mo' as const,
      'all' as const,
    );
    const window = fc.constantFrom({}, { weekdays: [1, 6] }, { dayStart: 480, dayEnd: 1_140 });
    const quarter = fc.integer({ min: 0, max: 40 * 96 });
    fc.assert(
      fc.property(
        zone,
        interval,
        window,
        quarter,
        quarter,
        fc.array(fc.boolean()),
        (timezone, by, filter, a, b, gone) => {
          const from = at('2026-03-01T00:00') + Math.min(a, b) * quarterMs;
          const plan = planTime({
            from,
            to: from + (1 + Math.abs(a - b)) * quarterMs,
            interval: by,
            timezone,
            window: filter,
          });
          const summed = days.filter((_, place) => gone[place % 61] !== true);
          const divided = divideByDays(plan.pieces, summed);
          const starts = new Set(summed.map(({ start }) => start));
          const ends = new Set(summed.map(({ end }) => end));
          for (const { start, end } of divided.days)
            expect([starts.has(start), ends.has(end)]).toEqual([true, true]);
          expect(rowsOf([...divided.days, ...divided.quarters])).toEqual(rowsOf(plan.pieces));
          for (const pieces of [divided.days, divided.quarters])
            expect(pieces.toSorted((one, other) => one.start - other.start)).toEqual(pieces);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Which row each quarter counts for, in the order of time; twice where two pieces hold it. */
function rowsOf(pieces: readonly Piece[]): [number, number][] {
  return pieces
    .flatMap(({ row, start, end }) =>
      Array.from({ length: (end - start) / quarterMs }, (_, place): [number, number] => [
        start + place * quarterMs,
        row,
      ]),
    )
    .sort(([one], [other]) => one - other);
}
