import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import type { Invitation, KeptTemplate } from './invitation';

const invitationColumns = `tenant_id AS "tenantId", invitation_id AS "invitationId", survey_id AS "surveyId",
  source, call_id AS "callId", call_key AS "callKey", clinic_id AS "clinicId", call_answered AS "callAnswered",
  channel, language, address_mark AS "addressMark", caller_mark AS "callerMark",
  ${msOf('created_at')} AS "createdAt", ${msOf('expires_at')} AS "expiresAt", state,
  ${msOf('delivered_at')} AS "deliveredAt",
  ${msOf('answer_at')} AS "answerAt", ${msOf('answered_at')} AS "answeredAt",
  answered_items AS "answeredItems", answers,
  ${msOf('refused_at')} AS "refusedAt", unlogged`;

const at = (place: number): string => `to_timestamp($${place}::float8 / 1000)`;

export async function insertInvitation(tx: EntityManager, invitation: Invitation): Promise<void> {
  const { tenantId, invitationId, surveyId, source, callId, callKey, clinicId } = invitation;
  const { callAnswered, channel, language, addressMark, callerMark } = invitation;
  const { createdAt, expiresAt, state, unlogged } = invitation;
  await tx.query(
    `INSERT INTO survey_invitation (tenant_id, invitation_id, survey_id, source, call_id, call_key, clinic_id,
       call_answered, channel, language, address_mark, caller_mark, created_at, expires_at, state, unlogged)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, ${at(13)}, ${at(14)}, $15, $16)`,
    [
      tenantId,
      invitationId,
      surveyId,
      source,
      callId,
      callKey,
      clinicId,
      callAnswered,
      channel,
      language,
      addressMark,
      callerMark,
      createdAt,
      expiresAt,
      state,
      unlogged,
    ],
  );
}

/** An invitation of that id; with `lock`, nobody else changes it until the transaction ends. */
export async function findInvitation(
  tx: EntityManager,
  tenantId: string,
  invitationId: string,
  lock = false,
): Promise<Invitation | undefined> {
  const rows = await tx.query<Invitation[]>(
    `SELECT ${invitationColumns} FROM survey_invitation WHERE tenant_id = $1 AND invitation_id = $2
     ${lock ? 'FOR UPDATE' : ''}`,
    [tenantId, invitationId],
  );
  return rows[0];
}

/** The invitation of a call that was sent, or may still be. */
export async function invitationOfCall(
  tx: EntityManager,
  tenantId: string,
  callKey: string,
): Promise<Invitation | undefined> {
  const rows = await tx.query<Invitation[]>(
    `SELECT ${invitationColumns} FROM survey_invitation
     WHERE tenant_id = $1 AND call_key = $2 AND state NOT IN ('failed', 'cancelled')
     ORDER BY created_at DESC LIMIT 1`,
    [tenantId, callKey],
  );
  return rows[0];
}

/** Whether somebody with one of these marks was invited since; an invitation that never arrived is none. */
export async function wasInvitedSince(
  tx: EntityManager,
  tenantId: string,
  marks: { readonly addressMark: Buffer; readonly callerMark: Buffer | null },
  since: number,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM survey_invitation
     WHERE tenant_id = $1 AND (address_mark = $2 OR caller_mark = $3) AND state NOT IN ('failed', 'cancelled')
       AND created_at > ${at(4)} LIMIT 1`,
    [tenantId, marks.addressMark, marks.callerMark, since],
  );
  return rows.length > 0;
}

/** How many invitations were made since about the same call or for one of these marks, whatever became of them. */
export async function countInvitationsSince(
  tx: EntityManager,
  { tenantId, callKey, addressMark, callerMark }: Invitation,
  since: number,
): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM survey_invitation
     WHERE tenant_id = $1 AND (call_key = $2 OR address_mark = $3 OR caller_mark = $4) AND created_at > ${at(5)}`,
    [tenantId, callKey, addressMark, callerMark, since],
  );
  return row?.count ?? 0;
}

/** Makes those who want to invite in one tenant go one after the other, so that nobody is asked twice at once. */
export async function lockInviting(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('survey invitations ' || $1, 0))`, [
    tenantId,
  ]);
}

/** Keeps what is asked, under its id, once. */
export async function keepTemplate(
  tx: EntityManager,
  tenantId: string,
  template: KeptTemplate,
  now: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO survey_template (tenant_id, survey_id, document, created_at)
     VALUES ($1, $2, $3, ${at(4)}) ON CONFLICT DO NOTHING`,
    [tenantId, template.surveyId, JSON.stringify(template), now],
  );
}

export async function findTemplate(
  tx: EntityManager,
  tenantId: string,
  surveyId: string,
): Promise<KeptTemplate | undefined> {
  const rows = await tx.query<{ document: KeptTemplate }[]>(
    'SELECT document FROM survey_template WHERE tenant_id = $1 AND survey_id = $2',
    [tenantId, surveyId],
  );
  return rows[0]?.document;
}
