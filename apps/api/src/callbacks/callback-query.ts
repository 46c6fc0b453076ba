import { lossNames, type Instant, type Obligation } from '@vigie/calls';
import type { CallbackSums } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import type { ViewerScope } from '../access/viewer';
import { serverSource } from '../event-log/server-events';
import { idsOf, ofScope, stateAt } from '../metrics/owed-query';
import { msOf } from '../platform/sql-instant';

/** An obligation as it is folded; `steps` only of one that is asked for by id. */
export type CallbackRow = {
  readonly id: string;
  readonly clinicId: string;
  /** Stays in the house. */
  readonly aniHash: string | null;
  readonly detail: Omit<Obligation, 'steps'> & Partial<Pick<Obligation, 'steps'>>;
};

/** SQL: what is read of one, beside its `detail`. */
export const callbackColumns = 'obligation_id AS id, clinic_id AS "clinicId", ani_hash AS "aniHash"';

/** Whose callbacks are asked for, and as of when. */
export type AskedCallbacks = {
  readonly scope: ViewerScope;
  /** Of the scope, those of one clinic alone. */
  readonly clinicId?: string | undefined;
  /** Only so many of those who come first on the list; all without it. */
  readonly limit?: number | undefined;
  readonly now: Instant;
};

/** From the third call of a patient on, somebody looks after them first, as the page has it. */
const manyCalls = 3;
/** SQL: clinics to be telephoned first, late promises, then urgent ones and third calls. */
const rankAt = (parameter: string): string =>
  `CASE WHEN followup_type = 'clinic_alert' AND due_at <= to_timestamp(${parameter} / 1000.0) THEN -1 WHEN (detail->>'promised')::boolean AND due_at < to_timestamp(${parameter} / 1000.0) THEN 0
     WHEN (detail->>'urgent')::boolean OR (detail->>'calls')::int >= ${manyCalls} THEN 1 ELSE 2 END`;

/** The open ones, in the order of the list. */
export function openCallbacks(
  tx: EntityManager,
  tenantId: string,
  { scope, clinicId, limit, now }: AskedCallbacks,
): Promise<CallbackRow[]> {
  return tx.query<CallbackRow[]>(
    `SELECT ${callbackColumns}, detail - 'steps' AS detail FROM obligation
     WHERE tenant_id = $1 AND state = 'open' AND ${stateAt('$3')} = 'open' AND ${ofScope(scope, '$2')}
       AND ($4::text IS NULL OR clinic_id = $4)
     ORDER BY ${rankAt('$3')}, due_at, obligation_id LIMIT $5`,
    [tenantId, idsOf(scope), now, clinicId ?? null, limit ?? null],
  );
}

/** Those of a clinic of whom the time to reach them passed since an instant; whose details are kept. */
export function neverReachedSince(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): Promise<CallbackRow[]> {
  return tx.query<CallbackRow[]>(
    `SELECT ${callbackColumns}, detail - 'steps' AS detail FROM obligation
     WHERE tenant_id = $1 AND clinic_id = $2 AND detail <> '{}' AND opened_at >= to_timestamp($3 / 1000.0) - interval '30 days'
       AND ends_at >= to_timestamp($3 / 1000.0) AND ends_at <= to_timestamp($4 / 1000.0)
       AND ${stateAt('$4')} = 'neverReached'
     ORDER BY opened_at, obligation_id`,
    [tenantId, clinicId, since, now],
  );
}

