import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** What the centre itself counted: of a month, or of a day of it. */
export type OwnCount = {
  readonly clinicId: string;
  readonly lineId: string;
  /** `2026-10` or `2026-10-14`. */
  readonly period: string;
  readonly calls: number;
};

/** Those of a month, with when they were taken in. */
export function ownCountsOf(
  tx: EntityManager,
  tenantId: string,
  month: string,
): Promise<(OwnCount & { readonly enteredAt: Instant })[]> {
  return tx.query(
    `SELECT clinic_id AS "clinicId", line_id AS "lineId", period, calls, ${msOf('entered_at')} AS "enteredAt"
     FROM invoice_count WHERE tenant_id = $1 AND month = $2 ORDER BY clinic_id, line_id, period`,
    [tenantId, month],
  );
}

/** Puts these in the place of what there was of a month, of these clinics alone. */
export async function replaceOwnCounts(
  tx: EntityManager,
  tenantId: string,
  { month, clinicIds, counts }: { month: string; clinicIds: readonly string[]; counts: readonly OwnCount[] },
  enteredAt: Instant,
): Promise<void> {
  await tx.query(`DELETE FROM invoice_count WHERE tenant_id = $1 AND month = $2 AND clinic_id = ANY ($3)`, [
    tenantId,
    month,
    clinicIds,
  ]);
  await tx.query(
    `INSERT INTO invoice_count (tenant_id, month, clinic_id, line_id, period, calls, entered_at)
     SELECT $1, $2, c, l, p, n, to_timestamp($7::float8 / 1000)
     FROM unnest($3::text[], $4::text[], $5::text[], $6::int[]) AS given (c, l, p, n) RETURNING 1`,
    [
      tenantId,
      month,
      counts.map(({ clinicId }) => clinicId),
      counts.map(({ lineId }) => lineId),
      counts.map(({ period }) => period),
      counts.map(({ calls }) => calls),
      enteredAt,
    ],
  );
}
