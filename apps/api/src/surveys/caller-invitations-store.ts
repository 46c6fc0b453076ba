import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** Whose invitations: those about these calls, and those that went to or were of a caller with one of these marks. */
export type WhoseInvitations = {
  readonly callKeys: readonly string[];
  readonly marks: readonly Buffer[];
};

/** What became of an invitation, without where it went; instants in ms. */
export type CallerInvitation = {
  readonly channel: string;
  readonly state: string;
  readonly createdAt: number;
  readonly answeredAt: number | null;
};

const whose = `tenant_id = $1 AND (call_key = ANY($2::uuid[]) OR address_mark = ANY($3::bytea[]) OR caller_mark = ANY($3::bytea[]))`;

export function invitationsOf(
  tx: EntityManager,
  tenantId: string,
  { callKeys, marks }: WhoseInvitations,
): Promise<CallerInvitation[]> {
  return tx.query<CallerInvitation[]>(
    `SELECT channel, state, ${msOf('created_at')} AS "createdAt",
       ${msOf('answered_at')} AS "answeredAt"
     FROM survey_invitation WHERE ${whose} ORDER BY survey_invitation.created_at, invitation_id`,
    [tenantId, callKeys, marks],
  );
}

/** Takes them away, and with them the messages that still wait with an address; their links open nothing any more. */
export async function eraseInvitations(
  tx: EntityManager,
  tenantId: string,
  { callKeys, marks }: WhoseInvitations,
): Promise<number> {
  const [gone] = await tx.query<[{ id: string }[], number]>(
    `DELETE FROM survey_invitation WHERE ${whose} RETURNING invitation_id AS id`,
    [tenantId, callKeys, marks],
  );
  await tx.query(
    `DELETE FROM delivery WHERE tenant_id = $1 AND kind = 'survey invitation' AND message_id = ANY($2::text[])`,
    [tenantId, gone.map(({ id }) => id)],
  );
  return gone.length;
}
