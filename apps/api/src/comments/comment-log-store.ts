import type { CommentLogEntry } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { isOfClinics } from './comment-store';

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
     FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) AS given (entry_id, comment_id, action, reason)
     RETURNING 1`,
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

/** The latest entries, newest first; of comments on calls of these clinics (null: of all). */
export async function readLog(
  tx: EntityManager,
  tenantId: string,
  { clinicIds, limit }: { readonly clinicIds: readonly string[] | null; readonly limit: number },
): Promise<CommentLogEntry[]> {
  const rows = await tx.query<(Omit<CommentLogEntry, 'at'> & { at: Date })[]>(
    `SELECT l.at, l.comment_id AS "commentId", l.action, l.reason FROM survey_comment_log l
     WHERE l.tenant_id = $1 AND ($3::text[] IS NULL OR EXISTS (SELECT 1 FROM survey_comment c
       WHERE c.tenant_id = $1 AND c.comment_id = l.comment_id AND ${isOfClinics('$3')}))
     ORDER BY l.at DESC, l.entry_id LIMIT $2`,
    [tenantId, limit, clinicIds],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
