import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import type { KeptNumberRow } from '../privacy/number-vault-store';
import type { KeptNumbers } from '../settings/callback-settings';
import type { CallbackRow } from './callback-query';

/** The number of who is to be called back, by the latest call that brought it to that clinic. */
export async function numberOfCallback(
  tx: EntityManager,
  tenantId: string,
  { clinicId, aniHash, detail }: CallbackRow,
): Promise<KeptNumberRow | undefined> {
  const [row] = await tx.query<KeptNumberRow[]>(
    `SELECT k.call_key AS "callKey", k.clinic_id AS "clinicId", k.sealed
     FROM kept_number k JOIN call c ON c.tenant_id = k.tenant_id AND c.call_key = k.call_key
     WHERE k.tenant_id = $1 AND k.clinic_id = $2 AND c.clinic_id = $2 AND (c.call_key = $3 OR c.ani_hash = $4)
     ORDER BY k.kept_at DESC, k.call_key LIMIT 1`,
    [tenantId, clinicId, detail.openedBy, aniHash],
  );
  return row;
}

/** After a call that opened nothing: time for a secretary to note that the caller is to be called back. */
const afterCallMs = 10 * 60_000;
/** No call that goes on lasts longer. */
const longestCallMs = 86_400_000;

/**
 * The numbers that serve nothing more go: of who is owed no call, or was due one too long ago, and of every clinic but
 * these; where it is the clinic that is to be called, its patient is owed none. Tells how many.
 */
export async function sweepNumbers(
  tx: EntityManager,
  tenantId: string,
  keepers: ReadonlyMap<string, KeptNumbers>,
  now: Instant,
): Promise<number> {
  const [, swept] = await tx.query<[unknown, number]>(
    `DELETE FROM kept_number k WHERE k.tenant_id = $1 AND NOT EXISTS (
       SELECT FROM unnest($2::text[], $3::float8[]) AS keeper (clinic_id, after_due_ms)
       LEFT JOIN call c ON c.tenant_id = $1 AND c.call_key = k.call_key
       WHERE keeper.clinic_id = k.clinic_id AND (
         (coalesce(c.open, true) AND k.kept_at > to_timestamp(($4::float8 - $5) / 1000))
         OR c.ended_at > to_timestamp(($4::float8 - $6) / 1000)
         OR EXISTS (SELECT FROM obligation o
           WHERE o.tenant_id = $1 AND o.clinic_id = k.clinic_id AND o.state = 'open'
             AND o.followup_type IS DISTINCT FROM 'clinic_alert'
             AND (o.opened_by = k.call_key OR o.ani_hash = c.ani_hash)
             AND coalesce(o.ends_at, 'infinity') > to_timestamp($4::float8 / 1000)
             AND o.due_at > to_timestamp(($4::float8 - keeper.after_due_ms) / 1000))))`,
    [
      tenantId,
      [...keepers.keys()],
      [...keepers.values()].map(({ afterDueMs }) => afterDueMs),
      now,
      longestCallMs,
      afterCallMs,
    ],
  );
  return swept;
}
