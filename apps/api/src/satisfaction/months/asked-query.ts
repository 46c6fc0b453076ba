import type { TimeRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { MonthChannel } from '../entries/entry-store';

/** Of one clinic's calls of a month: who was asked and who answered, as it is now. */
export type Asked = {
  readonly clinicId: string;
  readonly calls: number;
  readonly invited: number;
  readonly delivered: number;
  readonly respondents: number;
  /** How many answered each item. */
  readonly answers: { readonly [itemId: string]: number };
};

const sql = `WITH calls AS (
  SELECT coalesce(clinic_id, '') AS clinic_id, count(*)::int AS calls FROM call
  WHERE tenant_id = $1 AND arrived_at >= to_timestamp($5 / 1000.0) AND arrived_at < to_timestamp($6 / 1000.0) AND counted
  GROUP BY 1
), surveys AS (
  SELECT coalesce(clinic_id, '') AS clinic_id, count(invited_at)::int AS invited,
    count(*) FILTER (WHERE delivered_at IS NOT NULL OR (invited_at IS NOT NULL AND items ?| $4::text[]))::int AS delivered,
    count(*) FILTER (WHERE items ?| $4::text[])::int AS respondents
  FROM call_survey WHERE tenant_id = $1 AND month = $2::date AND channel = $3 AND counted GROUP BY 1
), answers AS (
  SELECT clinic_id, jsonb_object_agg(item, n) AS answers FROM (
    SELECT coalesce(clinic_id, '') AS clinic_id, i.key AS item, count(*)::int AS n
    FROM call_survey, jsonb_each_text(items) i
    WHERE tenant_id = $1 AND month = $2::date AND channel = $3 AND counted AND i.key = ANY($4::text[]) GROUP BY 1, 2
  ) counted GROUP BY 1
)
SELECT coalesce(c.clinic_id, s.clinic_id) AS "clinicId", coalesce(calls, 0) AS calls, coalesce(invited, 0) AS invited,
  coalesce(delivered, 0) AS delivered, coalesce(respondents, 0) AS respondents, coalesce(a.answers, '{}') AS answers
FROM calls c FULL JOIN surveys s ON s.clinic_id = c.clinic_id
  LEFT JOIN answers a ON a.clinic_id = coalesce(c.clinic_id, s.clinic_id) ORDER BY 1`;

/** Every clinic with a call or a survey in the month. An invitation that was answered was delivered. */
export function askedByClinic(
  tx: EntityManager,
  { tenantId, month, channel }: MonthChannel,
  more: {
    readonly items: readonly string[];
    readonly range: TimeRange;
  },
): Promise<Asked[]> {
  const { items, range } = more;
  return tx.query(sql, [tenantId, `${month}-01`, channel, items, range.start, range.end]);
}
