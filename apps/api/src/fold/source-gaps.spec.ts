import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { openParts, type Stretch } from './source-gaps';

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 }))
  .map(([from, long]) => ({ from, to: from + long }));
const isIn = (parts: readonly Stretch[], at: number): boolean =>
  parts.some(({ from, to }) => from <= at && at < to);

describe('what is left of a gap', () => {
  it('is what no history has told', () => {
    const gap = { from: 10, to: 20, why: 'esl' };
    expect(openParts([gap], [])).toEqual([gap]);
    expect(openParts([gap], [{ from: 12, to: 15 }])).toEqual([
      { ...gap, to: 12 },
      { ...gap, from: 15 },
    ]);
    expect(openParts([gap], [{ from: 0, to: 20 }])).toEqual([]);
  });

  it('is each instant of a gap that is in no filled time, whatever came in which order', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), fc.array(stretch, { maxLength: 6 }), (gaps, fills) => {
        const open = openParts(gaps, fills);
        expect(openParts(gaps, fills.toReversed())).toEqual(open);
        for (let at = 0; at < 95; at += 1) expect(isIn(open, at)).toBe(isIn(gaps, at) && !isIn(fills, at));
        for (const { from, to } of open) expect(from).toBeLessThan(to);
      }),
    );
  });
});
