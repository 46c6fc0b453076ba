import { lossNames, type Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** A call that nobody answered. */
export type LostCall = {
  readonly source: string;
  readonly callId: string;
  readonly aniHash: string | null;
  readonly lostAt: Instant;
};

/** Somebody of the clinic's secretaries and a number spoke with each other. */
export type Contact = { readonly aniHash: string; readonly at: Instant; readonly byUs: boolean };

type Range = { readonly start: Instant; readonly end: Instant };

/** The unanswered calls of a clinic in a range, by the moment they were lost. */
export function readLostCalls(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  range: Range,
): Promise<LostCall[]> {
  return tx.query<LostCall[]>(
    `SELECT source, call_id AS "callId", ani_hash AS "aniHash",
       ${msOf('coalesce(decided_at, arrived_at)')} AS "lostAt"
     FROM call WHERE tenant_id = $1 AND clinic_id = $2 AND counted AND outcome = ANY($5::text[])
       AND arrived_at >= to_timestamp($3 / 1000.0) AND arrived_at < to_timestamp($4 / 1000.0)
     ORDER BY 4`,
    [tenantId, clinicId, range.start, range.end, lossNames],
  );
}

/**
 * Answered calls between a clinic and some numbers, either direction: an inbound one that counts was the patient's,
 * any other ours.
 */
export function readContacts(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  { aniHashes, ...range }: Range & { readonly aniHashes: readonly string[] },
): Promise<Contact[]> {
  if (aniHashes.length === 0) return Promise.resolve([]);
  return tx.query<Contact[]>(
    `SELECT ani_hash AS "aniHash", ${msOf('decided_at')} AS at, NOT counted AS "byUs"
     FROM call WHERE tenant_id = $1 AND clinic_id = $2 AND outcome = 'answered' AND decided_at IS NOT NULL
       AND arrived_at >= to_timestamp($3 / 1000.0) AND arrived_at < to_timestamp($4 / 1000.0)
       AND ani_hash = ANY($5::text[])
     ORDER BY 2`,
    [tenantId, clinicId, range.start, range.end, aniHashes],
  );
}

/** An event is never received before it happens, but for clocks that differ: older months of the log are left alone. */
const clockSkewMs = 86_400_000;

/** When a planned callback first reached the patient of these calls. */
export async function readCallbacks(
  tx: EntityManager,
  tenantId: string,
  calls: readonly LostCall[],
  since: Instant,
): Promise<Contact[]> {
  if (calls.length === 0) return [];
  const rows = await tx.query<{ source: string; callId: string; at: number }[]>(
    `SELECT source, subject AS "callId", ${msOf('min(at)')} AS at
     FROM event_log WHERE tenant_id = $1 AND type = 'callback.reached' AND subject = ANY($2::text[])
       AND received_at >= to_timestamp($3 / 1000.0)
     GROUP BY 1, 2`,
    [tenantId, calls.map(({ callId }) => callId), since - clockSkewMs],
  );
  const numberOf = new Map(calls.map(({ source, callId, aniHash }) => [`${source} ${callId}`, aniHash]));
  return rows.flatMap(({ source, callId, at }) => {
    const aniHash = numberOf.get(`${source} ${callId}`) ?? null;
    return aniHash === null ? [] : [{ aniHash, at, byUs: true }];
  });
}

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
