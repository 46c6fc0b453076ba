import { opaqueId } from '@vigie/contracts';

import type { CsvRow } from './csv-table';

/** Also the words that spreadsheets in French, Catalan and Spanish write for TRUE and FALSE. */
const yes = new Set(['yes', 'y', 'true', '1', 'oui', 'o', 'sí', 'si', 'vrai', 'cert', 'verdadero']);
const no = new Set(['no', 'n', 'false', '0', 'non', 'faux', 'fals', 'falso']);
/**
 * What a spreadsheet makes of an id that it takes for a number: one too long for its column, one of more digits than
 * the fifteen it keeps, one with the decimal comma of its own language, whose last zeros are gone.
 */
const spreadsheetNumber = /^-?\d+(?:[.,]\d+)?E[+-]?\d+$|^\d{15}0+$|^\d+,\d+$/iu;
/** What stands in a cell whose formula failed, in any language: `#N/A`, `#REF!`, `#NOM?`, `#¡VALOR!`, `####`. */
const spreadsheetError = /^#(?:#+|N\/[AD]|[¡¿]?[\p{Lu}/0]+[!?])$/u;
const seconds = /^\d{1,7}(?:[.,]\d{1,6})?$/u;
/** A duration as a spreadsheet shows it: hours, minutes and seconds. */
const clock = /^(\d{1,3}):([0-5]\d):([0-5]\d)(?:[.,](\d{1,6}))?$/u;
/** Thousands in their groups: by a space of any width, or by a point before a decimal comma. */
const grouped = /^\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,6})?$|^\d{1,3}(?:\.\d{3})+,\d{1,6}$/u;
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
    const text = this.text(column)?.normalize('NFC');
    if (text === undefined) return undefined;
    if (text.includes('\uFFFD')) return this.fault(column, 'is not UTF-8');
    if (spreadsheetError.test(text))
      return this.fault(column, 'is what a spreadsheet shows for a formula that failed');
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

  /** A duration in seconds, or in hours, minutes and seconds, as milliseconds. */
  seconds(column: string): number | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const ms = durationMs(text);
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

/** Infinite where a text is no duration. `1:30` is none: it may be of hours or of minutes. */
function durationMs(text: string): number {
  const [, hours, minutes, rest, fraction = '0'] = clock.exec(text) ?? [];
  if (hours !== undefined)
    return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(`${rest}.${fraction}`)) * 1000);
  const plain = grouped.test(text) ? withoutGroups(text) : text;
  return seconds.test(plain) ? Math.round(Number(plain.replace(',', '.')) * 1000) : Infinity;
}

const withoutGroups = (text: string): string =>
  text.replace(text.includes(',') && text.includes('.') ? /\./gu : /[ \u00a0\u202f]/gu, '');
