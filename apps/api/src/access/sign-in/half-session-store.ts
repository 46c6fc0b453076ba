import type { EntityManager } from 'typeorm';

import type { ReadToken } from '../secret-token';

export async function insertHalfSession(
  tx: EntityManager,
  token: ReadToken,
  { personId, expiresAt }: Readonly<{ personId: string; expiresAt: number }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO half_session (tenant_id, half_id, token_hash, person_id, expires_at)
     VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))`,
    [token.tenantId, token.id, token.tokenHash, personId, expiresAt],
  );
}

/** Who owes a code by it at that moment. */
export async function findHalfSession(
  tx: EntityManager,
  token: ReadToken,
  at: number,
): Promise<string | undefined> {
  const [row] = await tx.query<{ personId: string }[]>(
    `SELECT person_id AS "personId" FROM half_session
     WHERE tenant_id = $1 AND half_id = $2 AND token_hash = $3 AND expires_at > to_timestamp($4::float8 / 1000)`,
    [token.tenantId, token.id, token.tokenHash, at],
  );
  return row?.personId;
}

/** Uses it up; false when it was used meanwhile. */
export async function useHalfSession(tx: EntityManager, token: ReadToken): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    'DELETE FROM half_session WHERE tenant_id = $1 AND half_id = $2 AND token_hash = $3',
    [token.tenantId, token.id, token.tokenHash],
  );
  return changed[1] > 0;
}

/** Whoever of the person is half-way in begins again. */
export async function endHalfSessions(tx: EntityManager, tenantId: string, personId: string): Promise<void> {
  await tx.query('DELETE FROM half_session WHERE tenant_id = $1 AND person_id = $2', [tenantId, personId]);
}

/** Forgets those that ended before then. */
export async function forgetHalfSessions(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  await tx.query(
    `DELETE FROM half_session WHERE tenant_id = $1 AND expires_at < to_timestamp($2::float8 / 1000)`,
    [tenantId, before],
  );
}
