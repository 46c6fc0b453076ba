import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, eventHash, pairText, uuidText, type LoggedEvent } from '../event-log/logged-event';
import { sourceOfCall } from '../event-log/server-events';
import { upsertParameters, upsertSql, type Column } from './bulk-upsert';
import { ObligationStore } from './obligation-store';
import type { Projection } from './projection';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';
import type { Turn } from './turn';

/** What an event says of the greeting, the script or the answers of a clinic. */
type SheetNote = Readonly<{
  noteKey: string;
  callKey: string;
  at: Instant;
  clinicId: string | null;
  kind: 'greeting' | 'path' | 'found' | 'missed' | 'proposed' | 'unclear';
  itemId: string | null;
  tookMs: number | null;
}>;

const kinds: ReadonlyMap<string, SheetNote['kind']> = new Map([
  ['call.greeting_started', 'greeting'],
  ['script.path_selected', 'path'],
  ['faq.opened', 'found'],
  ['faq.missed', 'missed'],
  ['faq.proposed', 'proposed'],
  ['script.unclear', 'unclear'],
]);

const columns: readonly Column<SheetNote>[] = [
  { name: 'note_key', type: 'uuid', key: true, of: (row) => row.noteKey },
  { name: 'call_key', type: 'uuid', of: (row) => row.callKey },
  { name: 'at', type: 'instant', of: (row) => row.at },
  { name: 'clinic_id', type: 'text', of: (row) => row.clinicId },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'item_id', type: 'text', of: (row) => row.itemId },
  { name: 'took_ms', type: 'bigint', of: (row) => row.tookMs },
];
/** The log knows an event once; one that is read again says the same. */
const writeSql = upsertSql('sheet_note', columns);

const sheetNoteTable: FoldedTable = {
  name: 'sheet_note',
  compared: {
    key: 'note_key::text',
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1 AND ${atOrAfter('at', callsFrom)}`,
  },
};

/**
 * What secretaries chose and looked up, and when greetings began, one row an event: which clinic's it was may still move
 * with its call, so it is asked when it is counted. Nothing of who looked anything up is kept.
 */
@Injectable()
export class SheetNoteProjection implements Projection {
  readonly name = 'sheetNotes';
  readonly version = 1;
  readonly tables = [sheetNoteTable];

  constructor(private readonly calls: ObligationStore) {}

  takes(type: string): boolean {
    return kinds.has(type);
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const { tenantId, kept } = turn.place;
    const told = [...new Map(events.map(noteOf).map((note) => [note.noteKey, note])).values()];
    const notes = (kept?.callsFrom ?? null) === null ? told : await this.ofKeptCalls(tx, tenantId, told);
    if (notes.length > 0) await tx.query(writeSql, await upsertParameters(tenantId, columns, notes));
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query('DELETE FROM sheet_note WHERE tenant_id = $1', [tenantId]);
  }

  /** What is told of a call that was kept as long as it may be is of nobody. */
  private async ofKeptCalls(
    tx: EntityManager,
    tenantId: string,
    notes: readonly SheetNote[],
  ): Promise<readonly SheetNote[]> {
    const keys = notes.map((note) => note.callKey);
    const gone = await this.calls.gone(tx, tenantId, keys);
    return notes.filter((note) => !gone.has(note.callKey));
  }
}

function noteOf(event: LoggedEvent): SheetNote {
  const { source, id, subject, type, at, data } = event;
  const kind = kinds.get(type);
  if (kind === undefined) throw new TypeError(`${type} says nothing of a sheet`);
  const { clinicId, elapsedMs } = data;
  return {
    noteKey: uuidText(eventHash(pairText(source, id)).toString('hex')),
    callKey: callKey(sourceOfCall(event), subject),
    at,
    clinicId: typeof clinicId === 'string' ? clinicId : null,
    kind,
    itemId: itemOf(kind, data),
    tookMs: typeof elapsedMs === 'number' ? elapsedMs : null,
  };
}

/** The path or the answer it is about; of what has no answer the question, so that one that is asked often is seen. */
function itemOf(kind: SheetNote['kind'], { entryId, pathId, question }: LoggedEvent['data']): string | null {
  const named = kind === 'path' ? pathId : kind === 'unclear' ? (entryId ?? pathId) : entryId;
  if (typeof named === 'string') return named;
  return typeof question === 'string' ? plainQuestion(question) : null;
}

/** Equal for questions that differ in nothing but letters' case, signs at their ends and spaces. */
export function plainQuestion(question: string): string | null {
  const plain = question
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return plain === '' ? null : plain;
}
