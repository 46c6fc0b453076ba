import type { EntityManager } from 'typeorm';
import type { ReaderAnswer } from '@vigie/contracts';

import type { ReadToken } from '../../access/secret-token';
import type { OfClinic } from '../report-note-store';
import { msOf } from '../../platform/sql-instant';

/** Whose letter a link was in, that of a report. */
export type ReaderOf = OfClinic & { readonly version: number; readonly recipient: number };

/** What a letter's link is of: the report of a month; with no month a version of the clinic's sheet. */
export type LinkOf = Omit<ReaderOf, 'month'> & { readonly month: string | null };

/** Links of one clinic: of one month's report, or with no month of its sheet. */
export type LinksOf = Pick<LinkOf, 'clinicId' | 'month'>;

/** A link of a letter as it is kept: everything but the secret. Instants in ms. */
export type StoredReaderLink = LinkOf & {
  readonly linkId: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly openedAt: number | null;
  readonly revokedAt: number | null;
};

/** What somebody says; `at` in ms. */
export type NewAnswer = Omit<ReaderAnswer, 'at'> & { readonly at: number };

const columns = `link_id AS "linkId", clinic_id AS "clinicId", month, version, recipient, ${msOf('made_at')} AS "madeAt",
  ${msOf('expires_at')} AS "expiresAt", ${msOf('opened_at')} AS "openedAt", ${msOf('revoked_at')} AS "revokedAt"`;

export async function insertReaderLink(
  tx: EntityManager,
  token: ReadToken,
  { clinicId, month, version, recipient }: LinkOf,
  { madeAt, expiresAt }: Pick<StoredReaderLink, 'madeAt' | 'expiresAt'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO reader_link (tenant_id, link_id, token_hash, clinic_id, month, version, recipient, made_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000), to_timestamp($9::float8 / 1000))`,
    [token.tenantId, token.id, token.tokenHash, clinicId, month, version, recipient, madeAt, expiresAt],
  );
}

/** Until the transaction ends nobody else makes or closes these links of the clinic. */
export async function lockReaders(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: LinksOf,
): Promise<void> {
  const lock = `SELECT pg_advisory_xact_lock(hashtextextended('readers ' || $1 || ' ' || $2 || ' ' || $3, 0))`;
  await tx.query(lock, [tenantId, month ?? 'sheet', clinicId]);
}

/** Whether the links of the clinic's month, or of this version of its sheet, were closed: no letter brings one any more. */
export async function areReadersClosed(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month, version }: LinkOf,
): Promise<boolean> {
  const found = await tx.query<unknown[]>(
    `SELECT 1 FROM reader_link WHERE tenant_id = $1 AND clinic_id = $3 AND revoked_at IS NOT NULL
       AND (month = $2 OR month IS NULL AND $2::text IS NULL AND version = $4) LIMIT 1`,
    [tenantId, month, clinicId, version],
  );
  return found.length > 0;
}

/** Whether the link of a report's letter opens the clinic's sheet no more: those of the sheet were closed after it was made. */
export async function isSheetClosedTo(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month, madeAt }: Pick<StoredReaderLink, 'clinicId' | 'month' | 'madeAt'>,
): Promise<boolean> {
  if (month === null) return false;
  const found = await tx.query<unknown[]>(
    `SELECT 1 FROM reader_link WHERE tenant_id = $1 AND clinic_id = $2 AND month IS NULL
       AND revoked_at >= to_timestamp($3::float8 / 1000) LIMIT 1`,
    [tenantId, clinicId, madeAt],
  );
  return found.length > 0;
}

/** Takes away the links of a letter's earlier tries, unless one was opened: it arrived. */
export async function dropUnopenedLinks(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month, version, recipient }: LinkOf,
): Promise<void> {
  await tx.query(
    `DELETE FROM reader_link WHERE tenant_id = $1 AND month IS NOT DISTINCT FROM $2 AND clinic_id = $3 AND version = $4 AND recipient = $5
       AND opened_at IS NULL AND revoked_at IS NULL`,
    [tenantId, month, clinicId, version, recipient],
  );
}

/** Forgets links made before an instant (ms since 1970), and what was said before it. */
export async function forgetReaders(tx: EntityManager, tenantId: string, before: number): Promise<void> {
  for (const [table, column] of [
    ['reader_link', 'made_at'],
    ['reader_answer', 'at'],
  ])
    await tx.query(
      `DELETE FROM ${table} WHERE tenant_id = $1 AND ${table}.${column} < to_timestamp($2::float8 / 1000)`,
      [tenantId, before],
    );
}

/** The link that still opens something at that moment. */
export async function findReaderLink(
  tx: EntityManager,
  token: ReadToken,
  at: number,
): Promise<StoredReaderLink | undefined> {
  const [row] = await tx.query<StoredReaderLink[]>(
    `SELECT ${columns} FROM reader_link
     WHERE tenant_id = $1 AND link_id = $2 AND token_hash = $3 AND revoked_at IS NULL
       AND expires_at > to_timestamp($4::float8 / 1000)`,
    [token.tenantId, token.id, token.tokenHash, at],
  );
  return row;
}

/** It was opened; false when it had been before. */
export async function noteOpened(
  tx: EntityManager,
  tenantId: string,
  linkId: string,
  at: number,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE reader_link SET opened_at = to_timestamp($3::float8 / 1000)
     WHERE tenant_id = $1 AND link_id = $2 AND opened_at IS NULL`,
    [tenantId, linkId, at],
  );
  return changed[1] > 0;
}

