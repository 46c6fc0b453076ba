import type { ContactFact, Instant } from '@vigie/calls';
import type { CampaignNote } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import type { LoggedEvent } from '../../event-log/logged-event';
import { serverSource } from '../../event-log/server-events';
import { campaignNoteOf, type NotedOfCampaign } from '../../fold/campaign-note-projection';
import { msOf } from '../../platform/sql-instant';

/** What was said of one caller in a call, or noted for good. */
type OfCaller<F> = F & { readonly hash: string };
type AnswerRow = OfCaller<Readonly<{ key: string; of: string; at: Instant; said: CampaignNote }>>;
type MarkRow = OfCaller<
  Readonly<{ key: string; of: string; at: Instant | null; isSo: boolean; liftedAt: Instant | null }>
>;

/** What is known of callers, by hash. */
export type FactsByCaller = ReadonlyMap<string, readonly ContactFact[]>;

const noteColumns = `note_key AS "noteKey", campaign_id AS "campaignId", about, of_call AS "ofCall", ${msOf('at')} AS at, said`;

/** What came of calling those of a list, what is not folded yet among it. */
export async function contactNotes(
  tx: EntityManager,
  tenantId: string,
  campaignId: string,
  contactId: string | null = null,
): Promise<readonly NotedOfCampaign[]> {
  // First what is not folded yet, then what is: what is folded between the two is in both, never in neither.
  const pending = await pendingNotes(tx, tenantId);
  const folded = await tx.query<NotedOfCampaign[]>(
    `SELECT ${noteColumns} FROM campaign_note WHERE tenant_id = $1 AND campaign_id = $2 AND NOT of_call
       AND ($3::uuid IS NULL OR about = $3)`,
    [tenantId, campaignId, contactId],
  );
  const all = [...folded, ...pending].filter(
    (note) =>
      !note.ofCall && note.campaignId === campaignId && (contactId === null || note.about === contactId),
  );
  return [...new Map(all.map((note) => [note.noteKey, note])).values()];
}

/** What was noted in one call and is folded or not. */
export async function callNotes(
  tx: EntityManager,
  tenantId: string,
  callKey: string,
): Promise<readonly NotedOfCampaign[]> {
  const pending = await pendingNotes(tx, tenantId);
  const folded = await tx.query<NotedOfCampaign[]>(
    `SELECT ${noteColumns} FROM campaign_note WHERE tenant_id = $1 AND about = $2 AND of_call`,
    [tenantId, callKey],
  );
  const all = [...folded, ...pending.filter(({ about, ofCall }) => ofCall && about === callKey)];
  return [...new Map(all.map((note) => [note.noteKey, note])).values()].sort(
    (a, b) => a.at - b.at || (a.noteKey < b.noteKey ? -1 : 1),
  );
}

/** What the server itself noted and is not folded yet. */
export async function pendingNotes(tx: EntityManager, tenantId: string): Promise<readonly NotedOfCampaign[]> {
  const events = await tx.query<LoggedEvent[]>(
    `SELECT source, event_id AS id, subject, type, ${msOf('at')} AS at, data FROM event_log
     WHERE tenant_id = $1 AND type LIKE 'campaign.%' AND source = '${serverSource}'
       AND seq > coalesce((SELECT seq FROM fold_cursor WHERE tenant_id = $1), 0) ORDER BY seq`,
    [tenantId],
  );
  return events.flatMap((event) => campaignNoteOf(event) ?? []);
}

/** What callers answered of a campaign in their calls, by caller; of one caller alone where `hashes` names them. */
export async function answersInCalls(
  tx: EntityManager,
  tenantId: string,
  campaignId: string,
  hashes: readonly string[] | null = null,
): Promise<FactsByCaller> {
  const rows = await tx.query<AnswerRow[]>(
    `SELECT c.ani_hash AS hash, n.note_key AS key, n.about AS of, ${msOf('n.at')} AS at, n.said
     FROM campaign_note n JOIN call c ON c.tenant_id = $1 AND c.call_key = n.about
     WHERE n.tenant_id = $1 AND n.campaign_id = $2 AND n.of_call AND c.ani_hash IS NOT NULL
       AND ($3::text[] IS NULL OR c.ani_hash = ANY($3))`,
    [tenantId, campaignId, hashes],
  );
  return byCaller(rows, ({ key, of, at, said }) => [
    { key, at, kind: 'answered', of, answer: said === 'accepted' || said === 'refused' ? said : null },
  ]);
}

/**
 * Who of a clinic does not want to be called, and of whom that was lifted, by caller: said in a call, it holds also before
 * it is folded.
 */
