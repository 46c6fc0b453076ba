import type { EntityManager } from 'typeorm';

import type { MetricsQuestion } from './metrics-question';

/** Beyond so many clinics a queue narrows nothing that an index by clinic would find sooner. */
const mostClinics = 20;

/**
 * For whose clinics the queues of a question had segments in its range, where they are few and all known: calls are found
 * by clinic, and by queue they are not. Every segment counts for its queue and its clinic in the same stored sums.
 */
export async function clinicsOfQueues(
  tx: EntityManager,
  tenantId: string,
  { filters, from, to }: Pick<MetricsQuestion, 'filters' | 'from' | 'to'>,
): Promise<{ readonly clinicIds?: readonly string[] }> {
  if (filters.queue === undefined || filters.clinic !== undefined) return {};
  const rows = await tx.query<{ clinic: string }[]>(statement, [
    tenantId,
    filters.queue,
    new Date(from),
    new Date(to),
    mostClinics + 1,
  ]);
  const clinicIds = rows.map(({ clinic }) => clinic);
  return clinicIds.length > mostClinics || clinicIds.includes('') ? {} : { clinicIds };
}

/** Goes from clinic to clinic: the key of a queue comes after that of its clinic. */
const statement = `
  WITH RECURSIVE clinic(id) AS (
    (SELECT key1 FROM rollup WHERE tenant_id = $1 AND cuboid = 'clinic_queue' ORDER BY key1 LIMIT 1)
    UNION ALL
    SELECT (
      SELECT key1 FROM rollup WHERE tenant_id = $1 AND cuboid = 'clinic_queue' AND key1 > clinic.id
      ORDER BY key1 LIMIT 1
    ) FROM clinic WHERE clinic.id IS NOT NULL
  )
  SELECT id AS clinic FROM clinic WHERE id IS NOT NULL AND EXISTS (
    SELECT FROM rollup WHERE tenant_id = $1 AND cuboid = 'clinic_queue' AND key1 = clinic.id AND key2 = ANY($2::text[])
      AND bucket >= $3::timestamptz AND bucket < $4::timestamptz
  ) LIMIT $5`;
