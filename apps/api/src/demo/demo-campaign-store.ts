import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** A call of which nothing of a campaign was noted. */
export type UnnotedCall = Readonly<{ callKey: string; source: string; callId: string; at: Instant }>;

/** Calls of a clinic that a person answered since an instant and of which nothing of a campaign was noted, oldest first. */
export function unnotedCalls(
  tx: EntityManager,
  tenantId: string,
  asked: Readonly<{ clinicId: string; campaignId: string; since: Instant; limit: number }>,
): Promise<UnnotedCall[]> {
  const { clinicId, campaignId, since, limit } = asked;
  return tx.query<UnnotedCall[]>(
    `SELECT c.call_key AS "callKey", c.source, c.call_id AS "callId", ${msOf('c.last_at')} AS at FROM call c
     WHERE c.tenant_id = $1 AND c.clinic_id = $2 AND c.counted AND c.outcome = 'answered'
       AND c.arrived_at >= to_timestamp($4 / 1000.0)
       -- The secretary has the word in four calls of ten: in the others there is no time for it.
       AND get_byte(uuid_send(c.call_key), 0) % 10 < 4
       AND NOT EXISTS (SELECT FROM campaign_note n WHERE n.tenant_id = $1 AND n.about = c.call_key
         AND n.campaign_id = $3)
     ORDER BY c.arrived_at, c.call_key LIMIT $5`,
    [tenantId, clinicId, campaignId, since, limit],
  );
}
