import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { inverse } from './inverse';
import { partialCorrelations } from './partial-correlations';

const rowsOf = (columns: { readonly [name: string]: readonly number[] }) =>
  (Object.values(columns)[0] ?? []).map((_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[row]])),
  );

/** By the formula for three variables: (r12 − r13·r23) ÷ √((1 − r13²)(1 − r23²)). */
function byHand(x: readonly number[], y: readonly number[], z: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const r = (a: readonly number[], b: readonly number[]): number => {
    const [ma, mb] = [mean(a), mean(b)];
    const product = a.reduce((sum, value, i) => sum + (value - ma) * ((b[i] ?? 0) - mb), 0);
    const squares = (values: readonly number[], m: number): number =>
      values.reduce((sum, value) => sum + (value - m) ** 2, 0);
    return product / Math.sqrt(squares(a, ma) * squares(b, mb));
  };
  return (r(x, y) - r(x, z) * r(y, z)) / Math.sqrt((1 - r(x, z) ** 2) * (1 - r(y, z) ** 2));
}

describe('what goes with satisfaction', () => {
  const overall = [5, 4, 5, 2, 3, 1, 4, 5, 2, 3, 4, 1];
  const reach = [5, 3, 4, 2, 4, 1, 4, 4, 3, 3, 5, 2];
  const courtesy = [5, 5, 4, 4, 5, 3, 4, 5, 5, 4, 4, 4];

  it('is told with the other items held', () => {
    const { n, drivers } = partialCorrelations(rowsOf({ overall, reach, courtesy }), 'overall', [
      'reach',
      'courtesy',
    ]);
    expect(n).toBe(12);
    expect(drivers[0]?.correlation?.value).toBeCloseTo(byHand(overall, reach, courtesy), 10);
    expect(drivers[1]?.correlation?.value).toBeCloseTo(byHand(overall, courtesy, reach), 10);
    const { value = 0, low, high } = drivers[0]?.correlation ?? {};
    // one driver is held: n − 1 − 3 = 8
    expect(Math.atanh(Number(high)) - Math.atanh(value)).toBeCloseTo(1.959963984540054 / Math.sqrt(8), 10);
    expect(Math.atanh(value) - Math.atanh(Number(low))).toBeCloseTo(1.959963984540054 / Math.sqrt(8), 10);
  });

  it('counts only respondents who answered everything', () => {
    const rows = [...rowsOf({ overall, reach }), { overall: 1, reach: undefined }, { reach: 5 }];
    expect(partialCorrelations(rows, 'overall', ['reach']).n).toBe(12);
  });

  it('is not told of an item to which all said the same, and that item disturbs no other', () => {
    const same = overall.map(() => 4);
    const { drivers } = partialCorrelations(rowsOf({ overall, reach, same }), 'overall', ['same', 'reach']);
    expect(drivers[0]).toEqual({ itemId: 'same', correlation: null });
    const alone = partialCorrelations(rowsOf({ overall, reach }), 'overall', ['reach']).drivers[0];
    expect(drivers[1]?.correlation).toEqual(alone?.correlation);
  });

  it('is not told of items that cannot be told apart, nor without respondents', () => {
    const twin = reach.map((value) => 2 * value + 1);
    const { drivers } = partialCorrelations(rowsOf({ overall, reach, twin }), 'overall', ['reach', 'twin']);
    expect(drivers.map(({ correlation }) => correlation)).toEqual([null, null]);
    expect(partialCorrelations([], 'overall', ['reach'])).toEqual({
      n: 0,
      drivers: [{ itemId: 'reach', correlation: null }],
    });
  });

  it('lies within −1 and 1', () => {
    const answer = fc.integer({ min: 1, max: 5 });
    const row = fc.record({ overall: answer, a: answer, b: answer, c: answer });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        for (const { correlation } of partialCorrelations(rows, 'overall', ['a', 'b', 'c']).drivers) {
          const { value, low, high } = correlation ?? { value: 0, low: 0, high: 0 };
          expect(Math.abs(value)).toBeLessThanOrEqual(1);
          expect(low ?? value).toBeLessThanOrEqual(value);
          expect(high ?? value).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });
});

describe('the inverse of a matrix', () => {
  it('gives the unit matrix with it, also when a pivot must be looked for', () => {
    const matrix = [
      [0, 2, 1],
      [1, 0, 3],
      [4, 1, 0],
    ];
    const other = inverse(matrix) ?? [];
    const product = matrix.map((row) =>
      matrix.map((_, j) => row.reduce((sum, value, k) => sum + value * (other[k]?.[j] ?? 0), 0)),
    );
    product.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(i === j ? 1 : 0, 12);
      });
    });
  });

  it('does not exist when one row is made of the others', () => {
    expect(
      inverse([
        [1, 2],
        [2, 4],
      ]),
    ).toBeNull();
  });
});
