import type { AskedItem } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { moreMs, mostAnswers, type SendingState, type SurveyMoment } from './invitation';

type Key = { readonly tenantId: string; readonly invitationId: string };

const now = 'to_timestamp($3::float8 / 1000)';

/**
 * The instant of the answer that is to be published: of the first one that of its first try, of what is added later
 * now. Null when the invitation is closed.
 */
export async function beginAnswer(tx: EntityManager, key: Key, at: number): Promise<number | null> {
  const [rows] = await tx.query<[{ at: number }[], number]>(
    `UPDATE survey_invitation SET answer_at = coalesce(answer_at, ${now})
     WHERE tenant_id = $1 AND invitation_id = $2 AND refused_at IS NULL
       AND CASE WHEN answered_at IS NULL THEN expires_at > ${now}
         ELSE answers BETWEEN 1 AND $4::int - 1 AND answered_at > to_timestamp(($3::float8 - $5::float8) / 1000) END
     RETURNING ${msOf(`CASE WHEN answered_at IS NULL THEN answer_at ELSE ${now} END`)} AS at`,
    [key.tenantId, key.invitationId, at, mostAnswers, moreMs],
  );
  return rows[0]?.at ?? null;
}

/** The log has an answer to these questions. Who answers has got the message. */
export async function endAnswer(
  tx: EntityManager,
  key: Key,
  items: readonly AskedItem[],
  at: number,
): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation
     SET answered_at = coalesce(answered_at, answer_at), answers = answers + 1,
       answered_items = ARRAY(SELECT DISTINCT unnest(answered_items || $4::text[]) ORDER BY 1),
       state = CASE state WHEN 'waiting' THEN 'sent' ELSE state END,
       unlogged = CASE WHEN delivered_at IS NULL THEN array_append(unlogged, 'delivered') ELSE unlogged END,
       delivered_at = coalesce(delivered_at, ${now})
     WHERE tenant_id = $1 AND invitation_id = $2`,
    [key.tenantId, key.invitationId, at, items],
  );
}

/** Closes the invitation for good. An answer that was given stays one; otherwise the call's survey was refused. */
export async function noteRefused(tx: EntityManager, key: Key, at: number): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation
     SET refused_at = ${now}, state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
       unlogged = CASE WHEN answered_at IS NULL THEN array_append(unlogged, 'refused') ELSE unlogged END
     WHERE tenant_id = $1 AND invitation_id = $2 AND refused_at IS NULL`,
    [key.tenantId, key.invitationId, at],
  );
}

/** Notes what became of the sending. Nothing happens to one that was settled meanwhile. */
export async function noteSending(
  tx: EntityManager,
  key: Key,
  state: Extract<SendingState, 'sent' | 'failed'>,
): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation SET state = $3
     WHERE tenant_id = $1 AND invitation_id = $2 AND state = 'waiting'`,
    [key.tenantId, key.invitationId, state],
  );
}

/** Notes that it arrived, once; whether that is news. */
export async function noteDelivered(tx: EntityManager, key: Key, at: number): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE survey_invitation SET delivered_at = ${now}, unlogged = array_append(unlogged, 'delivered')
     WHERE tenant_id = $1 AND invitation_id = $2 AND delivered_at IS NULL RETURNING 1`,
    [key.tenantId, key.invitationId, at],
  );
  return rows.length > 0;
}

/** Notes that it never arrived, unless it did: then that caller was not asked. Whether that is news. */
export async function noteLost(tx: EntityManager, key: Key): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE survey_invitation SET state = 'failed'
     WHERE tenant_id = $1 AND invitation_id = $2 AND delivered_at IS NULL AND state IN ('waiting', 'sent')
     RETURNING 1`,
    [key.tenantId, key.invitationId],
  );
  return rows.length > 0;
}

/** The log has these now. */
export async function markLogged(
  tx: EntityManager,
  key: Key,
  moments: readonly SurveyMoment[],
): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation
     SET unlogged = ARRAY(SELECT moment FROM unnest(unlogged) AS moment WHERE moment <> ALL ($3::text[]))
     WHERE tenant_id = $1 AND invitation_id = $2`,
    [key.tenantId, key.invitationId, moments],
  );
}

/** Ids of invitations whose events the log does not have yet. */
export async function unloggedInvitations(tx: EntityManager, tenantId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT invitation_id AS id FROM survey_invitation WHERE tenant_id = $1 AND unlogged <> '{}' LIMIT 200`,
    [tenantId],
  );
  return rows.map(({ id }) => id);
}

/** Forgets invitations that are older. */
export async function forgetInvitations(
  tx: EntityManager,
  tenantId: string,
  before: number,
): Promise<number> {
  const [, forgotten] = await tx.query<[unknown, number]>(
    `DELETE FROM survey_invitation
     WHERE tenant_id = $1 AND created_at < to_timestamp($2::float8 / 1000) AND unlogged = '{}'`,
    [tenantId, before],
  );
  return forgotten;
}
