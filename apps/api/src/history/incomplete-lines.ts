import type { MetricsAnswer } from '@vigie/contracts';

import type { Cell, Table } from '../platform/tables/table';

/** The word in the first cell of a line that is a time, not a figure. */
const word = 'incomplete';

/** Every table tells so in the same two columns, whether something is missing or not. */
const columns = [
  { name: 'incompleteFrom', kind: 'instant' },
  { name: 'incompleteTo', kind: 'instant' },
] as const;

/**
 * A table that says of which times a telephone system told nothing: before its own lines one for each, `incomplete` in its
 * first cell, from when to when in the last two; all between is empty.
 */
export function tellingIncomplete(table: Table, times: MetricsAnswer['incomplete'] = []): Table {
  const empty = table.columns.slice(1).map(() => null);
  const missing = times.map(({ from, to }) => [word, ...empty, Date.parse(from), Date.parse(to)]);
  async function* lines(): AsyncGenerator<readonly Cell[], void, void> {
    yield* missing;
    for await (const row of table.rows) yield [...row, null, null];
  }
  return { ...table, columns: [...table.columns, ...columns], rows: lines() };
}
