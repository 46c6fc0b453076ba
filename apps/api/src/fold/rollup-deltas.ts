import {
  addBins,
  noBins,
  subtractBins,
  tallyNames,
  type Contribution,
  type Cuboid,
  type Tally,
  type WaitBins,
} from '@vigie/metrics';
import type { Instant } from '@vigie/calls';

/** What one row of the rollup moves by. */
export type RollupDelta = {
  readonly cuboid: Cuboid;
  readonly key1: string;
  readonly key2: string;
  readonly bucketStart: Instant;
  /** In the order of `tallyNames`. */
  readonly counts: Float64Array;
  bins: WaitBins;
};

type ByKey2 = Map<string, RollupDelta>;
type ByCuboid = Map<Cuboid, Map<string, ByKey2>>;

/** The counts of a tally that are not 0: place and value in turn. */
type Sparse = readonly number[];

/**
 * Gathers what many calls contribute before and after a fold, so that each row of the rollup is written once. A call
 * adds the same tally to many rows and most of its counts are 0: it is looked through once, and what is there is added.
 */
export class RollupDeltas {
  private readonly buckets = new Map<Instant, ByCuboid>();
  private lastTally: Tally | undefined;
  private lastSparse: Sparse = [];

  /** Adds contributions, or with -1 takes them back. */
  add(contributions: readonly Contribution[], sign: 1 | -1): void {
    for (const contribution of contributions) {
      const row = this.rowOf(contribution);
      addSparse(row.counts, this.sparse(contribution.tally), sign);
      const { bins } = contribution;
      if (bins.length > 0) row.bins = sign === 1 ? addBins(row.bins, bins) : subtractBins(row.bins, bins);
    }
  }

  /** The rows that moved, in the order of their key. */
  moved(): RollupDelta[] {
    const rows: RollupDelta[] = [];
    for (const cuboids of this.buckets.values()) {
      for (const keys of cuboids.values()) for (const row of keys.values()) rows.push(...row.values());
    }
    return rows
      .filter(({ counts, bins }) => bins.length > 0 || counts.some((count) => count !== 0))
      .sort(byKey);
  }

  private sparse(tally: Tally): Sparse {
    if (tally === this.lastTally) return this.lastSparse;
    this.lastTally = tally;
    this.lastSparse = sparseOf(tally);
    return this.lastSparse;
  }

  private rowOf({ cuboid, key1, key2, bucketStart }: Contribution): RollupDelta {
    const keys = within(within(this.buckets, bucketStart), cuboid);
    const rows = within(keys, key1);
    const known = rows.get(key2);
    if (known !== undefined) return known;
    const row = {
      cuboid,
      key1,
      key2,
      bucketStart,
      counts: new Float64Array(tallyNames.length),
      bins: noBins,
    };
    rows.set(key2, row);
    return row;
  }
}

/** The inner map of a key, made when it is not there. */
function within<Key, Inner extends Map<unknown, unknown>>(outer: Map<Key, Inner>, key: Key): Inner {
  const known = outer.get(key);
  if (known !== undefined) return known;
  const inner = new Map() as Inner;
  outer.set(key, inner);
  return inner;
}

function sparseOf(tally: Tally): Sparse {
  const sparse: number[] = [];
  tallyNames.forEach((name, place) => {
    if (tally[name] !== 0) sparse.push(place, tally[name]);
  });
  return sparse;
}

function addSparse(counts: Float64Array, sparse: Sparse, sign: 1 | -1): void {
  for (let i = 0; i < sparse.length; i += 2) {
    const place = sparse[i] as number;
    counts[place] = (counts[place] as number) + sign * (sparse[i + 1] as number);
  }
}

function byKey(a: RollupDelta, b: RollupDelta): number {
  return (
    compare(a.cuboid, b.cuboid) ||
    compare(a.key1, b.key1) ||
    compare(a.key2, b.key2) ||
    a.bucketStart - b.bucketStart
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
