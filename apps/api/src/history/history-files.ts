import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { countRegistry, kpis } from '@vigie/metrics';

import { csvLocales, csvText, type CsvLocale } from '../platform/tables/csv-text';
import { tableOf, type Table } from '../platform/tables/table';
import { mostSheetRows, xlsxStream } from '../platform/tables/xlsx-stream';
import { readChoice } from '../platform/http/read-request';
import type { RawQuery } from '../metrics/metrics-question';

export const fileFormats = ['csv', 'xlsx'] as const;

/** What a file is asked for as; null: an answer as JSON. */
export type AskedFile = {
  readonly format: (typeof fileFormats)[number];
  readonly locale: CsvLocale | null;
} | null;

const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What the OpenAPI page says of the files of a route. */
export const describedFiles = {
  'text/csv': { schema: { type: 'string' } },
  [types.xlsx]: { schema: { type: 'string', format: 'binary' } },
} as const;

/** Takes `format` and `locale` out of a query. Throws 400 `invalid_parameter`. */
export function readFile({ format, locale, ...query }: RawQuery): { file: AskedFile; query: RawQuery } {
  const told = locale === undefined ? null : readChoice('locale', csvLocales, locale);
  if (format === undefined || format === 'json') return { file: null, query };
  return { file: { format: readChoice('format', fileFormats, format), locale: told }, query };
}

/** The most rows that a file of a format holds. */
export const mostRowsOf = { csv: Infinity, xlsx: mostSheetRows } as const;

/** A table as a file that is written while it is sent; a workbook has the definitions on its second sheet. */
export function fileOf(table: Table, file: NonNullable<AskedFile>, name: string): StreamableFile {
  const { stream, type, filename } = writtenFile(table, file, name);
  return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
}

/** The same for who sends it otherwise. */
export function writtenFile(table: Table, { format, locale }: NonNullable<AskedFile>, name: string) {
  const stream =
    format === 'csv'
      ? Readable.from(csvText(table, locale), { objectMode: false })
      : xlsxStream([table, definitionsTable(table.timezone)]);
  return { stream, type: types[format], filename: `${name.replaceAll(/[^\w.-]/gu, '_')}.${format}` };
}

/** What every name of a file means, from the registry that also computes it. */
export function definitionsTable(timezone: string): Table {
  const rows = [
    ...Object.entries(kpis).map(([name, { unit, formula, edges }]) => [name, unit, formula, edges]),
    ...Object.entries(countRegistry).map(([name, { about }]) => [name, 'count', about, null]),
  ];
  return tableOf(
    'Definitions',
    timezone,
    [
      ['name', 'text'],
      ['unit', 'text'],
      ['formula', 'text'],
      ['edges', 'text'],
    ],
    rows,
  );
}
