import type { AnswerEdge } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** One way of asking in one calendar month of the call. */
export type MonthChannel = { readonly tenantId: string; readonly month: string; readonly channel: string };

/** An answer to one item that is not what was published of it. */
export type WaitingAnswer = {
  readonly item: string;
  readonly callKey: string;
  /** As it is now; null: it is gone. */
  readonly clinicId: string | null;
  readonly value: number | null;
  readonly arrivedMs: number | null;
  /** As it was published; null: it never was, or was taken back. */
  readonly wasClinicId: string | null;
  readonly wasValue: number | null;
  /** Something of this caller's answer to this item is published of all clinics, and of no clinic alone. */
  readonly isOpen: boolean;
};

/** A part of a batch: one clinic gains or loses an answer, or has it changed. */
export type Entry = {
  readonly callKey: string;
  readonly part: number;
  readonly clinicId: string;
  readonly added: number | null;
  readonly removed: number | null;
  readonly weight: number;
};

/** The item of which every respondent has one answer: that there is one. */
export const respondents = 'respondents';

const waitingSql = `WITH said AS (
  SELECT call_key, coalesce(clinic_id, '') AS clinic_id, items, arrived_at FROM call_survey
  WHERE tenant_id = $1 AND month = $2::date AND channel = $3 AND counted AND items ?| $4::text[]
), present AS (
  SELECT s.call_key, s.clinic_id, s.arrived_at, i.key AS item, i.value::smallint AS value
  FROM said s, jsonb_each_text(s.items) i WHERE i.key = ANY($5::text[])
  UNION ALL
  SELECT call_key, clinic_id, arrived_at, '${respondents}', 1 FROM said WHERE '${respondents}' = ANY($5::text[])
), published AS (
  SELECT DISTINCT ON (item, call_key) item, call_key, clinic_id, added,
    bool_or(told_in IS NULL) OVER (PARTITION BY item, call_key) AS is_open
  FROM satisfaction_entry
  WHERE tenant_id = $1 AND month = $2::date AND channel = $3 AND item = ANY($5::text[])
  ORDER BY item, call_key, batch DESC, part DESC
)
SELECT coalesce(c.item, p.item) AS item, coalesce(c.call_key, p.call_key)::text AS "callKey", c.clinic_id AS "clinicId",
  c.value, ${msOf('c.arrived_at')} AS "arrivedMs", p.clinic_id AS "wasClinicId",
  p.added AS "wasValue", coalesce(p.is_open, false) AS "isOpen"
FROM present c FULL JOIN published p ON p.item = c.item AND p.call_key = c.call_key
WHERE c.value IS DISTINCT FROM p.added OR (p.added IS NOT NULL AND c.clinic_id IS DISTINCT FROM p.clinic_id)
ORDER BY 1, 2`;

/** What of these items differs from what was published; `counted` are all the items that make a respondent. */
export function waitingAnswers(
  tx: EntityManager,
  { tenantId, month, channel }: MonthChannel,
  { counted, items }: { readonly counted: readonly string[]; readonly items: readonly string[] },
): Promise<WaitingAnswer[]> {
  return tx.query(waitingSql, [tenantId, `${month}-01`, channel, counted, items]);
}

type EdgeRow = {
  month: string;
  batch: number;
  clinicId: string;
  toldIn: string | null;
  count: number;
};

/** Lots of answers of one item, and where and by what they were told. */
export type PublishedLot = AnswerEdge & { readonly month: string; readonly clinicId: string };

const lotsSql = `SELECT to_char(month, 'YYYY-MM') AS month, batch, clinic_id AS "clinicId", told_in AS "toldIn",
  sum(weight)::float8 AS count
FROM satisfaction_entry WHERE tenant_id = $1 AND channel = $2 AND item = $3
  AND month >= $4::date AND month < $4::date + interval '1 year'
GROUP BY 1, 2, 3, 4`;

/** Everything published of one item in a calendar year, as lots. */
export async function publishedLots(
  tx: EntityManager,
  { tenantId, channel }: Omit<MonthChannel, 'month'>,
  item: string,
  year: string,
): Promise<PublishedLot[]> {
  const rows = await tx.query<EdgeRow[]>(lotsSql, [tenantId, channel, item, `${year}-01-01`]);
  const cellOf = (row: EdgeRow): string => `${row.month} ${row.clinicId}`;
  // What a clinic that is told has beyond its figure waits for ten, but is not of a hidden clinic.
  const shown = new Set(rows.filter(({ toldIn }) => isMonthFigure(toldIn)).map(cellOf));
  return rows.map(({ month, batch, clinicId, toldIn, count }) => ({
    batch: batchId(month, batch),
    toldIn,
    place: shown.has(`${month} ${clinicId}`) ? null : hidingPlace(clinicId, month, toldIn),
    count,
    month,
    clinicId,
  }));
}

export const batchId = (month: string, batch: number): string => `${month} ${batch}`;

/** A batch as it enters what is published. */
export type NewBatch = {
  readonly item: string;
  readonly batch: number;
  /** The local date of its calls; null: of several days. */
  readonly day: string | null;
  /** Change of the counts by value, in rising order of the scale. */
  readonly counts: readonly number[];
  readonly entries: readonly Entry[];
};

