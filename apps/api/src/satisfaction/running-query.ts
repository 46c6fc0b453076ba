import type { EntityManager } from 'typeorm';

/** A step of the running month's figures, by one way of asking. */
export type RunningBatch = {
  readonly channel: string;
  /** The local date of the calls it is of; null: of several days. */
  readonly day: string | null;
  readonly counts: readonly number[];
};

const sql = `SELECT channel, day::text AS day, counts FROM satisfaction_batch
WHERE tenant_id = $1 AND month = $2::date AND item = 'overall' ORDER BY channel, batch`;

/** Every step of *overall* of a month (`YYYY-MM`), all clinics together. */
export function runningBatches(tx: EntityManager, tenantId: string, month: string): Promise<RunningBatch[]> {
  return tx.query(sql, [tenantId, `${month}-01`]);
}
