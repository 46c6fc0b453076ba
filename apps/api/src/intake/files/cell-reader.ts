import { opaqueId } from '@vigie/contracts';

import type { CsvRow } from './csv-table';

/** Also the words that spreadsheets in French, Catalan and Spanish write for TRUE and FALSE. */
const yes = new Set(['yes', 'y', 'true', '1', 'oui', 'o', 'sí', 'si', 'vrai', 'cert', 'verdadero']);
const no = new Set(['no', 'n', 'false', '0', 'non', 'faux', 'fals', 'falso']);
/** A number too long for its column: what a spreadsheet makes of an id that it takes for a number. */
const spreadsheetNumber = /^-?\d+(?:[.,]\d+)?E[+-]?\d+$/iu;
const seconds = /^\d{1,7}(?:[.,]\d{1,6})?$/u;
const integer = /^\d{1,4}(?:[.,]0+)?$/u;
const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u;
const longestMs = 604_800_000;
const longestText = 2_000;

/** Reads the cells of one row, and keeps the first thing that is wrong with it. An empty cell says nothing. */
export class CellReader {
  /** Column and reason; null as long as all is well. */
  problem: string | null = null;

  constructor(private readonly row: CsvRow) {}

  /** The trimmed text of a cell; undefined when empty or not there. */
  text(column: string): string | undefined {
    const text = this.row.cell(column)?.trim();
    return text === '' ? undefined : text;
  }

  /** Notes that a column is wrong. Never quotes what stands in it. */
  fault(column: string, problem: string): undefined {
    this.problem ??= `${column}: ${problem}`;
    return undefined;
  }

  id(column: string): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    if (text.includes('\uFFFD')) return this.fault(column, 'is not UTF-8');
    if (spreadsheetNumber.test(text)) {
      return this.fault(
        column,
        'is a number that a spreadsheet has rounded: format the column as text, fill it again and save the file anew',
      );
    }
    return opaqueId.safeParse(text).success
      ? text
      : this.fault(column, 'must be at most 128 characters without control characters');
  }

  requiredId(column: string): string {
    const id = this.id(column);
    if (id === undefined) this.fault(column, 'is required');
    return id ?? '';
  }

  language(column: string): string | undefined {
    const text = this.text(column)?.toLowerCase();
    if (text === undefined || languageTag.test(text)) return text;
    return this.fault(column, 'must be a language such as fr');
  }

  yesNo(column: string): boolean | undefined {
    const text = this.text(column)?.toLowerCase();
    if (text === undefined) return undefined;
    if (yes.has(text)) return true;
    return no.has(text) ? false : this.fault(column, 'must be yes or no');
  }

  /** A duration in seconds, as milliseconds. */
  seconds(column: string): number | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const ms = seconds.test(text) ? Math.round(Number(text.replace(',', '.')) * 1000) : Infinity;
    return ms <= longestMs ? ms : this.fault(column, 'must be a number of seconds, at most a week');
  }

  integer(column: string, from: number, to: number): number | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const value = integer.test(text) ? Number.parseInt(text, 10) : NaN;
    return value >= from && value <= to
      ? value
      : this.fault(column, `must be a whole number from ${from} to ${to}`);
  }

  /** Free text, of several lines perhaps. */
  comment(column: string): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    if (text.includes('\uFFFD')) return this.fault(column, 'is not UTF-8');
    if (text.includes('\0')) return this.fault(column, 'holds a NUL');
    return text.length <= longestText ? text : this.fault(column, `is longer than ${longestText} characters`);
  }
}
