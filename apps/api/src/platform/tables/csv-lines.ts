import { stringify } from 'csv-stringify/sync';

const formulaStart = '[=+\\-@＝＋－＠]';
/** The beginning of a text, or of what a program that splits at every semicolon, tab or line takes for one. */
const start = '(^|[;\\t\\r\\n])([\\p{Z}\\p{C}]*)';
const unescapedStart = new RegExp(`${start}(?='*${formulaStart})`, 'gu');
const escapedStart = new RegExp(`${start}'(?='*${formulaStart})`, 'gu');
const plainNumber = /^-?\d+(?:[.,]\d+)?%?$/u;

/**
 * Puts an apostrophe before what a spreadsheet would run as a formula: at the beginning, whatever blanks and unseen
 * characters stand before it, and at each later place that could be one. A number is left as it is.
 */
export function escapeFormulas(text: string): string {
  if (plainNumber.test(text)) return text;
  const escaped = text.replaceAll(unescapedStart, `$1$2'`);
  return /^'*[\t\r\n]/u.test(escaped) ? `'${escaped}` : escaped;
}

/** The text that {@link escapeFormulas} was given. */
export function unescapeFormulas(escaped: string): string {
  const text = /^'+[\t\r\n]/u.test(escaped) ? escaped.slice(1) : escaped;
  return text.replaceAll(escapedStart, '$1$2');
}

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
