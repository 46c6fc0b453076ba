import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import type { AuditBreak } from './audit-verifier';

/** What the last verification found; instants in ms. */
export type StoredVerdict = Readonly<{
  at: number;
  entries: number;
  from: Readonly<{ seq: number; at: number }> | null;
  /** `NUMBER:HASH` */
  head: string;
  firstBreak: AuditBreak | null;
}>;

export type StoredVerification = Readonly<{
  startedAt: number;
  /** When whoever reads told last how far it has come; null while nobody does. */
  touchedAt: number | null;
  read: number;
  of: number;
  verdict: StoredVerdict | null;
}>;

/** Undefined before the first. */
export async function readVerification(
  tx: EntityManager,
  tenantId: string,
): Promise<StoredVerification | undefined> {
  const [row] = await tx.query<StoredVerification[]>(
    `SELECT ${msOf('started_at')} AS "startedAt",
       ${msOf('touched_at')} AS "touchedAt",
       entries_read AS read, entries_there AS "of", verdict
     FROM audit_verification WHERE tenant_id = $1`,
    [tenantId],
  );
  return row;
}

/** False when another one is under way that told of itself at `silentSince` or later. */
export async function beginVerification(
  tx: EntityManager,
  tenantId: string,
  { now, silentSince, of }: Readonly<{ now: number; silentSince: number; of: number }>,
): Promise<boolean> {
  const begun = await tx.query<unknown[]>(
    `INSERT INTO audit_verification AS v (tenant_id, started_at, touched_at, entries_read, entries_there)
     VALUES ($1, to_timestamp($2 / 1000.0), to_timestamp($2 / 1000.0), 0, $4)
     ON CONFLICT (tenant_id) DO UPDATE SET started_at = excluded.started_at, touched_at = excluded.touched_at,
       entries_read = 0, entries_there = excluded.entries_there
     WHERE v.touched_at IS NULL OR v.touched_at < to_timestamp($3 / 1000.0)
     RETURNING 1`,
    [tenantId, now, silentSince, of],
  );
  return begun.length > 0;
}

/** How far the one under way has come. */
export async function touchVerification(
  tx: EntityManager,
  tenantId: string,
  now: number,
  read: number,
): Promise<void> {
  await tx.query(
    `UPDATE audit_verification SET touched_at = to_timestamp($2 / 1000.0), entries_read = $3 WHERE tenant_id = $1`,
    [tenantId, now, read],
  );
}

/** The one under way is over; without a verdict the last one still holds. */
export async function endVerification(
  tx: EntityManager,
  tenantId: string,
  verdict: StoredVerdict | null,
): Promise<void> {
  await tx.query(
    `UPDATE audit_verification SET touched_at = NULL, verdict = coalesce($2::jsonb, verdict) WHERE tenant_id = $1`,
    [tenantId, verdict === null ? null : JSON.stringify(verdict)],
  );
}
