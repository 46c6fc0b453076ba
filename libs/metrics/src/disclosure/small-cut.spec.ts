import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { endsOf, type AnswerEdge } from './answer-lots';
import { hiddenAlone } from './hidden-alone';
import { smallCut } from './small-cut';

const lot = (
  batch: string,
  toldIn: string | null,
  count: number,
  place: string | null = null,
): AnswerEdge => ({
  batch,
  toldIn,
  place,
  count,
});
const answersIn = (lots: readonly AnswerEdge[]): number => lots.reduce((sum, { count }) => sum + count, 0);

/** Every way of giving each batch and figure one of two weights; what such a combination does not cancel, in answers. */
function everyCombination(lots: readonly AnswerEdge[]): readonly number[] {
  const names = [...new Set(lots.flatMap(endsOf))];
  return Array.from({ length: 2 ** names.length }, (_, weights) => {
    const weightOf = (name: string): number => (weights >> names.indexOf(name)) & 1;
    return answersIn(
      lots.filter((one) => {
        const [a, b] = endsOf(one);
        return weightOf(a) !== weightOf(b);
      }),
    );
  });
}

const someLots = fc.array(
  fc
    .tuple(
      fc.constantFrom('1', '2', '3', '4'),
      fc.constantFrom('a', 'b', 'c', null),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom('roy', 'durand', null),
    )
    .map(([batch, toldIn, count, place]) => lot(batch, toldIn, count, place)),
  { maxLength: 9 },
);

describe('answers that a combination of figures isolates', () => {
  it('are fewer than ten, not ten', () => {
    expect(smallCut([lot('1', 'a', 9)], 10)).toEqual([lot('1', 'a', 9)]);
    expect(smallCut([lot('1', 'a', 10)], 10)).toBeNull();
    expect(smallCut([lot('1', 'a', 0)], 10)).toBeNull();
    expect(smallCut([], 10)).toBeNull();
  });

  it('may be of two lots of which each hides behind others', () => {
    const lots = [lot('1', 'a', 4), lot('1', null, 5), lot('2', 'a', 30), lot('2', null, 30)];
    expect(answersIn(smallCut(lots, 10) ?? [])).toBe(9);
    expect(smallCut(lots, 9)).toBeNull();
  });

  it('are found exactly where trying every combination finds some, and are what one of them leaves', () => {
    fc.assert(
      fc.property(someLots, fc.integer({ min: 1, max: 20 }), (lots, least) => {
        const left = everyCombination(lots);
        const found = smallCut(lots, least);
        if (found === null) {
          expect(left.filter((answers) => answers > 0 && answers < least)).toEqual([]);
          return;
        }
        expect(answersIn(found)).toBeGreaterThan(0);
        expect(answersIn(found)).toBeLessThan(least);
        expect(left).toContain(answersIn(found));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a hidden clinic that a combination of figures isolates', () => {
  /** Lots of one place that some combination leaves while it cancels all others. */
  const isAlone = (lots: readonly AnswerEdge[], place: string): boolean => {
    const others = lots.filter((one) => one.place !== place && one.count > 0);
    const own = lots.filter((one) => one.place === place && one.count > 0);
    const names = [...new Set(lots.flatMap(endsOf))];
    return Array.from({ length: 2 ** names.length }, (_, weights) => weights).some((weights) => {
      const parts = (one: AnswerEdge): boolean => {
        const [a, b] = endsOf(one).map((name) => (weights >> names.indexOf(name)) & 1);
        return a !== b;
      };
      return !others.some(parts) && own.some(parts);
    });
  };

  it('is found exactly where trying every combination finds it, however many answers it has', () => {
    fc.assert(
      fc.property(someLots, (lots) => {
        const found = hiddenAlone(lots);
        expect(found !== null).toBe(isAlone(lots, 'roy') || isAlone(lots, 'durand'));
        if (found === null) return;
        expect(new Set(found.map(({ place }) => place)).size).toBe(1);
        expect(answersIn(found)).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
