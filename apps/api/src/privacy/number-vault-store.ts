import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** A number as it is kept. */
export type KeptNumberRow = {
  readonly callKey: string;
  readonly clinicId: string;
  readonly sealed: Buffer;
};

/** Keeps numbers; that of a call which has one stays as it is. */
export async function keepNumbers(
  tx: EntityManager,
  tenantId: string,
  rows: readonly KeptNumberRow[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO kept_number (tenant_id, call_key, clinic_id, sealed, kept_at)
     SELECT $1, call_key, clinic_id, decode(sealed, 'base64'), to_timestamp($2::float8 / 1000)
     FROM unnest($3::uuid[], $4::text[], $5::text[]) AS given (call_key, clinic_id, sealed)
     ON CONFLICT DO NOTHING RETURNING call_key`,
    [
      tenantId,
      now,
      rows.map(({ callKey }) => callKey),
      rows.map(({ clinicId }) => clinicId),
      rows.map(({ sealed }) => sealed.toString('base64')),
    ],
  );
}

/** The numbers of these calls go; tells how many there were. */
export async function eraseNumbersOfCalls(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
): Promise<number> {
  if (callKeys.length === 0) return 0;
  const [, erased] = await tx.query<[unknown, number]>(
    'DELETE FROM kept_number WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])',
    [tenantId, callKeys],
  );
  return erased;
}

/** The numbers of every clinic but these go; tells how many there were. */
export async function eraseNumbersExceptOf(
  tx: EntityManager,
  tenantId: string,
  clinicIds: readonly string[],
): Promise<number> {
  const [, erased] = await tx.query<[unknown, number]>(
    'DELETE FROM kept_number WHERE tenant_id = $1 AND clinic_id <> ALL($2::text[])',
    [tenantId, clinicIds],
  );
  return erased;
}

/** For which clinics the numbers of these calls are kept, and since when, in ms. */
export function numbersOfCalls(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
): Promise<{ readonly clinicId: string; readonly keptAt: number }[]> {
  return tx.query(
    `SELECT clinic_id AS "clinicId", ${msOf('kept_at')} AS "keptAt" FROM kept_number
     WHERE tenant_id = $1 AND call_key = ANY($2::uuid[]) ORDER BY kept_number.kept_at, call_key`,
    [tenantId, callKeys],
  );
}

/** How many numbers are kept, and since when the oldest, in ms. */
export async function countNumbers(
  tx: EntityManager,
  tenantId: string,
): Promise<{ readonly count: number; readonly oldestAt: number | null }> {
  const [row] = await tx.query<{ count: number; oldestAt: number | null }[]>(
    `SELECT count(*) AS count, ${msOf('min(kept_at)')} AS "oldestAt" FROM kept_number WHERE tenant_id = $1`,
    [tenantId],
  );
  return row ?? { count: 0, oldestAt: null };
}
