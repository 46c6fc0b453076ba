import type { ItemFigures } from '@vigie/contracts';
import { isDemonstrated, newcombeDifference } from '@vigie/metrics';

/** How a share moved: the word for it is given by the interval of the difference alone. */
export type Change = {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** `chance` whenever 0 lies within the interval, its ends included. */
  readonly reading: 'rise' | 'fall' | 'chance';
};

/** Fewer answers than this, on either side, are not compared. */
export const comparableFrom = 30;

/** Favourable answers of an item. */
export function favourableOf({ favourable, n }: Pick<ItemFigures, 'favourable' | 'n'>): number {
  return Math.round(favourable.value * n);
}

/** The change from one share to another, with Newcombe's interval; null where either base is too small to compare. */
export function changeOf(
  now: { readonly count: number; readonly of: number },
  before: { readonly count: number; readonly of: number },
): Change | null {
  if (now.of < comparableFrom || before.of < comparableFrom) return null;
  const told = newcombeDifference(now, before);
  if (told === null) return null;
  const { value, low, high } = told;
  const shown = isDemonstrated(told);
  return { difference: value, low, high, reading: !shown ? 'chance' : value > 0 ? 'rise' : 'fall' };
}

/** The change of an item between two periods; null where one of them does not tell it, or not enough of it. */
export function changeOfItem(now: ItemFigures | undefined, before: ItemFigures | undefined): Change | null {
  if (now === undefined || before === undefined) return null;
  return changeOf({ count: favourableOf(now), of: now.n }, { count: favourableOf(before), of: before.n });
}
