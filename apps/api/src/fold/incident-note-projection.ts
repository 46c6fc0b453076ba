import { incidentOutcomes, type IncidentFact, type Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, eventHash, pairText, uuidText, type LoggedEvent } from '../event-log/logged-event';
import { serverSource, sourceOfCall } from '../event-log/server-events';
import { upsertParameters, upsertSql, type Column } from './bulk-upsert';
import { ObligationStore } from './obligation-store';
import type { Projection } from './projection';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';
import type { Turn } from './turn';

/** The server's own events of incidents; subject and `callKey` are the call, `by` and `byId` who did it. */
export const incidentEvents = {
  taken: 'incident.taken',
  noted: 'incident.noted',
  ended: 'incident.ended',
  reviewed: 'incident.reviewed',
} as const;

/** Where an emergency service answers, in France, Spain and Andorra. */
const emergencyNumbers: ReadonlySet<unknown> = new Set(['15', '112', '18', '061', '116', '118']);

/** What an event says of an incident, and the call it is of. */
type IncidentNote = Readonly<{
  noteKey: string;
  callKey: string;
  at: Instant;
  kind: IncidentFact['kind'];
  by: string | null;
  byId: string | null;
  outcome: string | null;
  note: string | null;
}>;

const columns: readonly Column<IncidentNote>[] = [
  { name: 'note_key', type: 'uuid', key: true, of: (row) => row.noteKey },
  { name: 'call_key', type: 'uuid', of: (row) => row.callKey },
  { name: 'at', type: 'instant', of: (row) => row.at },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'by_name', type: 'text', of: (row) => row.by },
  { name: 'by_id', type: 'text', of: (row) => row.byId },
  { name: 'outcome', type: 'text', of: (row) => row.outcome },
  { name: 'note', type: 'text', of: (row) => row.note },
];
/** The log knows an event once; one that is read again says the same. */
const writeSql = upsertSql('incident_note', columns);

const incidentNoteTable: FoldedTable = {
  name: 'incident_note',
  compared: {
    key: 'note_key::text',
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1 AND ${atOrAfter('at', callsFrom)}`,
  },
};

/**
 * What is told of urgent calls, one row an event: that they were marked, by whichever software, that the caller was
 * passed on to an emergency number, and what supervisors did. Whose call it was may still change, so it is asked when it
 * is read.
 */
@Injectable()
export class IncidentNoteProjection implements Projection {
  readonly name = 'incidents';
  readonly version = 1;
  readonly tables = [incidentNoteTable];

  constructor(private readonly calls: ObligationStore) {}

  takes(type: string): boolean {
    return type === 'call.dispositioned' || type === 'call.transferred' || type.startsWith('incident.');
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const { tenantId, kept } = turn.place;
    const all = events.flatMap((event) => incidentNoteOf(event) ?? []);
    const told = [...new Map(all.map((note) => [note.noteKey, note])).values()];
    if (told.length === 0) return;
    const notes = (kept?.callsFrom ?? null) === null ? told : await this.ofKeptCalls(tx, tenantId, told);
    if (notes.length === 0) return;
    await tx.query(writeSql, await upsertParameters(tenantId, columns, notes));
    // Boards show who has it beside the call.
    for (const { callKey: key, kind } of notes)
      if (kind === 'taken' || kind === 'ended') turn.changes.push({ kind: 'call', key });
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query('DELETE FROM incident_note WHERE tenant_id = $1', [tenantId]);
  }

  /** What is told of a call that was kept as long as it may be is of nobody. */
  private async ofKeptCalls(
    tx: EntityManager,
    tenantId: string,
    notes: readonly IncidentNote[],
  ): Promise<readonly IncidentNote[]> {
    const gone = await this.calls.gone(
      tx,
      tenantId,
      notes.map((note) => note.callKey),
    );
    return notes.filter((note) => !gone.has(note.callKey));
  }
}

/** What of an event tells of an incident. */
type TellingEvent = Pick<LoggedEvent, 'source' | 'id' | 'subject' | 'type' | 'at' | 'data'>;

/** What an event says of an incident; undefined where it says nothing. */
export function incidentNoteOf(event: TellingEvent): IncidentNote | undefined {
  const { source, id, subject, type, at, data } = event;
  const noteKey = uuidText(eventHash(pairText(source, id)).toString('hex'));
  const done = doneKinds.get(type);
  // Nobody but the server says what a supervisor did.
  if (done !== undefined)
    return source === serverSource ? doneNoteOf(data, { noteKey, at, kind: done }) : undefined;
  const kind = kindOfCallEvent(event);
  if (kind === undefined) return undefined;
  return { ...nobody, noteKey, callKey: callKey(sourceOfCall(event), subject), at, kind };
}

function doneNoteOf(
  { by, byId, outcome, note, callKey: ofCall }: LoggedEvent['data'],
  told: Pick<IncidentNote, 'noteKey' | 'at' | 'kind'>,
): IncidentNote | undefined {
  if (typeof by !== 'string' || typeof byId !== 'string' || typeof ofCall !== 'string') return undefined;
  const known = incidentOutcomes.find((one) => one === outcome) ?? null;
  if (told.kind === 'ended' && known === null) return undefined;
  return { ...told, callKey: ofCall, by, byId, outcome: known, note: typeof note === 'string' ? note : null };
}

const nobody = { by: null, byId: null, outcome: null, note: null } as const;

const doneKinds: ReadonlyMap<string, keyof typeof incidentEvents> = new Map(
  (['taken', 'noted', 'ended', 'reviewed'] as const).map((kind) => [incidentEvents[kind], kind]),
);

function kindOfCallEvent({ type, data }: TellingEvent): IncidentFact['kind'] | undefined {
  if (type === 'call.transferred') return emergencyNumbers.has(data['toId']) ? 'emergency' : undefined;
  const { urgent } = data;
  if (typeof urgent !== 'boolean') return undefined;
  return urgent ? 'marked' : 'unmarked';
}
