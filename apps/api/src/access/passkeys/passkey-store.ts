import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** The public half of a key, as the database has it. */
export type StoredPasskey = Readonly<{
  passkeyId: string;
  credentialId: string;
  rpId: string;
  name: string;
  publicKey: Buffer;
  counter: number;
  transports: readonly string[];
  createdAt: number;
  lastUsedAt: number | null;
}>;

const columns = `passkey_id AS "passkeyId", credential_id AS "credentialId", rp_id AS "rpId", name,
  public_key AS "publicKey", counter, transports, ${msOf('created_at')} AS "createdAt",
  ${msOf('last_used_at')} AS "lastUsedAt"`;

/** A person's, the oldest first. */
export function listPasskeys(
  tx: EntityManager,
  tenantId: string,
  personId: string,
): Promise<StoredPasskey[]> {
  return tx.query<StoredPasskey[]>(
    `SELECT ${columns} FROM passkey WHERE tenant_id = $1 AND person_id = $2 ORDER BY created_at, passkey_id`,
    [tenantId, personId],
  );
}

/** By what the browser calls it; of somebody who has left there is none. */
export async function findPasskey(
  tx: EntityManager,
  tenantId: string,
  { personId, credentialId }: Readonly<{ personId: string; credentialId: string }>,
): Promise<StoredPasskey | undefined> {
  const [row] = await tx.query<StoredPasskey[]>(
    `SELECT ${columns} FROM passkey WHERE tenant_id = $1 AND person_id = $2 AND credential_id = $3`,
    [tenantId, personId, credentialId],
  );
  return row;
}

/** False when somebody has it. */
export async function insertPasskey(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  passkey: StoredPasskey,
): Promise<boolean> {
  const { passkeyId, credentialId, rpId, name, publicKey, counter, transports, createdAt } = passkey;
  const added = await tx.query<unknown[]>(
    `INSERT INTO passkey (tenant_id, passkey_id, person_id, credential_id, rp_id, name, public_key, counter,
       transports, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000))
     ON CONFLICT (tenant_id, credential_id) DO NOTHING RETURNING 1`,
    [tenantId, passkeyId, personId, credentialId, rpId, name, publicKey, counter, transports, createdAt],
  );
  return added.length > 0;
}

/** It was used; false when it is gone, or when it counts and has counted so far before: then there are two of it. */
export async function touchPasskey(
  tx: EntityManager,
  tenantId: string,
  passkeyId: string,
  { counter, at }: Readonly<{ counter: number; at: number }>,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE passkey SET counter = $3, last_used_at = to_timestamp($4::float8 / 1000)
     WHERE tenant_id = $1 AND passkey_id = $2 AND (counter < $3 OR (counter = 0 AND $3 = 0))`,
    [tenantId, passkeyId, counter, at],
  );
  return changed[1] > 0;
}

/** False when the person has none of that id. */
export async function renamePasskey(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  { passkeyId, name }: Readonly<{ passkeyId: string; name: string }>,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    'UPDATE passkey SET name = $4 WHERE tenant_id = $1 AND person_id = $2 AND passkey_id = $3',
    [tenantId, personId, passkeyId, name],
  );
  return changed[1] > 0;
}

/** One of a person's, or all; how many there were. */
export async function removePasskeys(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  passkeyId: string | null = null,
): Promise<number> {
  const changed = await tx.query<[unknown[], number]>(
    'DELETE FROM passkey WHERE tenant_id = $1 AND person_id = $2 AND ($3::text IS NULL OR passkey_id = $3)',
    [tenantId, personId, passkeyId],
  );
  return changed[1];
}

/** Uses a challenge up; false when it was used before. */
export async function useChallenge(
  tx: EntityManager,
  tenantId: string,
  challengeHash: Buffer,
  expiresAt: number,
): Promise<boolean> {
  const used = await tx.query<unknown[]>(
    `INSERT INTO used_challenge (tenant_id, challenge_hash, expires_at)
     VALUES ($1, $2, to_timestamp($3::float8 / 1000)) ON CONFLICT DO NOTHING RETURNING 1`,
    [tenantId, challengeHash, expiresAt],
  );
  return used.length > 0;
}

/** Forgets those that ran out before then: they are refused anyway. */
export async function forgetChallenges(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  await tx.query(
    'DELETE FROM used_challenge WHERE tenant_id = $1 AND expires_at < to_timestamp($2::float8 / 1000)',
    [tenantId, before],
  );
}
