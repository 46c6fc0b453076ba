import { addTallyInto, emptyTally, type MutableTally, type Tally, type WaitBins } from '@vigie/metrics';

/** The sums of one cell of an answer. `key` is null when nothing is told apart. */
export type Figures = {
  readonly row: number;
  readonly key: string | null;
  readonly tally: Tally;
  readonly bins: WaitBins;
};

type Sums = { readonly row: number; readonly key: string | null; readonly tally: MutableTally; readonly bins: Map<number, number> };

/** Adds up tallies and wait bins by row and key, wherever they come from. */
export class FigureTable {
  private readonly cells = new Map<string | null, Map<number, Sums>>();

  add({ row, key, tally, bins }: Figures): void {
    const sums = this.cell(row, key);
    addTallyInto(sums.tally, tally);
    for (let at = 0; at < bins.length; at += 2) {
      const code = bins[at] ?? 0;
      sums.bins.set(code, (sums.bins.get(code) ?? 0) + (bins[at + 1] ?? 0));
    }
  }

  /** Every cell, in no order. */
  figures(): Figures[] {
    return [...this.cells.values()].flatMap((rows) =>
      [...rows.values()].map(({ row, key, tally, bins }) => ({ row, key, tally, bins: toWaitBins(bins) })),
    );
  }

  private cell(row: number, key: string | null): Sums {
    const rows = this.cells.get(key) ?? new Map<number, Sums>();
    const known = rows.get(row);
    if (known !== undefined) return known;
    const sums = { row, key, tally: emptyTally(), bins: new Map<number, number>() };
    this.cells.set(key, rows.set(row, sums));
    return sums;
  }
}

function toWaitBins(bins: ReadonlyMap<number, number>): WaitBins {
  return [...bins]
    .filter(([, count]) => count !== 0)
    .sort(([one], [other]) => one - other)
    .flat();
}
