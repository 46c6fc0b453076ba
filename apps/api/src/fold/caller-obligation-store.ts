import type { EntityManager } from 'typeorm';

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
    `SELECT clinic_id AS "clinicId", (extract(epoch FROM opened_at) * 1000)::bigint AS "openedAt", state,
       (extract(epoch FROM closed_at) * 1000)::bigint AS "closedAt"
     FROM obligation WHERE tenant_id = $1 AND ani_hash = ANY($2::text[])
     ORDER BY obligation.opened_at, obligation_id`,
    [tenantId, hashes],
  );
}