/** The links of a clinic's month or sheet, or of every clinic's. */
export function listReaderLinks(
  tx: EntityManager,
  tenantId: string,
  { month, clinicId }: Pick<LinksOf, 'month'> & { readonly clinicId?: string },
): Promise<StoredReaderLink[]> {
  return tx.query<StoredReaderLink[]>(
    `SELECT ${columns} FROM reader_link
     WHERE tenant_id = $1 AND (month = $2 OR month IS NULL AND $2::text IS NULL) AND ($3::text IS NULL OR clinic_id = $3)
     ORDER BY version, recipient, made_at, link_id`,
    [tenantId, month, clinicId ?? null],
  );
}

/** None of these links of the clinic opens anything any more; how many did. */
export async function revokeReaderLinks(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: LinksOf,
  at: number,
): Promise<number> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE reader_link SET revoked_at = to_timestamp($4::float8 / 1000)
     WHERE tenant_id = $1 AND clinic_id = $2 AND month IS NOT DISTINCT FROM $3 AND revoked_at IS NULL`,
    [tenantId, clinicId, month, at],
  );
  return changed[1];
}

export async function insertAnswer(
  tx: EntityManager,
  tenantId: string,
  { clinicId, month }: OfClinic,
  answer: NewAnswer,
): Promise<void> {
  const { id, recipient, kind, actionId, text, at } = answer;
  await tx.query(
    `INSERT INTO reader_answer (tenant_id, answer_id, clinic_id, month, recipient, kind, action_id, body, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000))`,
    [tenantId, id, clinicId, month, recipient, kind, actionId, text, at],
  );
}

/** What was said to the reports of a month, oldest first: to one clinic's, or to all. */
export function listAnswers(
  tx: EntityManager,
  tenantId: string,
  { month, clinicId }: Pick<OfClinic, 'month'> & { readonly clinicId?: string },
): Promise<(NewAnswer & Pick<OfClinic, 'clinicId'>)[]> {
  return tx.query(
    `SELECT answer_id AS id, clinic_id AS "clinicId", recipient, kind, action_id AS "actionId", body AS text, ${msOf('at')} AS at
     FROM reader_answer WHERE tenant_id = $1 AND month = $2 AND ($3::text IS NULL OR clinic_id = $3)
     ORDER BY reader_answer.at, answer_id`,
    [tenantId, month, clinicId ?? null],
  );
}

/** Holds the link until the transaction ends: what is said by it is said one after the other. */
export async function lockReaderLink(tx: EntityManager, tenantId: string, linkId: string): Promise<void> {
  await tx.query('SELECT 1 FROM reader_link WHERE tenant_id = $1 AND link_id = $2 FOR UPDATE', [
    tenantId,
    linkId,
  ]);
}
