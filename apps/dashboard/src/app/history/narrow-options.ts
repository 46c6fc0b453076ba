import type { HistoryDimension, HistoryRow } from '@vigie/contracts';

import { readBreakdown } from './read-history';
import { narrowingOf, type Narrowing, type Question } from './history-choices';

/** Something the page can be narrowed to: its key, and how many calls of the range it has. */
export type NarrowOption = { readonly key: string; readonly name: string | null; readonly presented: number };

const dimensionOf = Object.fromEntries(Object.entries(narrowingOf).map(([by, name]) => [name, by])) as Record<
  Narrowing,
  HistoryDimension
>;

export const dimensionOfNarrowing = (name: Narrowing): HistoryDimension => dimensionOf[name];

/** What there is of a dimension within the range, whatever else of that dimension is chosen now. */
export async function readOptions(
  question: Question,
  name: Narrowing,
  signal: AbortSignal,
): Promise<readonly NarrowOption[]> {
  const open = { ...question, [name]: [], compare: 'none' };
  const { rows } = await readBreakdown(open, dimensionOf[name], signal);
  return rows
    .filter((row): row is HistoryRow & { readonly key: string } => row.key !== null && row.key !== '')
    .map(({ key, name: called, presented }) => ({ key, name: called, presented }));
}
