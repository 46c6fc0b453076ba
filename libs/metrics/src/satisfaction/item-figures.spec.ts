import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compositeBoxes, itemFigures } from './item-figures';
import { respondentScore, respondentsScore } from './respondent-score';
import { countedScales, score100Of, valuesOfScale } from './scales';

describe('the figures of an item', () => {
  it('2 never, 5 sometimes, 18 usually and 75 always are 88.67 of 100, with a top box of 75 %', () => {
    const figures = itemFigures('attentive', 'frequency4', [2, 5, 18, 75]);
    expect(figures?.score100.value.toFixed(2)).toBe('88.67');
    expect(figures?.boxes).toEqual({ top: 0.75, middle: 0.18, bottom: 0.07 });
    expect(figures?.n).toBe(100);
  });

  it('of a rated month are its mean and the share of 4 and 5', () => {
    const figures = itemFigures('overall', 'agree5', [6, 5, 10, 27, 52]);
    expect(figures?.n).toBe(100);
    expect(figures?.mean.value).toBe(4.14);
    expect(figures?.favourable.value).toBe(0.79);
    expect(figures?.netPromoter).toBeNull();
    expect(figures?.fragile).toBe(false);
  });

  it('count ease from 5 of 7 on as favourable', () => {
    const figures = itemFigures('effort', 'ease7', [1, 1, 2, 3, 4, 5, 4]);
    expect(figures?.favourable.value).toBe(13 / 20);
    expect(figures?.mean.value).toBe(4.95);
    expect(figures?.boxes).toEqual({ top: 9 / 20, middle: 7 / 20, bottom: 4 / 20 });
  });

  it('have a net promoter score for recommending alone', () => {
    const figures = itemFigures('recommend', 'recommend11', [0, 0, 0, 0, 0, 5, 10, 10, 15, 20, 40]);
    expect(figures?.netPromoter?.value).toBe(45);
    expect(figures?.score100.value).toBeCloseTo((figures?.mean.value ?? 0) * 10, 10);
    expect(itemFigures('return', 'yesno', [4, 36])?.score100.value).toBe(90);
  });

  it('are fragile below thirty answers and absent without any', () => {
    expect(itemFigures('clear', 'agree5', [0, 0, 0, 9, 20])?.fragile).toBe(true);
    expect(itemFigures('clear', 'agree5', [0, 0, 0, 10, 20])?.fragile).toBe(false);
    expect(itemFigures('clear', 'agree5', [])).toBeNull();
  });

  it('add up: the distribution to n, the boxes to 1, every interval within its scale and around its value', () => {
    const counted = fc.constantFrom(...countedScales).chain((scale) =>
      fc.tuple(
        fc.constant(scale),
        fc.array(fc.nat(60), {
          minLength: valuesOfScale(scale).length,
          maxLength: valuesOfScale(scale).length,
        }),
      ),
    );
    fc.assert(
      fc.property(counted, ([scale, counts]) => {
        const figures = itemFigures('any', scale, counts);
        if (figures === null) return expect(counts.every((count) => count === 0)).toBe(true);
        expect(figures.distribution.reduce((sum, { count }) => sum + count, 0)).toBe(figures.n);
        const { top, middle, bottom } = figures.boxes;
        expect(top + middle + bottom).toBeCloseTo(1, 12);
        for (const [{ value, low, high }, lowest, highest] of [
          [figures.mean, valuesOfScale(scale)[0] ?? 0, valuesOfScale(scale).at(-1) ?? 0],
          [figures.favourable, 0, 1],
          [figures.score100, 0, 100],
        ] as const) {
          expect(low ?? lowest).toBeGreaterThanOrEqual(lowest - 1e-9);
          expect(high ?? highest).toBeLessThanOrEqual(highest + 1e-9);
          expect(low ?? value).toBeLessThanOrEqual(value);
          expect(high ?? value).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });

  it('make a composite that is the mean of their boxes, whatever their bases', () => {
    const few = itemFigures('courtesy', 'agree5', [0, 0, 0, 0, 10]);
    const many = itemFigures('listening', 'agree5', [50, 0, 50, 0, 100]);
    expect(compositeBoxes([few, many].filter((figures) => figures !== null))).toEqual({
      top: 0.75,
      middle: 0.125,
      bottom: 0.125,
    });
    expect(compositeBoxes([])).toBeNull();
  });
});

describe('a respondent’s score', () => {
  const asked = [
    { itemId: 'overall', scale: 'agree5' },
    { itemId: 'courtesy', scale: 'agree5' },
    { itemId: 'effort', scale: 'ease7' },
    { itemId: 'recommend', scale: 'recommend11' },
  ] as const;

  it('is the mean of what was answered, each out of 100', () => {
    expect(respondentScore({ overall: 5, courtesy: 3, effort: 7, recommend: 5 }, asked)).toBe(75);
    expect(respondentScore({ overall: 1, recommend: 10, unknown: 5 }, asked)).toBe(50);
  });

  it('does not exist when more than half was left open, or nothing was asked', () => {
    expect(respondentScore({ overall: 5 }, asked)).toBeNull();
    expect(respondentScore({ overall: 5 }, [])).toBeNull();
  });

  it('weighs as much as any other’s in the score of all', () => {
    const all = [
      { overall: 5, courtesy: 5, effort: 7, recommend: 10 },
      { overall: 1, courtesy: 1 },
      { overall: 3 },
    ];
    const score = respondentsScore(all, asked);
    expect(score?.n).toBe(2);
    expect(score?.score100.value).toBe(50);
    expect(score?.score100.low).toBe(0);
    expect(respondentsScore([], asked)).toBeNull();
  });

  it('never leaves 0 to 100', () => {
    for (const scale of countedScales)
      for (const value of valuesOfScale(scale)) {
        expect(score100Of(scale, value)).toBeGreaterThanOrEqual(0);
        expect(score100Of(scale, value)).toBeLessThanOrEqual(100);
      }
    expect(countedScales.map((scale) => score100Of(scale, valuesOfScale(scale).at(-1) ?? 0))).toEqual(
      countedScales.map(() => 100),
    );
  });
});
