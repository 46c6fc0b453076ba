import type { Instant } from '@vigie/calls';
import type { MailingFormat, MailingLanguage, MailingPart, MailingRhythm } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** A history that is sent to a person by the calendar. */
export type StoredMailing = {
  readonly mailingId: string;
  readonly personId: string;
  readonly name: string;
  readonly every: MailingRhythm;
  readonly part: MailingPart;
  readonly format: MailingFormat;
  /** Null: in that of its person. */
  readonly language: MailingLanguage | null;
  readonly query: string;
  readonly timezone: string;
  readonly isPaused: boolean;
  readonly nextAt: Instant;
  readonly lastAt: Instant | null;
};

const columns = `mailing_id AS "mailingId", person_id AS "personId", name, every, part, format, language, query, timezone,
  paused_at IS NOT NULL AS "isPaused", ${msOf('next_at')} AS "nextAt", ${msOf('last_at')} AS "lastAt"`;

/** A person's own, by name. */
export function mailingsOf(tx: EntityManager, tenantId: string, personId: string): Promise<StoredMailing[]> {
  return tx.query(
    `SELECT ${columns} FROM history_mailing WHERE tenant_id = $1 AND person_id = $2 ORDER BY lower(name), mailing_id`,
    [tenantId, personId],
  );
}

export async function findMailing(
  tx: EntityManager,
  tenantId: string,
  mailingId: string,
): Promise<StoredMailing | undefined> {
  const [row] = await tx.query<StoredMailing[]>(
    `SELECT ${columns} FROM history_mailing WHERE tenant_id = $1 AND mailing_id = $2`,
    [tenantId, mailingId],
  );
  return row;
}

export async function insertMailing(
  tx: EntityManager,
  tenantId: string,
  mailing: Omit<StoredMailing, 'lastAt' | 'isPaused'>,
  createdAt: Instant,
): Promise<void> {
  const { mailingId, personId, name, every, part, format, language, query, timezone, nextAt } = mailing;
  await tx.query(
    `INSERT INTO history_mailing
       (tenant_id, mailing_id, person_id, name, every, part, format, language, query, timezone, next_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::float8 / 1000), to_timestamp($12::float8 / 1000))`,
    [tenantId, mailingId, personId, name, every, part, format, language, query, timezone, nextAt, createdAt],
  );
}

/** Removes one of a person's own; false when there is none. */
export async function removeMailing(
  tx: EntityManager,
  tenantId: string,
  { personId, mailingId }: Pick<StoredMailing, 'personId' | 'mailingId'>,
): Promise<boolean> {
  const [rows] = await tx.query<[{ mailing_id: string }[], number]>(
    `DELETE FROM history_mailing WHERE tenant_id = $1 AND person_id = $2 AND mailing_id = $3 RETURNING mailing_id`,
    [tenantId, personId, mailingId],
  );
  return rows.length > 0;
}

/** Has one of a person's own rest, or take up again at `nextAt`; undefined when there is none. */
export async function restMailing(
  tx: EntityManager,
  tenantId: string,
  { personId, mailingId, nextAt }: Pick<StoredMailing, 'personId' | 'mailingId' | 'nextAt'>,
  pausedAt: Instant | null,
): Promise<StoredMailing | undefined> {
  const [rows] = await tx.query<[StoredMailing[], number]>(
    `UPDATE history_mailing SET paused_at = to_timestamp($4::float8 / 1000), next_at = to_timestamp($5::float8 / 1000)
     WHERE tenant_id = $1 AND person_id = $2 AND mailing_id = $3 RETURNING ${columns}`,
    [tenantId, personId, mailingId, pausedAt, nextAt],
  );
  return rows[0];
}

/** Those that are due, and to whom; of people who have left none. */
export function dueMailings(
  tx: EntityManager,
  tenantId: string,
  now: Instant,
): Promise<(StoredMailing & { readonly email: string })[]> {
  return tx.query(
    `SELECT ${columns}, (SELECT email FROM person p WHERE p.tenant_id = $1 AND p.person_id = m.person_id) AS email
     FROM history_mailing m WHERE m.tenant_id = $1 AND m.next_at <= to_timestamp($2::float8 / 1000)
       AND m.paused_at IS NULL
       AND EXISTS (SELECT FROM person p WHERE p.tenant_id = $1 AND p.person_id = m.person_id AND p.ended_at IS NULL)
     ORDER BY m.next_at, m.mailing_id`,
    [tenantId, now],
  );
}

/** Puts one off to its next time; false when somebody else did. */
export async function putOffMailing(
  tx: EntityManager,
  tenantId: string,
  { mailingId, nextAt }: Pick<StoredMailing, 'mailingId' | 'nextAt'>,
  next: Instant,
): Promise<boolean> {
  const [rows] = await tx.query<[{ mailing_id: string }[], number]>(
    `UPDATE history_mailing SET next_at = to_timestamp($4::float8 / 1000), last_at = next_at
     WHERE tenant_id = $1 AND mailing_id = $2 AND next_at = to_timestamp($3::float8 / 1000) RETURNING mailing_id`,
    [tenantId, mailingId, nextAt, next],
  );
  return rows.length > 0;
}

/** Removes those of people who have left. */
export async function forgetMailings(tx: EntityManager, tenantId: string): Promise<void> {
  await tx.query(
    `DELETE FROM history_mailing m WHERE m.tenant_id = $1 AND NOT EXISTS (SELECT FROM person p
       WHERE p.tenant_id = $1 AND p.person_id = m.person_id AND p.ended_at IS NULL)`,
    [tenantId],
  );
}
