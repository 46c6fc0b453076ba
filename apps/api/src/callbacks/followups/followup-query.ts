import type { Instant } from '@vigie/calls';
import type { AlertTally, FollowupTally } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { ViewerScope } from '../../access/viewer';
import { idsOf, ofScope } from '../../metrics/owed-query';
import { msOf } from '../../platform/sql-instant';
import { callbackColumns, type CallbackRow } from '../callback-query';

/** More are not planned by hand; who has more asks by clinic. */
const mostPlanned = 2_000;

/** Those that are planned and not due yet, the next one first; with `before`, those whose time begins before it. */
export function plannedFollowups(
  tx: EntityManager,
  tenantId: string,
  {
    scope,
    clinicId,
    before,
  }: { readonly scope: ViewerScope; readonly clinicId: string | null; readonly before?: Instant },
): Promise<CallbackRow[]> {
  return tx.query<CallbackRow[]>(
    `SELECT ${callbackColumns}, detail - 'steps' AS detail FROM obligation
     WHERE tenant_id = $1 AND state = 'planned' AND ${ofScope(scope, '$2')} AND ($3::text IS NULL OR clinic_id = $3)
       AND ($4::float8 IS NULL OR opened_at < to_timestamp($4 / 1000.0))
     ORDER BY opened_at, obligation_id LIMIT ${mostPlanned}`,
    [tenantId, idsOf(scope), clinicId, before ?? null],
  );
}

/** Those that were planned on a call and are not over, the next one first. */
export function followupsOnCall(
  tx: EntityManager,
  tenantId: string,
  onCall: string,
  now: Instant,
): Promise<{ readonly id: string; readonly type: string; readonly dueUntil: Instant }[]> {
  return tx.query(
    `SELECT obligation_id AS id, followup_type AS type, ${msOf('due_at')} AS "dueUntil" FROM obligation
     WHERE tenant_id = $1 AND followup_type IS NOT NULL AND due_at >= to_timestamp($3 / 1000.0) - interval '1 day'
       AND state IN ('planned', 'open') AND detail->'followup'->>'onCall' = $2
     ORDER BY due_at, obligation_id`,
    [tenantId, onCall, now],
  );
}

/** Of which days, and how they are told apart. */
export type AskedFigures = {
  readonly scope: ViewerScope;
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  readonly timezone: string;
  readonly by: 'none' | 'day' | 'clinic' | 'type';
  /** Of the scope, those of these clinics alone. */
  readonly clinicIds?: readonly string[] | undefined;
};

const keySqls = {
  none: `''`,
  day: `to_char(due_at AT TIME ZONE $6::text, 'YYYY-MM-DD')`,
  clinic: 'clinic_id',
  type: 'followup_type',
} as const;
const isDone = `f.state IN ('recovered', 'closed') AND f.closed_as <> 'settled'`;
const isLeft = `f.state IN ('planned', 'open')`;
const now = 'to_timestamp($5 / 1000.0)';

/** What became of those that were due in a range. */
export function followupTallies(
  tx: EntityManager,
  tenantId: string,
  { scope, from, to, now: at, timezone, by, clinicIds }: AskedFigures,
): Promise<(FollowupTally & { readonly key: string })[]> {
  return tx.query(
    `SELECT f.key,
       count(*) FILTER (WHERE ${isDone} AND f.closed_at <= f.due_at) AS "doneOnTime",
       count(*) FILTER (WHERE ${isDone} AND f.closed_at > f.due_at) AS "doneLate",
       count(*) FILTER (WHERE f.state = 'neverReached' OR (${isLeft} AND f.due_at < ${now})) AS overdue,
       count(*) FILTER (WHERE ${isLeft} AND f.due_at >= ${now}) AS "stillDue",
       count(*) FILTER (WHERE f.closed_as = 'settled') AS cancelled,
       count(*) FILTER (WHERE f.state = 'recovered') AS "followupsReached",
       count(*) FILTER (WHERE f.medicines IS NOT NULL) AS "questionsAnswered",
       count(*) FILTER (WHERE f.medicines = 'yes') AS "medicinesUnderstood",
       count(*) FILTER (WHERE c.call_key IS NOT NULL AND (c.ended_at IS NULL OR f.planned_at <= c.ended_at)) AS "plannedInCall",
       count(*) FILTER (WHERE c.call_key IS NOT NULL AND f.planned_at > c.ended_at) AS "plannedAfterCall"
     FROM (SELECT ${keySqls[by]} AS key, state, closed_as, closed_at, due_at,
         to_timestamp((detail->'followup'->>'plannedAt')::bigint / 1000.0) AS planned_at,
         (detail->'followup'->>'onCall')::uuid AS on_call,
         detail->'followup'->'replies'->'answers'->>'medicines' AS medicines
       FROM obligation WHERE tenant_id = $1 AND followup_type <> 'clinic_alert' AND due_at >= to_timestamp($3 / 1000.0)
         AND due_at < to_timestamp($4 / 1000.0) AND ${ofScope(scope, '$2')} AND $6::text IS NOT NULL
         AND ($7::text[] IS NULL OR clinic_id = ANY($7))) AS f
     LEFT JOIN call c ON c.tenant_id = $1 AND c.call_key = f.on_call
     GROUP BY 1 ORDER BY 1`,
    [tenantId, idsOf(scope), from, to, at, timezone, clinicIds ?? null],
  );
}

/** How soon clinics knew of answers of a range that were not all yes, told apart as follow-ups are. */
export function alertTallies(
  tx: EntityManager,
  tenantId: string,
  { scope, from, to, timezone, by, clinicIds }: AskedFigures,
): Promise<(AlertTally & { readonly key: string })[]> {
  return tx.query(
    `SELECT key, count(*) AS "clinicAlerts", count(*) FILTER (WHERE state = 'recovered') AS "alertsKnown",
       percentile_disc(0.5) WITHIN GROUP (ORDER BY took) FILTER (WHERE state = 'recovered') AS "medianToKnownMs"
     FROM (SELECT ${keySqls[by].replace('due_at', 'opened_at').replace('$6', '$5')} AS key, state,
         round(extract(epoch FROM closed_at - opened_at) * 1000)::bigint AS took
       FROM obligation WHERE tenant_id = $1 AND followup_type = 'clinic_alert' AND opened_at >= to_timestamp($3 / 1000.0)
         AND opened_at < to_timestamp($4 / 1000.0) AND ${ofScope(scope, '$2')} AND $5::text IS NOT NULL
         AND ($6::text[] IS NULL OR clinic_id = ANY($6))) AS told
     GROUP BY 1`,
    [tenantId, idsOf(scope), from, to, timezone, clinicIds ?? null],
  );
}
