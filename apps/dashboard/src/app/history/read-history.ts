import type { History, HistoryBreakdown, HistoryDimension, HistoryRow } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { historyBreakdownShape, historyShape } from './history-answers';
import { narrowingOf, type Narrowing, type Question } from './history-choices';

/** The figures of a range; throws what the server refused with. */
export async function readHistory(question: Question, signal: AbortSignal): Promise<History> {
  return readAnswer(historyShape, await askServer(addressOf('/api/v1/history', question), { signal }));
}

/** The same figures by a dimension. */
export async function readBreakdown(
  question: Question,
  by: string,
  signal: AbortSignal,
): Promise<HistoryBreakdown> {
  const address = addressOf('/api/v1/history/breakdown', { ...question, by });
  return readAnswer(historyBreakdownShape, await askServer(address, { signal }));
}

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
