import type { EntityManager } from 'typeorm';

type Key = { readonly tenantId: string; readonly invitationId: string };

const now = 'to_timestamp($3::float8 / 1000)';

/** The instant at which this invitation is answered: that of the first try. Null when it is closed. */
export async function beginAnswer(tx: EntityManager, key: Key, at: number): Promise<number | null> {
  const [rows] = await tx.query<[{ at: number }[], number]>(
    `UPDATE survey_invitation SET answer_at = coalesce(answer_at, ${now})
     WHERE tenant_id = $1 AND invitation_id = $2 AND answered_at IS NULL AND refused_at IS NULL
       AND expires_at > ${now}
     RETURNING (extract(epoch FROM answer_at) * 1000)::bigint AS at`,
    [key.tenantId, key.invitationId, at],
  );
  return rows[0]?.at ?? null;
}

/** The log has the answer. Who answers has got the message, and what still waits to be sent need not be. */
export async function endAnswer(tx: EntityManager, key: Key, at: number): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation
     SET answered_at = coalesce(answered_at, answer_at), sealed_address = NULL, due_at = NULL,
       state = CASE state WHEN 'waiting' THEN 'sent' ELSE state END,
       unlogged = CASE WHEN delivered_at IS NULL THEN array_append(unlogged, 'delivered') ELSE unlogged END,
       delivered_at = coalesce(delivered_at, ${now})
     WHERE tenant_id = $1 AND invitation_id = $2`,
    [key.tenantId, key.invitationId, at],
  );
}

/** Closes the invitation for good. An answer that was given stays one; otherwise the call's survey was refused. */
export async function noteRefused(tx: EntityManager, key: Key, at: number): Promise<void> {
  await tx.query(
    `UPDATE survey_invitation
     SET refused_at = ${now}, sealed_address = NULL, due_at = NULL,
       state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
       unlogged = CASE WHEN answered_at IS NULL THEN array_append(unlogged, 'refused') ELSE unlogged END
     WHERE tenant_id = $1 AND invitation_id = $2 AND refused_at IS NULL`,
    [key.tenantId, key.invitationId, at],
  );
}
