import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sumBinsText } from './sum-bins-text';

describe('stored bins as text', () => {
  it('add up by code, negative counts and emptied codes included', () => {
    expect(sumBinsText('')).toEqual([]);
    expect(sumBinsText('3,1,1027,2')).toEqual([3, 1, 1027, 2]);
    expect(sumBinsText('7,2,3,1,7,-1,,5,1,5,-1,')).toEqual([3, 1, 7, 1]);
  });

  it('hold what was put in, in whatever order and pieces', () => {
    const pair = fc.tuple(fc.nat(3071), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(fc.array(pair)), (lists) => {
        const sums = new Map<number, number>();
        for (const [code, count] of lists.flat()) sums.set(code, (sums.get(code) ?? 0) + count);
        const bins = sumBinsText(lists.map((list) => list.flat().join(',')).join(','));
        for (let at = 0; at < bins.length; at += 2) expect(bins[at + 1]).toBe(sums.get(bins[at]!));
        expect(bins.length / 2).toBe([...sums.values()].filter((count) => count !== 0).length);
      }),
    );
  });
});
