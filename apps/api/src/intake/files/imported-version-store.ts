import type { EntityManager } from 'typeorm';

import { textArray } from '../../event-log/binary-array';
import { msOf } from '../../platform/sql-instant';

/** The version of a call or an answer that counts, of all that files told. */
export type StandingVersion = {
  readonly call_key: string;
  readonly slot: string;
  readonly version: number;
  readonly digest: string;
};

/** One version, to be kept. */
export type ImportedVersion = {
  readonly callKey: string;
  readonly slot: string;
  readonly version: number;
  readonly seq: number;
  readonly digest: string;
};

/** An event that an import brought. */
export type ImportedEvent = {
  readonly seq: number;
  readonly source: string;
  readonly subject: string;
  readonly slot: string;
  readonly event_id: string;
  readonly at_ms: number;
};

/** What stands of these calls and slots. */
export function standingVersions(
  tx: EntityManager,
  tenantId: string,
  keys: readonly { readonly callKey: string; readonly slot: string }[],
): Promise<StandingVersion[]> {
  return tx.query(
    `SELECT DISTINCT ON (r.call_key, r.slot) r.call_key, r.slot, r.version, r.digest
     FROM unnest($2::uuid[], $3::text[]) AS k(call_key, slot)
     JOIN file_import_row r ON r.tenant_id = $1 AND r.call_key = k.call_key AND r.slot = k.slot
     ORDER BY r.call_key, r.slot, r.version DESC`,
    [tenantId, keys.map(({ callKey }) => callKey), textArray(keys.map(({ slot }) => slot))],
  );
}

/** Keeps versions whose events were appended in the same transaction. */
export async function insertVersions(
  tx: EntityManager,
  tenantId: string,
  importId: number,
  rows: readonly ImportedVersion[],
): Promise<void> {
  await tx.query(
    `INSERT INTO file_import_row (tenant_id, import_id, call_key, slot, version, seq, digest)
     SELECT $1, $2, t.* FROM unnest($3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::uuid[])
       AS t(call_key, slot, version, seq, digest) RETURNING 1`,
    [
      tenantId,
      importId,
      rows.map(({ callKey }) => callKey),
      textArray(rows.map(({ slot }) => slot)),
      rows.map(({ version }) => version),
      rows.map(({ seq }) => seq),
      rows.map(({ digest }) => digest),
    ],
  );
}

/** Forgets the next versions of an import, and names their events. */
export async function takeVersions(
  tx: EntityManager,
  tenantId: string,
  importId: number,
  limit: number,
): Promise<{ readonly taken: number; readonly events: readonly ImportedEvent[] }> {
  const [taken] = await tx.query<[{ seq: number; slot: string }[], number]>(
    `DELETE FROM file_import_row r USING (
       SELECT seq, call_key, slot, version FROM file_import_row
       WHERE tenant_id = $1 AND import_id = $2 ORDER BY seq LIMIT $3
     ) AS next
     WHERE r.tenant_id = $1 AND r.call_key = next.call_key AND r.slot = next.slot AND r.version = next.version
     RETURNING r.seq, r.slot`,
    [tenantId, importId, limit],
  );
  const events = await tx.query<ImportedEvent[]>(
    `SELECT e.seq, e.source, e.subject, t.slot, e.event_id, ${msOf('e.at')} AS at_ms
     FROM unnest($2::bigint[], $3::text[]) AS t(seq, slot) JOIN event_log e ON e.tenant_id = $1 AND e.seq = t.seq
     ORDER BY e.seq`,
    [tenantId, taken.map(({ seq }) => seq), textArray(taken.map(({ slot }) => slot))],
  );
  return { taken: taken.length, events };
}
