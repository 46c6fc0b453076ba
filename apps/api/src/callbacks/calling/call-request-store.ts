import type { Instant, PlacedCall, ToldPlacing } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** What a telephone system is asked for. */
export type CallRequest = {
  readonly requestId: string;
  readonly obligationId: string;
  /** The call that began what is owed, or the key of a follow-up. */
  readonly openedBy: string;
  /** The call by whose reference the patient is called. */
  readonly callKey: string;
  readonly source: string;
  /** What the source calls that call. */
  readonly reference: string;
  readonly extension: string;
  readonly askedAt: Instant;
  readonly tries: number;
};

const columns = `request_id AS "requestId", obligation_id AS "obligationId", opened_by AS "openedBy",
  call_key AS "callKey", source, reference, extension, ${msOf('asked_at')} AS "askedAt", tries`;

/** Kept before it is sent; `sentUntil`: how long the process that sends it is believed to be at it. */
export async function addCallRequest(
  tx: EntityManager,
  tenantId: string,
  request: CallRequest,
  sentUntil: Instant,
): Promise<void> {
  const { requestId, obligationId, openedBy, callKey, source, reference, extension, askedAt } = request;
  await tx.query(
    `INSERT INTO call_request (tenant_id, request_id, obligation_id, opened_by, call_key, source, reference, extension,
       asked_at, state, sent_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000), 'asked', to_timestamp($10::float8 / 1000))`,
    [tenantId, requestId, obligationId, openedBy, callKey, source, reference, extension, askedAt, sentUntil],
  );
}

/** One that may still ring somebody: as it is kept, and as the list knows it. */
export type OpenCallRequest = {
  readonly requestId: string;
  readonly obligationId: string;
  readonly state: 'asked' | ToldPlacing;
  readonly why: string | null;
  readonly askedAt: Instant;
  readonly placed: PlacedCall | null;
};

/** Those on behalf of one obligation, or of the same caller at any clinic, that nobody has said the outcome of. */
export function openCallRequests(
  tx: EntityManager,
  tenantId: string,
  of: { readonly obligationId: string; readonly aniHash: string | null; readonly since: Instant },
): Promise<OpenCallRequest[]> {
  return tx.query<OpenCallRequest[]>(
    `SELECT r.request_id AS "requestId", r.obligation_id AS "obligationId", r.state, r.why,
       ${msOf('r.asked_at')} AS "askedAt", o.detail->'placed' AS placed
     FROM call_request r LEFT JOIN obligation o ON o.tenant_id = r.tenant_id AND o.obligation_id = r.obligation_id
     WHERE r.tenant_id = $1 AND r.over_at IS NULL AND r.asked_at > to_timestamp($4::float8 / 1000)
       AND (r.obligation_id = $2 OR EXISTS (SELECT FROM call c WHERE c.tenant_id = $1 AND c.call_key = r.call_key
         AND c.ani_hash = $3))
     ORDER BY r.asked_at DESC`,
    [tenantId, of.obligationId, of.aniHash, of.since],
  );
}

/** Notes one more try. */
export async function countTry(tx: EntityManager, tenantId: string, requestId: string): Promise<void> {
  await tx.query(`UPDATE call_request SET tries = tries + 1 WHERE tenant_id = $1 AND request_id = $2`, [
    tenantId,
    requestId,
  ]);
}

/** Notes what came of asking; undefined where that is known already. */
export async function settleCallRequest(
  tx: EntityManager,
  tenantId: string,
  requestId: string,
  { state, why }: { readonly state: ToldPlacing; readonly why: string | null },
): Promise<CallRequest | undefined> {
  const [rows] = await tx.query<[CallRequest[], number]>(
    `UPDATE call_request SET state = $3, why = $4 WHERE tenant_id = $1 AND request_id = $2 AND state = 'asked'
     RETURNING ${columns}`,
    [tenantId, requestId, state, why],
  );
  return rows[0];
}

/** Takes over those whose process is gone, so that each is seen to by one. */
export async function takeLeftRequests(
  tx: EntityManager,
  tenantId: string,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<readonly CallRequest[]> {
  const [rows] = await tx.query<[CallRequest[], number]>(
    `UPDATE call_request SET sent_until = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND state = 'asked' AND sent_until < to_timestamp($2::float8 / 1000) RETURNING ${columns}`,
    [tenantId, now, until],
  );
  return rows;
}

/** Somebody said what came of the call. */
export async function endCallRequests(
  tx: EntityManager,
  tenantId: string,
  obligationId: string,
  now: Instant,
): Promise<void> {
  await tx.query(
    `UPDATE call_request SET over_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND obligation_id = $2 AND over_at IS NULL`,
    [tenantId, obligationId, now],
  );
}

export async function forgetCallRequests(
  tx: EntityManager,
  tenantId: string,
  before: Instant,
): Promise<void> {
  await tx.query(
    `DELETE FROM call_request WHERE tenant_id = $1 AND asked_at < to_timestamp($2::float8 / 1000)`,
    [tenantId, before],
  );
}

/** Those that name calls of callers who are erased. */
export async function eraseCallRequests(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
): Promise<void> {
  await tx.query(`DELETE FROM call_request WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])`, [
    tenantId,
    callKeys,
  ]);
}

/** A call by whose reference its caller may be called, and whether its source can be asked to. */
export type CallReference = {
  readonly callKey: string;
  readonly source: string;
  readonly callId: string;
  readonly hasWay: boolean;
};

const referenceSql = (which: string): string =>
  `SELECT c.call_key AS "callKey", c.source, c.call_id AS "callId", w.source IS NOT NULL AS "hasWay"
   FROM call c LEFT JOIN call_way w ON w.tenant_id = c.tenant_id AND w.source = c.source
   WHERE c.tenant_id = $1 AND ${which} AND c.ani_hash IS NOT NULL AND c.counted
   ORDER BY w.source IS NULL, c.arrived_at DESC, c.call_key LIMIT 1`;

/** The latest call of a caller at a clinic, rather one whose source can be asked. */
export async function referenceOfCaller(
  tx: EntityManager,
  tenantId: string,
  { clinicId, aniHash }: { readonly clinicId: string; readonly aniHash: string },
): Promise<CallReference | undefined> {
  const which = `c.ani_hash = $2 AND coalesce(c.clinic_id, '') = $3`;
  const [row] = await tx.query<CallReference[]>(referenceSql(which), [tenantId, aniHash, clinicId]);
  return row;
}

/** One call of a clinic, where its caller has a number. */
export async function referenceOfCall(
  tx: EntityManager,
  tenantId: string,
  { clinicId, callKey }: { readonly clinicId: string; readonly callKey: string },
): Promise<CallReference | undefined> {
  const which = `c.call_key = $2::uuid AND coalesce(c.clinic_id, '') = $3`;
  const [row] = await tx.query<CallReference[]>(referenceSql(which), [tenantId, callKey, clinicId]);
  return row;
}
