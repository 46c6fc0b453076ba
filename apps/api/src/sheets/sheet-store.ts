import type { Instant } from '@vigie/calls';
import { basicNames, type Sheet } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** Somebody as what they did is signed. */
export type SignedBy = Readonly<{ id: string | null; name: string }>;

/** One version of a clinic's sheet, without its text. */
export type StoredVersion = Readonly<{
  version: number;
  at: Instant;
  by: string;
  side: 'centre' | 'clinic';
  note: string;
  heldFrom: Instant | null;
  approvedAt: Instant | null;
  approvedBy: string | null;
  /** Which of the settings' recipients it was, by the link of a letter; null: somebody who was signed in. */
  approvedRecipient: number | null;
  declinedAt: Instant | null;
  declinedBy: string | null;
  declinedWhy: string | null;
}>;

/** A version to be kept. */
export type NewVersion = Readonly<{
  version: number;
  at: Instant;
  by: SignedBy;
  side: 'centre' | 'clinic';
  note: string;
  sheet: Sheet;
  heldFrom: Instant | null;
  isApproved: boolean;
}>;

const versionSql = `SELECT version, ${msOf('at')} AS at, by_name AS by, side, note, ${msOf('held_from')} AS "heldFrom",
  ${msOf('approved_at')} AS "approvedAt", approved_by AS "approvedBy", approved_recipient AS "approvedRecipient",
  ${msOf('declined_at')} AS "declinedAt",
  declined_by AS "declinedBy", declined_why AS "declinedWhy"
FROM clinic_sheet WHERE tenant_id = $1 AND clinic_id = $2`;

/** Every version of a clinic's sheet, newest first. */
export function listVersions(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
): Promise<StoredVersion[]> {
  return tx.query<StoredVersion[]>(`${versionSql} ORDER BY version DESC`, [tenantId, clinicId]);
}

/** What a version says; undefined when there is none of that number. */
export async function readSheet(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  version: number,
): Promise<Sheet | undefined> {
  const [row] = await tx.query<{ document: Sheet }[]>(
    'SELECT document FROM clinic_sheet WHERE tenant_id = $1 AND clinic_id = $2 AND version = $3',
    [tenantId, clinicId, version],
  );
  return row && inOrder(row.document);
}

/** Keeps a version; false when somebody else has just kept one of that number. */
export async function insertVersion(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  { version, at, by, side, note, sheet, heldFrom, isApproved }: NewVersion,
): Promise<boolean> {
  const approved = isApproved ? [at, by.id, by.name] : [null, null, null];
  const rows = await tx.query<unknown[]>(
    `INSERT INTO clinic_sheet (tenant_id, clinic_id, version, at, by_id, by_name, side, note, document, held_from,
       approved_at, approved_by_id, approved_by)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6, $7, $8, $9::jsonb, to_timestamp($10::float8 / 1000),
       to_timestamp($11::float8 / 1000), $12, $13)
     ON CONFLICT DO NOTHING RETURNING version`,
    [
      tenantId,
      clinicId,
      version,
      at,
      by.id,
      by.name,
      side,
      note,
      JSON.stringify(sheet),
      heldFrom,
      ...approved,
    ],
  );
  return rows.length > 0;
}

/** A version that a note is made at. */
export type VersionOf = Readonly<{ tenantId: string; clinicId: string; version: number }>;

/** Notes the clinic's approval; false where there was one: a first one stays. */
export async function noteApproval(
  tx: EntityManager,
  { tenantId, clinicId, version }: VersionOf,
  { at, by }: Readonly<{ at: Instant; by: SignedBy & { readonly recipient?: number } }>,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE clinic_sheet SET approved_at = to_timestamp($4::float8 / 1000), approved_by_id = $5, approved_by = $6,
       approved_recipient = $7
     WHERE tenant_id = $1 AND clinic_id = $2 AND version = $3 AND approved_at IS NULL`,
    [tenantId, clinicId, version, at, by.id, by.name, by.recipient ?? null],
  );
  return changed[1] > 0;
}

/** Holds the clinic's versions until the transaction ends: what is decided on them is decided one after the other. */
export async function lockVersions(tx: EntityManager, tenantId: string, clinicId: string): Promise<void> {
  const lock = `SELECT pg_advisory_xact_lock(hashtextextended('sheet ' || $1 || ' ' || $2, 0))`;
  await tx.query(lock, [tenantId, clinicId]);
}

/** Notes that the centre has taken a version over; false when it was answered already. */
export async function noteTaking(
  tx: EntityManager,
  { tenantId, clinicId, version }: VersionOf,
  at: Instant,
): Promise<void> {
  await tx.query(
    `UPDATE clinic_sheet SET held_from = to_timestamp($4::float8 / 1000)
     WHERE tenant_id = $1 AND clinic_id = $2 AND version = $3 AND held_from IS NULL AND declined_at IS NULL`,
    [tenantId, clinicId, version, at],
  );
}

/** Notes that the centre does not take a version over, and why. */
export async function noteRefusal(
  tx: EntityManager,
  { tenantId, clinicId, version }: VersionOf,
  { at, by, why }: Readonly<{ at: Instant; by: SignedBy; why: string }>,
): Promise<void> {
  await tx.query(
    `UPDATE clinic_sheet SET declined_at = to_timestamp($4::float8 / 1000), declined_by = $5, declined_why = $6
     WHERE tenant_id = $1 AND clinic_id = $2 AND version = $3 AND held_from IS NULL AND declined_at IS NULL`,
    [tenantId, clinicId, version, at, by.name, why],
  );
}

/** The database keeps fields in an order of its own; files and pages have them as the sheet does. */
export function inOrder(sheet: Sheet): Sheet {
  const { language, service, greeting, disclosure, opening, emergency, paths, basics, answers } = sheet;
  return {
    language,
    service,
    greeting: { text: greeting.text, seconds: greeting.seconds, comesFirst: greeting.comesFirst },
    disclosure,
    opening: { kind: opening.kind, text: opening.text },
    emergency,
    paths: paths.map(({ id, name, kind, text }) => ({ id, name, kind, text })),
    basics: Object.fromEntries(
      basicNames.map((name) => {
        const { text, reviewedOn, reviewBy } = basics[name];
        return [name, { text, reviewedOn, reviewBy }];
      }),
    ) as Sheet['basics'],
    answers: answers.map(({ id, question, text, reviewedOn, reviewBy }) => ({
      id,
      question,
      text,
      reviewedOn,
      reviewBy,
    })),
  };
}
