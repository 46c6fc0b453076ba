import type { Sheet } from '@vigie/contracts';
import { CsvError, parse } from 'csv-parse/sync';

import { csvLines, unescapeFormulas } from '../platform/tables/csv-lines';
import { judgeSheet, type ReadSheet } from './judge-sheet';

/** One line of the table: which part of the sheet, and what of it. Columns that a part does not use are empty. */
type Row = Readonly<Record<(typeof columns)[number], string>>;

const columns = [
  'part',
  'id',
  'kind',
  'title',
  'text',
  'seconds',
  'first',
  'reviewedOn',
  'reviewBy',
] as const;

/** A sheet as a table, one line a part: `sheet`, `greeting`, `disclosure`, `opening`, `emergency`, `path`, `basic`, `answer`. */
export function writeSheetCsv(sheet: Sheet): string {
  const { greeting, opening, basics } = sheet;
  const rows: Partial<Row>[] = [
    { part: 'sheet', id: sheet.language, kind: sheet.service },
    {
      part: 'greeting',
      text: greeting.text,
      seconds: greeting.seconds === null ? '' : String(greeting.seconds),
      first: greeting.comesFirst === null ? '' : greeting.comesFirst ? 'yes' : 'no',
    },
    { part: 'disclosure', text: sheet.disclosure },
    { part: 'opening', kind: opening.kind, text: opening.text },
    { part: 'emergency', text: sheet.emergency },
    ...sheet.paths.map(({ id, name, kind, text }) => ({ part: 'path', id, kind, title: name, text })),
    ...Object.entries(basics).map(([id, basic]) => ({ part: 'basic', id, ...datesOf(basic) })),
    ...sheet.answers.map(({ id, question, ...answer }) => ({
      part: 'answer',
      id,
      title: question,
      ...datesOf(answer),
    })),
  ];
  return csvLines([columns, ...rows.map((row) => columns.map((column) => row[column]))]);
}

/** Reads such a table, separated by commas or semicolons. Never throws for what is in the text. */
export function readSheetCsv(text: string): ReadSheet {
  const header = text.slice(0, text.search(/\r?\n|$/u));
  let rows: Record<string, string>[];
  try {
    rows = parse(text, {
      bom: true,
      columns: true,
      delimiter: header.includes(';') ? ';' : ',',
      skip_empty_lines: true,
      relax_column_count_less: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, faults: [{ field: 'file', message: error.message }] };
  }
  if (!rows.some((row) => 'part' in row))
    return { ok: false, faults: [{ field: 'line 1', message: 'the header names no column `part`' }] };
  return judgeSheet(sheetOf(rows.map(plainRow)));
}

/** What a table says, before it is held against the schema; a part of no name is refused there. */
function sheetOf(rows: readonly Row[]): unknown {
  const said: Record<string, unknown> = {};
  const basics: Record<string, unknown> = {};
  const paths: unknown[] = [];
  const answers: unknown[] = [];
  const put: Readonly<Record<string, (row: Row) => void>> = {
    sheet: ({ id, kind }) => Object.assign(said, { language: id, service: kind }),
    greeting: ({ text, seconds, first }) =>
      (said['greeting'] = {
        text,
        seconds: seconds === '' ? null : Number(seconds.replace(',', '.')),
        comesFirst: first === '' ? null : (firstWords[first.toLowerCase()] ?? first),
      }),
    disclosure: ({ text }) => (said['disclosure'] = text),
    opening: ({ kind, text }) => (said['opening'] = { kind, text }),
    emergency: ({ text }) => (said['emergency'] = text),
    path: ({ id, kind, title, text }) => paths.push({ id, name: title, kind, text }),
    basic: (row) => (basics[row.id] = answerOf(row)),
    answer: (row) => answers.push({ id: row.id, question: row.title, ...answerOf(row) }),
  };
  for (const row of rows) (put[row.part] ?? ((strange) => (said[strange.part] = strange.text)))(row);
  return { ...said, basics, paths, answers };
}

const firstWords: Readonly<Record<string, boolean>> = {
  yes: true,
  oui: true,
  sí: true,
  si: true,
  true: true,
  no: false,
  non: false,
  false: false,
};

function answerOf({ text, reviewedOn, reviewBy }: Row): object {
  return { text, reviewedOn: reviewedOn || null, reviewBy: reviewBy || null };
}

function datesOf({
  text,
  reviewedOn,
  reviewBy,
}: Readonly<{ text: string; reviewedOn: string | null; reviewBy: string | null }>): Partial<Row> {
  return { text, reviewedOn: reviewedOn ?? '', reviewBy: reviewBy ?? '' };
}

function plainRow(row: Readonly<Record<string, string>>): Row {
  return Object.fromEntries(columns.map((column) => [column, unescapeFormulas(row[column] ?? '')])) as Row;
}
