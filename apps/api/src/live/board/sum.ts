import { addBins, addTallyInto, emptyTally, noBins, subtractBins } from '@vigie/metrics';
import type { MutableTally, WaitBins } from '@vigie/metrics';
import type { BoardCall } from './board-call';

/** Figures that add up, with a way to take some out again. */
export class Sum {
  readonly tally: MutableTally = emptyTally();
  bins: WaitBins = noBins;

  add({ parts, bins }: Pick<BoardCall, 'parts' | 'bins'>, sign: 1 | -1): void {
    for (const { name, count } of parts) this.tally[name] += sign * count;
    this.addBins(bins, sign);
  }

  addSum({ tally, bins }: Sum, sign: 1 | -1): void {
    addTallyInto(this.tally, tally, sign);
    this.addBins(bins, sign);
  }

  private addBins(bins: WaitBins, sign: 1 | -1): void {
    if (bins.length > 0) this.bins = sign === 1 ? addBins(this.bins, bins) : subtractBins(this.bins, bins);
  }
}
