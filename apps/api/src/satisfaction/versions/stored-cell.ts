import { isDeepStrictEqual } from 'node:util';

import type { Estimate, SatisfactionDriver, Suppression, SurveyFunnel } from '@vigie/contracts';

/** How often each value of an item's scale was given, in rising order. */
export type ItemCounts = { readonly [itemId: string]: readonly number[] };

/** One cell as it was published: counts, from which every figure follows. */
export type StoredCell = {
  readonly key: string | null;
  readonly suppressed: Suppression | null;
  /** Respondents; null when not told. */
  readonly n: number | null;
  readonly items: ItemCounts;
  /** Why an item that somebody of the period answered has no figure; absent of cells published before this was noted. */
  readonly hidden?: { readonly [itemId: string]: Suppression };
  readonly score100: Estimate | null;
};

/** What a row of `satisfaction_cell` holds: the period as a whole (one cell), or its parts by one dimension. */
export type StoredFigures = {
  readonly cells: readonly StoredCell[];
  readonly funnel: SurveyFunnel | null;
  readonly drivers: readonly SatisfactionDriver[];
};

/** A cell as it is to be published. */
export type NewCell = {
  readonly clinicId: string;
  readonly dimension: string;
  readonly figures: StoredFigures;
};

/** Whether a cell tells the same answers as the one of its clinic and dimension among these. */
export function sameCells(known: readonly NewCell[]): (cell: NewCell) => boolean {
  const texts = new Map(known.map((cell) => [textOf(cell), hiddenOf(cell)]));
  return (cell) => {
    const hidden = texts.get(textOf(cell));
    // Of a cell published before, why an item was hidden may not be known: that alone makes no other version.
    return hidden !== undefined && (hidden.includes(null) || isDeepStrictEqual(hidden, hiddenOf(cell)));
  };
}

function textOf({ clinicId, dimension, figures }: NewCell): string {
  const cells = figures.cells.map(({ key, suppressed, n, items }) => {
    const sorted = Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
    return [key, suppressed, n, sorted];
  });
  return JSON.stringify([clinicId, dimension, cells]);
}

const hiddenOf = ({ figures }: NewCell) => figures.cells.map(({ hidden }) => hidden ?? null);
