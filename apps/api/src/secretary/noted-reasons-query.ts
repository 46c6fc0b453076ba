import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { tallyColumn } from '../fold/rollup-store';

const daysBack = 14;
const mostReasons = 12;

/** Why callers called lately, as it was noted, that of most calls first. */
export async function notedReasons(
  tx: EntityManager,
  tenantId: string,
  now: Instant,
): Promise<readonly string[]> {
  const rows = await tx.query<Readonly<{ reason: string }>[]>(
    `SELECT key1 AS reason FROM rollup
     WHERE tenant_id = $1 AND cuboid = 'reason' AND key1 <> ''
       AND bucket >= to_timestamp($2 / 1000.0) AND bucket < to_timestamp($3 / 1000.0)
     GROUP BY key1 ORDER BY coalesce(sum(${tallyColumn('offered')}), 0) DESC, key1 LIMIT $4`,
    [tenantId, now - daysBack * 86_400_000, now, mostReasons],
  );
  return rows.map(({ reason }) => reason);
}
