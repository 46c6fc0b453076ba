import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** The tenant's key for marks; the one given becomes it where there is none yet. */
export async function readOrAddMarkKey(
  tx: EntityManager,
  tenantId: string,
  fresh: Buffer,
  now: number,
): Promise<Buffer> {
  await tx.query(
    `INSERT INTO survey_mark_key (tenant_id, key, created_at)
     VALUES ($1, $2, to_timestamp($3::float8 / 1000)) ON CONFLICT DO NOTHING`,
    [tenantId, fresh, now],
  );
  const rows = await tx.query<{ key: Buffer }[]>('SELECT key FROM survey_mark_key WHERE tenant_id = $1', [
    tenantId,
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error('the key for marks was not kept');
  return row.key;
}

/** Whether any of the marks belongs to somebody who never wants to be asked again. */
export async function isRefused(
  tx: EntityManager,
  tenantId: string,
  marks: readonly Buffer[],
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'SELECT 1 FROM survey_refusal WHERE tenant_id = $1 AND mark = ANY($2::bytea[]) LIMIT 1',
    [tenantId, marks],
  );
  return rows.length > 0;
}

/** Since when (ms) whoever has one of these marks does not want to be asked; null when nobody said so. */
export async function refusedSince(
  tx: EntityManager,
  tenantId: string,
  marks: readonly Buffer[],
): Promise<number | null> {
  const [row] = await tx.query<{ at: number | null }[]>(
    `SELECT ${msOf('min(refused_at)')} AS at
     FROM survey_refusal WHERE tenant_id = $1 AND mark = ANY($2::bytea[])`,
    [tenantId, marks],
  );
  return row?.at ?? null;
}

/** Remembers for good that those who have these marks are not to be asked. */
export async function addRefusals(
  tx: EntityManager,
  tenantId: string,
  marks: readonly Buffer[],
  at: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO survey_refusal (tenant_id, mark, refused_at)
     SELECT $1, mark, to_timestamp($3::float8 / 1000) FROM unnest($2::bytea[]) AS mark ON CONFLICT DO NOTHING`,
    [tenantId, marks, at],
  );
}

/** Why refusals hold no longer, and on whose word. */
export type Undoing = { readonly by: string; readonly reason: string };
/** A refusal taken back, as it is remembered; whose it was, only its mark tells. */
export type UndoneRefusal = Undoing & { readonly refusedAt: number; readonly undoneAt: number };

/** Takes refusals back and leaves a trace of each; resolves with how many there were. */
export async function undoRefusals(
  tx: EntityManager,
  tenantId: string,
  marks: readonly Buffer[],
  { by, reason, at }: Undoing & { readonly at: number },
): Promise<number> {
  const rows = await tx.query<unknown[]>(
    `WITH gone AS (
       DELETE FROM survey_refusal WHERE tenant_id = $1 AND mark = ANY($2::bytea[]) RETURNING mark, refused_at
     )
     INSERT INTO survey_refusal_undone (tenant_id, mark, undone_at, refused_at, undone_by, reason)
     SELECT $1, mark, to_timestamp($3::float8 / 1000), refused_at, $4, $5 FROM gone RETURNING mark`,
    [tenantId, marks, at, by, reason],
  );
  return rows.length;
}

/** What was taken back, the oldest first. */
export function readUndoneRefusals(tx: EntityManager, tenantId: string): Promise<readonly UndoneRefusal[]> {
  return tx.query<UndoneRefusal[]>(
    `SELECT ${msOf('refused_at')} AS "refusedAt",
       ${msOf('undone_at')} AS "undoneAt", undone_by AS by, reason
     FROM survey_refusal_undone WHERE tenant_id = $1 ORDER BY undone_at, mark`,
    [tenantId],
  );
}
