import type { Instant } from '@vigie/calls';
import { bucketMs, type TimeRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { pgClientOf } from '../platform/transaction';
import { msOf } from '../platform/sql-instant';

const dayMs = 86_400_000;
/** From before every quarter until after the last. */
export const always: TimeRange = { start: -62_135_596_800_000, end: 253_402_300_799_000 };

/** The days of a range of which there are sums, in order; no two overlap. */
export function summedDays(
  tx: EntityManager,
  tenantId: string,
  { start, end }: TimeRange,
): Promise<TimeRange[]> {
  return tx.query<TimeRange[]>(
    `SELECT ${msOf('start_at')} AS start, ${msOf('end_at')} AS "end" FROM summed_day
     WHERE tenant_id = $1 AND summed AND start_at >= to_timestamp($2 / 1000.0) AND end_at <= to_timestamp($3 / 1000.0)
     ORDER BY start_at`,
    [tenantId, start, end],
  );
}

const given = 'unnest($2::timestamptz[], $3::timestamptz[]) AS d(start_at, end_at)';
/** No day is longer than two: what began before cannot reach in, and is not looked at. */
const overlapping = `s.tenant_id = $1 AND s.start_at < d.end_at AND s.end_at > d.start_at
  AND s.start_at > d.start_at - interval '48 hours'`;

const edgesOf = (ranges: readonly TimeRange[]): [Date[], Date[]] => [
  ranges.map(({ start }) => new Date(start)),
  ranges.map(({ end }) => new Date(end)),
];

/**
 * Says that these days are about to be summed. What overlaps one of them, since it was cut by another zone's midnights,
 * is no day any more. The caller holds the cursor: from now on whoever moves a quarter of theirs takes it off the list.
 */
export async function beginDays(
  tx: EntityManager,
  tenantId: string,
  days: readonly TimeRange[],
): Promise<void> {
  const parameters = [tenantId, ...edgesOf(days)];
  await tx.query(
    `DELETE FROM rollup_day r USING summed_day s, ${given}
     WHERE r.tenant_id = $1 AND r.bucket = s.start_at AND ${overlapping}`,
    parameters,
  );
  await tx.query(`DELETE FROM summed_day s USING ${given} WHERE ${overlapping}`, parameters);
  await tx.query(
    `INSERT INTO summed_day (tenant_id, start_at, end_at, summed)
     SELECT $1, d.start_at, d.end_at, false FROM ${given} RETURNING 1`,
    parameters,
  );
}

/** Says that a day is summed. False when one of its quarters moved since it was begun. */
export async function endDay(
  tx: EntityManager,
  tenantId: string,
  { start, end }: TimeRange,
): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE summed_day SET summed = true
     WHERE tenant_id = $1 AND start_at = $2 AND end_at = $3 AND NOT summed RETURNING 1`,
    [tenantId, new Date(start), new Date(end)],
  );
  return rows.length === 1;
}

const moveSql = `DELETE FROM summed_day s USING ${given} WHERE ${overlapping}`;

/** Takes the days off the list of which a quarter has moved. */
export async function moveDays(
  tx: EntityManager,
  tenantId: string,
  stretches: readonly TimeRange[],
): Promise<void> {
  if (stretches.length === 0) return;
  const client = await pgClientOf(tx);
  await client.query({ name: 'vigie_move_days', text: moveSql, values: [tenantId, ...edgesOf(stretches)] });
}

/** Stretches that hold all of these quarters: one for each day on which there is any. */
export function stretchesOf(quarters: Iterable<Instant>): TimeRange[] {
  const byDay = new Map<number, { start: Instant; end: Instant }>();
  for (const at of quarters) {
    const day = Math.floor(at / dayMs);
    const known = byDay.get(day);
    if (known === undefined) byDay.set(day, { start: at, end: at + bucketMs });
    else {
      known.start = Math.min(known.start, at);
      known.end = Math.max(known.end, at + bucketMs);
    }
  }
  return [...byDay.values()];
}