export async function marksOfClinic(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  hashes: readonly string[] | null = null,
): Promise<FactsByCaller> {
  // First what is not folded yet, then what is.
  const pending = await pendingMarks(tx, tenantId, clinicId, hashes);
  const rows = await tx.query<MarkRow[]>(
    `SELECT c.ani_hash AS hash, n.note_key::text AS key, n.about::text AS of, ${msOf('n.at')} AS at,
       n.said = 'doNotCall' AS "isSo", NULL AS "liftedAt"
     FROM campaign_note n JOIN call c ON c.tenant_id = $1 AND c.call_key = n.about
     WHERE n.tenant_id = $1 AND n.said IN ('doNotCall', 'mayCall') AND n.of_call AND c.clinic_id = $2
       AND c.ani_hash IS NOT NULL AND ($3::text[] IS NULL OR c.ani_hash = ANY($3))
     UNION ALL
     SELECT ani_hash, ani_hash, ani_hash, ${msOf('marked_at')}, true, ${msOf('lifted_at')} FROM do_not_call
     WHERE tenant_id = $1 AND clinic_id = $2 AND ($3::text[] IS NULL OR ani_hash = ANY($3))`,
    [tenantId, clinicId, hashes],
  );
  return byCaller([...pending, ...rows], ({ key, of, at, isSo, liftedAt }) => [
    ...(at === null ? [] : [{ key: `mark ${key}`, at, kind: 'barred' as const, of, isSo }]),
    ...(liftedAt === null ? [] : [{ key: `lift ${key}`, at: liftedAt, kind: 'lifted' as const }]),
  ]);
}

async function pendingMarks(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  hashes: readonly string[] | null,
): Promise<readonly MarkRow[]> {
  const notes = await pendingNotes(tx, tenantId);
  const marks = notes.filter(({ ofCall, said }) => ofCall && (said === 'doNotCall' || said === 'mayCall'));
  if (marks.length === 0) return [];
  const callers = await tx.query<{ key: string; hash: string }[]>(
    `SELECT call_key AS key, ani_hash AS hash FROM call WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])
       AND clinic_id = $3 AND ani_hash IS NOT NULL AND ($4::text[] IS NULL OR ani_hash = ANY($4))`,
    [tenantId, marks.map(({ about }) => about), clinicId, hashes],
  );
  const hashOf = new Map(callers.map(({ key, hash }) => [key, hash]));
  return marks.flatMap(({ noteKey, about, at, said }) => {
    const hash = hashOf.get(about);
    const mark = { key: noteKey, of: about, at, isSo: said === 'doNotCall', liftedAt: null };
    return hash === undefined ? [] : [{ hash, ...mark }];
  });
}

function byCaller<R extends { readonly hash: string }>(
  rows: readonly R[],
  factsOf: (row: R) => readonly ContactFact[],
): FactsByCaller {
  const facts = new Map<string, ContactFact[]>();
  for (const row of rows) facts.set(row.hash, [...(facts.get(row.hash) ?? []), ...factsOf(row)]);
  return facts;
}

/** Of which campaigns, clinics and days figures are asked for. */
export type SaidQuestion = Readonly<{
  campaignIds: readonly string[];
  from: Instant;
  to: Instant;
  timezone: string;
}>;

/** How often what was said of a campaign on a local day, in calls and of its list; of each the last word stands. */
export type SaidRow = Readonly<{
  campaignId: string;
  day: string;
  ofCall: boolean;
  accepted: number;
  refused: number;
  notOffered: number;
}>;

export function saidByDay(
  tx: EntityManager,
  tenantId: string,
  { campaignIds, from, to, timezone }: SaidQuestion,
): Promise<SaidRow[]> {
  return tx.query<SaidRow[]>(
    `WITH said AS (
       SELECT DISTINCT ON (campaign_id, about) campaign_id, of_call, at, said FROM campaign_note
       WHERE tenant_id = $1 AND campaign_id = ANY($2::text[]) AND said IN ('accepted', 'refused', 'notOffered', 'none')
       ORDER BY campaign_id, about, at DESC, note_key DESC)
     SELECT campaign_id AS "campaignId", to_char(at AT TIME ZONE $5, 'YYYY-MM-DD') AS day, of_call AS "ofCall",
       count(*) FILTER (WHERE said = 'accepted') AS accepted, count(*) FILTER (WHERE said = 'refused') AS refused,
       count(*) FILTER (WHERE said = 'notOffered') AS "notOffered"
     FROM said WHERE at >= to_timestamp($3 / 1000.0) AND at < to_timestamp($4 / 1000.0) GROUP BY 1, 2, 3`,
    [tenantId, campaignIds, from, to, timezone],
  );
}

/** A stretch of a clinic's time, named. */
export type ClinicTime = Readonly<{ key: string; clinicId: string; from: Instant; to: Instant }>;

/** How many calls of clinics a person answered in stretches of time, to the quarter of an hour, by the stretch's name. */
export async function answeredCalls(
  tx: EntityManager,
  tenantId: string,
  times: readonly ClinicTime[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ key: string; calls: number }[]>(
    `SELECT t.key, coalesce(sum(r.answered), 0)::bigint AS calls
     FROM unnest($2::text[], $3::text[], $4::float8[], $5::float8[]) AS t (key, clinic_id, since, until)
       LEFT JOIN rollup r ON r.tenant_id = $1 AND r.cuboid = 'clinic' AND r.key1 = t.clinic_id AND r.key2 = ''
         AND r.bucket >= to_timestamp(t.since / 1000) AND r.bucket < to_timestamp(t.until / 1000) GROUP BY t.key`,
    [
      tenantId,
      times.map(({ key }) => key),
      times.map(({ clinicId }) => clinicId),
      times.map(({ from }) => from),
      times.map(({ to }) => to),
    ],
  );
  return new Map(rows.map(({ key, calls }) => [key, calls]));
}
