import type { RejectionCode } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** A refused event as it is kept: sealed. The same text refused again is the same row, counted. */
export type QuarantineRow = Readonly<{
  id: string;
  code: RejectionCode;
  message: string;
  truncated: boolean;
  sealed: Buffer;
  times: number;
}>;

/** A refused event as it may be listed. Instants are milliseconds since 1970. */
export type QuarantineEntry = Readonly<{
  id: string;
  code: RejectionCode;
  message: string;
  truncated: boolean;
  times: number;
  firstAt: number;
  lastAt: number;
}>;

/** Keeps refused events; of the same text only the newest reason and how often it came. */
export async function keepRefused(
  tx: EntityManager,
  tenantId: string,
  rows: readonly QuarantineRow[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const column = <K extends keyof QuarantineRow>(name: K) => sorted.map((row) => row[name]);
  await tx.query(
    `INSERT INTO quarantine AS kept (tenant_id, id, first_at, last_at, times, code, message, truncated, sealed)
     SELECT $1, id, to_timestamp($2::float8 / 1000), to_timestamp($2::float8 / 1000), times, code, message, truncated,
            decode(sealed, 'base64')
     FROM unnest($3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::boolean[], $8::text[])
       AS given (id, times, code, message, truncated, sealed)
     ON CONFLICT (tenant_id, id) DO UPDATE
     SET last_at = excluded.last_at, times = kept.times + excluded.times, code = excluded.code,
         message = excluded.message`,
    [
      tenantId,
      now,
      column('id'),
      column('times'),
      column('code'),
      column('message'),
      column('truncated'),
      sorted.map(({ sealed }) => sealed.toString('base64')),
    ],
  );
}

/** How many bytes the texts of a tenant take. */
export async function keptBytes(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ bytes: number }[]>(
    `SELECT coalesce(sum(octet_length(sealed)), 0)::float8 AS bytes FROM quarantine WHERE tenant_id = $1`,
    [tenantId],
  );
  return row?.bytes ?? 0;
}

/** What is kept, newest first. */
export function listRefused(tx: EntityManager, tenantId: string, limit: number): Promise<QuarantineEntry[]> {
  return tx.query<QuarantineEntry[]>(
    `SELECT id, code, message, truncated, times, ${msOf('first_at')} AS "firstAt",
            ${msOf('last_at')} AS "lastAt"
     FROM quarantine WHERE tenant_id = $1 ORDER BY quarantine.last_at DESC, id LIMIT $2`,
    [tenantId, limit],
  );
}

/** These, oldest first. */
export function listRefusedOf(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<QuarantineEntry[]> {
  return tx.query<QuarantineEntry[]>(
    `SELECT id, code, message, truncated, times, ${msOf('first_at')} AS "firstAt",
            ${msOf('last_at')} AS "lastAt"
     FROM quarantine WHERE tenant_id = $1 AND id = ANY($2::uuid[]) ORDER BY quarantine.first_at, id`,
    [tenantId, ids],
  );
}

export type SealedEntry = Readonly<{ id: string; sealed: Buffer }>;

/** Which texts: those that were cut cannot be sent again. */
export type SealedPage = Readonly<{ after: string; limit: number; withCut?: boolean }>;

/** The next texts by id. */
export function readSealed(
  tx: EntityManager,
  tenantId: string,
  { after, limit, withCut = false }: SealedPage,
): Promise<SealedEntry[]> {
  return tx.query<SealedEntry[]>(
    `SELECT id, sealed FROM quarantine
     WHERE tenant_id = $1 AND id > $2::uuid AND ($4 OR NOT truncated) ORDER BY id LIMIT $3`,
    [tenantId, after, limit, withCut],
  );
}

export async function forgetRefused(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.query('DELETE FROM quarantine WHERE tenant_id = $1 AND id = ANY($2::uuid[])', [tenantId, ids]);
}

/** Forgets what was last refused before that instant; gives back how many. */
export async function forgetRefusedBefore(
  tx: EntityManager,
  tenantId: string,
  before: number,
): Promise<number> {
  const [, forgotten] = await tx.query<[unknown, number]>(
    'DELETE FROM quarantine WHERE tenant_id = $1 AND last_at < to_timestamp($2::float8 / 1000)',
    [tenantId, before],
  );
  return forgotten;
}
