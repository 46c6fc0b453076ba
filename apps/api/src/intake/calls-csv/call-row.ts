import { recordedCallEvent, type RecordedCall } from '../recorded/recorded-call';
import { CellReader } from '../files/cell-reader';
import type { CsvColumns, CsvRow } from '../files/csv-table';
import type { ZoneOf } from '../files/import-zones';
import { readLocalInstant, type DateOrder } from '../files/local-instant';
import type { ReadRow } from '../files/told-row';

/** The columns of a table of calls. */
export const callColumns: CsvColumns = {
  required: [
    'callId',
    'arrivedAt',
    'queue',
    'agent',
    'answered',
    'waitSeconds',
    'talkSeconds',
    'resolved',
    'rating',
  ],
  optional: ['clinic', 'language', 'reason', 'comment'],
};

/** What reading a row of calls depends on besides the row. */
export type CallRowRules = {
  readonly source: string;
  readonly zoneOf: ZoneOf;
  readonly order?: DateOrder | undefined;
};

/**
 * Reads one row of a table of calls. Of an unanswered call the agent, the durations and whether the need was met say
 * nothing and are left out, read or not.
 */
export function readCallRow(row: CsvRow, rules: CallRowRules): ReadRow {
  const cells = new CellReader(row);
  const call = readCall(cells, rules);
  const text = cells.comment('comment');
  const { line } = row;
  if (cells.problem !== null) {
    return { ok: false, refused: { line, callId: call.callId || null, problem: cells.problem } };
  }
  const comment = text === undefined ? undefined : { text, language: call.language, at: call.arrivedAt };
  return {
    ok: true,
    row: {
      line,
      source: call.source,
      callId: call.callId,
      at: call.arrivedAt,
      slot: '',
      content: JSON.stringify([call, text]),
      comment,
      event: (version) => recordedCallEvent(call, version),
    },
  };
}

function readCall(cells: CellReader, { source, zoneOf, order }: CallRowRules): RecordedCall {
  const callId = cells.requiredId('callId');
  const queueId = cells.requiredId('queue');
  const clinicId = cells.id('clinic');
  const arrivedAt = readArrival(cells, (wall) => zoneOf({ queueId, clinicId }, wall), order);
  const answered = cells.yesNo('answered') ?? cells.fault('answered', 'is required') ?? false;
  const call = {
    source,
    callId,
    arrivedAt,
    queueId,
    clinicId,
    answered,
    language: cells.language('language'),
    reason: cells.id('reason'),
    rating: cells.integer('rating', 1, 5),
  };
  return answered ? { ...call, ...readAnswer(cells) } : call;
}

function readAnswer(cells: CellReader): Partial<RecordedCall> {
  return {
    agentId: cells.id('agent'),
    waitMs: cells.seconds('waitSeconds'),
    talkMs: cells.seconds('talkSeconds'),
    resolved: cells.yesNo('resolved'),
  };
}

function readArrival(
  cells: CellReader,
  zoneAt: (wall: number) => string,
  order: DateOrder | undefined,
): number {
  const text = cells.text('arrivedAt');
  if (text === undefined) return cells.fault('arrivedAt', 'is required') ?? 0;
  const read = readLocalInstant(text, zoneAt, order);
  return read.ok ? read.at : (cells.fault('arrivedAt', read.problem) ?? 0);
}
