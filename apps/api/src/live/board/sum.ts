import { addBins, addTallyInto, emptyTally, noBins, subtractBins } from '@vigie/metrics';
import type { MutableTally, Tally, WaitBins } from '@vigie/metrics';

/** Figures that add up, with a way to take some out again. */
export class Sum {
  readonly tally: MutableTally = emptyTally();
  bins: WaitBins = noBins;

  add(part: { readonly tally: Tally; readonly bins: WaitBins }, sign: 1 | -1): void {
    addTallyInto(this.tally, part.tally, sign);
    if (part.bins.length > 0) this.bins = sign === 1 ? addBins(this.bins, part.bins) : subtractBins(this.bins, part.bins);
  }
}
