import { meanInterval, within, type Estimate } from './estimate';
import { netPromoter, wilson } from './proportions';
import { score100Of, scaleRules, valuesOfScale, type CountedScale } from './scales';

/** Shares of the top, middle and bottom box; they sum to 1. */
export type Boxes = { readonly top: number; readonly middle: number; readonly bottom: number };

/** What respondents said to one item: see {@link itemFigures}. */
export type ItemFigures = {
  readonly itemId: string;
  readonly scale: CountedScale;
  readonly n: number;
  readonly distribution: readonly { readonly value: number; readonly count: number }[];
  readonly mean: Estimate;
  readonly favourable: Estimate;
  readonly boxes: Boxes;
  readonly score100: Estimate;
  readonly netPromoter: Estimate | null;
  readonly fragile: boolean;
};

/** Fewer answers than these are read with care and never compared. */
export const fragileBelow = 30;

/**
 * The figures of one item from how often each value of its scale was given (`counts` in rising order of the values;
 * missing ones are 0). Mean with Student's interval, favourable share with Wilson's, boxes, the mean rescaled to
 * 0–100; the net promoter score for `recommend11` alone. Intervals end where the scale does. Null without an answer:
 * a ratio over nothing is no ratio. What may be told of it is decided elsewhere.
 */
export function itemFigures(
  itemId: string,
  scale: CountedScale,
  counts: readonly number[],
): ItemFigures | null {
  const rule = scaleRules[scale];
  const values = valuesOfScale(scale);
  const distribution = values.map((value, index) => ({ value, count: counts[index] ?? 0 }));
  const countFrom = (low: number, high: number): number =>
    distribution.reduce((sum, { value, count }) => (value >= low && value <= high ? sum + count : sum), 0);
  const n = countFrom(rule.lowest, rule.highest);
  const plainMean = meanInterval(values, counts);
  const favourable = wilson(countFrom(rule.favourableFrom, rule.highest), n);
  if (plainMean === null || favourable === null) return null;
  const mean = within(plainMean, rule.lowest, rule.highest);
  const top = countFrom(rule.topFrom, rule.highest);
  const bottom = countFrom(rule.lowest, rule.bottomTo);
  return {
    itemId,
    scale,
    n,
    distribution,
    mean,
    favourable,
    boxes: { top: top / n, middle: (n - top - bottom) / n, bottom: bottom / n },
    score100: outOf100(scale, mean),
    netPromoter: scale === 'recommend11' ? netPromoter({ promoters: top, detractors: bottom, n }) : null,
    fragile: n < fragileBelow,
  };
}

const outOf100 = (scale: CountedScale, { value, low, high }: Estimate): Estimate => ({
  value: score100Of(scale, value),
  low: low === null ? null : score100Of(scale, low),
  high: high === null ? null : score100Of(scale, high),
});

/** A composite of items, as HCAHPS makes it: the plain mean of their boxes, each with its own base. Null of none. */
export function compositeBoxes(items: readonly { readonly boxes: Boxes }[]): Boxes | null {
  if (items.length === 0) return null;
  const meanOf = (box: keyof Boxes): number =>
    items.reduce((sum, { boxes }) => sum + boxes[box], 0) / items.length;
  return { top: meanOf('top'), middle: meanOf('middle'), bottom: meanOf('bottom') };
}
