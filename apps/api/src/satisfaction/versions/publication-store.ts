import type { Instant } from '@vigie/calls';
import type { PublicationStatus } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import type { MonthChannel } from '../entries/entry-store';
import { msOf } from '../../platform/sql-instant';
import type { NewCell } from './stored-cell';

/** A month of calls with surveys, as far as it is published. */
export type KnownMonth = {
  readonly month: string;
  /** Since when nothing more of it came; null: nothing waits. */
  readonly waitingSince: Instant | null;
  /** What it was last told as; null: it was not yet. */
  readonly status: PublicationStatus | null;
  /** Whether it changed since its calendar quarter (year) was told. */
  readonly quarterDue: boolean;
  readonly yearDue: boolean;
};

/** Takes the right to publish for a tenant until the transaction ends. False: another process has it. */
export async function lockPublications(tx: EntityManager, tenantId: string): Promise<boolean> {
  await tx.query(`INSERT INTO satisfaction_head (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING`, [tenantId]);
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM satisfaction_head WHERE tenant_id = $1 FOR UPDATE SKIP LOCKED`,
    [tenantId],
  );
  return rows.length === 1;
}

const noteSql = `WITH cursor AS (SELECT seq FROM fold_cursor WHERE tenant_id = $1),
head AS (SELECT seen_seq FROM satisfaction_head WHERE tenant_id = $1),
lost AS (DELETE FROM satisfaction_touched WHERE tenant_id = $1 RETURNING month),
changed AS (
  SELECT DISTINCT month FROM call_survey, head WHERE tenant_id = $1 AND seq > head.seen_seq
  UNION SELECT month FROM lost
), noted AS (
  INSERT INTO satisfaction_month AS m (tenant_id, month, waiting_since)
  SELECT $1, month, to_timestamp($2 / 1000.0) FROM changed
  ON CONFLICT (tenant_id, month) DO UPDATE SET waiting_since = EXCLUDED.waiting_since RETURNING 1
)
UPDATE satisfaction_head SET seen_seq = greatest(seen_seq, cursor.seq) FROM cursor WHERE tenant_id = $1`;

/** Notes the months of which something came since the last look. */
export async function noteMonths(tx: EntityManager, tenantId: string, now: Instant): Promise<void> {
  await tx.query(noteSql, [tenantId, now]);
}

const monthsSql = `SELECT to_char(month, 'YYYY-MM') AS month, status, quarter_due AS "quarterDue", year_due AS "yearDue",
  ${msOf('waiting_since')} AS "waitingSince"
FROM satisfaction_month WHERE tenant_id = $1 ORDER BY month`;

/** Every month of the tenant that has surveys, oldest first. */
export function knownMonths(tx: EntityManager, tenantId: string): Promise<KnownMonth[]> {
  return tx.query(monthsSql, [tenantId]);
}

const publishedSql = `UPDATE satisfaction_month SET waiting_since = NULL, status = $3,
  quarter_due = quarter_due OR $4, year_due = year_due OR $4 WHERE tenant_id = $1 AND month = $2::date`;

/** Says that a month was told as it stood, and whether longer blocks are to be told again. */
export async function markMonthPublished(
  tx: EntityManager,
  tenantId: string,
  { month, status }: { readonly month: string; readonly status: PublicationStatus },
): Promise<void> {
  const movesBlocks = status === 'final' || status === 'revised';
  await tx.query(publishedSql, [tenantId, `${month}-01`, status, movesBlocks]);
}

const blockSql = `UPDATE satisfaction_month SET quarter_due = quarter_due AND $3, year_due = year_due AND NOT $3
WHERE tenant_id = $1 AND month = ANY($2::date[])`;

/** Says that a block of 3 or 12 months was told. */
export async function markBlockPublished(
  tx: EntityManager,
  tenantId: string,
  months: readonly string[],
): Promise<void> {
  await tx.query(blockSql, [tenantId, months.map((month) => `${month}-01`), months.length === 12]);
}

/** The ways of asking by which months have answers, or had. */
export async function channelsOf(
  tx: EntityManager,
  tenantId: string,
  months: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ channel: string }[]>(
    `SELECT channel FROM call_survey WHERE tenant_id = $1 AND month = ANY($2::date[]) AND items IS NOT NULL
     UNION SELECT channel FROM satisfaction_batch WHERE tenant_id = $1 AND month = ANY($2::date[]) ORDER BY 1`,
    [tenantId, months.map((month) => `${month}-01`)],
  );
  return rows.map(({ channel }) => channel);
}

/** A period by one way of asking: a month, or a block of 3 or 12. */
export type Period = MonthChannel & { readonly months: number };
export type Version = { readonly version: number; readonly status: PublicationStatus };

const keyOf = ({ tenantId, month, months, channel }: Period): unknown[] => [
  tenantId,
  `${month}-01`,
  months,
  channel,
];

/** The newest version of a period. */
export async function newestVersion(tx: EntityManager, period: Period): Promise<Version | undefined> {
  const [row] = await tx.query<Version[]>(
    `SELECT version, status FROM satisfaction_period
     WHERE tenant_id = $1 AND month = $2::date AND months = $3 AND channel = $4 ORDER BY version DESC LIMIT 1`,
    keyOf(period),
  );
  return row;
}

const newestCellsSql = `SELECT DISTINCT ON (clinic_id, dimension) clinic_id AS "clinicId", dimension, cell AS figures
FROM satisfaction_cell WHERE tenant_id = $1 AND month = $2::date AND months = $3 AND channel = $4
ORDER BY clinic_id, dimension, version DESC`;

/** Every cell of a period as it stands. */
export function newestCells(tx: EntityManager, period: Period): Promise<NewCell[]> {
  return tx.query(newestCellsSql, keyOf(period));
}

const periodSql = `INSERT INTO satisfaction_period (tenant_id, month, months, channel, version, status, computed_at)
VALUES ($1, $2::date, $3, $4, $5, $6, to_timestamp($7 / 1000.0))`;
const cellsSql = `INSERT INTO satisfaction_cell (tenant_id, month, months, channel, version, clinic_id, dimension, cell)
SELECT $1, $2::date, $3, $4, $5, c.* FROM unnest($6::text[], $7::text[], $8::jsonb[]) AS c RETURNING 1`;

/** Publishes a version of a period: the cells that it changes. */
export async function insertVersion(
  tx: EntityManager,
  period: Period,
  { version, status, at, cells }: Version & { readonly at: Instant; readonly cells: readonly NewCell[] },
): Promise<void> {
  await tx.query(periodSql, [...keyOf(period), version, status, at]);
  if (cells.length === 0) return;
  await tx.query(cellsSql, [
    ...keyOf(period),
    version,
    cells.map(({ clinicId }) => clinicId),
    cells.map(({ dimension }) => dimension),
    cells.map(({ figures }) => JSON.stringify(figures)),
  ]);
}

/** A step of the running month's figures, by one way of asking. */
export type RunningBatch = {
  readonly channel: string;
  /** The local date of the calls it is of; null: of several days. */
  readonly day: string | null;
  readonly counts: readonly number[];
};

const stepsSql = `SELECT channel, day::text AS day, counts FROM satisfaction_batch
WHERE tenant_id = $1 AND month = $2::date AND item = 'overall' ORDER BY channel, batch`;

/** Every step of *overall* of a month (`YYYY-MM`), all clinics together. */
export function runningBatches(tx: EntityManager, tenantId: string, month: string): Promise<RunningBatch[]> {
  return tx.query(stepsSql, [tenantId, `${month}-01`]);
}
