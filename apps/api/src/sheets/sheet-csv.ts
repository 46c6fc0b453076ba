import type { Sheet } from '@vigie/contracts';
import { CsvError, parse } from 'csv-parse/sync';

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
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
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

/** A table calculates with what begins as a formula: such a text is led by an apostrophe, which reading takes off. */
const formula = /^[=+\-@\t']/u;

function cell(text: string): string {
  const plain = formula.test(text) ? `'${text}` : text;
  return /[",;\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function plainRow(row: Readonly<Record<string, string>>): Row {
  const plain = (text = ''): string =>
    text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
  return Object.fromEntries(columns.map((column) => [column, plain(row[column])])) as Row;
}
