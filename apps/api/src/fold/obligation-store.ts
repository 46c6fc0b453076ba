import { decodeFacts, lossNames, type Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { textArray } from '../event-log/binary-array';
import { callKey } from '../event-log/logged-event';
import { pgClientOf } from '../platform/transaction';
import { uuidColumn } from './binary-columns';
import { upsertParameters } from './bulk-upsert';
import {
  noteColumns,
  obligationColumns,
  type CallOfLineRow,
  type Line,
  type ObligationRow,
} from './obligation-columns';
import type { NotedCall, ObligationNote } from './obligation-note';
import {
  callsOfLines,
  notesOfCalls,
  owedOrNoted,
  ownCallsOfLines,
  writeNotesSql,
  writeSql,
} from './obligation-statements';
import type { CallOfLine } from './touched-callers';

/** What lines are owed; `from`: what began before it stays as it is. */
export type OwedNow = {
  readonly lines: readonly Line[];
  readonly rows: readonly ObligationRow[];
  readonly from: Instant | null;
};

type NoteRow = {
  readonly noteKey: string;
  readonly callKey: string;
  readonly callbackKey: string | null;
  readonly at: Instant;
  readonly note: ObligationNote;
};

/** The fold's own way to obligations: whole lines at a time. */
@Injectable()
export class ObligationStore {
  /** Keeps what events say. */
  async addNotes(tx: EntityManager, tenantId: string, notes: readonly NotedCall[]): Promise<void> {
    if (notes.length === 0) return;
    const client = await pgClientOf(tx);
    await client.query(writeNotesSql, await upsertParameters(tenantId, noteColumns, notes));
  }

  /** Which of these calls were taken away when they had been kept long enough. */
  async gone(tx: EntityManager, tenantId: string, callKeys: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ key: string }[]>(
      `SELECT call_key AS key FROM call_gone g WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])
         AND NOT EXISTS (SELECT FROM call c WHERE c.tenant_id = $1 AND c.call_key = g.call_key)`,
      [tenantId, callKeys],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** Which of these lines something was ever owed to, and which of these calls anything was noted of. */
  async known(
    tx: EntityManager,
    tenantId: string,
    { lineKeys, callKeys }: { readonly lineKeys: readonly string[]; readonly callKeys: readonly string[] },
  ): Promise<ReadonlySet<string>> {
    const client = await pgClientOf(tx);
    const values = [tenantId, uuidColumn(lineKeys), uuidColumn(callKeys)];
    const { rows } = await client.query<{ key: string }>({ ...owedOrNoted, values });
    return new Set(rows.map(({ key }) => key));
  }

  /** The calls that notes of the same callbacks are of. */
  async callsOfCallbacks(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<string[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<{ key: string }[]>(
      `SELECT DISTINCT call_key AS key FROM obligation_note WHERE tenant_id = $1 AND callback_key = ANY($2::uuid[])`,
      [tenantId, keys],
    );
    return rows.map(({ key }) => key);
  }

  /** The calls, or follow-ups, on whose behalf these calls of ours were asked for. */
  async callsAsking(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ key: string }[]>(
      `SELECT DISTINCT asked.call_key AS key FROM obligation_note placed JOIN obligation_note asked
         ON asked.tenant_id = placed.tenant_id AND asked.callback_key = placed.callback_key
       WHERE placed.tenant_id = $1 AND placed.call_key = ANY($2::uuid[])
         AND placed.note->>'kind' = 'placed' AND asked.note->>'kind' = 'callAsked'`,
      [tenantId, keys],
    );
    return rows.map(({ key }) => key);
  }

  /** Which of these keys are of follow-ups, each a line by itself. */
  async plannedOf(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<CallOfLine[]> {
    const rows = await tx.query<{ callKey: string; clinicId: string }[]>(
      `SELECT DISTINCT ON (call_key) call_key AS "callKey", note->>'clinicId' AS "clinicId" FROM obligation_note
       WHERE tenant_id = $1 AND call_key = ANY($2::uuid[]) AND note->>'kind' = 'planned' ORDER BY call_key, at`,
      [tenantId, keys],
    );
    return rows.map((row) => ({ ...row, aniHash: null, opens: true, isOurs: false }));
  }

  /** Calls as they are kept, by key. */
  async callsByKey(
    tx: EntityManager,
    tenantId: string,
    keys: readonly string[],
  ): Promise<Omit<CallOfLineRow, 'lineKey'>[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<{ callKey: string; facts: string }[]>(
      `SELECT call_key AS "callKey", facts FROM call WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])`,
      [tenantId, keys],
    );
    return rows.map(({ callKey, facts }) => ({ callKey, facts: decodeFacts(facts) }));
  }

  /** Every call of these lines. */
  async callsOf(tx: EntityManager, tenantId: string, lines: readonly Line[]): Promise<CallOfLineRow[]> {
    const numbered = lines.filter(({ callKey }) => callKey === null);
    const alone = lines.filter(({ callKey }) => callKey !== null);
    const client = await pgClientOf(tx);
    const ofNumbers = [
      tenantId,
      uuidColumn(numbered.map(({ key }) => key)),
      textArray(numbered.map(({ clinicId }) => clinicId)),
      textArray(numbered.map(({ aniHash }) => aniHash ?? '')),
    ];
    const ofCalls = [
      tenantId,
      uuidColumn(alone.map(({ key }) => key)),
      uuidColumn(alone.map(({ callKey }) => callKey ?? '')),
    ];
    const found = [
      ...(numbered.length === 0 ? [] : [client.query<FactsRow>({ ...callsOfLines, values: ofNumbers })]),
      ...(alone.length === 0 ? [] : [client.query<FactsRow>({ ...ownCallsOfLines, values: ofCalls })]),
    ];
    const rows = (await Promise.all(found)).flatMap((result) => result.rows);
    return rows.map(({ lineKey, callKey, facts }) => ({ lineKey, callKey, facts: decodeFacts(facts) }));
  }

  /** What was noted of these calls, and of the callbacks that were asked for on them. */
  async notesOf(tx: EntityManager, tenantId: string, callKeys: readonly string[]): Promise<NotedCall[]> {
    if (callKeys.length === 0) return [];
    const client = await pgClientOf(tx);
    return (await client.query<NoteRow>({ ...notesOfCalls, values: [tenantId, uuidColumn(callKeys)] })).rows;
  }

  /**
   * Lost calls that arrived at `from` or later, those after which a survey wishes a call, and those of which something
   * was noted: a page of them, by key.
   */
  async callsToSettle(
    tx: EntityManager,
    tenantId: string,
    { from, after, limit }: { readonly from: Instant; readonly after: string; readonly limit: number },
  ): Promise<string[]> {
    const rows = await tx.query<{ key: string }[]>(
      `SELECT call_key AS key FROM call c WHERE tenant_id = $1 AND arrived_at >= to_timestamp($2 / 1000.0)
         AND call_key > $3::uuid AND ((counted AND outcome = ANY($4::text[])) OR EXISTS (
           SELECT FROM obligation_note n WHERE n.tenant_id = $1 AND n.call_key = c.call_key)
         OR call_key IN (SELECT call_key FROM call_survey
           WHERE tenant_id = $1 AND arrived_at >= to_timestamp($2 / 1000.0) AND items @> '{"callback":1}'))
       ORDER BY call_key LIMIT $5`,
      [tenantId, from, after, lossNames, limit],
    );
    return rows.map(({ key }) => key);
  }

  /** The lines to which something was owed at `from` or later. */
  async linesSince(tx: EntityManager, tenantId: string, from: Instant): Promise<Line[]> {
    const rows = await tx.query<LineRow[]>(
      `SELECT DISTINCT ON (line_key) line_key AS key, clinic_id AS "clinicId", ani_hash AS "aniHash", opened_by AS "openedBy"
       FROM obligation WHERE tenant_id = $1 AND detail <> '{}' AND (closed_at IS NULL OR closed_at >= to_timestamp($2 / 1000.0))
       ORDER BY line_key, opened_at`,
      [tenantId, from],
    );
    return rows.map(lineOfRow);
  }

  /** The lines on which something was owed to these callers. */
  async linesOfCallers(tx: EntityManager, tenantId: string, hashes: readonly string[]): Promise<Line[]> {
    const rows = await tx.query<LineRow[]>(
      `SELECT DISTINCT ON (line_key) line_key AS key, clinic_id AS "clinicId", ani_hash AS "aniHash", opened_by AS "openedBy"
       FROM obligation WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) ORDER BY line_key, opened_at`,
      [tenantId, hashes],
    );
    return rows.map(lineOfRow);
  }

  /** Writes what lines are owed now, in place of what they were; gives back which obligations are not what they were. */
  async write(tx: EntityManager, tenantId: string, { lines, rows, from }: OwedNow): Promise<string[]> {
    const client = await pgClientOf(tx);
    const values = await upsertParameters(tenantId, obligationColumns, rows);
    const of = [uuidColumn(lines.map(({ key }) => key)), uuidColumn(rows.map(({ id }) => id))];
    const text = writeSql(from);
    // What is owed now is never what is no more: both go in one statement.
    const { rows: changed } = await client.query<{ id: string }>({
      ...(from === null && { name: 'vigie_write_obligations' }),
      text,
      values: [...values, ...of],
    });
    return changed.map(({ id }) => id);
  }

  /** Removes everything of a tenant. */
  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query('DELETE FROM obligation WHERE tenant_id = $1', [tenantId]);
    await tx.query('DELETE FROM obligation_note WHERE tenant_id = $1', [tenantId]);
  }
}

/** A line as an obligation of it tells it. */
export type LineRow = Omit<Line, 'callKey'> & { readonly openedBy: string };
type FactsRow = { readonly lineKey: string; readonly callKey: string; readonly facts: string };

/** A caller who is one call by itself has a line of that call's name. */
export function lineOfRow({ key, clinicId, aniHash, openedBy }: LineRow): Line {
  return { key, clinicId, aniHash, callKey: key === callKey('line', openedBy) ? openedBy : null };
}
