import type { Instant } from '@vigie/calls';
import type { SharedNumberKind } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** What somebody said of a caller's number. */
export type SharedCaller = Readonly<{
  aniHash: string;
  /** Whose number it is that many call from; null: it is one caller's own. */
  kind: SharedNumberKind | null;
  decidedAt: Instant;
  decidedBy: string;
  /** Taken back. */
  undone: boolean;
  /** Whether what is owed follows it. */
  settled: boolean;
}>;

/** SQL, of one number: changes whenever the callers do whom somebody said to share theirs. */
export const sharedCallersRevision = `SELECT count(*)::text || ':' || coalesce(sum(hashtextextended(ani_hash, 0)), 0)
  FROM shared_caller WHERE tenant_id = t.tenant_id AND kind IS NOT NULL AND NOT undone`;

/** The hashes of callers whose number is many people's, as somebody decided. */
export async function sharedHashes(tx: EntityManager, tenantId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ hash: string }[]>(
    'SELECT ani_hash AS hash FROM shared_caller WHERE tenant_id = $1 AND kind IS NOT NULL AND NOT undone',
    [tenantId],
  );
  return rows.map(({ hash }) => hash);
}

const columns = `ani_hash AS "aniHash", kind, ${msOf('decided_at')} AS "decidedAt", decided_by AS "decidedBy", undone, settled`;

/** What was decided, latest first. */
export function listSharedCallers(tx: EntityManager, tenantId: string): Promise<SharedCaller[]> {
  return tx.query<SharedCaller[]>(
    `SELECT ${columns} FROM shared_caller WHERE tenant_id = $1 AND NOT undone
     ORDER BY shared_caller.decided_at DESC, ani_hash`,
    [tenantId],
  );
}

/** One of them, held: of two who decide at the same time one comes after the other. */
export async function holdSharedCaller(
  tx: EntityManager,
  tenantId: string,
  aniHash: string,
): Promise<SharedCaller | undefined> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('shared ' || $1 || ' ' || $2, 0))`, [
    tenantId,
    aniHash,
  ]);
  const [found] = await tx.query<SharedCaller[]>(
    `SELECT ${columns} FROM shared_caller WHERE tenant_id = $1 AND ani_hash = $2 FOR UPDATE`,
    [tenantId, aniHash],
  );
  return found;
}

export async function writeSharedCaller(
  tx: EntityManager,
  tenantId: string,
  { aniHash, kind, decidedAt, decidedBy, undone, settled }: SharedCaller,
): Promise<void> {
  await tx.query(
    `INSERT INTO shared_caller (tenant_id, ani_hash, kind, decided_at, decided_by, undone, settled)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6, $7)
     ON CONFLICT (tenant_id, ani_hash) DO UPDATE SET kind = EXCLUDED.kind, decided_at = EXCLUDED.decided_at,
       decided_by = EXCLUDED.decided_by, undone = EXCLUDED.undone, settled = EXCLUDED.settled`,
    [tenantId, aniHash, kind, decidedAt, decidedBy, undone, settled],
  );
}

/** Decisions that what is owed does not follow yet, held. */
export async function unsettledCallers(tx: EntityManager, tenantId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ hash: string }[]>(
    'SELECT ani_hash AS hash FROM shared_caller WHERE tenant_id = $1 AND NOT settled FOR UPDATE',
    [tenantId],
  );
  return rows.map(({ hash }) => hash);
}

/** What is owed follows these decisions now: those that were taken back go. */
export async function settleCallers(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.query('DELETE FROM shared_caller WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) AND undone', [
    tenantId,
    hashes,
  ]);
  await tx.query(
    'UPDATE shared_caller SET settled = true WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) AND NOT settled',
    [tenantId, hashes],
  );
}

/** What was decided of these callers goes. */
export async function forgetSharedCallers(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.query('DELETE FROM shared_caller WHERE tenant_id = $1 AND ani_hash = ANY($2::text[])', [
    tenantId,
    hashes,
  ]);
}

/** Callers who are called by another hash from now on are what was decided of them before; it is settled once more. */
export async function renameSharedCallers(
  tx: EntityManager,
  tenantId: string,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.query(
    `UPDATE shared_caller s SET ani_hash = told.now, settled = (s.kind IS NULL) FROM unnest($2::text[], $3::text[]) AS told (was, now)
     WHERE s.tenant_id = $1 AND s.ani_hash = told.was
       AND NOT EXISTS (SELECT FROM shared_caller o WHERE o.tenant_id = $1 AND o.ani_hash = told.now)`,
    [tenantId, [...names.keys()], [...names.values()]],
  );
  await forgetSharedCallers(tx, tenantId, [...names.keys()]);
}

/** A decision is kept as long as a call from the number is. */
export async function forgetSharedOfGone(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(
    `DELETE FROM shared_caller s WHERE tenant_id = $1
       AND NOT EXISTS (SELECT FROM call c WHERE c.tenant_id = $1 AND c.ani_hash = s.ani_hash)`,
    [tenantId],
  );
}
