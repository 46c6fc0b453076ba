import { addTallyInto, emptyTally, type MutableTally, type Tally, type WaitBins } from '@vigie/metrics';
import { toWaitBins } from './sum-bins-text';

/** The sums of one cell of an answer. `key` is null when nothing is told apart. */
export type Figures = {
  readonly row: number;
  readonly key: string | null;
  readonly tally: Tally;
  readonly bins: WaitBins;
};

/** A cell that several figures were added to. */
type Sums = Pick<Figures, 'row' | 'key'> & {
  readonly tally: MutableTally;
  readonly counts: Map<number, number>;
};

/** Adds up tallies and wait bins by row and key, wherever they come from. */
export class FigureTable {
  private readonly cells = new Map<string | null, Map<number, Figures | Sums>>();
  private count = 0;

  /** How many cells hold something. */
  get size(): number {
    return this.count;
  }

  add(figures: Figures): void {
    const { row, key } = figures;
    const rows = this.cells.get(key) ?? new Map<number, Figures | Sums>();
    const known = rows.get(row);
    if (known === undefined) {
      this.cells.set(key, rows.set(row, figures));
      this.count += 1;
      return;
    }
    // Most cells get one figure only, which is then kept as it is.
    const sums = 'counts' in known ? known : toSums(known);
    if (sums !== known) rows.set(row, sums);
    addInto(sums, figures);
  }

  /** Every cell, in no order. */
  figures(): Figures[] {
    return [...this.cells.values()].flatMap((rows) => [...rows.values()].map(toFigures));
  }
}

function toSums(first: Figures): Sums {
  const sums = { row: first.row, key: first.key, tally: emptyTally(), counts: new Map<number, number>() };
  addInto(sums, first);
  return sums;
}

function addInto(sums: Sums, { tally, bins }: Figures): void {
  addTallyInto(sums.tally, tally);
  for (let at = 0; at < bins.length; at += 2) {
    const code = bins[at] ?? 0;
    sums.counts.set(code, (sums.counts.get(code) ?? 0) + (bins[at + 1] ?? 0));
  }
}

function toFigures(cell: Figures | Sums): Figures {
  if (!('counts' in cell)) return cell;
  const { row, key, tally, counts } = cell;
  return { row, key, tally, bins: toWaitBins(counts) };
}
