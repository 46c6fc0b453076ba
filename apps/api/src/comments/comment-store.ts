import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** A comment as it is kept. Instants are milliseconds since 1970. */
export type CommentRow = {
  readonly id: string;
  readonly callKey: string;
  readonly channel: string;
  readonly at: number;
  readonly language: string | null;
  readonly sealed: Buffer;
};

const insertSql = `
INSERT INTO survey_comment (tenant_id, comment_id, id_keyed, call_key, channel, at, received_at, language, sealed)
SELECT $1, id, true, call_key, channel, to_timestamp(at / 1000.0), to_timestamp($2::float8 / 1000), language,
       decode(sealed, 'base64')
FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::float8[], $7::text[], $8::text[])
  AS given (id, call_key, channel, at, language, sealed)
ON CONFLICT (tenant_id, comment_id) DO NOTHING`;

/** Keeps comments that are not known yet; one that was erased stays so. */
export async function insertComments(
  tx: EntityManager,
  tenantId: string,
  rows: readonly CommentRow[],
  now: number,
): Promise<void> {
  const column = <K extends keyof CommentRow>(name: K) => rows.map((row) => row[name]);
  await tx.query(insertSql, [
    tenantId,
    now,
    column('id'),
    column('callKey'),
    column('channel'),
    column('at'),
    column('language'),
    rows.map(({ sealed }) => sealed.toString('base64')),
  ]);
}

/** The texts of these answers go; gives back the ids of those that were there. */
export async function eraseOfAnswers(
  tx: EntityManager,
  tenantId: string,
  answers: readonly { readonly callKey: string; readonly channel: string }[],
  now: number,
): Promise<string[]> {
  const erased = await tx.query<[{ id: string }[], number]>(
    `UPDATE survey_comment c SET sealed = NULL, erased_at = to_timestamp($2::float8 / 1000)
     FROM unnest($3::uuid[], $4::text[]) AS gone (call_key, channel)
     WHERE c.tenant_id = $1 AND c.call_key = gone.call_key AND c.channel = gone.channel AND c.erased_at IS NULL
     RETURNING c.comment_id AS id`,
    [tenantId, now, answers.map(({ callKey }) => callKey), answers.map(({ channel }) => channel)],
  );
  return erased[0].map(({ id }) => id);
}

/** The texts that came with these calls go; gives back the ids of those that were there. */
export async function eraseOfCalls(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
  now: number,
): Promise<string[]> {
  const erased = await tx.query<[{ id: string }[], number]>(
    `UPDATE survey_comment SET sealed = NULL, erased_at = to_timestamp($2::float8 / 1000)
     WHERE tenant_id = $1 AND call_key = ANY($3::uuid[]) AND erased_at IS NULL RETURNING comment_id AS id`,
    [tenantId, now, callKeys],
  );
  return erased[0].map(({ id }) => id);
}

/** A comment of a call, as it is kept; instants in ms. */
export type CommentOfCall = {
  readonly id: string;
  readonly callKey: string;
  readonly at: number;
  readonly sealed: Buffer;
};

/** The comments of these calls whose text is still kept, oldest first. */
export function commentsOfCalls(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
): Promise<CommentOfCall[]> {
  return tx.query<CommentOfCall[]>(
    `SELECT comment_id AS id, call_key AS "callKey", ${msOf('at')} AS at, sealed
     FROM survey_comment WHERE tenant_id = $1 AND call_key = ANY($2::uuid[]) AND sealed IS NOT NULL
     ORDER BY survey_comment.at, comment_id`,
    [tenantId, callKeys],
  );
}

/** Texts older than an instant go; at most `limit` at a time. Gives back their ids. */
export async function eraseBefore(
  tx: EntityManager,
  tenantId: string,
  { before, now, limit }: { readonly before: number; readonly now: number; readonly limit: number },
): Promise<string[]> {
  const erased = await tx.query<[{ id: string }[], number]>(
    `UPDATE survey_comment SET sealed = NULL, erased_at = to_timestamp($2::float8 / 1000)
     WHERE tenant_id = $1 AND comment_id IN (
       SELECT comment_id FROM survey_comment
       WHERE tenant_id = $1 AND erased_at IS NULL AND at < to_timestamp($3::float8 / 1000) ORDER BY at LIMIT $4)
     RETURNING comment_id AS id`,
    [tenantId, now, before, limit],
  );
  return erased[0].map(({ id }) => id);
}

/** What each does; `$3` is the instant at which it is done, nothing where it takes back. */
const changes = {
  hidden: `hidden_at = to_timestamp($3::float8 / 1000)`,
  shown: `hidden_at = to_timestamp($3::float8 / 1000)`,
  erased: `sealed = NULL, erased_at = to_timestamp($3::float8 / 1000)`,
} as const;
export type CommentChange = keyof typeof changes;

/** Which comment is changed, and of whose calls it may be: null: of any. */
type Changing = {
  readonly id: string;
  readonly change: CommentChange;
  readonly now: number;
  readonly clinicIds: readonly string[] | null;
};

/** Whether a comment `c` is of a call of one of these clinics. */
export const isOfClinics = (parameter: string): string =>
  `(${parameter}::text[] IS NULL OR EXISTS (SELECT 1 FROM call_survey s WHERE s.tenant_id = $1
     AND s.call_key = c.call_key AND s.channel = c.channel AND s.clinic_id = ANY(${parameter}::text[])))`;

/** Hides, shows or erases one; false where there is none whose text is still kept. */
export async function changeComment(
  tx: EntityManager,
  tenantId: string,
  { id, change, now, clinicIds }: Changing,
): Promise<boolean> {
  const changed = await tx.query<[unknown[], number]>(
    `UPDATE survey_comment c SET ${changes[change]}
     WHERE tenant_id = $1 AND comment_id = $2 AND erased_at IS NULL AND ${isOfClinics('$4')} RETURNING comment_id`,
    [tenantId, id, change === 'shown' ? null : now, clinicIds],
  );
  return changed[1] > 0;
}

/** A comment under an id that is not keyed yet. */
export type UnkeyedComment = { readonly id: string; readonly sealed: Buffer | null };

/** The next of those, locked until the transaction ends. */
export function nextUnkeyed(tx: EntityManager, tenantId: string, limit: number): Promise<UnkeyedComment[]> {
  return tx.query<UnkeyedComment[]>(
    `SELECT comment_id AS id, sealed FROM survey_comment
     WHERE tenant_id = $1 AND NOT id_keyed ORDER BY comment_id LIMIT $2 FOR UPDATE`,
    [tenantId, limit],
  );
}

/** Gives a comment and what was done to it another id; the text is sealed under that. */
export async function exchangeId(
  tx: EntityManager,
  tenantId: string,
  { id, newId, sealed }: { readonly id: string; readonly newId: string; readonly sealed: Buffer | null },
): Promise<void> {
  await tx.query(
    `UPDATE survey_comment SET comment_id = $3, id_keyed = true, sealed = $4
     WHERE tenant_id = $1 AND comment_id = $2`,
    [tenantId, id, newId, sealed],
  );
  await tx.query(`UPDATE survey_comment_log SET comment_id = $3 WHERE tenant_id = $1 AND comment_id = $2`, [
    tenantId,
    id,
    newId,
  ]);
}
