import { openNames, outcomeNames, type Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { tallyColumn } from '../fold/rollup-store';
import type { PastHour } from './board/usual-rhythm';

const weeksBack = 4;
const weekMs = 7 * 24 * 3_600_000;
/** The running day is no example of what is usual. */
const youngestMs = 24 * 3_600_000;

const presented = [...outcomeNames, ...openNames]
  .map((name) => `coalesce(sum(${tallyColumn(name)}), 0)`)
  .join(' + ');

/** How many calls were presented in each hour of the four weeks that ended a day ago. */
export function pastHours(tx: EntityManager, tenantId: string, now: Instant): Promise<PastHour[]> {
  return tx.query<PastHour[]>(
    `SELECT (extract(epoch FROM date_trunc('hour', bucket)) * 1000)::bigint AS at, (${presented})::bigint AS calls
     FROM rollup WHERE tenant_id = $1 AND cuboid = 'total' AND key1 = '' AND key2 = ''
       AND bucket >= to_timestamp($2 / 1000.0) AND bucket < to_timestamp($3 / 1000.0)
     GROUP BY 1 ORDER BY 1`,
    [tenantId, now - weeksBack * weekMs, now - youngestMs],
  );
}
