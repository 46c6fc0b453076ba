import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import type { TenantQuestion } from '../platform/asked-tenants';
import { databaseFault } from '../platform/database-fault';
import { msOf } from '../platform/sql-instant';

/** How far what is stored of a projection follows its code. */
export type Standing = {
  /** The version of the code that wrote what is stored. */
  readonly version: number;
  /** Where an upgrade to the present version stands, in the projection's own words; null: none was begun. */
  readonly progress: string | null;
};

/** Standings as they are stored, by projection; without `progress` where no upgrade is under way. */
export type Standings = Readonly<Record<string, Pick<Standing, 'version'> & Partial<Standing>>>;

/**
 * From when on details are kept; what was before is in the sums alone, and nothing more can be added to it. Null: nothing
 * was taken away yet.
 */
export type KeptSince = {
  /** No call that was over before is kept. */
  readonly callsFrom: Instant | null;
  /** No agent's day of an earlier date, YYYY-MM-DD, is kept. */
  readonly agentsFrom: string | null;
};

/** A tenant's place in its log, held by the fold that read it until its transaction ends. */
export type FoldCursor = {
  readonly seq: number;
  /** Settings changed from this instant on, and what arrived since waits to be folded again. */
  readonly staleFrom: Instant | null;
  /** The time zone agents' days are cut in; null as long as none were. */
  readonly timezone: string | null;
  readonly projections: Standings;
  readonly kept: KeptSince;
};

type CursorRow = Omit<FoldCursor, 'kept'> & KeptSince;

const cursorSql = `SELECT seq, ${msOf('stale_from')} AS "staleFrom", timezone, projections,
  ${msOf('calls_from')} AS "callsFrom", agents_from::text AS "agentsFrom"
FROM fold_cursor WHERE tenant_id = $1 FOR UPDATE`;

/** Locks the tenant's cursor. Undefined when another process holds it: that one does the work. */
export async function lockCursor(tx: EntityManager, tenantId: string): Promise<FoldCursor | undefined> {
  const [row] = await tx.query<CursorRow[]>(`${cursorSql} SKIP LOCKED`, [tenantId]);
  if (row !== undefined) return toCursor(row);
  const created = await tx.query<unknown[]>(
    `INSERT INTO fold_cursor (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING tenant_id`,
    [tenantId],
  );
  return created.length === 1 ? nothingFolded : undefined;
}

/** Locks the cursor of a tenant that was folded before, and waits for whoever holds it. */
export async function waitForCursor(tx: EntityManager, tenantId: string): Promise<FoldCursor | undefined> {
  const [row] = await tx.query<CursorRow[]>(cursorSql, [tenantId]);
  return row === undefined ? undefined : toCursor(row);
}

/** Says that details from before are taken away from now on; what was said of a later time stays. */
export async function keepSince(
  tx: EntityManager,
  tenantId: string,
  { callsFrom, agentsFrom }: { readonly callsFrom: Instant; readonly agentsFrom: string },
): Promise<void> {
  await tx.query(
    `UPDATE fold_cursor SET calls_from = greatest(calls_from, to_timestamp($2 / 1000.0)),
       agents_from = greatest(agents_from, $3::date)
     WHERE tenant_id = $1`,
    [tenantId, callsFrom, agentsFrom],
  );
}

/** From when on the tenant's details are kept. */
export async function keptSince(tx: EntityManager, tenantId: string): Promise<KeptSince> {
  const [row] = await tx.query<KeptSince[]>(
    `SELECT ${msOf('calls_from')} AS "callsFrom", agents_from::text AS "agentsFrom"
     FROM fold_cursor WHERE tenant_id = $1`,
    [tenantId],
  );
  return row ?? nothingFolded.kept;
}

const nothingFolded: FoldCursor = {
  seq: 0,
  staleFrom: null,
  timezone: null,
  projections: {},
  kept: { callsFrom: null, agentsFrom: null },
};

function toCursor({ callsFrom, agentsFrom, ...cursor }: CursorRow): FoldCursor {
  return { ...cursor, kept: { callsFrom, agentsFrom } };
}

/** Moves the cursor; with everything else of its transaction, or not at all. */
export async function moveCursor(
  tx: EntityManager,
  tenantId: string,
  seq: number,
  projections: Standings,
): Promise<void> {
  await tx.query(`UPDATE fold_cursor SET seq = $2, projections = $3::jsonb WHERE tenant_id = $1`, [
    tenantId,
    seq,
    JSON.stringify(projections),
  ]);
}

export type StoredCursor = KeptSince & {
  readonly seq: number;
  readonly stale: boolean;
  readonly upgrading: boolean;
};

/**
 * How far the tenant's stored fold is: `stale` where settings changed and were not applied yet, `upgrading` where what is
 * stored does not all follow the code yet.
 */
