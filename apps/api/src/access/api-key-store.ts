import type { EntityManager } from 'typeorm';

import type { ApiScope } from './api-key';
import type { ReadToken } from './secret-token';

/** A key as it is kept: everything but the secret. */
export type StoredApiKey = Readonly<{
  tenantId: string;
  keyId: string;
  /** The name given to it: usually the telephone system that sends with it. */
  source: string;
  scopes: readonly ApiScope[];
  createdAt: number;
  revokedAt: number | null;
}>;

const columns = `tenant_id AS "tenantId", key_id AS "keyId", source, scopes,
  (extract(epoch FROM created_at) * 1000)::bigint AS "createdAt",
  (extract(epoch FROM revoked_at) * 1000)::bigint AS "revokedAt"`;

/** The key of that id with the hash of its secret, revoked or not. */
export async function findApiKey(
  tx: EntityManager,
  key: ReadToken,
): Promise<(StoredApiKey & { readonly secretHash: Buffer }) | undefined> {
  const rows = await tx.query<(StoredApiKey & { readonly secretHash: Buffer })[]>(
    `SELECT ${columns}, secret_hash AS "secretHash" FROM api_key WHERE tenant_id = $1 AND key_id = $2`,
    [key.tenantId, key.id],
  );
  return rows[0];
}

/** The tenant's keys, oldest first. */
export function listApiKeys(tx: EntityManager, tenantId: string): Promise<StoredApiKey[]> {
  return tx.query<StoredApiKey[]>(
    `SELECT ${columns} FROM api_key WHERE tenant_id = $1 ORDER BY created_at, key_id`,
    [tenantId],
  );
}

export async function insertApiKey(
  tx: EntityManager,
  key: ReadToken,
  facts: Pick<StoredApiKey, 'source' | 'scopes' | 'createdAt'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO api_key (tenant_id, key_id, secret_hash, source, scopes, created_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))`,
    [key.tenantId, key.id, key.tokenHash, facts.source, facts.scopes, facts.createdAt],
  );
}

/** False when there is no such key; revoking again changes nothing. */
export async function revokeApiKey(
  tx: EntityManager,
  tenantId: string,
  keyId: string,
  at: number,
): Promise<boolean> {
  const [known] = await tx.query<unknown[]>('SELECT 1 FROM api_key WHERE tenant_id = $1 AND key_id = $2', [
    tenantId,
    keyId,
  ]);
  await tx.query(
    `UPDATE api_key SET revoked_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND key_id = $2 AND revoked_at IS NULL`,
    [tenantId, keyId, at],
  );
  return known !== undefined;
}
