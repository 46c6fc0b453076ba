import type { CommentLogEntry } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

/** One thing that was done to a comment. */
export type CommentLogRow = Omit<CommentLogEntry, 'at'> & { readonly entryId: string };

/** Writes what was done, all at one instant. */
export async function insertLog(
  tx: EntityManager,
  tenantId: string,
  rows: readonly CommentLogRow[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO survey_comment_log (tenant_id, entry_id, at, comment_id, action, reason)
     SELECT $1, entry_id, to_timestamp($2::float8 / 1000), comment_id, action, reason
     FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) AS given (entry_id, comment_id, action, reason)`,
    [
      tenantId,
      now,
      rows.map(({ entryId }) => entryId),
      rows.map(({ commentId }) => commentId),
      rows.map(({ action }) => action),
      rows.map(({ reason }) => reason),
    ],
  );
}

/** The latest entries, newest first. */
export async function readLog(
  tx: EntityManager,
  tenantId: string,
  limit: number,
): Promise<CommentLogEntry[]> {
  const rows = await tx.query<(Omit<CommentLogEntry, 'at'> & { at: Date })[]>(
    `SELECT at, comment_id AS "commentId", action, reason FROM survey_comment_log
     WHERE tenant_id = $1 ORDER BY survey_comment_log.at DESC, entry_id LIMIT $2`,
    [tenantId, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
