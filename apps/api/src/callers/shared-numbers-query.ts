import type { Instant } from '@vigie/calls';
import { sharedClinics } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** A number by which clinics are called. */
export type CallingRow = Readonly<{
  aniHash: string;
  /** Its latest call. */
  callKey: string;
  latestAt: Instant;
  /** Of the time that is asked about. */
  calls: number;
  clinicIds: readonly string[];
}>;

/** Of numbers: calls of each to each clinic, between two instants. */
const perClinic = (more: string): string => `
  SELECT ani_hash, clinic_id, count(*) AS calls FROM call
  WHERE tenant_id = $1 AND arrived_at >= to_timestamp($2 / 1000.0) AND arrived_at < to_timestamp($3 / 1000.0)
    AND counted AND clinic_id IS NOT NULL AND ${more} GROUP BY ani_hash, clinic_id`;
const latestCall = (hash: string): string => `
  SELECT call_key, arrived_at FROM call l WHERE l.tenant_id = $1 AND l.ani_hash = ${hash}
  ORDER BY l.arrived_at DESC, l.call_key LIMIT 1`;

/**
 * Who called so many clinics within a time, and was neither decided of nor is among the callers that the settings name;
 * most clinics first. Each call of the time is looked at once.
 */
export const proposedSql = `
WITH reaching AS MATERIALIZED (
  SELECT ani_hash, sum(calls)::bigint AS calls, array_agg(clinic_id ORDER BY clinic_id) AS clinic_ids
  FROM (${perClinic('ani_hash IS NOT NULL')}) AS told GROUP BY ani_hash HAVING count(*) >= ${sharedClinics}),
undecided AS MATERIALIZED (
  SELECT * FROM reaching r WHERE ani_hash <> ALL($4::text[])
    AND NOT EXISTS (SELECT FROM shared_caller s WHERE s.tenant_id = $1 AND s.ani_hash = r.ani_hash AND NOT s.undone)
  ORDER BY cardinality(clinic_ids) DESC, calls DESC, ani_hash LIMIT 10000)
SELECT u.ani_hash AS "aniHash", latest.call_key AS "callKey", ${msOf('latest.arrived_at')} AS "latestAt", u.calls,
  u.clinic_ids AS "clinicIds", (SELECT count(*) FROM undecided) AS total
FROM (SELECT * FROM undecided LIMIT $5) AS u, LATERAL (${latestCall('u.ani_hash')}) AS latest
ORDER BY cardinality(u.clinic_ids) DESC, u.calls DESC, u.ani_hash`;

export type ProposedQuestion = Readonly<{
  from: Instant;
  to: Instant;
  /** Callers who are known to share a number. */
  shared: readonly string[];
  most: number;
}>;

export async function proposedNumbers(
  tx: EntityManager,
  tenantId: string,
  { from, to, shared, most }: ProposedQuestion,
): Promise<{ readonly rows: readonly CallingRow[]; readonly total: number }> {
  const rows = await tx.query<(CallingRow & { readonly total: number })[]>(proposedSql, [
    ...[tenantId, from, to],
    ...[shared, most],
  ]);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** What these numbers called within a time; one from which no call is kept is not told. */
export function callsOfNumbers(
  tx: EntityManager,
  tenantId: string,
  { from, to }: Pick<ProposedQuestion, 'from' | 'to'>,
  hashes: readonly string[],
): Promise<CallingRow[]> {
  return tx.query<CallingRow[]>(
    `WITH reaching AS (
       SELECT ani_hash, sum(calls)::bigint AS calls, array_agg(clinic_id ORDER BY clinic_id) AS clinic_ids
       FROM (${perClinic('ani_hash = ANY($4::text[])')}) AS told GROUP BY ani_hash)
     SELECT h.hash AS "aniHash", latest.call_key AS "callKey", ${msOf('latest.arrived_at')} AS "latestAt",
       coalesce(r.calls, 0) AS calls, coalesce(r.clinic_ids, '{}') AS "clinicIds"
     FROM unnest($4::text[]) AS h (hash) LEFT JOIN reaching r ON r.ani_hash = h.hash,
       LATERAL (${latestCall('h.hash')}) AS latest`,
    [tenantId, from, to, hashes],
  );
}
