import type { EntityManager } from 'typeorm';

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
