import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { shareStep, shareText } from './stacked-shares';

describe('the steps of a distribution', () => {
  it('have five looks on a scale of five', () => {
    expect([0, 1, 2, 3, 4].map((index) => shareStep(index, 5))).toEqual([1, 2, 3, 4, 5]);
  });

  it('are the worst and the best look for no and yes', () => {
    expect([shareStep(0, 2), shareStep(1, 2)]).toEqual([1, 5]);
  });

  it('never go back on a longer scale, and begin and end at the ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 11 }), (count) => {
        const steps = Array.from({ length: count }, (_, index) => shareStep(index, count));
        expect(steps).toEqual(steps.toSorted((a, b) => a - b));
        expect([steps[0], steps.at(-1)]).toEqual([1, 5]);
      }),
    );
  });

  it('are written into their segment only where it is wide enough', () => {
    expect([shareText(0.08), shareText(0.125), shareText(0.6)]).toEqual(['', '13', '60']);
  });
});
