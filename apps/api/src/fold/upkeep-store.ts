import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

/** A call that nobody told the end of. */
export type SilentCall = {
  readonly call_key: string;
  readonly source: string;
  readonly call_id: string;
  readonly last_ms: Instant;
};

/** Undecided calls of which nothing was told since before `since`, the longest silent first. */
export function silentCalls(
  tx: EntityManager,
  tenantId: string,
  since: Instant,
  limit: number,
): Promise<SilentCall[]> {
  return tx.query<SilentCall[]>(
    `SELECT call_key, source, call_id, (extract(epoch FROM last_at) * 1000)::bigint AS last_ms
     FROM call WHERE tenant_id = $1 AND open AND outcome IS NULL AND last_at < to_timestamp($2 / 1000.0)
     ORDER BY last_at, call_key LIMIT $3`,
    [tenantId, since, limit],
  );
}
