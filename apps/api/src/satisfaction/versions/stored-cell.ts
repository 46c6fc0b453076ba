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
  const texts = new Set(known.map(textOf));
  return (cell) => texts.has(textOf(cell));
}

function textOf({ clinicId, dimension, figures }: NewCell): string {
  const cells = figures.cells.map(({ key, suppressed, n, items }) => {
    const sorted = Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
    return [key, suppressed, n, sorted];
  });
  return JSON.stringify([clinicId, dimension, cells]);
}
