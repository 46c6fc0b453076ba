import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { serverSource } from '../../event-log/server-events';
import { handoverAcknowledged } from '../../fold/handover-projection';
import { msOf } from '../../platform/sql-instant';

/** A message that its clinic has not acknowledged. */
export type OpenHandoverRow = Readonly<{
  key: string;
  reference: string | null;
  clinicId: string;
  openedAt: Instant;
  writtenAt: Instant | null;
  fields: readonly string[];
  isReferral: boolean;
  sentAt: Instant | null;
  deliveredAt: Instant | null;
}>;

/** A message is of the clinic that its event names, else of its call's. */
const clinicSql = `coalesce(h.clinic_id, (SELECT c.clinic_id FROM call c WHERE c.tenant_id = $1 AND c.call_key = h.call_key))`;

const dayMs = 86_400_000;
/** A message that nobody acknowledged in so many days is looked for no more; it stays in the figures. */
const openForMs = 7 * dayMs;

/** Messages that are open at an instant, referrals first, then the oldest; of one clinic alone where it is named. */
export function openHandovers(
  tx: EntityManager,
  tenantId: string,
  now: Instant,
  clinicId: string | null = null,
): Promise<OpenHandoverRow[]> {
  return tx.query<OpenHandoverRow[]>(
    `SELECT * FROM (
       SELECT h.handover_key AS key, h.reference, ${clinicSql} AS "clinicId", ${msOf('h.opened_at')} AS "openedAt",
         ${msOf('h.written_at')} AS "writtenAt", h.fields, h.is_referral AS "isReferral",
         ${msOf('h.sent_at')} AS "sentAt", ${msOf('h.delivered_at')} AS "deliveredAt"
       FROM handover h WHERE h.tenant_id = $1 AND h.acknowledged_at IS NULL
         AND h.opened_at > to_timestamp($2::float8 / 1000) AND h.opened_at <= to_timestamp($3::float8 / 1000)) o
     WHERE "clinicId" IS NOT NULL AND ($4::text IS NULL OR "clinicId" = $4)
     ORDER BY "isReferral" DESC, "openedAt", key`,
    [tenantId, now - openForMs, now, clinicId],
  );
}

/** What somebody said on our page and is not folded yet. */
const saidHereSql = `(SELECT min(e.at) FROM event_log e WHERE e.tenant_id = $1 AND e.source = '${serverSource}'
  AND e.subject = h.handover_key::text AND e.type = '${handoverAcknowledged}'
  AND e.seq > coalesce((SELECT seq FROM fold_cursor WHERE tenant_id = $1), 0))`;

/** One message, acknowledged or not, and whose it is. */
export async function oneHandover(
  tx: EntityManager,
  tenantId: string,
  key: string,
): Promise<HandoverOfClinic | undefined> {
  const [row] = await tx.query<HandoverOfClinic[]>(
    `SELECT h.handover_key AS key, h.reference, h.call_key AS "callKey", ${clinicSql} AS "clinicId", ${msOf('h.opened_at')} AS "openedAt",
       ${msOf(`coalesce(h.acknowledged_at, ${saidHereSql})`)} AS "acknowledgedAt"
     FROM handover h WHERE h.tenant_id = $1 AND h.handover_key = $2::uuid`,
    [tenantId, key],
  );
  return row;
}

/** Whose a message is, and whether it is acknowledged. */
export type HandoverOfClinic = Readonly<{
  key: string;
  reference: string | null;
  callKey: string;
  clinicId: string | null;
  openedAt: Instant;
  acknowledgedAt: Instant | null;
}>;

/** Whether a clinic, or its software, acknowledged a message in the last thirty days: else nobody can be asked to. */
export async function acknowledgesMessages(
  tx: EntityManager,
  tenantId: string,
  now: Instant,
  clinicId: string,
): Promise<boolean> {
  const [row] = await tx.query<{ does: boolean }[]>(
    `SELECT EXISTS (SELECT FROM handover h WHERE h.tenant_id = $1 AND h.acknowledged_at IS NOT NULL
       AND h.opened_at > to_timestamp($2::float8 / 1000) AND ${clinicSql} = $3) AS does`,
    [tenantId, now - 30 * dayMs, clinicId],
  );
  return row?.does === true;
}

