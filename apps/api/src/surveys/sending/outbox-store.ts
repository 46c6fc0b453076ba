import type { EntityManager } from 'typeorm';

import type { Invitation, SendingState } from '../invitation';
import { invitationColumns } from '../invitation-store';

const at = (place: number): string => `to_timestamp($${place}::float8 / 1000)`;

/**
 * Takes what is due, so that no other process takes it before `until`: should this one die, it becomes due again then.
 */
export async function takeDue(
  tx: EntityManager,
  tenantId: string,
  due: { readonly now: number; readonly until: number; readonly most: number },
): Promise<readonly Invitation[]> {
  const [rows] = await tx.query<[Invitation[], number]>(
    // Materialized: as a mere condition the limited choice may be made anew for every row, and more are taken.
    `WITH chosen AS MATERIALIZED (
       SELECT invitation_id AS id FROM survey_invitation
       WHERE tenant_id = $1 AND state = 'waiting' AND due_at <= ${at(2)}
       ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
     UPDATE survey_invitation SET due_at = ${at(3)}, attempts = attempts + 1
     FROM chosen WHERE tenant_id = $1 AND invitation_id = chosen.id
     RETURNING ${invitationColumns}`,
    [tenantId, due.now, due.until, due.most],
  );
  return rows;
}

/** Settles the sending and forgets the address. Nothing happens to one that was settled meanwhile. */
export async function settleSending(
  tx: EntityManager,
  key: { readonly tenantId: string; readonly invitationId: string },
  state: Exclude<SendingState, 'waiting' | 'sample'>,
): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation SET state = $3, sealed_address = NULL, due_at = NULL
     WHERE tenant_id = $1 AND invitation_id = $2 AND state = 'waiting'`,
    [key.tenantId, key.invitationId, state],
  );
}

/** Notes that it arrived, once; whether that is news. */
export async function noteDelivered(
  tx: EntityManager,
  key: { readonly tenantId: string; readonly invitationId: string },
  now: number,
): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE survey_invitation SET delivered_at = ${at(3)}, unlogged = array_append(unlogged, 'delivered')
     WHERE tenant_id = $1 AND invitation_id = $2 AND delivered_at IS NULL RETURNING 1`,
    [key.tenantId, key.invitationId, now],
  );
  return rows.length > 0;
}

/** Puts the next try off. */
export async function putOff(
  tx: EntityManager,
  key: { readonly tenantId: string; readonly invitationId: string },
  dueAt: number,
): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation SET due_at = ${at(3)} WHERE tenant_id = $1 AND invitation_id = $2 AND state = 'waiting'`,
    [key.tenantId, key.invitationId, dueAt],
  );
}

/** Gives up what has waited since before `since` and forgets the address, whatever became of the tries. */
export async function giveUpOld(tx: EntityManager, tenantId: string, since: number): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation SET state = 'failed', sealed_address = NULL, due_at = NULL
     WHERE tenant_id = $1 AND state = 'waiting' AND created_at <= ${at(2)}`,
    [tenantId, since],
  );
}

/** Forgets invitations that are older. */
export async function forgetOld(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  await tx.query(
    `DELETE FROM survey_invitation WHERE tenant_id = $1 AND created_at < ${at(2)} AND unlogged = '{}'`,
    [tenantId, before],
  );
}

/** Notes that it never arrived, unless it did: then that caller was not asked. Whether that is news. */
export async function noteLost(
  tx: EntityManager,
  key: { readonly tenantId: string; readonly invitationId: string },
): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE survey_invitation SET state = 'failed', sealed_address = NULL, due_at = NULL
     WHERE tenant_id = $1 AND invitation_id = $2 AND delivered_at IS NULL AND state IN ('waiting', 'sent')
     RETURNING 1`,
    [key.tenantId, key.invitationId],
  );
  return rows.length > 0;
}
