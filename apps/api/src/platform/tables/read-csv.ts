import { CsvError, parse } from 'csv-parse/sync';

/** What each column may be called: in lower case, without accents. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** A row and where it stands in the text, counted from 1 with lines that hold nothing; no column is an empty cell. */
export type CsvRow<Column extends string> = {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
};

export type ReadCsv<Column extends string> =
  | {
      readonly ok: true;
      readonly rows: readonly CsvRow<Column>[];
      /** Columns that the header names nowhere. */
      readonly missing: readonly Column[];
    }
  | { readonly ok: false; readonly line: number | null; readonly message: string };

const separators = [';', '\t', ','] as const;

/**
 * Reads a small table whole: a header, then rows, separated by the first of semicolon, tab and comma that stands in the
 * header. `isRagged` takes rows that are longer or shorter than the header. Never throws for what is in the text.
 */
export function readCsv<Column extends string>(
  text: string,
  names: ColumnNames<Column>,
  isRagged = false,
): ReadCsv<Column> {
  const header = text.slice(0, text.search(/\r?\n|$/u));
  const delimiter = separators.find((one) => header.includes(one)) ?? ';';
  const options = { bom: true, delimiter, info: true, skip_empty_lines: true, trim: true } as const;
  let rows: { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
  try {
    rows = parse(text, { ...options, relax_column_count: isRagged }) as unknown as typeof rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { ok: false, line, message: error.message };
  }
  const [head, ...body] = rows;
  const heads = (head?.record ?? []).map(plain);
  const columns = Object.keys(names) as Column[];
  const places = columns.map((column) => heads.findIndex((name) => names[column].includes(name)));
  const cellsOf = (record: readonly string[]): Readonly<Record<Column, string>> =>
    Object.fromEntries(columns.map((column, index) => [column, record[places[index] ?? -1] ?? ''])) as Record<
      Column,
      string
    >;
  return {
    ok: true,
    rows: body.map(({ info, record }) => ({ line: info.lines, cells: cellsOf(record) })),
    missing: columns.filter((_, index) => places[index] === -1),
  };
}

/** As a heading or a name is compared: lower case, without accents. */
export function plain(text: string): string {
  return text.trim().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}
