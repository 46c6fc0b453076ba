import type { EntityManager } from 'typeorm';

/** A try takes so long to be forgotten, and so many may stand open. */
export type Pace = Readonly<{ stepMs: number; atOnce: number }>;

/** Ten in the first minute, then five a minute. */
export const passwordPace: Pace = { stepMs: 12_000, atOnce: 5 };
/** Ten at once, then one a minute: of a million codes three are right at a time. */
export const codePace: Pace = { stepMs: 60_000, atOnce: 10 };
/** What lies further ahead than twice what may stand open was written by a clock that has since been put back. */
const absurd = 2;

/**
 * Counts a try at a name, whether anybody has it or not; null when it may be made, else how many milliseconds until
 * one may. It is counted in the database, so that all processes count together (GCRA: one instant a name).
 */
export async function takeTry(
  tx: EntityManager,
  tenantId: string,
  nameHash: Buffer,
  { now, pace }: Readonly<{ now: number; pace: Pace }>,
): Promise<number | null> {
  const { stepMs, atOnce } = pace;
  const taken = await tx.query<unknown[]>(
    `INSERT INTO sign_in_pace AS pace (tenant_id, name_hash, free_at)
     VALUES ($1, $2, to_timestamp(($3::float8 + $4) / 1000))
     ON CONFLICT (tenant_id, name_hash) DO UPDATE
       SET free_at = to_timestamp((CASE WHEN ${ahead} > $6 THEN $3::float8
         ELSE greatest(${freeAt}, $3::float8) END + $4) / 1000)
       WHERE ${ahead} <= $5 OR ${ahead} > $6
     RETURNING 1`,
    [tenantId, nameHash, now, stepMs, (atOnce - 1) * stepMs, absurd * atOnce * stepMs],
  );
  if (taken.length > 0) return null;
  const [row] = await tx.query<{ waitMs: number }[]>(
    `SELECT (extract(epoch FROM free_at) * 1000 - $3::float8 - $4)::float8 AS "waitMs"
     FROM sign_in_pace WHERE tenant_id = $1 AND name_hash = $2`,
    [tenantId, nameHash, now, (atOnce - 1) * stepMs],
  );
  return Math.max(1, row?.waitMs ?? stepMs);
}

const freeAt = 'extract(epoch FROM pace.free_at)::float8 * 1000';
const ahead = `(${freeAt} - $3::float8)`;

/** Forgets names that nobody has tried since then. */
export async function forgetPaces(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  await tx.query(
    `DELETE FROM sign_in_pace WHERE tenant_id = $1 AND free_at < to_timestamp($2::float8 / 1000)`,
    [tenantId, before],
  );
}
