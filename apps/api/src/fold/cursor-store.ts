import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

/** A tenant's place in its log, held by the fold that read it until its transaction ends. */
export type FoldCursor = {
  readonly seq: number;
  /** Settings changed from this instant on, and what arrived since waits to be folded again. */
  readonly staleFrom: Instant | null;
};

const lockSql = `SELECT seq, (extract(epoch FROM stale_from) * 1000)::bigint AS "staleFrom"
FROM fold_cursor WHERE tenant_id = $1 FOR UPDATE`;

/**
 * Locks the tenant's cursor. Undefined when another process holds it: that one does the work. With `wait` the lock is
 * waited for instead.
 */
export async function lockCursor(tx: EntityManager, tenantId: string, wait = false): Promise<FoldCursor | undefined> {
  const sql = wait ? lockSql : `${lockSql} SKIP LOCKED`;
  const [row] = await tx.query<FoldCursor[]>(sql, [tenantId]);
  if (row !== undefined) return row;
  const created = await tx.query<unknown[]>(
    `INSERT INTO fold_cursor (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING tenant_id`,
    [tenantId],
  );
  return created.length === 1 ? { seq: 0, staleFrom: null } : undefined;
}

/** Moves the cursor; with everything else of its transaction, or not at all. */
export async function moveCursor(tx: EntityManager, tenantId: string, seq: number): Promise<void> {
  await tx.query(`UPDATE fold_cursor SET seq = $2 WHERE tenant_id = $1`, [tenantId, seq]);
}

/** Says that what arrived since `from` has been folded by the settings of now. */
export async function clearStale(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(`UPDATE fold_cursor SET stale_from = NULL WHERE tenant_id = $1`, [tenantId]);
}

/**
 * Says that the settings which hold from an instant on were changed. Belongs in the transaction that changes them:
 * the next fold of this tenant, whoever does it, begins by folding again what arrived since.
 */
export async function markStale(tx: EntityManager, tenantId: string, from: Instant): Promise<void> {
  await tx.query(
    `INSERT INTO fold_cursor AS c (tenant_id, stale_from) VALUES ($1, to_timestamp($2 / 1000.0))
     ON CONFLICT (tenant_id) DO UPDATE SET stale_from = least(c.stale_from, EXCLUDED.stale_from)`,
    [tenantId, from],
  );
}

/** Tenants whose log is ahead of their fold, or whose settings changed; needs the fold's rights. */
export async function tenantsWithWork(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ tenant_id: string }[]>(
    `SELECT h.tenant_id FROM tenant_head h LEFT JOIN fold_cursor c USING (tenant_id)
     WHERE h.last > coalesce(c.seq, 0) OR c.stale_from IS NOT NULL ORDER BY h.tenant_id`,
  );
  return rows.map(({ tenant_id }) => tenant_id);
}

/** The last number the tenant's log has taken. */
export async function logHead(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ last: number }[]>(`SELECT last FROM tenant_head WHERE tenant_id = $1`, [tenantId]);
  return row?.last ?? 0;
}
