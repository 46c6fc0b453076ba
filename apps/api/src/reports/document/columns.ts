import type { TableBlock } from '@vigie/contracts';

const says = (cell: string): boolean => cell !== '' && cell !== '–';

/** A table without the columns of which no row says anything; the first one names the rows and stays. */
export function withoutEmptyColumns(table: TableBlock): TableBlock {
  if (table.rows.length === 0) return table;
  const kept = table.columns.map(
    (_, index) => index === 0 || table.rows.some((row) => says(row[index] ?? '')),
  );
  const keep = <Cell>(cells: readonly Cell[]): Cell[] => cells.filter((_, index) => kept[index] === true);
  return { ...table, columns: keep(table.columns), rows: table.rows.map(keep) };
}

const tenths = 1000;

/**
 * Shares of a whole in tenths of a percent that add up to 100 %: each is cut, and those cut most get the tenths that
 * are missing. Empty parts of an empty whole are 0.
 */
export function sharesThatAddUp(parts: readonly number[]): readonly number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / whole) * tenths);
  const cut = exact.map(Math.floor);
  const missing = tenths - cut.reduce((sum, each) => sum + each, 0);
  const byRest = exact
    .map((each, index) => ({ index, rest: each - Math.floor(each) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const raised = new Set(byRest.slice(0, Math.round(missing)).map(({ index }) => index));
  return cut.map((each, index) => (each + (raised.has(index) ? 1 : 0)) / tenths);
}
