import { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

import { readChoice } from '../http/read-request';
import { csvLocales, csvText, type CsvLocale } from './csv-text';
import type { Table } from './table';
import { mostSheetRows, xlsxStream } from './xlsx-stream';

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

/** Puts the ways of taking an answer away on the OpenAPI page; `others` stand before the files. */
export function DescribedFiles(...others: readonly string[]): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'format',
      required: false,
      enum: [...others, ...fileFormats],
      description: 'A file of what the answer holds; a workbook has the definitions on its second sheet.',
    }),
    ApiQuery({
      name: 'locale',
      required: false,
      enum: [...csvLocales],
      description:
        'Whose spreadsheets are to open a CSV: separator, decimal sign, byte order mark, local times. Without it commas, points and instants with their offset.',
    }),
  );
}

type Query = Readonly<Record<string, unknown>>;

/** Takes `format` and `locale` out of a query. Throws 400 `invalid_parameter`. */
export function readFile({ format, locale, ...query }: Query): { file: AskedFile; query: Query } {
  const told = locale === undefined ? null : readChoice('locale', csvLocales, locale);
  if (format === undefined || format === 'json') return { file: null, query };
  return { file: { format: readChoice('format', fileFormats, format), locale: told }, query };
}

/** The most rows that a file of a format holds. */
export const mostRowsOf = { csv: Infinity, xlsx: mostSheetRows } as const;

/** Tables as a file that is written while it is sent: a workbook has a sheet each, CSV is the first of them. */
export function streamedFile(
  tables: readonly [Table, ...Table[]],
  file: NonNullable<AskedFile>,
  name: string,
): StreamableFile {
  const { stream, type, filename } = writtenFile(tables, file, name);
  return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
}

/** The same for who sends it otherwise. */
export function writtenFile(
  tables: readonly [Table, ...Table[]],
  { format, locale }: NonNullable<AskedFile>,
  name: string,
) {
  const stream =
    format === 'csv' ? Readable.from(csvText(tables[0], locale), { objectMode: false }) : xlsxStream(tables);
  return { stream, type: types[format], filename: `${name.replaceAll(/[^\w.-]/gu, '_')}.${format}` };
}
