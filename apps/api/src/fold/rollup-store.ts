import {
  addBins,
  agentTimeNames,
  cuboids,
  legTallyNames,
  noBins,
  pauseCuboids,
  tallyNames,
  type TallyName,
  type WaitBins,
} from '@vigie/metrics';
import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { pgClientOf } from '../platform/transaction';
import { upsertParameters, upsertSql, type Column } from './bulk-upsert';
import { atOrAfter, nothingGone, type ComparedSince, type FoldedTable } from './shadow-store';
import type { RollupDelta } from './rollup-deltas';
import { always, moveDays, stretchesOf } from './summed-days';

/** The column of a stored count: its name in snake case. */
export function tallyColumn(name: TallyName): string {
  return name.replaceAll(/[A-Z0-9]+/g, (part) => `_${part.toLowerCase()}`);
}

const keyColumns: readonly Column<RollupDelta>[] = [
  { name: 'cuboid', type: 'text', key: true, of: (row) => row.cuboid },
  { name: 'key1', type: 'text', key: true, of: (row) => row.key1 },
  { name: 'key2', type: 'text', key: true, of: (row) => row.key2 },
  { name: 'bucket', type: 'instant', key: true, of: (row) => row.bucketStart },
];

/** A zero is stored as NULL: most counts are zero, and a null costs one bit. */
const countColumn = (name: TallyName): Column<RollupDelta> => {
  const place = tallyNames.indexOf(name);
  return { name: tallyColumn(name), type: 'bigint', of: (row) => row.counts[place] || null };
};

/** Bins add by being put behind each other; a list that grew long is summed up on the way. */
const addedBins = `bins = CASE WHEN cardinality(EXCLUDED.bins) = 0 THEN old.bins
WHEN cardinality(old.bins) < 256 THEN old.bins || EXCLUDED.bins ELSE vigie_sum_bins(old.bins || EXCLUDED.bins) END`;

const added = ({ name }: Column<RollupDelta>): string =>
  name === 'bins'
    ? addedBins
    : `${name} = CASE WHEN EXCLUDED.${name} IS NULL THEN old.${name} ELSE coalesce(old.${name}, 0) + EXCLUDED.${name} END`;

/** What is seldom counted of a call, and what is not of calls at all. */
const seldom: ReadonlySet<TallyName> = new Set<TallyName>(tallyNames.slice(tallyNames.indexOf('busyMs')));
const legs: ReadonlySet<TallyName> = new Set<TallyName>(legTallyNames);
const times: ReadonlySet<TallyName> = new Set<TallyName>(agentTimeNames);

/** A statement that adds to some of the counts: every column of a statement costs, used or not. */
function shapeOf(name: string, counted: (name: TallyName) => boolean) {
  const names = tallyNames.filter(counted);
  const columns: readonly Column<RollupDelta>[] = [
    ...keyColumns,
    ...names.map(countColumn),
    { name: 'bins', type: 'ints', of: (row) => row.bins },
  ];
  const known = new Set(names);
  const covers = ({ counts }: RollupDelta): boolean =>
    tallyNames.every((count, place) => counts[place] === 0 || known.has(count));
  return { name: `vigie_add_rollup_${name}`, text: upsertSql('rollup', columns, added), columns, covers };
}

/** Rows go with the first that has all they count. */
const shapes = [
  shapeOf('calls', (name) => !seldom.has(name)),
  shapeOf('agents', (name) => times.has(name) || legs.has(name)),
  shapeOf('all', () => true),
];

const removeMovedSql = `DELETE FROM rollup WHERE ctid = ANY(ARRAY(
  SELECT ctid FROM rollup WHERE tenant_id = $1 AND cuboid IN ('queue', 'clinic_queue') LIMIT $2))
  AND tenant_id = $1`;

const ofLegs = legTallyNames.map(tallyColumn);
const emptyAgentsSql = `UPDATE rollup SET ${ofLegs.map((name) => `${name} = NULL`).join(', ')}
WHERE ctid = ANY(ARRAY(SELECT ctid FROM rollup WHERE tenant_id = $1 AND cuboid = 'agent'
  AND num_nonnulls(${ofLegs.join(', ')}) > 0 LIMIT $2)) AND tenant_id = $1`;

const others: readonly string[] = ['queue', 'clinic_queue', 'agent', ...pauseCuboids];
const ofCalls = cuboids.filter((cuboid) => !others.includes(cuboid));
const callCounts = tallyNames.filter((name) => !times.has(name)).map(tallyColumn);
const emptyCallsSql = `UPDATE rollup SET ${callCounts.map((name) => `${name} = NULL`).join(', ')}, bins = '{}'
WHERE tenant_id = $1 AND cuboid = ANY($2::text[])
  AND bucket >= to_timestamp($3 / 1000.0) AND bucket < to_timestamp($4 / 1000.0)`;

const timeColumns = agentTimeNames.map(tallyColumn);
const clearAgentTimeSql = `UPDATE rollup SET ${timeColumns.map((name) => `${name} = NULL`).join(', ')}
WHERE tenant_id = $1 AND bucket >= to_timestamp($2 / 1000.0) AND num_nonnulls(${timeColumns.join(', ')}) > 0`;

