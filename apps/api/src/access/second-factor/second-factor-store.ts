import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** What somebody's application makes codes from, sealed. */
export type StoredSecondFactor = Readonly<{
  secret: Buffer;
  /** Null until its first code was given. */
  confirmedAt: number | null;
  recoveryCodesLeft: number;
}>;

export async function findSecondFactor(
  tx: EntityManager,
  tenantId: string,
  personId: string,
): Promise<StoredSecondFactor | undefined> {
  const [row] = await tx.query<StoredSecondFactor[]>(
    `SELECT secret, ${msOf('confirmed_at')} AS "confirmedAt",
       (SELECT count(*) FROM recovery_code c
        WHERE c.tenant_id = f.tenant_id AND c.person_id = f.person_id AND c.used_at IS NULL) AS "recoveryCodesLeft"
     FROM second_factor f WHERE tenant_id = $1 AND person_id = $2`,
    [tenantId, personId],
  );
  return row;
}

/** Begins one, in place of one that was begun and never confirmed; false when one is on. */
export async function beginSecondFactor(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  { secret, at }: Readonly<{ secret: Buffer; at: number }>,
): Promise<boolean> {
  const begun = await tx.query<unknown[]>(
    `INSERT INTO second_factor AS f (tenant_id, person_id, secret, created_at)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000))
     ON CONFLICT (tenant_id, person_id) DO UPDATE
       SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
       WHERE f.confirmed_at IS NULL
     RETURNING 1`,
    [tenantId, personId, secret, at],
  );
  return begun.length > 0;
}

/** From now on it is asked for; false when it was on already. */
export async function confirmSecondFactor(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  at: number,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE second_factor SET confirmed_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND person_id = $2 AND confirmed_at IS NULL`,
    [tenantId, personId, at],
  );
  return changed[1] > 0;
}

/** Uses up every code up to that step; false when one of it, or of a later one, was taken before. */
export async function useStep(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  step: number,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE second_factor SET last_step = $3 WHERE tenant_id = $1 AND person_id = $2 AND last_step < $3`,
    [tenantId, personId, step],
  );
  return changed[1] > 0;
}

/** False when there was none. */
export async function removeSecondFactor(
  tx: EntityManager,
  tenantId: string,
  personId: string,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    'DELETE FROM second_factor WHERE tenant_id = $1 AND person_id = $2',
    [tenantId, personId],
  );
  return changed[1] > 0;
}

/** These and no others. */
export async function replaceRecoveryCodes(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  codeHashes: readonly Buffer[],
): Promise<void> {
  await tx.query('DELETE FROM recovery_code WHERE tenant_id = $1 AND person_id = $2', [tenantId, personId]);
  await tx.query(
    `INSERT INTO recovery_code (tenant_id, person_id, code_hash) SELECT $1, $2, unnest($3::bytea[]) RETURNING 1`,
    [tenantId, personId, codeHashes],
  );
}

/** Uses it up; false when it is none of theirs, or was used. */
export async function useRecoveryCode(
  tx: EntityManager,
  tenantId: string,
  personId: string,
  { codeHash, at }: Readonly<{ codeHash: Buffer; at: number }>,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE recovery_code SET used_at = to_timestamp($4::float8 / 1000)
     WHERE tenant_id = $1 AND person_id = $2 AND code_hash = $3 AND used_at IS NULL`,
    [tenantId, personId, codeHash, at],
  );
  return changed[1] > 0;
}
