import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { scopesOfOld, type ApiScope } from './api-key';
import type { ReadToken } from './secret-token';

/** What a key is called, may do and is bound to. */
export type ApiKeyFacts = Readonly<{
  /** What uses it: usually the telephone system that sends with it. */
  name: string;
  scopes: readonly ApiScope[];
  /** The source whose events alone it sends; null: any. */
  sendsAs: string | null;
  /** What it reads and sends is of these clinics alone; null: of the whole centre. */
  clinicIds: readonly string[] | null;
  expiresAt: number | null;
}>;

/** A key as it is kept: everything but the secret. Instants are milliseconds since 1970. */
export type StoredApiKey = ApiKeyFacts &
  Readonly<{
    tenantId: string;
    keyId: string;
    /** Whether it was made when `metrics:read` was everything there is to read; its scopes are those it has. */
    isOld: boolean;
    createdAt: number;
    revokedAt: number | null;
    /** To within a minute; null: never. */
    usedAt: number | null;
    /** The key in whose place it was made. */
    replaces: string | null;
  }>;

type KeyRow = StoredApiKey & { readonly secretHash: Buffer };

const columns = `tenant_id AS "tenantId", key_id AS "keyId", source AS name, scopes, sends_as AS "sendsAs",
  clinic_ids AS "clinicIds", is_old AS "isOld", replaces, ${msOf('created_at')} AS "createdAt",
  ${msOf('revoked_at')} AS "revokedAt", ${msOf('expires_at')} AS "expiresAt", ${msOf('used_at')} AS "usedAt"`;

/** The key of that id with the hash of its secret, revoked or not. */
export async function findApiKey(tx: EntityManager, key: ReadToken): Promise<KeyRow | undefined> {
  const [row] = await tx.query<KeyRow[]>(
    `SELECT ${columns}, secret_hash AS "secretHash" FROM api_key WHERE tenant_id = $1 AND key_id = $2`,
    [key.tenantId, key.id],
  );
  return row === undefined ? undefined : withItsScopes(row);
}

/** The tenant's keys, oldest first. */
export async function listApiKeys(tx: EntityManager, tenantId: string): Promise<readonly StoredApiKey[]> {
  const rows = await tx.query<StoredApiKey[]>(
    `SELECT ${columns} FROM api_key WHERE tenant_id = $1 ORDER BY created_at, key_id`,
    [tenantId],
  );
  return rows.map(withItsScopes);
}

/** The tenant's key of that id, revoked or not. */
export async function readApiKey(
  tx: EntityManager,
  tenantId: string,
  keyId: string,
): Promise<StoredApiKey | undefined> {
  const rows = await tx.query<StoredApiKey[]>(
    `SELECT ${columns} FROM api_key WHERE tenant_id = $1 AND key_id = $2`,
    [tenantId, keyId],
  );
  return rows.map(withItsScopes)[0];
}

function withItsScopes<T extends StoredApiKey>(row: T): T {
  return row.isOld ? { ...row, scopes: scopesOfOld(row.scopes) } : row;
}

export async function insertApiKey(
  tx: EntityManager,
  key: ReadToken,
  facts: ApiKeyFacts & Pick<StoredApiKey, 'isOld' | 'createdAt' | 'replaces'> & { madeBy: string | null },
): Promise<void> {
  const { name, scopes, sendsAs, clinicIds, expiresAt, isOld, createdAt, replaces, madeBy } = facts;
  await tx.query(
    `INSERT INTO api_key (tenant_id, key_id, secret_hash, source, scopes, sends_as, clinic_ids, expires_at, is_old,
       created_at, replaces, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000), $9, to_timestamp($10::float8 / 1000), $11, $12)`,
    [
      ...[key.tenantId, key.id, key.tokenHash, name, scopes, sendsAs, clinicIds, expiresAt, isOld],
      ...[createdAt, replaces, madeBy],
    ],
  );
}

/** Sets what a key is called, and what it may do where scopes are given: with scopes of its own it is old no more. */
export async function changeApiKey(
  tx: EntityManager,
  tenantId: string,
  keyId: string,
  { name, scopes }: Readonly<{ name: string; scopes: readonly ApiScope[] | null }>,
): Promise<void> {
  await tx.query(
    `UPDATE api_key SET source = $3, scopes = coalesce($4, scopes), is_old = is_old AND $4::text[] IS NULL
     WHERE tenant_id = $1 AND key_id = $2`,
    [tenantId, keyId, name, scopes],
  );
}

/** Brings a key's end forward; never puts it off. */
export async function endApiKeyBy(
  tx: EntityManager,
  tenantId: string,
  keyId: string,
  at: number,
): Promise<void> {
  await tx.query(
    `UPDATE api_key SET expires_at = least(expires_at, to_timestamp($3::float8 / 1000))
     WHERE tenant_id = $1 AND key_id = $2`,
    [tenantId, keyId, at],
  );
}

/** Notes that the key was used. */
export async function touchApiKey(tx: EntityManager, key: ReadToken, at: number): Promise<void> {
  await tx.query(
    'UPDATE api_key SET used_at = to_timestamp($3::float8 / 1000) WHERE tenant_id = $1 AND key_id = $2',
    [key.tenantId, key.id, at],
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
