import type { EntityManager } from 'typeorm';

import type { ReadToken } from '../secret-token';
import type { ViewerScope } from '../viewer-scope';
import { msOf } from '../../platform/sql-instant';

/** A link of a television as it is kept: everything but the secret. */
export type StoredWallLink = Readonly<{
  linkId: string;
  /** Where it hangs. */
  name: string;
  scope: ViewerScope;
  namesClinics: boolean;
  /** The name of whoever made it; null: the command line, or whoever looked at the demonstration. */
  madeBy: string | null;
  madeAt: number;
  /** When a television last showed the board by it; null: it was never opened. */
  seenAt: number | null;
}>;

/** What a token is held against. */
export type FoundWallLink = Omit<StoredWallLink, 'madeBy' | 'madeAt'> & Readonly<{ tokenHash: Buffer }>;

const columns = `w.link_id AS "linkId", w.name, w.scope, w.names_clinics AS "namesClinics", ${msOf('w.seen_at')} AS "seenAt"`;

export async function insertWallLink(
  tx: EntityManager,
  token: ReadToken,
  facts: Pick<StoredWallLink, 'name' | 'scope' | 'namesClinics' | 'madeAt'> &
    Readonly<{ madeBy: string | null }>,
): Promise<void> {
  const { name, scope, namesClinics, madeBy, madeAt } = facts;
  await tx.query(
    `INSERT INTO wall_link (tenant_id, link_id, token_hash, name, scope, names_clinics, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))`,
    [token.tenantId, token.id, token.tokenHash, name, JSON.stringify(scope), namesClinics, madeBy, madeAt],
  );
}

/** The link that was not revoked, by its token's id. */
export async function findWallLink(tx: EntityManager, token: ReadToken): Promise<FoundWallLink | undefined> {
  const [row] = await tx.query<FoundWallLink[]>(
    `SELECT ${columns}, w.token_hash AS "tokenHash" FROM wall_link w
     WHERE w.tenant_id = $1 AND w.link_id = $2 AND w.revoked_at IS NULL`,
    [token.tenantId, token.id],
  );
  return row;
}

/** Those that were not revoked, the latest made first. */
export function listWallLinks(tx: EntityManager, tenantId: string): Promise<StoredWallLink[]> {
  return tx.query<StoredWallLink[]>(
    `SELECT ${columns}, ${msOf('w.made_at')} AS "madeAt", p.name AS "madeBy" FROM wall_link w
     LEFT JOIN person p ON p.tenant_id = w.tenant_id AND p.person_id = w.made_by
     WHERE w.tenant_id = $1 AND w.revoked_at IS NULL ORDER BY w.made_at DESC, w.link_id`,
    [tenantId],
  );
}

/** A television shows the board by it at that moment. */
export async function touchWallLink(
  tx: EntityManager,
  tenantId: string,
  linkId: string,
  at: number,
): Promise<void> {
  await tx.query(
    `UPDATE wall_link SET seen_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND link_id = $2 AND revoked_at IS NULL`,
    [tenantId, linkId, at],
  );
}

/** False when there is none of that id, or it was revoked before. */
export async function revokeWallLink(
  tx: EntityManager,
  tenantId: string,
  linkId: string,
  at: number,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE wall_link SET revoked_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND link_id = $2 AND revoked_at IS NULL`,
    [tenantId, linkId, at],
  );
  return changed[1] > 0;
}

/** Forgets those that were revoked before then. */
export async function forgetWallLinks(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  await tx.query(
    `DELETE FROM wall_link WHERE tenant_id = $1 AND revoked_at < to_timestamp($2::float8 / 1000)`,
    [tenantId, before],
  );
}
