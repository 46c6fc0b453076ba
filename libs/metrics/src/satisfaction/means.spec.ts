import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { meanInterval, studentT95 } from './estimate';
import { netPromoter } from './proportions';

describe('Student’s t at 95 %', () => {
  it.each([
    [1, 12.706204736],
    [2, 4.30265273],
    [3, 3.182446305],
    [4, 2.776445105],
    [9, 2.262157163],
    [10, 2.228138852],
    [29, 2.045229642],
    [30, 2.042272456],
    [99, 1.984216952],
    [100, 1.983971519],
    [1000, 1.962339081],
  ])('has for %i degrees of freedom the value of the tables', (degrees, t) => {
    expect(studentT95(degrees)).toBeCloseTo(t, 8);
  });

  it('falls with every further degree, across the place where the way of reckoning changes', () => {
    for (let degrees = 1; degrees < 400; degrees += 1)
      expect(studentT95(degrees + 1)).toBeLessThan(studentT95(degrees));
    expect(studentT95(1_000_000)).toBeCloseTo(1.959966, 6);
  });
});

describe('the interval of a mean', () => {
  it('is t(n−1)·sd ÷ √n to either side', () => {
    const { value, low, high } = meanInterval([1, 2, 3, 4, 5]) ?? { value: 0, low: 0, high: 0 };
    expect(value).toBe(3);
    // sd = √2.5, t(4) = 2.776445
    expect(Number(high) - 3).toBeCloseTo(1.963243, 6);
    expect(3 - Number(low)).toBeCloseTo(1.963243, 6);
  });

  it('does not exist of one answer, nor where all say the same', () => {
    expect(meanInterval([4])).toEqual({ value: 4, low: null, high: null });
    expect(meanInterval([0.1, 0.1, 0.1])).toEqual({ value: 0.1, low: null, high: null });
    expect(meanInterval([1, 5], [0, 12])).toEqual({ value: 5, low: null, high: null });
  });

  it('has no mean of nothing', () => {
    expect(meanInterval([])).toBeNull();
    expect(meanInterval([1, 2], [0, 0])).toBeNull();
  });

  it('is the same of counted values as of the values one by one', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, (times) => {
        const each = times.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
        const [one, other] = [meanInterval([1, 2, 3, 4, 5], times), meanInterval(each)];
        expect(one === null).toBe(other === null);
        expect(one?.value).toBeCloseTo(other?.value ?? Number.NaN, 10);
        expect(one?.low === null).toBe(other?.low === null);
        expect(one?.low ?? 0).toBeCloseTo(other?.low ?? 0, 8);
      }),
    );
  });
});

describe('the net promoter score', () => {
  it('of 60 promoters, 25 between and 15 detractors is 45.0 ± 14.5', () => {
    const { value, low, high } = netPromoter({ promoters: 60, detractors: 15, n: 100 }) ?? {
      value: 0,
      low: 0,
      high: 0,
    };
    expect(value.toFixed(1)).toBe('45.0');
    expect((Number(high) - value).toFixed(1)).toBe('14.5');
    expect((value - Number(low)).toFixed(1)).toBe('14.5');
  });

  it('has no interval when all are of one kind, and does not exist of nothing', () => {
    expect(netPromoter({ promoters: 12, detractors: 0, n: 12 })).toEqual({
      value: 100,
      low: null,
      high: null,
    });
    expect(netPromoter({ promoters: 0, detractors: 12, n: 12 })).toEqual({
      value: -100,
      low: null,
      high: null,
    });
    expect(netPromoter({ promoters: 0, detractors: 0, n: 12 })).toEqual({ value: 0, low: null, high: null });
    expect(netPromoter({ promoters: 0, detractors: 0, n: 0 })).toBeNull();
  });

  it('stays within −100 and 100 and changes its sign with the sides', () => {
    const parts = fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300)).filter((all) => all.some((n) => n > 0));
    fc.assert(
      fc.property(parts, ([promoters, between, detractors]) => {
        const n = promoters + between + detractors;
        const none = { value: Number.NaN, low: null, high: null };
        const score = netPromoter({ promoters, detractors, n }) ?? none;
        const turned = netPromoter({ promoters: detractors, detractors: promoters, n }) ?? none;
        expect(Number(score.low)).toBeGreaterThanOrEqual(-100);
        expect(Number(score.high)).toBeLessThanOrEqual(100);
        expect(turned.value).toBeCloseTo(-score.value, 10);
        expect(Number(turned.low)).toBeCloseTo(-Number(score.high), 10);
      }),
    );
  });
});
