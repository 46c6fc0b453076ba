import { describe, expect, it } from '@jest/globals';
import { Problem } from '../platform/problems';
import { lotsOf, planTime, rowFinder, tooManyCalls, type TimePlan } from './time-plan';

type Asked = Parameters<typeof planTime>[0];
const at = (local: string) => Date.parse(local);
const paris = (
  from: string,
  to: string,
  interval: Asked['interval'],
  window: Asked['window'] = {},
): TimePlan => planTime({ from: at(from), to: at(to), interval, timezone: 'Europe/Paris', window });
const hoursOf = (plan: TimePlan) =>
  plan.pieces.reduce((sum, { start, end }) => sum + (end - start) / 3_600_000, 0);

describe('the plan of time', () => {
  it('has 92 quarters on the day the clocks go forward and 100 on the day they go back', () => {
    expect(paris('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', '15m').rows).toHaveLength(92);
    expect(paris('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', '15m').rows).toHaveLength(100);
  });

  it('keeps an empty interval but drops one none of whose quarters counts', () => {
    const week = ['2026-11-16T00:00+01:00', '2026-11-23T00:00+01:00'] as const;
    expect(paris(...week, '1d').rows).toHaveLength(7);
    const working = paris(...week, '1d', { weekdays: [1, 2, 3, 4, 5], dayStart: 480, dayEnd: 1140 });
    expect(working.rows).toHaveLength(5);
    expect(hoursOf(working)).toBe(55);
    expect(working.rows[0]).toEqual({ start: at(week[0]), end: at('2026-11-17T00:00+01:00') });
  });

  it('counts a repeated hour twice and a skipped one never', () => {
    const night = { dayStart: 120, dayEnd: 180 };
    expect(hoursOf(paris('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', 'all', night))).toBe(2);
    expect(hoursOf(paris('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', 'all', night))).toBe(0);
  });

  it('finds the row of an instant, edges half-open, gaps in none', () => {
    const plan = paris('2026-11-16T00:00+01:00', '2026-11-23T00:00+01:00', '1d', { weekdays: [1, 3] });
    const rowOf = rowFinder(plan);
    expect(rowOf(at('2026-11-15T23:59:59.999+01:00'))).toBeUndefined();
    expect(rowOf(at('2026-11-16T00:00+01:00'))).toBe(0);
    expect(rowOf(at('2026-11-17T00:00+01:00'))).toBeUndefined();
    expect(rowOf(at('2026-11-18T23:45+01:00'))).toBe(1);
    expect(rowOf(at('2026-11-19T00:00+01:00'))).toBeUndefined();
    expect(rowOf(at('2026-11-23T00:00+01:00'))).toBeUndefined();
  });

  it('is refused before it is made when it has too many rows', () => {
    expect(() => paris('2024-01-01T00:00+01:00', '2026-01-01T00:00+01:00', '15m')).toThrow(Problem);
  });

  it('is read in lots that hold every quarter once, whatever their span', () => {
    const plan = paris('2026-03-01T00:00+01:00', '2026-04-01T00:00+02:00', '1w', {
      weekdays: [1, 2, 5],
      dayStart: 480,
    });
    for (const spanMs of [900_000, 86_400_000, 20 * 86_400_000, 400 * 86_400_000]) {
      const lots = lotsOf(plan.pieces, spanMs);
      for (const lot of lots) expect(lot.at(-1)!.end - lot[0]!.start).toBeLessThanOrEqual(spanMs);
      const joined: (typeof plan.pieces)[number][] = [];
      for (const piece of lots.flat()) {
        const last = joined.at(-1);
        if (last?.end === piece.start && last.row === piece.row)
          joined[joined.length - 1] = { ...last, end: piece.end };
        else joined.push(piece);
      }
      expect(joined).toEqual(plan.pieces);
    }
  });
});

describe('a range with more calls than are read for one answer', () => {
  it.each([
    ['2026-11-13T09:00+01:00', 'a shorter range, such as its first 12 days.'],
    ['2026-11-02T04:30+01:00', 'a shorter range, such as its first 28 hours.'],
    ['2026-11-01T01:59+01:00', 'a shorter range.'],
  ])('is refused with a length that is not: read until %s', (until, told) => {
    const { code, message } = tooManyCalls(50_000, at('2026-11-01T00:00+01:00'), at(until));
    expect(code).toBe('range_too_wide');
    expect(message.endsWith(`more than 50,000 calls: ask for ${told}`)).toBe(true);
  });
});