export async function storedCursor(
  tx: EntityManager,
  tenantId: string,
  settled: Standings,
): Promise<StoredCursor> {
  const [row] = await tx.query<StoredCursor[]>(
    `SELECT seq, stale_from IS NOT NULL AS stale, seq > 0 AND projections <> $2::jsonb AS upgrading,
       ${msOf('calls_from')} AS "callsFrom", agents_from::text AS "agentsFrom"
     FROM fold_cursor WHERE tenant_id = $1`,
    [tenantId, JSON.stringify(settled)],
  );
  return row ?? { seq: 0, stale: false, upgrading: false, callsFrom: null, agentsFrom: null };
}

/** The first number the tenant's log still has; 0 when it is empty. */
export async function firstInLog(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ first: number | null }[]>(
    `SELECT min(seq) AS first FROM event_log WHERE tenant_id = $1`,
    [tenantId],
  );
  return row?.first ?? 0;
}

/** Says that what arrived since `from` has been folded by the settings of now. */
export async function clearStale(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(`UPDATE fold_cursor SET stale_from = NULL WHERE tenant_id = $1`, [tenantId]);
}

/** Notes the time zone in which agents' days are cut from now on. */
export async function noteTimezone(tx: EntityManager, tenantId: string, timezone: string): Promise<void> {
  await tx.query(`UPDATE fold_cursor SET timezone = $2 WHERE tenant_id = $1`, [tenantId, timezone]);
}

const markSql = `INSERT INTO fold_cursor AS c (tenant_id, stale_from) VALUES ($1, to_timestamp($2 / 1000.0))
ON CONFLICT (tenant_id) DO UPDATE SET stale_from = least(c.stale_from, EXCLUDED.stale_from)`;

/** A fold that is under way holds the cursor; each try waits for it as long as the session lets a lock be waited for. */
const markTries = 20;

/**
 * Says that the settings which hold from an instant on were changed. Belongs in the transaction that changes them: the
 * next fold of this tenant, whoever does it, begins by folding again what arrived since. Waits for a fold under way,
 * so that none sees the new settings without knowing that they are new.
 */
export async function markStale(tx: EntityManager, tenantId: string, from: Instant): Promise<void> {
  for (let left = markTries; ; left -= 1) {
    await tx.query('SAVEPOINT mark_stale');
    try {
      await tx.query(markSql, [tenantId, from]);
      await tx.query('RELEASE SAVEPOINT mark_stale');
      return;
    } catch (error) {
      if (left === 1 || databaseFault(error) !== 'busy') throw error;
      await tx.query('ROLLBACK TO SAVEPOINT mark_stale');
    }
  }
}

const withWorkSql = `SELECT h.tenant_id FROM tenant_head h LEFT JOIN fold_cursor c USING (tenant_id)
WHERE (h.last > coalesce(c.seq, 0) OR c.stale_from IS NOT NULL OR (c.seq > 0 AND c.projections <> $1::jsonb))`;

/**
 * Which tenants' log is ahead of their fold, or whose settings changed, or of whom something is stored as other code left
 * it; needs the fold's rights.
 */
export const tenantsWithWork = (settled: Standings): TenantQuestion<string> => {
  const idsOf = async (tx: EntityManager, sql: string, more: readonly string[]): Promise<string[]> => {
    const rows = await tx.query<{ tenant_id: string }[]>(sql, [JSON.stringify(settled), ...more]);
    return rows.map(({ tenant_id }) => tenant_id);
  };
  return {
    access: 'fold',
    ofAll: (tx) => idsOf(tx, `${withWorkSql} ORDER BY h.tenant_id`, []),
    ofOne: (tx, tenantId) => idsOf(tx, `${withWorkSql} AND h.tenant_id = $2`, [tenantId]),
  };
};

/** How many events of the tenant's log wait to be folded. */
export async function eventsToFold(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ waiting: number }[]>(
    `SELECT h.last - coalesce(c.seq, 0) AS waiting FROM tenant_head h LEFT JOIN fold_cursor c USING (tenant_id)
     WHERE h.tenant_id = $1`,
    [tenantId],
  );
  return row?.waiting ?? 0;
}

/** A tenant and how far its log is folded. */
export type FoldedTenant = { readonly tenantId: string; readonly seq: number };

const foldedSql = `SELECT tenant_id AS "tenantId", seq FROM fold_cursor`;

/** Every tenant that was ever folded; needs the fold's rights. */
export const foldedUpTo: TenantQuestion<FoldedTenant> = {
  access: 'fold',
  ofAll: (tx) => tx.query<FoldedTenant[]>(`${foldedSql} ORDER BY tenant_id`),
  ofOne: (tx, tenantId) => tx.query<FoldedTenant[]>(`${foldedSql} WHERE tenant_id = $1`, [tenantId]),
};
