import type { Instant } from '@vigie/calls';
import type { SheetRequestState } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';
import type { SignedBy } from '../sheet-store';

/** A request as it is kept. */
export type StoredRequest = Readonly<{
  id: string;
  side: 'centre' | 'clinic';
  at: Instant;
  by: string;
  text: string;
  state: SheetRequestState;
  answeredAt: Instant | null;
  answeredBy: string | null;
  word: string;
}>;

type OfClinic = Readonly<{ tenantId: string; clinicId: string }>;

const columns = `request_id AS id, side, ${msOf('at')} AS at, by_name AS by, body AS text, state,
  ${msOf('answered_at')} AS "answeredAt", answered_by AS "answeredBy", word`;

/** Those that are not over first, then the newest. */
export function listRequests(
  tx: EntityManager,
  { tenantId, clinicId }: OfClinic,
  most: number,
): Promise<StoredRequest[]> {
  return tx.query<StoredRequest[]>(
    `SELECT ${columns} FROM sheet_request WHERE tenant_id = $1 AND clinic_id = $2
     ORDER BY state IN ('done', 'refused'), sheet_request.at DESC, request_id LIMIT $3`,
    [tenantId, clinicId, most],
  );
}

/** One, held until the transaction ends; undefined where the clinic has none of that id. */
export async function lockRequest(
  tx: EntityManager,
  { tenantId, clinicId }: OfClinic,
  id: string,
): Promise<StoredRequest | undefined> {
  const [row] = await tx.query<StoredRequest[]>(
    `SELECT ${columns} FROM sheet_request WHERE tenant_id = $1 AND clinic_id = $2 AND request_id = $3 FOR UPDATE`,
    [tenantId, clinicId, id],
  );
  return row;
}

export async function insertRequest(
  tx: EntityManager,
  { tenantId, clinicId }: OfClinic,
  { id, side, at, by, text }: Pick<StoredRequest, 'id' | 'side' | 'at' | 'text'> & { readonly by: SignedBy },
): Promise<void> {
  await tx.query(
    `INSERT INTO sheet_request (tenant_id, request_id, clinic_id, side, at, by_id, by_name, body, state)
     VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7, $8, 'asked')`,
    [tenantId, id, clinicId, side, at, by.id, by.name, text],
  );
}

export async function noteAnswer(
  tx: EntityManager,
  tenantId: string,
  {
    id,
    state,
    at,
    by,
    word,
  }: Pick<StoredRequest, 'id' | 'state' | 'at' | 'word'> & { readonly by: SignedBy },
): Promise<void> {
  await tx.query(
    `UPDATE sheet_request SET state = $3, answered_at = to_timestamp($4::float8 / 1000), answered_by_id = $5,
       answered_by = $6, word = $7
     WHERE tenant_id = $1 AND request_id = $2`,
    [tenantId, id, state, at, by.id, by.name, word],
  );
}

/** Forgets what was over before an instant. */
export async function forgetRequests(tx: EntityManager, tenantId: string, before: Instant): Promise<void> {
  await tx.query(
    `DELETE FROM sheet_request WHERE tenant_id = $1 AND state IN ('done', 'refused')
       AND answered_at < to_timestamp($2::float8 / 1000)`,
    [tenantId, before],
  );
}