const batchSql = `INSERT INTO satisfaction_batch (tenant_id, month, channel, item, batch, day, counts)
VALUES ($1, $2::date, $3, $4, $5, $6::date, $7::int[])`;
const entriesSql = `INSERT INTO satisfaction_entry
  (tenant_id, month, channel, item, batch, call_key, part, clinic_id, added, removed, weight)
SELECT $1, $2::date, $3, $4, $5, e.* FROM
  unnest($6::uuid[], $7::smallint[], $8::text[], $9::smallint[], $10::smallint[], $11::real[]) AS e
RETURNING 1`;

/** Puts a batch with what were published. */
export async function insertBatch(tx: EntityManager, of: MonthChannel, batch: NewBatch): Promise<void> {
  const key = [of.tenantId, `${of.month}-01`, of.channel, batch.item, batch.batch];
  const { entries } = batch;
  await tx.query(batchSql, [...key, batch.day, batch.counts]);
  await tx.query(entriesSql, [
    ...key,
    entries.map(({ callKey }) => callKey),
    entries.map(({ part }) => part),
    entries.map(({ clinicId }) => clinicId),
    entries.map(({ added }) => added),
    entries.map(({ removed }) => removed),
    entries.map(({ weight }) => weight),
  ]);
}

/** The number of the item's last batch of a month; 0: there is none. */
export async function lastBatch(
  tx: EntityManager,
  { tenantId, month, channel }: MonthChannel,
  item: string,
): Promise<number> {
  const [row] = await tx.query<{ last: number }[]>(
    `SELECT coalesce(max(batch), 0) AS last FROM satisfaction_batch
     WHERE tenant_id = $1 AND month = $2::date AND channel = $3 AND item = $4`,
    [tenantId, `${month}-01`, channel, item],
  );
  return row?.last ?? 0;
}

const markSql = `UPDATE satisfaction_entry e SET told_in = t.told_in
FROM unnest($4::date[], $5::text[], $6::text[]) AS t(month, clinic_id, told_in)
WHERE e.tenant_id = $1 AND e.channel = $2 AND e.item = $3 AND e.month = t.month
  AND e.clinic_id = t.clinic_id AND e.told_in IS NULL`;

/** What of a clinic's month was told of no clinic alone, and the figure that tells it now. */
export type FirstFigure = { readonly month: string; readonly clinicId: string; readonly toldIn: string };

/** Says which figures tell what of these clinics no clinic's figure told before. */
export async function markEntriesPublished(
  tx: EntityManager,
  { tenantId, channel }: Omit<MonthChannel, 'month'>,
  item: string,
  firstFigures: readonly FirstFigure[],
): Promise<void> {
  if (firstFigures.length === 0) return;
  await tx.query(markSql, [
    tenantId,
    channel,
    item,
    firstFigures.map(({ month }) => `${month}-01`),
    firstFigures.map(({ clinicId }) => clinicId),
    firstFigures.map(({ toldIn }) => toldIn),
  ]);
}

/** How often a value stands in what was published, by what told it. */
export type PublishedCount = {
  readonly month: string;
  readonly item: string;
  readonly clinicId: string;
  /** `month`, the block (`firstMonth months`), or null: of all clinics alone. */
  readonly publishedBy: string | null;
  readonly value: number;
  readonly count: number;
};

const countsSql = `SELECT to_char(month, 'YYYY-MM') AS month, item, clinic_id AS "clinicId", "publishedBy", value,
  sum(sign)::int AS count
FROM (
  SELECT month, item, clinic_id, told_in, added AS value, 1 AS sign FROM satisfaction_entry
  WHERE tenant_id = $1 AND channel = $2 AND month = ANY($3::date[]) AND added IS NOT NULL
  UNION ALL
  SELECT month, item, clinic_id, told_in, removed, -1 FROM satisfaction_entry
  WHERE tenant_id = $1 AND channel = $2 AND month = ANY($3::date[]) AND removed IS NOT NULL
) e, LATERAL (SELECT CASE WHEN told_in LIKE 'month %' THEN 'month'
  ELSE substring(told_in FROM '^block (\\S+ \\d+) ') END AS "publishedBy") t
GROUP BY 1, 2, 3, 4, 5`;

/** Everything published of these months, counted. */
export function publishedCounts(
  tx: EntityManager,
  { tenantId, channel }: Omit<MonthChannel, 'month'>,
  months: readonly string[],
): Promise<PublishedCount[]> {
  return tx.query(countsSql, [tenantId, channel, months.map((month) => `${month}-01`)]);
}

/** What first told an answer's clinic: a month of it, or a block of months; each step of a cell has a name of its own. */
export const monthFigure = (month: string, clinicId: string, version: number): string =>
  `month ${month} ${version} ${clinicId}`;

export const blockFigure = (
  block: { readonly firstMonth: string; readonly months: number },
  clinicId: string,
  version: number,
): string => `block ${block.firstMonth} ${block.months} ${version} ${clinicId}`;

/** Whether it was a month's own figure. */
export const isMonthFigure = (toldIn: string | null): boolean => toldIn?.startsWith('month ') === true;

/** The block that told it, as `firstMonth months`; undefined when none did. */
export function blockOfFigure(toldIn: string | null): string | undefined {
  return toldIn === null ? undefined : /^block (\S+ \d+) /u.exec(toldIn)?.[1];
}

/** Where an answer is hidden: nowhere, in its clinic, or in a month of its clinic inside a block. */
export function hidingPlace(clinicId: string, month: string, toldIn: string | null): string | null {
  if (clinicId === '' || isMonthFigure(toldIn)) return null;
  return toldIn === null ? clinicId : `${clinicId} ${month}`;
}
