import { agentTimeNames, emptyTally, tallyNames, type Cuboid, type TallyName } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';
import { Breather } from '../platform/breather';
import { tallyColumn } from '../fold/rollup-store';
import type { Figures } from './figure-table';
import { largestAnswer, type Piece } from './time-plan';
import { sumBinsText } from './sum-bins-text';

/** Which rows of stored sums to add up. Pieces are in order and do not overlap; there is at least one. */
export type RollupRequest = {
  readonly tenantId: string;
  readonly cuboid: Cuboid;
  /** For each of the two keys: the values wanted, null for all of them; a cuboid's unused key is `['']`. */
  readonly keys: readonly [readonly string[] | null, readonly string[] | null];
  /** Whether histograms of waits are read too. */
  readonly waits: boolean;
  /** The key that tells sums apart, if any. */
  readonly by: 0 | 1 | null;
  /** What is read: sums of quarters, or of whole days; then each piece is of such days. */
  readonly of: SumsOf;
  readonly pieces: readonly Piece[];
};

/** The tables of stored sums. */
export type SumsOf = 'rollup' | 'rollup_day';

/** What is read: of agents' time only what the occupancy is made of, see {@link AgentTimeReader}. */
const others: ReadonlySet<TallyName> = new Set(
  agentTimeNames.filter((name) => name !== 'busyMs' && name !== 'staffedMs'),
);
const namesRead = tallyNames.filter((name) => !others.has(name));

/** Of what was never counted there is no sum: most of a row, and nothing to send. */
type Row = { readonly [name in TallyName]: number | null } & {
  readonly row: number;
  readonly key: string | null;
  readonly bins: string | null;
};

/** A gap between two pieces. */
export const nowhere = -1;

/**
 * The sums of stored rows by row of the answer and key, in one statement. At most one more cell than an answer may
 * have is read: that many are too many whatever they hold.
 */
export async function readRollup(tx: EntityManager, request: RollupRequest): Promise<Figures[]> {
  const { edges, rowOf } = edgesOf(request.pieces);
  const instants = edges.map((at) => new Date(at));
  const parameters: unknown[] = [
    request.tenantId,
    request.cuboid,
    instants,
    rowOf,
    instants[0],
    instants.at(-1),
  ];
  const wanted = request.keys.map((values, index) => {
    if (values === null) return '';
    return ` AND key${index + 1} = ANY($${parameters.push(values)}::text[])`;
  });
  const hasGaps = rowOf.slice(0, -1).includes(nowhere);
  if (hasGaps) wanted.push(` AND ${rowSql} <> ${nowhere}`);
  const key = request.by === null ? 'NULL::text' : `key${request.by + 1}`;
  // Else the whole table is gone through for some of its keys, as if each row of theirs were far away.
  if (request.of === 'rollup' && request.keys.includes(null))
    await tx.query('SET LOCAL random_page_cost = 1.1');
  const rows = await tx.query<Row[]>(rollupSql(request, key, wanted.join('')), parameters);
  const breather = new Breather(request.tenantId);
  const figures: Figures[] = [];
  for (const row of rows) {
    if (breather.due) await breather.breathe();
    figures.push(toFigures(row));
  }
  return figures;
}

/** SQL: the row of a bucket, by edges ($3) and the rows that count from them on ($4). */
export const rowSql = '($4::int[])[width_bucket(bucket, $3::timestamptz[])]';
const sumsSql = namesRead.map((name) => `sum(${tallyColumn(name)})::bigint AS "${name}"`).join(', ');

/**
 * Wait bins come as one text a cell, to be added up here: measured, taking them apart in SQL costs two to ten times
 * the rest of the query.
 */
function rollupSql({ of, waits }: RollupRequest, key: string, wanted: string): string {
  const bins = waits ? `string_agg(array_to_string(bins, ','), ',')` : 'NULL::text';
  return `
    SELECT ${rowSql} AS row, ${key} AS key, ${sumsSql}, ${bins} AS bins
    FROM ${of}
    WHERE tenant_id = $1 AND cuboid = $2 AND bucket >= $5::timestamptz AND bucket < $6::timestamptz${wanted}
    GROUP BY 1, 2 LIMIT ${largestAnswer + 1}`;
}

/** Every instant at which a piece begins or ends, and the row that counts from each of them on. */
export function edgesOf(pieces: readonly Piece[]): { edges: number[]; rowOf: number[] } {
  const edges: number[] = [];
  const rowOf: number[] = [];
  for (const piece of pieces) {
    if (edges.at(-1) === piece.start) rowOf[rowOf.length - 1] = piece.row;
    else {
      edges.push(piece.start);
      rowOf.push(piece.row);
    }
    edges.push(piece.end);
    rowOf.push(nowhere);
  }
  return { edges, rowOf };
}

function toFigures({ row, key, bins, ...sums }: Row): Figures {
  const tally = emptyTally();
  for (const name of namesRead) {
    const sum = sums[name];
    if (sum !== null) tally[name] = sum;
  }
  return { row, key, tally, bins: sumBinsText(bins ?? '') };
}
