import {
  addBins,
  addTallyInto,
  emptyTally,
  isZeroTally,
  noBins,
  subtractBins,
  type Contribution,
  type Cuboid,
  type MutableTally,
  type WaitBins,
} from '@vigie/metrics';
import type { Instant } from '@vigie/calls';

/** What one row of the rollup moves by. */
export type RollupDelta = {
  readonly cuboid: Cuboid;
  readonly key1: string;
  readonly key2: string;
  readonly bucketStart: Instant;
  readonly tally: MutableTally;
  bins: WaitBins;
};

/** Gathers what many calls contribute before and after a fold, so that each row of the rollup is written once. */
export class RollupDeltas {
  private readonly rows = new Map<string, RollupDelta>();

  /** Adds contributions, or with -1 takes them back. */
  add(contributions: readonly Contribution[], sign: 1 | -1): void {
    for (const contribution of contributions) {
      const row = this.rowOf(contribution);
      addTallyInto(row.tally, contribution.tally, sign);
      if (contribution.bins.length === 0) continue;
      row.bins = sign === 1 ? addBins(row.bins, contribution.bins) : subtractBins(row.bins, contribution.bins);
    }
  }

  /** The rows that moved, in the order of their key. */
  moved(): RollupDelta[] {
    return [...this.rows]
      .filter(([, { tally, bins }]) => bins.length > 0 || !isZeroTally(tally))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row);
  }

  private rowOf({ cuboid, key1, key2, bucketStart }: Contribution): RollupDelta {
    const key = `${cuboid}\u0000${key1}\u0000${key2}\u0000${bucketStart}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = { cuboid, key1, key2, bucketStart, tally: emptyTally(), bins: noBins };
    this.rows.set(key, row);
    return row;
  }
}
