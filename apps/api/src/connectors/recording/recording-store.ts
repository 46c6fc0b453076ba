import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** Whose recording it is. */
export type RecordingOf = Readonly<{ tenantId: string; id: string }>;

/** So much is recorded at most. */
export const recordingBounds = {
  ms: 30 * 60_000,
  messages: 20_000,
  bytes: 4_194_304,
  /** How long it is kept after its end. */
  keptMs: 7 * 86_400_000,
} as const;

/** Begins a recording in place of the one before. False where the connector is gone. */
export async function beginRecording(
  tx: EntityManager,
  { tenantId, id }: RecordingOf,
  { key, now }: { readonly key: Buffer; readonly now: number },
): Promise<boolean> {
  await deleteRecording(tx, { tenantId, id });
  const begun = await tx.query<unknown[]>(
    `INSERT INTO connector_recording (tenant_id, connector_id, key, begun_at, until_at)
     SELECT tenant_id, connector_id, $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000) FROM connector
     WHERE tenant_id = $1 AND connector_id = $2 RETURNING 1`,
    [tenantId, id, key, now, now + recordingBounds.ms],
  );
  return begun.length > 0;
}

/** The key of a recording that goes on; null where none does. */
export async function runningRecording(
  tx: EntityManager,
  { tenantId, id }: RecordingOf,
  now: number,
): Promise<{ readonly key: Buffer; readonly until: number } | null> {
  const [row] = await tx.query<{ key: Buffer; until: number }[]>(
    `SELECT key, ${msOf('until_at')} AS "until" FROM connector_recording
     WHERE tenant_id = $1 AND connector_id = $2 AND until_at > to_timestamp($3::float8 / 1000)
       AND messages < $4 AND bytes < $5`,
    [tenantId, id, now, recordingBounds.messages, recordingBounds.bytes],
  );
  return row ?? null;
}

/** Adds lines, unless it is over or full. */
export async function addToRecording(
  tx: EntityManager,
  { tenantId, id }: RecordingOf,
  lines: readonly string[],
  now: number,
): Promise<void> {
  const content = `${lines.join('\n')}\n`;
  await tx.query(
    `WITH recording AS (
       UPDATE connector_recording SET parts = parts + 1, messages = messages + $4, bytes = bytes + $5
       WHERE tenant_id = $1 AND connector_id = $2 AND until_at > to_timestamp($3::float8 / 1000)
         AND messages < $6 AND bytes < $7 RETURNING tenant_id, connector_id, parts)
     INSERT INTO connector_recording_part (tenant_id, connector_id, part, content)
     SELECT tenant_id, connector_id, parts, $8 FROM recording`,
    [
      tenantId,
      id,
      now,
      lines.length,
      Buffer.byteLength(content),
      recordingBounds.messages,
      recordingBounds.bytes,
      content,
    ],
  );
}

/** What was recorded, in its order; null where nothing ever was. */
export async function readRecording(
  tx: EntityManager,
  { tenantId, id }: RecordingOf,
): Promise<string | null> {
  const [head] = await tx.query<unknown[]>(
    'SELECT 1 FROM connector_recording WHERE tenant_id = $1 AND connector_id = $2',
    [tenantId, id],
  );
  if (head === undefined) return null;
  const parts = await tx.query<{ content: string }[]>(
    `SELECT content FROM connector_recording_part WHERE tenant_id = $1 AND connector_id = $2 ORDER BY part`,
    [tenantId, id],
  );
  return parts.map(({ content }) => content).join('');
}

/** Ends a recording and keeps it. */
export async function endRecording(
  tx: EntityManager,
  { tenantId, id }: RecordingOf,
  now: number,
): Promise<void> {
  await tx.query(
    `UPDATE connector_recording SET until_at = least(until_at, to_timestamp($3::float8 / 1000))
     WHERE tenant_id = $1 AND connector_id = $2`,
    [tenantId, id, now],
  );
}

export async function deleteRecording(tx: EntityManager, { tenantId, id }: RecordingOf): Promise<void> {
  await tx.query('DELETE FROM connector_recording WHERE tenant_id = $1 AND connector_id = $2', [
    tenantId,
    id,
  ]);
}

/** Those that ended long ago. */
export async function deleteOldRecordings(tx: EntityManager, tenantId: string, now: number): Promise<void> {
  await tx.query(
    'DELETE FROM connector_recording WHERE tenant_id = $1 AND until_at < to_timestamp($2::float8 / 1000)',
    [tenantId, now - recordingBounds.keptMs],
  );
}
