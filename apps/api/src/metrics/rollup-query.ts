import { emptyTally, tallyNames, type Cuboid, type Tally } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';
import { tallyColumn } from '../fold/rollup-store';
import type { Figures } from './figure-table';
import { largestAnswer } from './largest-answer';
import type { Piece } from './time-plan';

/** Which rows of the rollup to add up. Pieces are in order and do not overlap; there is at least one. */
export type RollupRequest = {
  readonly tenantId: string;
  readonly cuboid: Cuboid;
  /** For each of the two keys: the values wanted, null for all of them; a cuboid's unused key is `['']`. */
  readonly keys: readonly [readonly string[] | null, readonly string[] | null];
  /** The key that tells sums apart, if any. */
  readonly by: 0 | 1 | null;
  readonly pieces: readonly Piece[];
};

type Row = Tally & { readonly row: number; readonly key: string | null; readonly bins: number[] | null };

/** A gap between two pieces. */
const nowhere = -1;

/**
 * The sums of stored rows by row of the answer and key, in one statement. At most one more cell than an answer may
 * have is read: that many are too many whatever they hold.
 */
export async function readRollup(tx: EntityManager, request: RollupRequest): Promise<Figures[]> {
  const { edges, rowOf } = edgesOf(request.pieces);
  const parameters: unknown[] = [request.tenantId, request.cuboid, edges.map((at) => new Date(at)), rowOf];
  const wanted = request.keys.map((values, index) => {
    if (values === null) return '';
    return ` AND key${index + 1} = ANY($${parameters.push(values)}::text[])`;
  });
  const key = request.by === null ? 'NULL::text' : `key${request.by + 1}`;
  const rows = await tx.query<Row[]>(rollupSql(key, wanted.join('')), parameters);
  return rows.map(toFigures);
}

function rollupSql(key: string, wanted: string): string {
  const sums = tallyNames.map((name) => `coalesce(sum(${tallyColumn(name)}), 0)::bigint AS "${name}"`);
  return `
    WITH piece AS MATERIALIZED (
      SELECT ($4::int[])[width_bucket(bucket, $3::timestamptz[])] AS row, ${key} AS key, r.*
      FROM rollup r
      WHERE tenant_id = $1 AND cuboid = $2${wanted}
        AND bucket >= ($3::timestamptz[])[1] AND bucket < ($3::timestamptz[])[cardinality($3::timestamptz[])]
    ),
    sums AS (
      SELECT row, key, ${sums.join(', ')}
      FROM piece WHERE row <> ${nowhere} GROUP BY row, key LIMIT ${largestAnswer + 1}
    ),
    code AS (
      SELECT row, key, bins[i] AS code, sum(bins[i + 1])::int AS waits
      FROM piece, generate_series(1, cardinality(bins), 2) AS i
      WHERE row <> ${nowhere} GROUP BY row, key, bins[i] HAVING sum(bins[i + 1]) <> 0
    ),
    histogram AS (
      SELECT row, key, array_agg(ARRAY[code, waits] ORDER BY code) AS bins FROM code GROUP BY row, key
    )
    SELECT s.*, h.bins FROM sums s LEFT JOIN histogram h ON h.row = s.row AND h.key IS NOT DISTINCT FROM s.key`;
}

/** Every instant at which a piece begins or ends, and the row that counts from each of them on. */
function edgesOf(pieces: readonly Piece[]): { edges: number[]; rowOf: number[] } {
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
  for (const name of tallyNames) tally[name] = sums[name];
  return { row, key, tally, bins: (bins ?? []).flat() };
}
