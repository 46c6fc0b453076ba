import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { actAs } from '../platform/transaction';

/** An obligation that was ended, and whose it was. */
export type EndedObligation = {
  readonly id: string;
  /** The line's. */
  readonly key: string;
  readonly clinicId: string;
  readonly aniHash: string | null;
  readonly openedBy: string;
};

/**
 * Takes away at most `limit` calls that arrived, and were over, before an instant, with what their callers answered; keeps
 * that they were there. Gives back how many. The caller holds the tenant's cursor.
 */
export async function forgetCalls(
  tx: EntityManager,
  tenantId: string,
  before: Instant,
  limit: number,
): Promise<number> {
  const [row] = await tx.query<{ calls: number }[]>(
    `WITH old AS (
       SELECT call_key FROM call WHERE tenant_id = $1 AND arrived_at < to_timestamp($2 / 1000.0)
         AND last_at < to_timestamp($2 / 1000.0) ORDER BY arrived_at, call_key LIMIT $3),
     answers AS (
       DELETE FROM call_survey s USING old WHERE s.tenant_id = $1 AND s.call_key = old.call_key RETURNING s.month),
     touched AS (INSERT INTO satisfaction_touched (tenant_id, month) SELECT DISTINCT $1, month FROM answers RETURNING 1),
     told AS (DELETE FROM sheet_note n USING old WHERE n.tenant_id = $1 AND n.call_key = old.call_key),
     heard AS (DELETE FROM call_greeting g USING old WHERE g.tenant_id = $1 AND g.call_key = old.call_key),
     passed AS (DELETE FROM handover h USING old WHERE h.tenant_id = $1 AND h.call_key = old.call_key),
     notes AS (DELETE FROM obligation_note n USING old WHERE n.tenant_id = $1 AND n.call_key = old.call_key),
     incidents AS (DELETE FROM incident_note n USING old WHERE n.tenant_id = $1 AND n.call_key = old.call_key),
     owed AS (
       -- What became of a caller stays a figure; who it was goes.
       UPDATE obligation o SET line_key = obligation_id, ani_hash = NULL, detail = '{}' FROM old
       WHERE o.tenant_id = $1 AND o.opened_by = old.call_key AND o.state <> 'open'),
     calls AS (DELETE FROM call c USING old WHERE c.tenant_id = $1 AND c.call_key = old.call_key RETURNING c.call_key),
     noted AS (INSERT INTO call_gone SELECT $1, call_key FROM calls ON CONFLICT DO NOTHING RETURNING 1)
     SELECT count(*) AS calls FROM calls`,
    [tenantId, before, limit],
  );
  return row?.calls ?? 0;
}

/**
 * Ends what is still owed because of calls that are gone: nothing that is done about it could be told of any call. Who it
 * was goes; that nobody reached them stays a figure. Gives back of whom it was. The caller holds the tenant's cursor.
 */
export async function endOwedOfGone(
  tx: EntityManager,
  tenantId: string,
  before: Instant,
): Promise<EndedObligation[]> {
  return tx.query<EndedObligation[]>(
    `WITH over AS (
       SELECT obligation_id, line_key, clinic_id, ani_hash, opened_by FROM obligation o
       WHERE tenant_id = $1 AND state = 'open'
         AND EXISTS (SELECT FROM call_gone g WHERE g.tenant_id = $1 AND g.call_key = o.opened_by)
         AND NOT EXISTS (SELECT FROM call c WHERE c.tenant_id = $1 AND c.call_key = o.opened_by)),
     ended AS (
       UPDATE obligation o SET state = 'neverReached', closed_as = 'neverReached',
         closed_at = greatest(opened_at, coalesce(ends_at, to_timestamp($2 / 1000.0))),
         line_key = o.obligation_id, ani_hash = NULL, detail = '{}'
       FROM over WHERE o.tenant_id = $1 AND o.obligation_id = over.obligation_id)
     SELECT obligation_id AS id, line_key AS key, clinic_id AS "clinicId", ani_hash AS "aniHash", opened_by AS "openedBy"
     FROM over`,
    [tenantId, before],
  );
}

