import type { CsvManner } from '@vigie/contracts';
import { isoInZone } from '@vigie/metrics';

import { byteOrderMark, csvLines } from './csv-lines';
import type { Cell, ColumnKind, Table } from './table';

/** Whose spreadsheets are to open a file: their list separator and decimal sign. */
export const csvLocales = ['fr', 'ca', 'es', 'en'] as const;
export type CsvLocale = (typeof csvLocales)[number];

/** Whose spreadsheets a person's files are for; null: a program's. */
export function csvLocaleOf(manner: CsvManner, language: CsvLocale): CsvLocale | null {
  if (manner === 'program') return null;
  if (manner === 'semicolon') return 'fr';
  return manner === 'comma' ? 'en' : language;
}

const linesAtOnce = 500;
const delimiterOf = (locale: CsvLocale | null): ',' | ';' => (locale === null || locale === 'en' ? ',' : ';');

/**
 * A table as CSV, some lines at a time. For people (with a locale): a byte order mark, the separator and
 * decimal sign of their spreadsheets, instants as local date and time. For programs (null): points, commas and instants
 * with their offset. Durations are seconds.
 */
export async function* csvText(table: Table, locale: CsvLocale | null): AsyncGenerator<string, void, void> {
  const { columns, rows, timezone } = table;
  const delimiter = delimiterOf(locale);
  let lines: string[][] = [columns.map(({ name }) => name)];
  if (locale !== null) yield byteOrderMark;
  for await (const row of rows) {
    lines.push(row.map((cell, place) => textOf(cell, columns[place]?.kind ?? 'text', { locale, timezone })));
    if (lines.length < linesAtOnce) continue;
    yield csvLines(lines, delimiter);
    lines = [];
  }
  if (lines.length > 0) yield csvLines(lines, delimiter);
}

type Habits = { readonly locale: CsvLocale | null; readonly timezone: string };

function textOf(cell: Cell, kind: ColumnKind, { locale, timezone }: Habits): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (kind === 'instant') {
    const iso = isoInZone(cell, timezone);
    return locale === null ? iso : iso.slice(0, 19).replace('T', ' ');
  }
  const number = String(kind === 'duration' ? cell / 1000 : cell);
  return locale === null || locale === 'en' ? number : number.replace('.', ',');
}
