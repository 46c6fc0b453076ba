/** What the numbers of a column are: durations in ms, instants in ms since 1970, shares as fractions. */
export type ColumnKind = 'text' | 'number' | 'share' | 'duration' | 'instant';

export type Column = { readonly name: string; readonly kind: ColumnKind };

/** What is not known is null. A cell is of its column's kind, or a text where it is a word. */
export type Cell = string | number | null;

/** A table that is written while it is read. */
export type Table = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
  /** The zone whose clocks instants are shown by. */
  readonly timezone: string;
};

/** A table whose rows are at hand. */
export function tableOf(
  name: string,
  timezone: string,
  columns: readonly (readonly [string, ColumnKind])[],
  rows: Table['rows'],
): Table {
  return { name, timezone, columns: columns.map(([column, kind]) => ({ name: column, kind })), rows };
}
