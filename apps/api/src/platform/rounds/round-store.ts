import type { EntityManager } from 'typeorm';

import { msOf } from '../sql-instant';

/** Whose turn of which round. */
export type Turn = { readonly tenantId: string; readonly round: string };

/** What became of asking for a turn: it is ours until `until`, or nobody's before `nextAt`. Ms since 1970. */
export type Claim = { readonly isOurs: true } | { readonly isOurs: false; readonly nextAt: number };

const at = (place: number): string => `to_timestamp($${place}::float8 / 1000)`;

/** Every tenant there is. */
export async function everyTenant(tx: EntityManager): Promise<readonly string[]> {
  const rows = await tx.query<{ tenant_id: string }[]>(`SELECT tenant_id FROM tenant ORDER BY tenant_id`);
  return rows.map(({ tenant_id }) => tenant_id);
}

/** Takes a turn that is due, so that no other process takes it before `until`. */
export async function claimTurn(
  tx: EntityManager,
  { tenantId, round }: Turn,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<Claim> {
  const taken = await tx.query<unknown[]>(
    `INSERT INTO round_lease (tenant_id, round, next_at, begun_at) VALUES ($1, $2, ${at(4)}, ${at(3)})
     ON CONFLICT (tenant_id, round) DO UPDATE SET next_at = excluded.next_at, begun_at = excluded.begun_at
     WHERE round_lease.next_at <= ${at(3)}
     RETURNING 1`,
    [tenantId, round, now, until],
  );
  if (taken.length > 0) return { isOurs: true };
  const rows = await tx.query<{ nextAt: number }[]>(
    `SELECT ${msOf('next_at')} AS "nextAt" FROM round_lease
     WHERE tenant_id = $1 AND round = $2`,
    [tenantId, round],
  );
  return { isOurs: false, nextAt: rows[0]?.nextAt ?? now };
}

/** Keeps a turn that takes long; false when the lease ran out and another process has it. */
export async function renewTurn(
  tx: EntityManager,
  { tenantId, round }: Turn,
  { begunAt, until }: { readonly begunAt: number; readonly until: number },
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE round_lease SET next_at = ${at(4)} WHERE tenant_id = $1 AND round = $2 AND begun_at = ${at(3)}`,
    [tenantId, round, begunAt, until],
  );
  return count > 0;
}

/** How a turn ended. */
export type TurnEnd = {
  readonly begunAt: number;
  readonly endedAt: number;
  readonly nextAt: number;
  readonly failed: boolean;
};

/** Gives the turn back. Nothing happens to one that another process has taken meanwhile. */
export async function settleTurn(
  tx: EntityManager,
  { tenantId, round }: Turn,
  { begunAt, endedAt, nextAt, failed }: TurnEnd,
): Promise<void> {
  await tx.query(
    `UPDATE round_lease
     SET next_at = ${at(5)}, ended_at = ${at(4)}, took_ms = $4::bigint - $3::bigint,
       failures = CASE WHEN $6::boolean THEN failures + 1 ELSE 0 END
     WHERE tenant_id = $1 AND round = $2 AND begun_at = ${at(3)}`,
    [tenantId, round, begunAt, endedAt, nextAt, failed],
  );
}
