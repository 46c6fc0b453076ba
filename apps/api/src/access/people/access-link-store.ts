import type { EntityManager } from 'typeorm';

import type { ReadToken } from '../secret-token';
import { msOf } from '../../platform/sql-instant';

/** What a link opens, once: a first password, or another one. */
export type LinkPurpose = 'invitation' | 'reset';

export type StoredLink = Readonly<{
  linkId: string;
  purpose: LinkPurpose;
  personId: string;
}>;

/** Makes it, beside those that the person has. */
export async function insertLink(
  tx: EntityManager,
  token: ReadToken,
  facts: Readonly<{ purpose: LinkPurpose; personId: string; createdAt: number; expiresAt: number }>,
): Promise<void> {
  const { purpose, personId, createdAt, expiresAt } = facts;
  await tx.query(
    `INSERT INTO access_link (tenant_id, link_id, token_hash, purpose, person_id, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000))`,
    [token.tenantId, token.id, token.tokenHash, purpose, personId, createdAt, expiresAt],
  );
}

/** A link that still opens something at that moment. */
export async function findLink(
  tx: EntityManager,
  token: ReadToken,
  at: number,
): Promise<StoredLink | undefined> {
  const [row] = await tx.query<StoredLink[]>(
    `SELECT link_id AS "linkId", purpose, person_id AS "personId" FROM access_link
     WHERE tenant_id = $1 AND link_id = $2 AND token_hash = $3 AND used_at IS NULL
       AND expires_at > to_timestamp($4::float8 / 1000)`,
    [token.tenantId, token.id, token.tokenHash, at],
  );
  return row;
}

/** Uses it up; false when somebody else was first. */
export async function useLink(
  tx: EntityManager,
  tenantId: string,
  linkId: string,
  at: number,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE access_link SET used_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND link_id = $2 AND used_at IS NULL`,
    [tenantId, linkId, at],
  );
  return changed[1] > 0;
}

/** No link of the person opens anything any more. */
export async function endLinks(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  at: number,
): Promise<void> {
  await tx.query(
    `UPDATE access_link SET used_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND person_id = $2 AND used_at IS NULL`,
    [tenantId, personId, at],
  );
}

/** Until when each invited or reset person's link opens. */
export async function openLinks(
  tx: EntityManager,
  tenantId: string,
  at: number,
  personId: string | null = null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ personId: string; until: number }[]>(
    `SELECT person_id AS "personId", ${msOf('max(expires_at)')} AS until
     FROM access_link
     WHERE tenant_id = $1 AND used_at IS NULL
       AND expires_at > to_timestamp($2::float8 / 1000) AND ($3::text IS NULL OR person_id = $3)
     GROUP BY person_id`,
    [tenantId, at, personId],
  );
  return new Map(rows.map(({ personId, until }) => [personId, until]));
}

/** Forgets those that opened nothing any more before then. */
export async function forgetLinks(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  await tx.query(
    `DELETE FROM access_link WHERE tenant_id = $1 AND expires_at < to_timestamp($2::float8 / 1000)`,
    [tenantId, before],
  );
}
