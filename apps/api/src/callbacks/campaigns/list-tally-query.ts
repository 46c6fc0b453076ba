import { mostContactTries } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import type { ListSums } from './campaign-store';

type TallyRow = Omit<ListSums, 'listed'> & { readonly campaignId: string; readonly listed: number };

const answers = `('accepted', 'refused', 'notOffered', 'none')`;
const given = `('accepted', 'refused')`;
/** Of each call, or of whoever was called, the last of some words. */
const lastWords = (words: string, more: string): string => `
  SELECT DISTINCT ON (campaign_id, about) campaign_id, about, of_call, at, note_key, said FROM campaign_note
  WHERE tenant_id = $1 AND said IN ${words} AND ${more} ORDER BY campaign_id, about, at DESC, note_key DESC`;

/**
 * What became of everybody of some lists, by the rules of `foldContact`, in one statement over what is folded: each list
 * is looked at once, however many there are.
 */
const tallySql = `
WITH listed AS MATERIALIZED (
  SELECT k.campaign_id::text AS campaign_id, c.clinic_id, k.contact_id, k.ani_hashes, k.consents, k.answer, k.answered_at
  FROM campaign_contact k JOIN campaign c ON c.tenant_id = $1 AND c.campaign_id = k.campaign_id
  WHERE k.tenant_id = $1 AND k.campaign_id = ANY($2::text[]::uuid[])),
hashed AS MATERIALIZED (SELECT campaign_id, clinic_id, contact_id, unnest(ani_hashes) AS hash FROM listed),
words AS (${lastWords(answers, 'campaign_id = ANY($2::text[])')}),
answered AS (
  SELECT campaign_id, about AS contact_id, at, note_key::text AS key, said FROM words WHERE NOT of_call AND said IN ${given}
  UNION ALL
  SELECT h.campaign_id, h.contact_id, w.at, w.note_key::text, w.said FROM words w
    JOIN call c ON c.tenant_id = $1 AND c.call_key = w.about JOIN hashed h ON h.campaign_id = w.campaign_id AND h.hash = c.ani_hash
  WHERE w.of_call AND w.said IN ${given}
  UNION ALL
  SELECT campaign_id, contact_id, answered_at, 'kept ' || contact_id, answer FROM listed
  WHERE answer IS NOT NULL AND answered_at IS NOT NULL),
last_answer AS (
  SELECT DISTINCT ON (campaign_id, contact_id) campaign_id, contact_id, said FROM answered
  ORDER BY campaign_id, contact_id, at DESC, key COLLATE "C" DESC),
marks AS (
  SELECT n.campaign_id, n.about AS contact_id, n.at AS marked_at, NULL::timestamptz AS lifted_at FROM campaign_note n
  WHERE n.tenant_id = $1 AND n.campaign_id = ANY($2::text[]) AND NOT n.of_call AND n.said = 'doNotCall'
  UNION ALL
  SELECT h.campaign_id, h.contact_id, m.at, NULL FROM (
      SELECT DISTINCT ON (about) about, at, said FROM campaign_note
      WHERE tenant_id = $1 AND of_call AND said IN ('doNotCall', 'mayCall') ORDER BY about, at DESC, note_key DESC) AS m
    JOIN call c ON c.tenant_id = $1 AND c.call_key = m.about
    JOIN hashed h ON h.hash = c.ani_hash AND h.clinic_id = c.clinic_id
  WHERE m.said = 'doNotCall'
  UNION ALL
  SELECT h.campaign_id, h.contact_id, d.marked_at, d.lifted_at FROM do_not_call d
    JOIN hashed h ON h.hash = d.ani_hash AND h.clinic_id = d.clinic_id WHERE d.tenant_id = $1),
barred AS (
  SELECT campaign_id, contact_id FROM marks GROUP BY campaign_id, contact_id
  HAVING max(marked_at) >= coalesce(max(lifted_at), '-infinity')),
tried AS (
  SELECT campaign_id, about AS contact_id FROM campaign_note
  WHERE tenant_id = $1 AND campaign_id = ANY($2::text[]) AND NOT of_call
    AND said IN ('noAnswer', 'otherPerson', 'wrongNumber')
  GROUP BY campaign_id, about HAVING count(*) >= ${mostContactTries} OR bool_or(said = 'wrongNumber')),
standing AS (
  SELECT l.campaign_id, coalesce(a.said, CASE
    WHEN b.contact_id IS NOT NULL THEN 'doNotCall'
    WHEN NOT l.consents THEN 'noConsent'
    WHEN t.contact_id IS NOT NULL THEN 'notReached'
    ELSE 'left' END) AS state
  FROM listed l LEFT JOIN last_answer a USING (campaign_id, contact_id)
    LEFT JOIN barred b USING (campaign_id, contact_id) LEFT JOIN tried t USING (campaign_id, contact_id))
SELECT campaign_id AS "campaignId", count(*) AS listed, count(*) FILTER (WHERE state = 'accepted') AS accepted,
  count(*) FILTER (WHERE state = 'refused') AS refused, count(*) FILTER (WHERE state = 'notReached') AS "notReached",
  count(*) FILTER (WHERE state = 'left') AS "left", count(*) FILTER (WHERE state = 'noConsent') AS "noConsent",
  count(*) FILTER (WHERE state = 'doNotCall') AS "doNotCall"
FROM standing GROUP BY campaign_id`;

/** What became of everybody of these campaigns' lists, by campaign; of an empty list nothing is told. */
export async function listTallies(
  tx: EntityManager,
  tenantId: string,
  campaignIds: readonly string[],
): Promise<ReadonlyMap<string, ListSums>> {
  if (campaignIds.length === 0) return new Map();
  const rows = await tx.query<TallyRow[]>(tallySql, [tenantId, campaignIds]);
  return new Map(rows.map(({ campaignId, ...sums }) => [campaignId, sums]));
}