/** Messages of one day and clinic that hold the same fields, by the settings' version of when they were written. */
export type HandoverCountRow = Readonly<{
  clinicId: string;
  day: string;
  fields: readonly string[];
  /** Any instant within that version; null: nobody said what they hold. */
  writtenAt: Instant | null;
  handovers: number;
  sent: number;
  delivered: number;
  acknowledged: number;
  referrals: number;
  referralsAcknowledged: number;
}>;

export type HandoverRange = Readonly<{ from: Instant; to: Instant; timezone: string }>;

/**
 * Messages that were first told of within a range, of one clinic alone where it is named; `beginnings`: from when on
 * versions of the settings hold.
 */
export function countHandovers(
  tx: EntityManager,
  tenantId: string,
  { from, to, timezone }: HandoverRange,
  { beginnings, clinicId = null }: Readonly<{ beginnings: readonly Instant[]; clinicId?: string | null }>,
): Promise<HandoverCountRow[]> {
  return tx.query<HandoverCountRow[]>(
    `SELECT "clinicId", day, fields, ${msOf('max(written_at)')} AS "writtenAt", count(*) AS handovers,
       count(*) FILTER (WHERE coalesce(sent_at, delivered_at, acknowledged_at) IS NOT NULL) AS sent,
       count(*) FILTER (WHERE coalesce(delivered_at, acknowledged_at) IS NOT NULL) AS delivered,
       count(acknowledged_at) AS acknowledged, count(*) FILTER (WHERE is_referral) AS referrals,
       count(acknowledged_at) FILTER (WHERE is_referral) AS "referralsAcknowledged"
     FROM (SELECT h.*, ${clinicSql} AS "clinicId", to_char(h.opened_at AT TIME ZONE $5, 'YYYY-MM-DD') AS day,
         (SELECT count(*) FROM unnest($4::float8[]) v (since) WHERE to_timestamp(v.since / 1000) <= h.written_at) AS version
       FROM handover h WHERE h.tenant_id = $1 AND h.opened_at >= to_timestamp($2::float8 / 1000)
         AND h.opened_at < to_timestamp($3::float8 / 1000)) o
     WHERE "clinicId" IS NOT NULL AND ($6::text IS NULL OR "clinicId" = $6)
     GROUP BY "clinicId", day, fields, version, written_at IS NULL`,
    [tenantId, from, to, beginnings, timezone, clinicId],
  );
}

type MedianRow = Readonly<{ key: string | null; medianMs: number }>;

/** The time to being acknowledged that half of them do not pass: by clinic or local day, and in all under null. */
export async function mediansToAcknowledged(
  tx: EntityManager,
  tenantId: string,
  { from, to, timezone }: HandoverRange,
  { by, clinicIds }: Readonly<{ by: 'day' | 'clinic'; clinicIds: readonly string[] }>,
): Promise<ReadonlyMap<string | null, number>> {
  const key = by === 'clinic' ? '"clinicId"' : 'day';
  const rows = await tx.query<MedianRow[]>(
    `SELECT ${key} AS key, round(percentile_disc(0.5) WITHIN GROUP (ORDER BY took) * 1000)::bigint AS "medianMs"
     FROM (SELECT ${clinicSql} AS "clinicId", to_char(h.opened_at AT TIME ZONE $4, 'YYYY-MM-DD') AS day,
         extract(epoch FROM h.acknowledged_at - h.opened_at) AS took
       FROM handover h WHERE h.tenant_id = $1 AND h.acknowledged_at IS NOT NULL
         AND h.opened_at >= to_timestamp($2::float8 / 1000) AND h.opened_at < to_timestamp($3::float8 / 1000)) o
     WHERE "clinicId" = ANY($5::text[]) GROUP BY GROUPING SETS ((${key}), ())`,
    [tenantId, from, to, timezone, clinicIds],
  );
  return new Map(rows.filter(({ medianMs }) => medianMs !== null).map((row) => [row.key, row.medianMs]));
}
