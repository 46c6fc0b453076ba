import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { xmr } from './xmr';

const year = [78, 80, 77, 79, 81, 80, 76, 79, 80, 78, 81, 79, 82];
const signalled = (points: readonly (number | null)[], kind: string): readonly number[] =>
  xmr(points).signals.flatMap((signals, index) => (signals.some((signal) => signal === kind) ? [index] : []));

describe('the trend of thirteen months', () => {
  it('has the mean for its centre and 2.66 mean ranges to either side', () => {
    const { centre, lower, upper, meanRange, signals } = xmr(year);
    expect(centre).toBeCloseTo(79.2308, 4);
    // ranges 2 3 2 2 1 4 3 1 2 3 2 3
    expect(meanRange).toBeCloseTo(28 / 12, 10);
    expect(Number(upper) - Number(centre)).toBeCloseTo((3 / 1.128) * (28 / 12), 10);
    expect(Number(centre) - Number(lower)).toBeCloseTo((3 / 1.128) * (28 / 12), 10);
    expect(signals.flat()).toEqual([]);
  });

  it('signals a month beyond the limits', () => {
    expect(signalled([...year.slice(0, 12), 60], 'outside')).toEqual([12]);
  });

  it('signals seven months in a row on one side, and not six', () => {
    const level = [70, 71, 70, 71, 70, 71, 70];
    expect(signalled([...level, 80, 81, 80, 81, 80, 81, 80], 'shift')).toHaveLength(14);
    expect(signalled([...level.slice(1), 80, 81, 80, 81, 80, 81], 'shift')).toEqual([]);
  });

  it('signals six months in a row that rise or that fall, and not five', () => {
    const rest = [79, 80, 79, 80, 79, 80];
    expect(signalled([...rest, 79.1, 79.2, 79.3, 79.4, 79.5, 79.6], 'trend')).toEqual([6, 7, 8, 9, 10, 11]);
    expect(signalled([...rest, 79.5, 79.4, 79.3, 79.2, 79.1, 79], 'trend')).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(signalled([...rest, 79.1, 79.2, 79.3, 79.4, 79.5, 79.2], 'trend')).toEqual([]);
  });

  it('is broken by a month that is not known', () => {
    const rising = [79, 80, 79, 80, 79, 80, 79.1, 79.2, 79.3, null, 79.4, 79.5, 79.6];
    expect(signalled(rising, 'trend')).toEqual([]);
    const { meanRange } = xmr([10, null, 30, 31]);
    expect(meanRange).toBe(1);
  });

  it('has no limits and no signals with fewer than ten points', () => {
    const { centre, lower, upper, signals } = xmr([1, 50, 1, 1, 1, 1, 1, 1, 1, null]);
    expect(centre).toBeCloseTo(58 / 9, 10);
    expect([lower, upper]).toEqual([null, null]);
    expect(signals).toHaveLength(10);
    expect(signals.flat()).toEqual([]);
    expect(xmr([])).toEqual({ centre: null, lower: null, upper: null, meanRange: null, signals: [] });
  });

  it('goes no further than the scale', () => {
    const shares = [1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5];
    const { lower, upper } = xmr(shares, { lowest: 0, highest: 1 });
    expect([lower, upper]).toEqual([0, 1]);
  });

  it('of a constant has no signal', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 40 }),
        (value, n) => {
          expect(xmr(Array.from({ length: n }, () => value)).signals.flat()).toEqual([]);
        },
      ),
    );
  });

  it('signals the same when everything is moved and stretched', () => {
    const points = fc.array(fc.option(fc.integer({ min: 0, max: 100 }), { freq: 8 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        points,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -50, max: 50 }),
        (all, by, shift) => {
          const moved = all.map((point) => (point === null ? null : point * by + shift));
          expect(xmr(moved).signals).toEqual(xmr(all).signals);
        },
      ),
    );
  });
});
