import { stringify } from 'csv-stringify/sync';

import { escapeFormulas } from './escape-formulas';

/** Without it spreadsheets take UTF-8 for the characters of their own system. */
export const byteOrderMark = '\uFEFF';

/** What is not known is an empty cell. */
export type CsvCell = string | number | null | undefined;

/** Lines as RFC 4180 text: every cell that holds something quoted, ended by CR LF; no text among them is run by a spreadsheet. */
export function csvLines(lines: readonly (readonly CsvCell[])[], delimiter: ',' | ';' = ','): string {
  return stringify(
    lines.map((line) => line.map((cell) => (typeof cell === 'string' ? escapeFormulas(cell) : cell))),
    { delimiter, quoted: true, record_delimiter: 'windows' },
  );
}
