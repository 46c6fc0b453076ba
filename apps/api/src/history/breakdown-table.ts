import type { HistoryBreakdown, HistoryRow } from '@vigie/contracts';

import { tableOf, type Cell, type ColumnKind, type Table } from '../platform/tables/table';
import { tellingIncomplete } from './incomplete-lines';

/** Every column after key and name, and what of a row it holds. */
const columns: readonly (readonly [string, ColumnKind, (row: HistoryRow) => Cell])[] = [
  ['presented', 'number', (row) => row.presented],
  ['answered', 'number', (row) => row.answered],
  ['unanswered', 'number', (row) => row.unanswered],
  ['unansweredRate', 'share', (row) => row.unansweredRate.value],
  ['low', 'share', (row) => row.unansweredRate.low],
  ['high', 'share', (row) => row.unansweredRate.high],
  ['serviceLevel', 'share', (row) => row.serviceLevel],
  ['waitP90', 'duration', (row) => row.waitP90Ms],
  ['averageHandleTime', 'duration', (row) => row.averageHandleTimeMs],
  ['presentedBefore', 'number', ({ before }) => before?.presented ?? null],
  ['unansweredRateBefore', 'share', ({ before }) => before?.unansweredRate ?? null],
  ['change', 'share', ({ change }) => change?.value ?? null],
  ['changeLow', 'share', ({ change }) => change?.low ?? null],
  ['changeHigh', 'share', ({ change }) => change?.high ?? null],
  ['verdict', 'text', ({ change }) => change?.verdict ?? null],
];

/** The table of a history, a key a line, the total last. */
export function breakdownTable({ frame, by, rows, total, incomplete }: HistoryBreakdown): Table {
  const table = tableOf(
    'History',
    frame.timezone,
    [[by, 'text'], ['name', 'text'], ...columns.map(([name, kind]) => [name, kind] as const)],
    [...rows, total].map((row) => [row.key ?? 'total', row.name, ...columns.map(([, , of]) => of(row))]),
  );
  return tellingIncomplete(table, incomplete);
}