/** Rows by which a clinic is told of an answer, of a range of instants, that nobody said to know so far. */
export function unansweredAlerts(
  tx: EntityManager,
  tenantId: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<CallbackRow[]> {
  return tx.query<CallbackRow[]>(
    `SELECT ${callbackColumns}, detail - 'steps' AS detail FROM obligation
     WHERE tenant_id = $1 AND state = 'open' AND followup_type = 'clinic_alert'
       AND opened_at > to_timestamp($2 / 1000.0) AND opened_at <= to_timestamp($3 / 1000.0) ORDER BY opened_at`,
    [tenantId, from, to],
  );
}

/** The ids of the open ones. */
export async function openCallbackIds(
  tx: EntityManager,
  tenantId: string,
  { scope, now }: Pick<AskedCallbacks, 'scope' | 'now'>,
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT obligation_id AS id FROM obligation
     WHERE tenant_id = $1 AND state = 'open' AND ${stateAt('$3')} = 'open' AND ${ofScope(scope, '$2')}`,
    [tenantId, idsOf(scope), now],
  );
  return rows.map(({ id }) => id);
}

/** SQL: those that were opened, of which there is more than a figure. */
const openedAndKept = "detail <> '{}' AND followup_type IS NULL";

/** Those that were opened in a range, in whatever state, a page after a place in their order. */
export function callbacksOpened(
  tx: EntityManager,
  tenantId: string,
  page: {
    readonly scope: ViewerScope;
    readonly after: { readonly openedAt: Instant; readonly id: string };
    readonly to: Instant;
    readonly limit: number;
  },
): Promise<CallbackRow[]> {
  const { scope, after, to, limit } = page;
  return tx.query<CallbackRow[]>(
    `SELECT ${callbackColumns}, detail - 'steps' AS detail FROM obligation
     WHERE tenant_id = $1 AND (opened_at, obligation_id) > (to_timestamp($3 / 1000.0), $4::uuid)
       AND opened_at < to_timestamp($5 / 1000.0) AND ${openedAndKept} AND ${ofScope(scope, '$2')}
     ORDER BY opened_at, obligation_id LIMIT $6`,
    [tenantId, idsOf(scope), after.openedAt, after.id, to, limit],
  );
}

/** Whether more than so many were opened in a range. */
export async function isMoreOpened(
  tx: EntityManager,
  tenantId: string,
  range: {
    readonly scope: ViewerScope;
    readonly from: Instant;
    readonly to: Instant;
    readonly most: number;
  },
): Promise<boolean> {
  const { scope, from, to, most } = range;
  const rows = await tx.query<unknown[]>(
    `SELECT FROM obligation WHERE tenant_id = $1 AND opened_at >= to_timestamp($3 / 1000.0)
       AND opened_at < to_timestamp($4 / 1000.0) AND ${openedAndKept} AND ${ofScope(scope, '$2')}
     OFFSET $5 LIMIT 1`,
    [tenantId, idsOf(scope), from, to, most],
  );
  return rows.length > 0;
}

/** Everything open of one caller, at whatever clinic. */
export function openOfCaller(tx: EntityManager, tenantId: string, aniHash: string): Promise<CallbackRow[]> {
  return tx.query<CallbackRow[]>(
    `SELECT ${callbackColumns}, detail - 'steps' AS detail FROM obligation
     WHERE tenant_id = $1 AND ani_hash = $2 AND state = 'open'`,
    [tenantId, aniHash],
  );
}

/** These of them, in whatever state. */
export function callbacksByIds(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<(CallbackRow & { readonly teamId: string | null })[]> {
  return tx.query(
    `SELECT ${callbackColumns}, team_id AS "teamId", detail FROM obligation
     WHERE tenant_id = $1 AND obligation_id = ANY($2::uuid[]) AND detail <> '{}'`,
    [tenantId, ids],
  );
}

type SumsRow = Omit<CallbackSums, 'since'>;

/** What became of those owed since an instant, and how many are still owed from before. */
export async function callbackSums(
  tx: EntityManager,
  tenantId: string,
  { scope, since, now }: { readonly scope: ViewerScope; readonly since: Instant; readonly now: Instant },
): Promise<CallbackSums> {
  const parameters = [tenantId, idsOf(scope), since];
  const from = 'to_timestamp($3 / 1000.0)';
  const [row] = await tx.query<SumsRow[]>(
    `SELECT count(*) FILTER (WHERE since) AS owed, count(*) FILTER (WHERE since AND state = 'open') AS open,
       count(*) FILTER (WHERE since AND state = 'recovered') AS recovered,
       count(*) FILTER (WHERE since AND state = 'recovered' AND closed_at <= opened_at + interval '1 hour')
         AS "recoveredWithinHour",
       count(*) FILTER (WHERE since AND state = 'closed') AS closed,
       count(*) FILTER (WHERE since AND state = 'neverReached') AS "neverReached",
       count(*) FILTER (WHERE NOT since AND state = 'open') AS "openFromBefore",
       (SELECT count(*) FROM call WHERE tenant_id = $1 AND arrived_at >= ${from} AND counted AND ani_hash IS NULL
          AND outcome = ANY($4::text[]) AND ${ofScope(scope, '$2')}) AS withheld,
       (SELECT count(*) FROM obligation WHERE tenant_id = $1 AND state = 'open' AND followup_type IS NOT NULL
          AND ${ofScope(scope, '$2')}) AS followups
     FROM (SELECT opened_at, closed_at, opened_at >= ${from} AS since, ${stateAt('$5')} AS state FROM obligation
       WHERE tenant_id = $1 AND (state = 'open' OR opened_at >= ${from}) AND followup_type IS NULL
         AND ${ofScope(scope, '$2')}) AS owed`,
    [...parameters, lossNames.filter((name) => name !== 'voicemail' && name !== 'callbackExit'), now],
  );
  const sums = row ?? { ...noSums };
  return { since: new Date(since).toISOString(), ...sums };
}

const noSums = {
  owed: 0,
  open: 0,
  recovered: 0,
  recoveredWithinHour: 0,
  closed: 0,
  neverReached: 0,
  openFromBefore: 0,
  withheld: 0,
  followups: 0,
};

/** What was done about one of them and is not folded yet, in order. */
export type PendingAct = {
  readonly type: string;
  readonly byId: string | null;
  readonly by: string | null;
  readonly at: Instant;
};

/** Two who act on one at the same time do so one after the other. */
export async function lockCallback(tx: EntityManager, tenantId: string, id: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || ' callback ' || $2, 0))`, [
    tenantId,
    id,
  ]);
}

export function pendingActs(tx: EntityManager, tenantId: string, id: string): Promise<PendingAct[]> {
  return tx.query<PendingAct[]>(
    `SELECT type, data->>'byId' AS "byId", data->>'by' AS by, ${msOf('at')} AS at
     FROM event_log WHERE tenant_id = $1 AND source = '${serverSource}' AND subject = $2
       AND seq > coalesce((SELECT seq FROM fold_cursor WHERE tenant_id = $1), 0) ORDER BY seq`,
    [tenantId, id],
  );
}
