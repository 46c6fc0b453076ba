import type { EntityManager } from 'typeorm';

type Range = { readonly start: number; readonly end: number };

/** The notes of an answered call, still packed. */
export type NotedCall = {
  readonly reason: string | null;
  readonly waitMs: number | null;
  readonly facts: string;
};

/** The answered calls of a clinic in a range. */
export function readNotedCalls(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  range: Range,
): Promise<NotedCall[]> {
  return tx.query<NotedCall[]>(
    `SELECT reason, wait_ms AS "waitMs", facts FROM call
     WHERE tenant_id = $1 AND clinic_id = $2 AND counted AND outcome = 'answered'
       AND arrived_at >= to_timestamp($3 / 1000.0) AND arrived_at < to_timestamp($4 / 1000.0)`,
    [tenantId, clinicId, range.start, range.end],
  );
}
