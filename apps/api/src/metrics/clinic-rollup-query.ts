import { openNames, outcomeNames, type Instant } from '@vigie/calls';
import { emptyTally, type Tally, type TallyName, type WaitBins } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { tallyColumn } from '../fold/rollup-store';
import { msOf } from '../platform/sql-instant';
import { sumBinsText } from './sum-bins-text';

/** The sums a report needs of calls. */
const needed = [
  'offered',
  'answered',
  'abandoned',
  'shortAbandoned',
  'ivrAbandoned',
  'blocked',
  'closed',
  'timeoutOverflow',
  'voicemail',
  'callbackExit',
  'selfServed',
  'answeredByBot',
  'systemFailed',
  'unspecified',
  'unknown',
  'waiting',
  'greeting',
  'answeredOutsideHours',
  'answeredWaits',
  'answeredWaitMs',
  'talkUnder5s',
  'held',
  'transferred',
  'difficult',
  'difficultAngry',
  'difficultDistressed',
  'difficultComplaint',
  'difficultAggressive',
  'difficultNoted',
  'difficultResolved',
  'noted',
  'notedResolved',
] as const satisfies readonly TallyName[];

type Sums = { readonly [name in (typeof needed)[number]]: number | null };

/** The sums of one quarter of an hour of a clinic. */
export type QuarterSums = { readonly at: Instant; readonly tally: Tally; readonly bins: WaitBins };

/** The sums of one month of one clinic. */
export type MonthSums = { readonly clinicId: string; readonly row: number; readonly tally: Tally };

/** Every quarter of an hour of a range in which a call came for a clinic, in order. */
export async function readClinicQuarters(
  tx: EntityManager,
  tenantId: string,
  clinicId: string,
  range: { readonly start: Instant; readonly end: Instant },
): Promise<QuarterSums[]> {
  const columns = needed.map((name) => `${tallyColumn(name)} AS "${name}"`).join(', ');
  const rows = await tx.query<(Sums & { readonly at: number; readonly bins: string })[]>(
    `SELECT ${msOf('bucket')} AS at, ${columns}, array_to_string(bins, ',') AS bins
     FROM rollup WHERE tenant_id = $1 AND cuboid = 'clinic' AND key1 = $2 AND key2 = ''
       AND bucket >= to_timestamp($3 / 1000.0) AND bucket < to_timestamp($4 / 1000.0)
     ORDER BY bucket`,
    [tenantId, clinicId, range.start, range.end],
  );
  return rows.map(({ at, bins, ...sums }) => ({
    at,
    tally: toTally(sums),
    bins: sumBinsText(bins),
  }));
}

/**
 * The sums of the months that begin at each of the edges but the last, by clinic; of these clinics, or of all. A month
 * without a call is absent.
 */
export async function readMonthSums(
  tx: EntityManager,
  tenantId: string,
  edges: readonly Instant[],
  clinicIds: readonly string[] | null,
): Promise<MonthSums[]> {
  const sums = needed.map((name) => `coalesce(sum(${tallyColumn(name)}), 0)::bigint AS "${name}"`).join(', ');
  const instants = edges.map((at) => new Date(at));
  const parameters: unknown[] = [tenantId, instants, instants[0], instants.at(-1)];
  const whose = clinicIds === null ? '' : ` AND key1 = ANY($${parameters.push(clinicIds)}::text[])`;
  const rows = await tx.query<(Sums & { readonly clinicId: string; readonly row: number })[]>(
    `SELECT key1 AS "clinicId", width_bucket(bucket, $2::timestamptz[]) - 1 AS row, ${sums}
     FROM rollup WHERE tenant_id = $1 AND cuboid = 'clinic' AND key2 = ''
       AND bucket >= $3::timestamptz AND bucket < $4::timestamptz${whose}
     GROUP BY 1, 2`,
    parameters,
  );
  return rows.map(({ clinicId, row, ...counts }) => ({ clinicId, row, tally: toTally(counts) }));
}

/** The local months of a zone in which these clinics (null: the tenant) had calls, newest first. */
export async function readMonthsWithCalls(
  tx: EntityManager,
  tenantId: string,
  timezone: string,
  clinicIds: readonly string[] | null,
): Promise<string[]> {
  const whose = clinicIds === null ? `cuboid = 'total'` : `cuboid = 'clinic' AND key1 = ANY($3::text[])`;
  const rows = await tx.query<{ month: string }[]>(
    `SELECT DISTINCT to_char(bucket AT TIME ZONE $2, 'YYYY-MM') AS month
     FROM rollup WHERE tenant_id = $1 AND ${whose} AND (${presentedSql}) > 0 ORDER BY 1 DESC`,
    clinicIds === null ? [tenantId, timezone] : [tenantId, timezone, clinicIds],
  );
  return rows.map(({ month }) => month);
}

/** Agents' days have rows of their own in `total` that hold no call. */
const presentedSql = [...outcomeNames, ...openNames]
  .map((name) => `coalesce(${tallyColumn(name)}, 0)`)
  .join(' + ');

function toTally(sums: Sums): Tally {
  const tally = emptyTally();
  for (const name of needed) tally[name] = sums[name] ?? 0;
  return tally;
}
