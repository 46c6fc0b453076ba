import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { idsOf, ofScope, stateAt } from '../metrics/owed-query';
import type { ViewerScope } from '../access/viewer';
import type { CallEdge } from '../fold/call-row-store';
import { msOf } from '../platform/sql-instant';

/** A caller at a clinic, by every hash that is theirs. */
export type CallerAt = { readonly hashes: readonly string[]; readonly clinicId: string };

/** A call as it is folded; instants and durations in ms. */
export type EarlierRow = {
  readonly id: string;
  readonly arrivedAt: Instant;
  readonly outcome: string | null;
  readonly subCode: string | null;
  readonly reason: string | null;
  readonly language: string | null;
  readonly waitMs: number | null;
  readonly talkMs: number | null;
};

type PageRow = EarlierRow & { readonly since: number; readonly ever: number; readonly id: string | null };

/** Which of their calls: those that are over and arrived before an edge. */
export type EarlierPage = { readonly edge: CallEdge; readonly limit: number; readonly since: Instant };

/** A page of a caller's calls, how many arrived since an instant, and how many there are before the page's first edge. */
export type ReadEarlier = {
  readonly calls: readonly EarlierRow[];
  readonly since: number;
  readonly ever: number;
};

/**
 * The caller's calls are found first, by the index of callers, and the page is cut from them: by the limit alone the
 * planner might walk through a clinic's calls from the latest on.
 */
export const earlierSql = `
WITH own AS MATERIALIZED (
  SELECT call_key, arrived_at, open, outcome, sub_code, reason, language, wait_ms, talk_ms
  FROM call WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) AND clinic_id = $3 AND counted),
earlier AS (
  SELECT * FROM own WHERE NOT open AND (arrived_at, call_key) < (to_timestamp($4 / 1000.0), $5::uuid))
SELECT n.since, n.ever, page.call_key AS id, ${msOf('page.arrived_at')} AS "arrivedAt", page.outcome,
  page.sub_code AS "subCode", page.reason, page.language, page.wait_ms AS "waitMs", page.talk_ms AS "talkMs"
FROM (SELECT (SELECT count(*) FROM own WHERE arrived_at >= to_timestamp($6 / 1000.0)) AS since,
  (SELECT count(*) FROM earlier) AS ever) AS n
LEFT JOIN (SELECT * FROM earlier ORDER BY arrived_at DESC, call_key DESC LIMIT $7) AS page ON true
ORDER BY page.arrived_at DESC, page.call_key DESC`;

export async function earlierCalls(
  tx: EntityManager,
  tenantId: string,
  { hashes, clinicId }: CallerAt,
  { edge, limit, since }: EarlierPage,
): Promise<ReadEarlier> {
  const rows = await tx.query<PageRow[]>(earlierSql, [
    tenantId,
    hashes,
    clinicId,
    edge.arrivedAt,
    edge.callKey,
    since,
    limit,
  ]);
  const calls = rows.filter(({ id }) => id !== null).map(({ since: _, ever: __, ...row }) => row);
  return { calls, since: rows[0]?.since ?? 0, ever: rows[0]?.ever ?? 0 };
}

/** The caller's calls to the clinic that go on. */
export async function openCallsOf(
  tx: EntityManager,
  tenantId: string,
  { hashes, clinicId }: CallerAt,
): Promise<readonly string[]> {
  const rows = await tx.query<{ key: string }[]>(
    `SELECT call_key AS key FROM call
     WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) AND clinic_id = $3 AND open`,
    [tenantId, hashes, clinicId],
  );
  return rows.map(({ key }) => key);
}

/** What the clinic owes the caller at an instant. */
export type OwedRow = {
  readonly id: string;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly promised: boolean;
  readonly urgent: boolean;
};

export function owedNow(
  tx: EntityManager,
  tenantId: string,
  { hashes, clinicId }: CallerAt,
  { scope, now }: { readonly scope: ViewerScope; readonly now: Instant },
): Promise<OwedRow[]> {
  return tx.query<OwedRow[]>(
    `SELECT obligation_id AS id, ${msOf('opened_at')} AS "openedAt", ${msOf('due_at')} AS "dueAt",
       (detail->>'promised')::boolean AS promised, (detail->>'urgent')::boolean AS urgent
     FROM obligation WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) AND clinic_id = $3
       AND state = 'open' AND ${stateAt('$4')} = 'open' AND ${ofScope(scope, '$5')}
     ORDER BY obligation.due_at, obligation_id`,
    [tenantId, hashes, clinicId, now, idsOf(scope)],
  );
}

/** Counts that somebody looked: of a clinic and its local day, of nobody. */
export async function countLook(
  tx: EntityManager,
  tenantId: string,
  look: {
    readonly clinicId: string;
    readonly now: Instant;
    readonly timezone: string;
    readonly isOfRepeat: boolean;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO caller_look (tenant_id, clinic_id, day, looks, of_repeat_callers)
     VALUES ($1, $2, (to_timestamp($3 / 1000.0) AT TIME ZONE $4)::date, 1, $5)
     ON CONFLICT (tenant_id, day, clinic_id) DO UPDATE
       SET looks = caller_look.looks + 1,
         of_repeat_callers = caller_look.of_repeat_callers + EXCLUDED.of_repeat_callers`,
    [tenantId, look.clinicId, look.now, look.timezone, look.isOfRepeat ? 1 : 0],
  );
}
