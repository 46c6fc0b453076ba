import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** What inviting asks of a call. */
export type Called = {
  readonly callKey: string;
  readonly source: string;
  readonly callId: string;
  readonly arrivedAt: number;
  readonly counted: boolean;
  readonly outcome: string | null;
  readonly clinicId: string | null;
  readonly language: string | null;
  readonly aniHash: string | null;
};

const columns = `call_key AS "callKey", source, call_id AS "callId",
  ${msOf('arrived_at')} AS "arrivedAt", counted, outcome, clinic_id AS "clinicId", language,
  ani_hash AS "aniHash"`;

export async function findCalled(
  tx: EntityManager,
  tenantId: string,
  callKey: string,
): Promise<Called | undefined> {
  const rows = await tx.query<Called[]>(
    `SELECT ${columns} FROM call WHERE tenant_id = $1 AND call_key = $2`,
    [tenantId, callKey],
  );
  return rows[0];
}

/** The latest answered calls that nobody was invited about, the newest first. */
export function latestUninvited(tx: EntityManager, tenantId: string): Promise<readonly Called[]> {
  return tx.query<Called[]>(
    `SELECT ${columns} FROM call c
     WHERE tenant_id = $1 AND counted AND outcome = 'answered' AND clinic_id IS NOT NULL AND NOT open
       AND NOT EXISTS (SELECT 1 FROM survey_invitation i WHERE i.tenant_id = $1 AND i.call_key = c.call_key)
       AND NOT EXISTS (SELECT 1 FROM call_survey s WHERE s.tenant_id = $1 AND s.call_key = c.call_key)
     ORDER BY arrived_at DESC LIMIT 100`,
    [tenantId],
  );
}

/** Whether that caller was asked since in a way that is not ours: by a voice menu, by an agent. */
export async function wasAskedElsewhere(
  tx: EntityManager,
  tenantId: string,
  aniHash: string,
  since: number,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM call c JOIN call_survey s USING (tenant_id, call_key)
     WHERE c.tenant_id = $1 AND c.ani_hash = $2
       AND coalesce(s.invited_at, s.answered_at) > to_timestamp($3::float8 / 1000)
       AND NOT EXISTS (SELECT 1 FROM survey_invitation i WHERE i.tenant_id = $1 AND i.call_key = c.call_key)
     LIMIT 1`,
    [tenantId, aniHash, since],
  );
  return rows.length > 0;
}
