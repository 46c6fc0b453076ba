import type { EntityManager } from 'typeorm';

import type { CallerKeyVersion } from '../privacy/caller-keys';

/** Keeps a new version of the key of callers' numbers; false when there is one of that number. */
export async function addCallerKey(
  tx: EntityManager,
  tenantId: string,
  { version, since, until }: CallerKeyVersion,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO caller_key (tenant_id, version, since, until)
     VALUES ($1, $2, to_timestamp($3 / 1000.0), to_timestamp($4 / 1000.0)) ON CONFLICT DO NOTHING RETURNING 1`,
    [tenantId, version, since, until],
  );
  return rows.length > 0;
}

/** How many callers are known under more than one key. */
export async function countKnownUnderSeveral(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ callers: number }[]>(
    'SELECT count(DISTINCT caller) AS callers FROM caller_alias WHERE tenant_id = $1',
    [tenantId],
  );
  return row?.callers ?? 0;
}