/** A count as it is compared: agents' time of days that are gone is not. */
const compared = (name: TallyName, agentTimeFrom: Instant | null): string =>
  times.has(name)
    ? `CASE WHEN ${atOrAfter('bucket', agentTimeFrom)} THEN coalesce(${tallyColumn(name)}, 0) ELSE 0 END`
    : `coalesce(${tallyColumn(name)}, 0)`;

/** Sums as they are compared: a row of zeros is none. */
export const rollupTable = {
  name: 'rollup',
  compared: {
    key: `concat_ws(' ', cuboid, key1, key2, bucket)`,
    sql: (table: string, { rollupsFrom, agentTimeFrom }: ComparedSince = nothingGone) => {
      const counts = tallyNames.map((name) => `${compared(name, agentTimeFrom)} AS ${tallyColumn(name)}`);
      const anyCounted = tallyNames.map((name) => `${compared(name, agentTimeFrom)} <> 0`);
      return `SELECT cuboid, key1, key2, bucket, ${counts.join(', ')}, vigie_sum_bins(bins) AS bins
        FROM ${table} WHERE tenant_id = $1 AND ${atOrAfter('bucket', rollupsFrom)}
          AND (${anyCounted.join(' OR ')} OR cardinality(vigie_sum_bins(bins)) > 0)`;
    },
  },
} satisfies FoldedTable;

/** Keeps the sums of the rollup: adds to them, never reads them back to write them. Days that it touches lose their sums. */
@Injectable()
export class RollupStore {
  /** Adds what rows moved by. A statement takes a few thousand rows, so that none grows without bound. */
  async add(tx: EntityManager, tenantId: string, deltas: readonly RollupDelta[]): Promise<void> {
    const client = await pgClientOf(tx);
    const byShape = Map.groupBy(deltas, (delta) => shapes.find(({ covers }) => covers(delta)));
    for (const [shape, rows] of byShape) {
      if (shape === undefined) continue;
      const { name, text, columns } = shape;
      for (let start = 0; start < rows.length; start += rowsPerStatement) {
        const values = await upsertParameters(tenantId, columns, rows.slice(start, start + rowsPerStatement));
        await client.query({ name, text, values });
      }
    }
    await moveDays(tx, tenantId, stretchesOf(deltas.map(({ bucketStart }) => bucketStart)));
  }

  /**
   * Empties, some rows at a time, what was summed of segments and legs; agents' time stays. Gives back how many rows were
   * emptied: fewer than the limit when none is left.
   */
  async emptyMoved(tx: EntityManager, tenantId: string, limit: number): Promise<number> {
    const client = await pgClientOf(tx);
    const removed = await client.query(removeMovedSql, [tenantId, limit]);
    const emptied = await client.query(emptyAgentsSql, [tenantId, limit]);
    await moveDays(tx, tenantId, [always]);
    return Math.max(removed.rowCount ?? 0, emptied.rowCount ?? 0);
  }

  /**
   * Takes out of the sums what agents' days contribute from a quarter on, which they are about to do again. Time of days
   * that are gone stays.
   */
  async clearAgentTime(tx: EntityManager, tenantId: string, from: Instant): Promise<void> {
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query(clearAgentTimeSql, [tenantId, from]);
    await moveDays(tx, tenantId, [{ ...always, start: from }]);
  }

  /** Empties, in the buckets of a range, what was summed of calls as a whole; agents' time stays. */
  async emptyCalls(
    tx: EntityManager,
    tenantId: string,
    { from, to }: { readonly from: Instant; readonly to: Instant },
  ): Promise<void> {
    await tx.query(emptyCallsSql, [tenantId, ofCalls, from, to]);
    await moveDays(tx, tenantId, [{ start: from, end: to }]);
  }

  /** Empties, in the buckets of a range, everything that was summed of calls; agents' time stays. */
  async clearCalls(
    tx: EntityManager,
    tenantId: string,
    { from, to }: { readonly from: Instant; readonly to: Instant },
  ): Promise<void> {
    if (from >= to) return;
    for (const cuboid of cuboids) await tx.query(emptyCallsSql, [tenantId, [cuboid], from, to]);
    await moveDays(tx, tenantId, [{ start: from, end: to }]);
  }

  /** Takes away every row of the buckets from `from` on, before they are summed anew. */
  async clearFrom(tx: EntityManager, tenantId: string, from: Instant): Promise<void> {
    // A cuboid at a time: no statement of a large tenant may take longer than the driver waits.
    for (const cuboid of cuboids) {
      await tx.query(
        `DELETE FROM rollup WHERE tenant_id = $1 AND cuboid = $2 AND bucket >= to_timestamp($3 / 1000.0)`,
        [tenantId, cuboid, from],
      );
    }
    await moveDays(tx, tenantId, [{ ...always, start: from }]);
  }
}

const rowsPerStatement = 1500;

/** Sums a stored list of bins, in which a code may come more than once and a count be negative. */
export function sumBins(stored: readonly number[]): WaitBins {
  let sum = noBins;
  for (let i = 0; i + 1 < stored.length; i += 2) sum = addBins(sum, stored.slice(i, i + 2));
  return sum;
}
