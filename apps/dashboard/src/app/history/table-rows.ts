import type { HistoryDimension, HistoryRow } from '@vigie/contracts';

import type { Question } from './history-choices';
import { narrowingOf } from './history-choices';

/** Columns the table may be sorted by. */
export const sortColumns = [
  'name',
  'presented',
  'unanswered',
  'unansweredRate',
  'change',
  'serviceLevel',
  'waitP90Ms',
] as const;
export type SortColumn = (typeof sortColumns)[number];
export type TableSort = { readonly column: SortColumn; readonly descending: boolean };

/** `-presented`: the largest first. What is no column sorts by the unanswered calls. */
export function readSort(text: string): TableSort {
  const name = text.replace(/^-/u, '');
  const column = sortColumns.find((one) => one === name);
  if (column === undefined) return { column: 'unanswered', descending: true };
  return { column, descending: text.startsWith('-') };
}

/** The sort that choosing a column leads to: numbers begin with the largest, and turn when chosen again. */
export function nextSort(now: TableSort, column: SortColumn): string {
  const descending = now.column === column ? !now.descending : column !== 'name';
  return `${descending ? '-' : ''}${column}`;
}

const values = {
  presented: ({ presented }) => presented,
  unanswered: ({ unanswered }) => unanswered,
  unansweredRate: ({ unansweredRate }) => unansweredRate.value,
  change: ({ change }) => change?.value ?? null,
  serviceLevel: ({ serviceLevel }) => serviceLevel,
  waitP90Ms: ({ waitP90Ms }) => waitP90Ms,
} as const satisfies Record<Exclude<SortColumn, 'name'>, (row: HistoryRow) => number | null>;

/** The rows in order; those without a value come last, those that are equal by their name. */
export function sorted(
  rows: readonly HistoryRow[],
  { column, descending }: TableSort,
  named: {
    readonly by: HistoryDimension;
    readonly name: (row: HistoryRow) => string;
    readonly locale: string;
  },
): readonly HistoryRow[] {
  const { by, name, locale } = named;
  const isOrdinal = by === 'hour' || by === 'weekday';
  const byName = (a: HistoryRow, b: HistoryRow): number =>
    isOrdinal ? Number(a.key) - Number(b.key) : name(a).localeCompare(name(b), locale);
  const turn = descending ? -1 : 1;
  if (column === 'name') return rows.toSorted((a, b) => turn * byName(a, b));
  const value = values[column];
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
    return turn * (one - other) || byName(a, b);
  });
}

/** What is looked at next once a row was chosen. */
const nextDimension = {
  team: 'clinic',
  clinic: 'queue',
  queue: 'hour',
  language: 'clinic',
  reason: 'clinic',
  hour: 'weekday',
  weekday: 'hour',
} as const satisfies Record<HistoryDimension, HistoryDimension>;

const clockOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** What narrows the page to a row; null where nothing can: the calls of which it is not known. */
export function narrowedTo(by: HistoryDimension, key: string | null): Question | null {
  if (key === null || key === '') return null;
  if (by === 'weekday') return { weekdays: key };
  if (by === 'hour') return { dayStart: clockOf(Number(key)), dayEnd: clockOf(Number(key) + 1) };
  return { [narrowingOf[by]]: [key] };
}

/** What choosing a row sets in the address: the page narrowed to it, told by what is of interest within it. */
export function drilled(by: HistoryDimension, key: string | null): Question | null {
  const narrower = narrowedTo(by, key);
  return narrower === null ? null : { ...narrower, by: nextDimension[by] };
}
