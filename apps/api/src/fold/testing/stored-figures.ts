import type { EntityManager } from 'typeorm';

import { comparableSql, comparedTables } from '../shadow-store';

/**
 * Everything the fold keeps of a tenant (calls, rollups, agents' days), as lines that are equal exactly when what is
 * kept means the same. A call's `seq` is left out: it says which event came last, which is the order of arrival.
 */
export async function storedFigures(tx: EntityManager, tenantId: string): Promise<string[]> {
  const lines: string[] = [];
  for (const table of comparedTables) {
    const rows = await tx.query<{ line: string }[]>(
      `SELECT (to_jsonb(t) - '{tenant_id,seq}'::text[])::text AS line FROM (${comparableSql(table)}) t ORDER BY 1`,
      [tenantId],
    );
    lines.push(...rows.map(({ line }) => `${table} ${line}`));
  }
  return lines;
}
