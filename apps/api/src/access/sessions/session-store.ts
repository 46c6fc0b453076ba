import type { EntityManager } from 'typeorm';

import type { ReadToken } from '../secret-token';
import { msOf } from '../../platform/sql-instant';

/** A browser that somebody is signed in with. */
export type StoredSession = Readonly<{
  sessionId: string;
  personId: string;
  /** What the browser says it is. */
  label: string;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
}>;

/** Somebody signed in, as the database says now. */
export type SessionOwner = Readonly<{
  sessionId: string;
  tokenHash: Buffer;
  personId: string;
  name: string;
  agentId: string | null;
  /** Whether more than a password was shown in it. */
  isStrong: boolean;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
}>;

const columns = `session_id AS "sessionId", person_id AS "personId", label, ${msOf('created_at')} AS "createdAt",
  ${msOf('seen_at')} AS "seenAt", ${msOf('expires_at')} AS "expiresAt"`;

export async function insertSession(
  tx: EntityManager,
  token: ReadToken,
  facts: Readonly<{ personId: string; label: string; isStrong: boolean; at: number; expiresAt: number }>,
): Promise<void> {
  const { personId, label, isStrong, at, expiresAt } = facts;
  await tx.query(
    `INSERT INTO session (tenant_id, session_id, token_hash, person_id, label, created_at, seen_at, expires_at, is_strong)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), to_timestamp($6::float8 / 1000),
       to_timestamp($7::float8 / 1000), $8)`,
    [token.tenantId, token.id, token.tokenHash, personId, label, at, expiresAt, isStrong],
  );
}

/** Its person has shown more than a password in it. */
export async function strengthenSession(
  tx: EntityManager,
  tenantId: string,
  sessionId: string,
): Promise<void> {
  await tx.query('UPDATE session SET is_strong = true WHERE tenant_id = $1 AND session_id = $2', [
    tenantId,
    sessionId,
  ]);
}

/** Whose session it is, unless it has ended or its person has left. */
export async function findSession(tx: EntityManager, token: ReadToken): Promise<SessionOwner | undefined> {
  const [row] = await tx.query<SessionOwner[]>(
    `SELECT s.session_id AS "sessionId", s.token_hash AS "tokenHash", p.person_id AS "personId", p.name,
       p.agent_id AS "agentId", s.is_strong AS "isStrong", ${msOf('s.created_at')} AS "createdAt", ${msOf('s.seen_at')} AS "seenAt", ${msOf('s.expires_at')} AS "expiresAt"
     FROM session s JOIN person p ON p.tenant_id = s.tenant_id AND p.person_id = s.person_id
     WHERE s.tenant_id = $1 AND s.session_id = $2 AND s.ended_at IS NULL AND p.ended_at IS NULL`,
    [token.tenantId, token.id],
  );
  return row;
}

export async function sessionIsStrong(
  tx: EntityManager,
  tenantId: string,
  sessionId: string,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'SELECT 1 FROM session WHERE tenant_id = $1 AND session_id = $2 AND is_strong',
    [tenantId, sessionId],
  );
  return rows.length > 0;
}

/** Those of a person that last beyond that moment, the latest seen first. */
export function listSessions(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  at: number,
): Promise<StoredSession[]> {
  return tx.query<StoredSession[]>(
    `SELECT ${columns} FROM session
     WHERE tenant_id = $1 AND person_id = $2 AND ended_at IS NULL AND expires_at > to_timestamp($3::float8 / 1000)
     ORDER BY seen_at DESC, session_id`,
    [tenantId, personId, at],
  );
}

/** It was used: it lasts until then. */
export async function touchSession(
  tx: EntityManager,
  tenantId: string,
  sessionId: string,
  { at, expiresAt }: Readonly<{ at: number; expiresAt: number }>,
): Promise<void> {
  await tx.query(
    `UPDATE session SET seen_at = to_timestamp($3::float8 / 1000), expires_at = to_timestamp($4::float8 / 1000)
     WHERE tenant_id = $1 AND session_id = $2 AND ended_at IS NULL`,
    [tenantId, sessionId, at, expiresAt],
  );
}

/** Which of a person's sessions end: one, all, or all but one. */
export type WhichSessions = Readonly<{ only?: string; except?: string | null }>;

/** Ends them; how many there were. */
export async function endSessions(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  { only, except, at }: WhichSessions & { readonly at: number },
): Promise<number> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE session SET ended_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND person_id = $2 AND ended_at IS NULL
       AND ($4::text IS NULL OR session_id = $4) AND ($5::text IS NULL OR session_id <> $5)`,
    [tenantId, personId, at, only ?? null, except ?? null],
  );
  return changed[1];
}

/** Forgets those that ended before then. */
export async function forgetSessions(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  await tx.query(
    `DELETE FROM session WHERE tenant_id = $1 AND least(ended_at, expires_at) < to_timestamp($2::float8 / 1000)`,
    [tenantId, before],
  );
}
