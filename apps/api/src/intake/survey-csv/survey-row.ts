import { importChannel } from '@vigie/calls';
import { scaleValues, surveyItem, surveyItems, type SurveyItem } from '@vigie/contracts';

import { badRequest } from '../../platform/problems';
import { CellReader } from '../files/cell-reader';
import type { CsvColumns, CsvRow } from '../files/csv-table';
import type { ZoneOf } from '../files/import-zones';
import { readLocalInstant, type DateOrder } from '../files/local-instant';
import type { ReadRow } from '../files/told-row';
import { recordedAnswerEvent, type RecordedAnswer } from '../recorded/recorded-answer';

/** The columns of a table of answers: whose call, when, how asked, and one for each item of the bank. */
export const surveyColumns: CsvColumns = {
  required: ['source', 'callId', 'answeredAt', 'channel', 'language'],
  optional: surveyItems.map(({ id }) => id),
};

const channels: ReadonlySet<string> = new Set(['sms', 'email', 'ivr', 'agent', importChannel]);

/** Reads the rows of a table that has these columns. Rejects with 400 when none of them is an item. */
export function surveyRowReader(
  columns: readonly string[],
  zoneOf: ZoneOf,
  order?: DateOrder,
): (row: CsvRow) => ReadRow {
  const items = columns.flatMap((column) => surveyItem(column) ?? []);
  const timeOf = (cells: CellReader): number => readTime(cells, zoneOf, order);
  if (items.length > 0) return (row) => readSurveyRow(row, items, timeOf);
  const known = surveyItems.map(({ id }) => id).join(', ');
  throw badRequest('invalid_header', `The header names no item that is answered: ${known}.`);
}

type TimeOf = (cells: CellReader) => number;

function readSurveyRow(row: CsvRow, items: readonly SurveyItem[], timeOf: TimeOf): ReadRow {
  const cells = new CellReader(row);
  const answer = readAnswer(cells, items, timeOf);
  const text = cells.comment('comment');
  if (text === undefined && Object.keys(answer.items).length === 0) cells.fault('items', 'none is answered');
  const { line } = row;
  if (cells.problem !== null) {
    return { ok: false, refused: { line, callId: answer.callId || null, problem: cells.problem } };
  }
  const comment = text === undefined ? undefined : { text, language: answer.language, at: answer.answeredAt };
  return {
    ok: true,
    row: {
      line,
      source: answer.source,
      callId: answer.callId,
      at: answer.answeredAt,
      slot: answer.channel,
      content: JSON.stringify([answer, text]),
      comment,
      event: (version) => recordedAnswerEvent(answer, version),
    },
  };
}

function readAnswer(cells: CellReader, items: readonly SurveyItem[], timeOf: TimeOf): RecordedAnswer {
  return {
    source: cells.requiredId('source'),
    callId: cells.requiredId('callId'),
    answeredAt: timeOf(cells),
    channel: readChannel(cells),
    language: cells.language('language'),
    items: readItems(cells, items),
  };
}

function readTime(cells: CellReader, zoneOf: ZoneOf, order: DateOrder | undefined): number {
  const text = cells.text('answeredAt');
  if (text === undefined) return cells.fault('answeredAt', 'is required') ?? 0;
  const read = readLocalInstant(text, (wall) => zoneOf({}, wall), order);
  return read.ok ? read.at : (cells.fault('answeredAt', read.problem) ?? 0);
}

/** Without a way of asking the answers are those of a file, and are mixed with no others. */
function readChannel(cells: CellReader): string {
  const channel = cells.text('channel')?.toLowerCase() ?? importChannel;
  if (!channels.has(channel)) cells.fault('channel', `must be one of ${[...channels].join(', ')}`);
  return channel;
}

/** Items in the order of the bank, whatever that of the columns: the same answers are then the same. */
function readItems(cells: CellReader, items: readonly SurveyItem[]): RecordedAnswer['items'] {
  const values: Record<string, number> = {};
  for (const { id, scale } of surveyItems) {
    const asked = items.some((item) => item.id === id);
    const value = asked ? readItem(cells, id, scaleValues[scale]) : undefined;
    if (value !== undefined) values[id] = value;
  }
  return values;
}

function readItem(cells: CellReader, id: string, values: readonly number[]): number | undefined {
  const last = values.at(-1);
  if (last === undefined) return undefined;
  if (last > 1) return cells.integer(id, values[0] ?? 0, last);
  const answer = cells.yesNo(id);
  return answer === undefined ? undefined : Number(answer);
}