/** Takes away who a follow-up was for, and what was done about it, when it was planned before an instant; the figure stays. */
export async function forgetFollowups(tx: EntityManager, tenantId: string, before: Instant): Promise<void> {
  await tx.query(
    `WITH old AS (
       SELECT obligation_id, opened_by FROM obligation WHERE tenant_id = $1 AND followup_type IS NOT NULL
         AND detail <> '{}' AND (detail->'followup'->>'plannedAt')::bigint < $2),
     notes AS (DELETE FROM obligation_note n USING old WHERE n.tenant_id = $1 AND n.call_key = old.opened_by)
     UPDATE obligation o SET line_key = o.obligation_id, ani_hash = NULL, detail = '{}',
       state = CASE WHEN state IN ('planned', 'open') THEN 'neverReached' ELSE state END,
       closed_at = coalesce(closed_at, greatest(opened_at, to_timestamp($2 / 1000.0))),
       closed_as = coalesce(closed_as, 'neverReached')
     FROM old WHERE o.tenant_id = $1 AND o.obligation_id = old.obligation_id`,
    [tenantId, before],
  );
}

/**
 * Takes away messages for clinics that were first told of before an instant and are of no call that is known; keeps that
 * they were there, so that what is still told of one is of nobody. The caller holds the tenant's cursor.
 */
export async function forgetLoneHandovers(
  tx: EntityManager,
  tenantId: string,
  before: Instant,
): Promise<void> {
  await tx.query(
    `WITH gone AS (
       DELETE FROM handover h WHERE h.tenant_id = $1 AND h.opened_at < to_timestamp($2 / 1000.0)
         AND NOT EXISTS (SELECT FROM call c WHERE c.tenant_id = $1 AND c.call_key = h.call_key) RETURNING call_key)
     INSERT INTO call_gone SELECT DISTINCT $1, call_key FROM gone ON CONFLICT DO NOTHING`,
    [tenantId, before],
  );
}

/** Takes away at most `limit` agents' days of before a date. The caller holds the tenant's cursor. */
export async function forgetAgentDays(
  tx: EntityManager,
  tenantId: string,
  before: string,
  limit: number,
): Promise<number> {
  const [row] = await tx.query<{ days: number }[]>(
    `WITH old AS (
       SELECT agent_id, day FROM agent_day WHERE tenant_id = $1 AND day < $2::date ORDER BY day, agent_id LIMIT $3),
     days AS (
       DELETE FROM agent_day a USING old
       WHERE a.tenant_id = $1 AND a.agent_id = old.agent_id AND a.day = old.day RETURNING 1)
     SELECT count(*) AS days FROM days`,
    [tenantId, before, limit],
  );
  return row?.days ?? 0;
}

/**
 * Takes away at most `limit` events that came before an instant and were folded, the oldest first. With the owner's
 * rights: nobody else takes anything out of the log.
 */
export async function forgetEvents(
  tx: EntityManager,
  tenantId: string,
  before: Instant,
  limit: number,
): Promise<number> {
  await actAs(tx, tenantId);
  const [row] = await tx.query<{ events: number }[]>(
    `WITH old AS (
       SELECT seq, received_at FROM event_log
       WHERE tenant_id = $1 AND received_at < to_timestamp($2 / 1000.0)
         AND seq <= (SELECT seq FROM fold_cursor WHERE tenant_id = $1)
       ORDER BY seq LIMIT $3),
     events AS (
       DELETE FROM event_log e USING old
       WHERE e.tenant_id = $1 AND e.seq = old.seq AND e.received_at = old.received_at RETURNING 1)
     SELECT count(*) AS events FROM events`,
    [tenantId, before, limit],
  );
  return row?.events ?? 0;
}
