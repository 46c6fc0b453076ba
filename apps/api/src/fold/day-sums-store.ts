import type { Instant } from '@vigie/calls';
import { cuboids, tallyNames, type TimeRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { rollupTable, tallyColumn } from './rollup-store';
import type { FoldedTable } from './shadow-store';
import { endDay } from './summed-days';

const counts = tallyNames.map(tallyColumn);
const keys = 'cuboid, key1, key2';
const countsSql = counts.map((name) => `nullif(sum(${name}), 0)::bigint AS ${name}`).join(', ');

/** The bins of many rows as one list. */
const binsSql = `coalesce(vigie_sum_bins(string_to_array(string_agg(array_to_string(bins, ','), ',')
  FILTER (WHERE cardinality(bins) > 0), ',')::int[]), '{}')`;

const addDaySql = `INSERT INTO rollup_day (tenant_id, ${keys}, bucket, ${counts.join(', ')}, bins)
SELECT $1, ${keys}, $3::timestamptz, ${countsSql}, ${binsSql}
FROM rollup WHERE tenant_id = $1 AND cuboid = $2 AND bucket >= $3 AND bucket < $4
GROUP BY ${keys} ORDER BY ${keys}`;

/** The first quarter that has a sum of calls or of the centre's time; null when there is none. */
export async function firstQuarter(tx: EntityManager, tenantId: string): Promise<Instant | null> {
  const [row] = await tx.query<{ first: Instant | null }[]>(
    `SELECT ${msOf('min(bucket)')} AS first FROM rollup
     WHERE tenant_id = $1 AND cuboid = 'total' AND key1 = '' AND key2 = ''`,
    [tenantId],
  );
  return row?.first ?? null;
}

/**
 * Writes the sums of a day that was begun from those of its quarters. False when one of these moved meanwhile: nothing of
 * the transaction holds then.
 */
export async function sumDay(tx: EntityManager, tenantId: string, day: TimeRange): Promise<boolean> {
  const edges = [new Date(day.start), new Date(day.end)];
  await tx.query(`DELETE FROM rollup_day WHERE tenant_id = $1 AND bucket >= $2 AND bucket < $3`, [
    tenantId,
    ...edges,
  ]);
  for (const cuboid of cuboids) await tx.query(addDaySql, [tenantId, cuboid, ...edges]);
  return endDay(tx, tenantId, day);
}

/** Sums of days as they are compared: of those that are summed. */
export const daySumTable: FoldedTable = {
  name: 'rollup_day',
  compared: {
    key: rollupTable.compared.key,
    sql: (table, since) => `SELECT s.* FROM (${rollupTable.compared.sql(table, since)}) s
      JOIN ${table.replace(/rollup_day$/u, 'summed_day')} d ON d.tenant_id = $1 AND d.summed AND d.start_at = s.bucket`,
  },
};
