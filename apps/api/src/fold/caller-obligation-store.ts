import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** That a clinic owed a caller a call, and what became of it; instants in ms. */
export type OwedCaller = {
  readonly clinicId: string;
  readonly openedAt: number;
  /** `open`, `recovered`, `neverReached` or `closed`. */
  readonly state: string;
  readonly closedAt: number | null;
};

/** What was owed to callers with these hashes, oldest first. */
export function owedToCallers(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<OwedCaller[]> {
  return tx.query<OwedCaller[]>(
    `SELECT clinic_id AS "clinicId", ${msOf('opened_at')} AS "openedAt", state,
       ${msOf('closed_at')} AS "closedAt"
     FROM obligation WHERE tenant_id = $1 AND ani_hash = ANY($2::text[])
     ORDER BY obligation.opened_at, obligation_id`,
    [tenantId, hashes],
  );
}
