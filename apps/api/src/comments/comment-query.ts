import type { EntityManager } from 'typeorm';

/** Whose comments: of the calls of a month, asked one way, as far as a publication knew them. */
export type CommentsAsked = {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Null: all clinics. */
  readonly clinicId: string | null;
  readonly channel: string;
  /** Instant of the publication, ms since 1970: what came later belongs to the next one. */
  readonly until: number;
};

/** A comment beside the rating of the answer it came with. */
export type RatedComment = {
  readonly id: string;
  readonly language: string | null;
  readonly sealed: Buffer;
  readonly overall: number;
  readonly hidden: boolean;
};

const sql = `
SELECT DISTINCT ON (c.call_key) c.comment_id AS id, c.language, c.sealed, (s.items->>'overall')::int AS overall,
       c.hidden_at IS NOT NULL AS hidden
FROM call_survey s JOIN survey_comment c USING (tenant_id, call_key, channel)
WHERE s.tenant_id = $1 AND s.month = ($2 || '-01')::date AND ($3::text IS NULL OR s.clinic_id = $3) AND s.channel = $4
  AND s.counted AND s.items ? 'overall' AND c.sealed IS NOT NULL AND c.received_at <= to_timestamp($5::float8 / 1000)
ORDER BY c.call_key, c.received_at DESC, c.comment_id`;

/** The latest comment of each call that says how content its caller was. */
export function ratedComments(
  tx: EntityManager,
  tenantId: string,
  asked: CommentsAsked,
): Promise<RatedComment[]> {
  const { month, clinicId, channel, until } = asked;
  return tx.query<RatedComment[]>(sql, [tenantId, month, clinicId, channel, until]);
}
