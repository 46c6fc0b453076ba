import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';

/** What of campaigns is kept of callers; instants in ms. */
export type CampaignsOfCallers = {
  /** Lists of campaigns that they are on. */
  readonly lists: readonly {
    readonly campaignId: string;
    readonly addedAt: number;
    readonly consents: boolean;
    readonly reference: string | null;
    readonly mask: string | null;
  }[];
  /** What was noted in their calls, and when they were called. */
  readonly answers: readonly {
    readonly campaignId: string | null;
    readonly at: number;
    readonly said: string;
  }[];
  /** Since when they are never called for a clinic's campaigns. */
  readonly doNotCall: readonly { readonly clinicId: string; readonly since: number }[];
};

/** Everything of campaigns that is kept of callers with these hashes. */
export async function campaignsOfCallers(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<CampaignsOfCallers> {
  const given = [tenantId, hashes];
  const lists = await tx.query<(CampaignsOfCallers['lists'][number] & { readonly id: string })[]>(
    `SELECT campaign_id AS "campaignId", contact_id AS id, ${msOf('added_at')} AS "addedAt", consents, reference, mask
     FROM campaign_contact WHERE tenant_id = $1 AND ani_hashes && $2::text[] ORDER BY added_at, contact_id`,
    given,
  );
  const answers = await tx.query<CampaignsOfCallers['answers'][number][]>(
    `SELECT n.campaign_id AS "campaignId", ${msOf('n.at')} AS at, n.said FROM campaign_note n
     WHERE n.tenant_id = $1 AND (n.about = ANY($3::uuid[]) OR (n.of_call AND n.about IN (
       SELECT call_key FROM call WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]))))
     ORDER BY n.at, n.note_key`,
    [...given, lists.map(({ id }) => id)],
  );
  const doNotCall = await tx.query<CampaignsOfCallers['doNotCall'][number][]>(
    `SELECT clinic_id AS "clinicId", ${msOf('max(marked_at)')} AS since FROM do_not_call
     WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) AND marked_at IS NOT NULL
       AND (lifted_at IS NULL OR lifted_at <= marked_at) GROUP BY 1 ORDER BY 1`,
    given,
  );
  return { lists: lists.map(({ id: _, ...one }) => one), answers, doNotCall };
}

/**
 * Keeps for good who said in one of these calls not to be called, before the calls are of nobody: by hash alone, since
 * without it the next list would have them called again.
 */
export async function keepMarksOfCalls(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
): Promise<void> {
  await tx.query(
    `INSERT INTO do_not_call (tenant_id, clinic_id, ani_hash, marked_at)
     SELECT $1, c.clinic_id, c.ani_hash, max(m.at)
     FROM (SELECT DISTINCT ON (about) about, at, said FROM campaign_note WHERE tenant_id = $1
         AND about = ANY($2::uuid[]) AND said IN ('doNotCall', 'mayCall') ORDER BY about, at DESC, note_key DESC) m
       JOIN call c ON c.tenant_id = $1 AND c.call_key = m.about
     WHERE m.said = 'doNotCall' AND c.clinic_id IS NOT NULL AND c.ani_hash IS NOT NULL GROUP BY 2, 3
     ON CONFLICT (tenant_id, clinic_id, ani_hash)
       DO UPDATE SET marked_at = greatest(do_not_call.marked_at, EXCLUDED.marked_at)`,
    [tenantId, callKeys],
  );
}

/**
 * Keeps what campaigns have of calls that arrived, and were over, before an instant, since they are about to go: who does
 * not want to be called, and of who is on a list what they answered.
 */
export async function keepOfOldCalls(tx: EntityManager, tenantId: string, before: Instant): Promise<void> {
  const rows = await tx.query<{ key: string }[]>(
    `SELECT DISTINCT n.about AS key FROM campaign_note n JOIN call c ON c.tenant_id = $1 AND c.call_key = n.about
     WHERE n.tenant_id = $1 AND n.of_call AND c.arrived_at < to_timestamp($2 / 1000.0)
       AND c.last_at < to_timestamp($2 / 1000.0)`,
    [tenantId, before],
  );
  if (rows.length === 0) return;
  const callKeys = rows.map(({ key }) => key);
  await keepMarksOfCalls(tx, tenantId, callKeys);
  await tx.query(
    `WITH words AS (
       SELECT DISTINCT ON (campaign_id, about) campaign_id, about, at, said FROM campaign_note
       WHERE tenant_id = $1 AND about = ANY($2::uuid[]) AND said IN ('accepted', 'refused', 'notOffered', 'none')
       ORDER BY campaign_id, about, at DESC, note_key DESC),
     answers AS (
       SELECT DISTINCT ON (w.campaign_id, c.ani_hash) w.campaign_id, c.ani_hash, w.at, w.said
       FROM words w JOIN call c ON c.tenant_id = $1 AND c.call_key = w.about
       WHERE w.said IN ('accepted', 'refused') AND c.ani_hash IS NOT NULL
       ORDER BY w.campaign_id, c.ani_hash, w.at DESC)
     UPDATE campaign_contact k SET answer = a.said, answered_at = a.at FROM answers a
     WHERE k.tenant_id = $1 AND k.campaign_id::text = a.campaign_id AND a.ani_hash = ANY(k.ani_hashes)
       AND (k.answered_at IS NULL OR k.answered_at < a.at)`,
    [tenantId, callKeys],
  );
}

/** Takes callers off every list. */
export async function forgetContacts(
  tx: EntityManager,
  tenantId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.query('DELETE FROM campaign_contact WHERE tenant_id = $1 AND ani_hashes && $2::text[]', [
    tenantId,
    hashes,
  ]);
}

/** Callers who are called by another hash from now on are on the same lists, and not called as before. */
export async function renameContacts(
  tx: EntityManager,
  tenantId: string,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const given = [tenantId, [...names.keys()], [...names.values()]];
  const told = 'unnest($2::text[], $3::text[]) AS told (was, now)';
  await tx.query(
    `INSERT INTO do_not_call (tenant_id, clinic_id, ani_hash, marked_at, lifted_at)
     SELECT $1, d.clinic_id, told.now, d.marked_at, d.lifted_at FROM ${told}
       JOIN do_not_call d ON d.tenant_id = $1 AND d.ani_hash = told.was
     ON CONFLICT (tenant_id, clinic_id, ani_hash) DO UPDATE
       SET marked_at = greatest(do_not_call.marked_at, EXCLUDED.marked_at),
         lifted_at = greatest(do_not_call.lifted_at, EXCLUDED.lifted_at)`,
    given,
  );
  await tx.query(
    `UPDATE campaign_contact c SET ani_hashes = array_append(c.ani_hashes, told.now) FROM ${told}
     WHERE c.tenant_id = $1 AND told.was = ANY(c.ani_hashes) AND NOT told.now = ANY(c.ani_hashes)`,
    given,
  );
}
