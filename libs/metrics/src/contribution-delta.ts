import type { Contribution } from './contribute';
import { isSameRow } from './contribute';
import type { Tally } from './tally';
import { emptyTally, isZeroTally, subtractTally } from './tally';
import { noBins, subtractBins } from './wait-bins';

const nothing: Tally = emptyTally();

/**
 * What to add to the stored rollup when `before` became `after`: their difference row by row, without the rows that
 * do not change. Deltas telescope: adding those of every step gives `after` less the first `before`.
 */
export function contributionDelta(
  before: readonly Contribution[],
  after: readonly Contribution[],
): readonly Contribution[] {
  const differenceOf = rememberLast(subtractTally);
  const gone = new Set(before);
  const delta: Contribution[] = [];
  for (const row of after) {
    const was = before.find((each) => isSameRow(each, row));
    if (was !== undefined) gone.delete(was);
    const tally = was === undefined ? row.tally : differenceOf(row.tally, was.tally);
    const bins = was === undefined ? row.bins : subtractBins(row.bins, was.bins);
    if (bins.length > 0 || !isZeroTally(tally)) delta.push({ ...row, tally, bins });
  }
  for (const row of gone) {
    delta.push({ ...row, tally: differenceOf(nothing, row.tally), bins: subtractBins(noBins, row.bins) });
  }
  return delta;
}

/** Most rows of a call share one tally: what two of them differ by is computed once. */
function rememberLast(subtract: (a: Tally, b: Tally) => Tally): (a: Tally, b: Tally) => Tally {
  let last: readonly [a: Tally, b: Tally, difference: Tally] | undefined;
  return (a, b) => {
    if (last === undefined || last[0] !== a || last[1] !== b) last = [a, b, subtract(a, b)];
    return last[2];
  };
}
