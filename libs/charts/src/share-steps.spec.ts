import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { shareStep, shareText } from './stacked-shares';

describe('the steps of a distribution', () => {
  it('have five colours and five textures on a scale of five', () => {
    const steps = [0, 1, 2, 3, 4].map((index) => shareStep(index, 5));
    expect(new Set(steps.map(({ token }) => token)).size).toBe(5);
    expect(new Set(steps.map(({ texture }) => texture)).size).toBe(5);
  });

  it('are the worst and the best look for no and yes', () => {
    expect([shareStep(0, 2).token, shareStep(1, 2).token]).toEqual(['--score-1', '--score-5']);
  });

  it('never go back on a longer scale, and begin and end at the ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 11 }), (count) => {
        const tokens = Array.from({ length: count }, (_, index) => shareStep(index, count).token);
        expect(tokens).toEqual(tokens.toSorted());
        expect([tokens[0], tokens.at(-1)]).toEqual(['--score-1', '--score-5']);
      }),
    );
  });

  it('are written into their segment only where it is wide enough', () => {
    expect([shareText(0.08), shareText(0.125), shareText(0.6)]).toEqual(['', '13', '60']);
  });
});
