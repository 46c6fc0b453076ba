import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isDemonstrated, newcombeDifference, wilson } from './proportions';

const proportion = fc
  .integer({ min: 1, max: 5_000 })
  .chain((of) => fc.integer({ min: 0, max: of }).map((count) => ({ count, of })));

describe('the interval of a share', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [8, 10, 0.4902, 0.9433],
    [24, 30, 0.6269, 0.9049],
    [80, 100, 0.7112, 0.8666],
    [10, 10, 0.7225, 1],
  ])('of %i in %i is Wilson’s', (count, of, low, high) => {
    const estimate = wilson(count, of);
    expect(estimate?.value).toBe(count / of);
    expect(estimate?.low.toFixed(4)).toBe(low.toFixed(4));
    expect(estimate?.high.toFixed(4)).toBe(high.toFixed(4));
  });

  it.each([
    [10, 22.7],
    [30, 13.9],
    [50, 10.9],
    [100, 7.8],
    [200, 5.5],
    [300, 4.5],
    [400, 3.9],
    [1000, 2.5],
  ])('at 80 % of %i is that many points to either side', (of, points) => {
    const { low, high } = wilson(0.8 * of, of) ?? { low: 0, high: 0 };
    expect((50 * (high - low)).toFixed(1)).toBe(points.toFixed(1));
  });

  it('does not exist of nothing', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  it('lies within 0 and 1, holds the share, and is that of the others turned round', () => {
    fc.assert(
      fc.property(proportion, ({ count, of }) => {
        const { value, low, high } = wilson(count, of) ?? { value: -1, low: 0, high: 0 };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeGreaterThan(low);
        expect(wilson(of - count, of)?.low).toBeCloseTo(1 - high, 12);
      }),
    );
  });

  it('narrows as more answer the same way', () => {
    fc.assert(
      fc.property(proportion, fc.integer({ min: 2, max: 20 }), ({ count, of }, times) => {
        const few = wilson(count, of) ?? { low: 0, high: 0 };
        const many = wilson(count * times, of * times) ?? { low: 0, high: 1 };
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });
});

describe('the difference of two shares', () => {
  it('is Newcombe’s', () => {
    const { value, low, high } = newcombeDifference({ count: 56, of: 70 }, { count: 48, of: 80 }) ?? {
      value: 0,
      low: 0,
      high: 0,
    };
    expect([value, low, high].map((figure) => figure.toFixed(4))).toEqual(['0.2000', '0.0524', '0.3339']);
    expect(isDemonstrated({ low, high })).toBe(true);
  });

  it('is not a change as long as its interval holds 0', () => {
    expect(isDemonstrated({ low: -0.01, high: 0.2 })).toBe(false);
    expect(isDemonstrated({ low: 0, high: 0.2 })).toBe(false);
    expect(isDemonstrated({ low: -0.2, high: -0.01 })).toBe(true);
  });

  it('does not exist when one of them is of nothing', () => {
    expect(newcombeDifference({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
    expect(newcombeDifference({ count: 1, of: 2 }, { count: 0, of: 0 })).toBeNull();
  });

  it('changes its sign when the two change places, holds itself, and lies within −1 and 1', () => {
    fc.assert(
      fc.property(proportion, proportion, (first, second) => {
        const there = newcombeDifference(first, second) ?? { value: 2, low: 2, high: 2 };
        const back = newcombeDifference(second, first) ?? { value: 3, low: 3, high: 3 };
        expect(back.value).toBeCloseTo(-there.value, 12);
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(back.high).toBeCloseTo(-there.low, 12);
        expect(there.low).toBeLessThanOrEqual(there.value);
        expect(there.high).toBeGreaterThanOrEqual(there.value);
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(there.high).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('of a share and itself is never a change', () => {
    fc.assert(
      fc.property(proportion, (share) => {
        const { low, high } = newcombeDifference(share, share) ?? { low: 1, high: 1 };
        expect(isDemonstrated({ low, high })).toBe(false);
      }),
    );
  });
});
