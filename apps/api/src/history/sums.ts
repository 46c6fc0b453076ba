import type { ShareOf } from '@vigie/contracts';
import {
  addBins,
  addTallyInto,
  emptyTally,
  noBins,
  partsOf,
  wilson,
  type FigureOptions,
  type MutableTally,
  type QuotientName,
  type Tally,
  type WaitBins,
} from '@vigie/metrics';

/** What figures are derived from. */
export type Sums = { readonly tally: Tally; readonly bins: WaitBins };

export const noSums: Sums = { tally: emptyTally(), bins: noBins };

/** The sum of any number of sums; the sum of one is itself. */
export function addUp(all: Iterable<Sums>): Sums {
  if (Array.isArray(all) && all.length === 1) return all[0] as Sums;
  const tally: MutableTally = emptyTally();
  let bins = noBins;
  for (const one of all) {
    addTallyInto(tally, one.tally);
    bins = addBins(bins, one.bins);
  }
  return { tally, bins };
}

/** A ratio of the registry with its parts and its interval. */
export function shareOf(name: QuotientName, { tally, bins }: Sums, options: FigureOptions): ShareOf {
  const { part, of } = partsOf(name, tally, bins, options);
  return toShare(part, of);
}

/** A part of a whole with its 95 % interval. */
export function toShare(part: number, of: number): ShareOf {
  const estimate = wilson(part, of);
  return {
    value: estimate?.value ?? null,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    part,
    of,
  };
}
