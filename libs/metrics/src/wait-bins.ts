/** Whose waits a histogram holds: those answered, those who gave up, and everyone else who was offered. */
export const waitPopulations = ['answered', 'abandoned', 'other'] as const;
export type WaitPopulation = (typeof waitPopulations)[number];

/**
 * A sparse histogram of waits: `[code, count, code, count …]`, codes rising, no count of 0. A code is
 * population × 1024 + bin and fits a smallint. Histograms add; a percentile is read from their sum, never averaged.
 */
export type WaitBins = readonly number[];

/** The histogram of no wait. */
export const noBins: WaitBins = [];

const populationStep = 1024;

/** Bands of equal bins, in seconds: whole seconds to 120, then at most 2 % wide, doubling on. */
type Band = {
  readonly fromS: number;
  readonly toS: number;
  readonly stepS: number;
  readonly firstBin: number;
};
const wholeSeconds: Band = { fromS: 0, toS: 120, stepS: 1, firstBin: 0 };
const bands: readonly Band[] = bandsTo(2 ** 20);

function bandsTo(longestS: number): readonly Band[] {
  const made = [wholeSeconds];
  for (let fromS = 120, stepS = 2; fromS < longestS; fromS *= 2, stepS *= 2) {
    const firstBin = made.reduce((bins, band) => bins + (band.toS - band.fromS) / band.stepS, 0);
    made.push({ fromS, toS: fromS * 2, stepS, firstBin });
  }
  return made;
}
const lastBand = bands.at(-1) as Band;

/** The bin of a wait in ms. Bins are open below and closed above: 20.000 s is in (19, 20]; exactly 0 has its own. */
export function binOf(waitMs: number): number {
  const seconds = Math.min(Math.max(0, waitMs) / 1000, lastBand.toS);
  for (const band of bands) {
    if (seconds <= band.toS) return band.firstBin + Math.ceil((seconds - band.fromS) / band.stepS);
  }
  return lastBand.firstBin;
}

/** The upper edge of a bin, in ms: what a percentile that falls in it is told as. */
export function upperEdgeMs(bin: number): number {
  const band = bands.findLast(({ firstBin }) => bin > firstBin) ?? wholeSeconds;
  return (band.fromS + (bin - band.firstBin) * band.stepS) * 1000;
}

/** Whether waits up to this many seconds can be counted exactly: only edges of bins can be thresholds. */
export const isBinEdge = (seconds: number): boolean =>
  Number.isInteger(seconds) && seconds > 0 && upperEdgeMs(binOf(seconds * 1000)) === seconds * 1000;

/** The histogram of one wait. */
export const binsOfWait = (population: WaitPopulation, waitMs: number): WaitBins => [
  waitPopulations.indexOf(population) * populationStep + binOf(waitMs),
  1,
];

function countInto(counts: Map<number, number>, bins: WaitBins): void {
  for (let index = 0; index < bins.length; index += 2) {
    const code = bins[index] ?? 0;
    counts.set(code, (counts.get(code) ?? 0) + (bins[index + 1] ?? 0));
  }
}

function binsOfCounts(counts: ReadonlyMap<number, number>): WaitBins {
  const codes = [...counts.keys()].filter((code) => counts.get(code) !== 0).sort((a, b) => a - b);
  return codes.flatMap((code) => [code, counts.get(code) ?? 0]);
}

/** The sum of any number of histograms, counted in one pass; each may hold its codes in any order, even twice. */
export function sumBins(histograms: Iterable<WaitBins>): WaitBins {
  const counts = new Map<number, number>();
  for (const bins of histograms) countInto(counts, bins);
  return binsOfCounts(counts);
}

/** The sum of two histograms; with `sign` -1, what is left of `a` without `b`. Both are gone through once. */
export function addBins(a: WaitBins, b: WaitBins, sign: 1 | -1 = 1): WaitBins {
  if (b.length === 0) return a;
  if (a.length === 0 && sign === 1) return b;
  const sum: number[] = [];
  let from = 0;
  for (let index = 0; index < b.length; index += 2) {
    const code = b[index] ?? 0;
    const at = copyBelow(sum, a, from, code);
    const known = a[at] === code;
    const count = (known ? countAt(a, at) : 0) + sign * countAt(b, index);
    if (count !== 0) sum.push(code, count);
    from = known ? at + 2 : at;
  }
  copyBelow(sum, a, from, Infinity);
  return sum;
}

const countAt = (bins: WaitBins, index: number): number => bins[index + 1] ?? 0;

/** Copies the counts of codes below a limit, from a position on; tells the position reached. */
function copyBelow(target: number[], bins: WaitBins, from: number, limit: number): number {
  let index = from;
  for (; index < bins.length && (bins[index] ?? limit) < limit; index += 2) {
    target.push(bins[index] ?? 0, bins[index + 1] ?? 0);
  }
  return index;
}

/** What must be added to `b` to get `a`; may hold negative counts. */
export const subtractBins = (a: WaitBins, b: WaitBins): WaitBins => addBins(a, b, -1);

function populationsMask(populations: readonly WaitPopulation[]): readonly boolean[] {
  return waitPopulations.map((population) => populations.includes(population));
}

/** The counts of a histogram one by one. */
export function countsByBin(
  bins: WaitBins,
): readonly { readonly population: WaitPopulation; readonly bin: number; readonly count: number }[] {
  const counts = [];
  for (let index = 0; index < bins.length; index += 2) {
    const code = bins[index] ?? 0;
    const population = waitPopulations[Math.floor(code / populationStep)];
    if (population !== undefined)
      counts.push({ population, bin: code % populationStep, count: countAt(bins, index) });
  }
  return counts;
}

/** How many waits a histogram holds of the populations named (default: everyone). */
export function waitCount(bins: WaitBins, populations: readonly WaitPopulation[] = waitPopulations): number {
  return countUpTo(bins, populations, populationStep);
}

/** How many waits are at most `thresholdMs`, which must be the edge of a bin: equal is inside. */
export const countWithin = (bins: WaitBins, population: WaitPopulation, thresholdMs: number): number =>
  countUpTo(bins, [population], binOf(thresholdMs));

function countUpTo(bins: WaitBins, populations: readonly WaitPopulation[], lastBin: number): number {
  const mask = populationsMask(populations);
  let count = 0;
  for (let index = 0; index < bins.length; index += 2) {
    const code = bins[index] as number;
    if (mask[Math.floor(code / populationStep)] === true && code % populationStep <= lastBin)
      count += bins[index + 1] as number;
  }
  return count;
}

/**
 * The wait in ms that a share `q` (0 < q ≤ 1) of waits does not pass: nearest rank, told as the upper edge of the bin
 * it falls in. `null` when there is no wait.
 */
export function percentileMs(
  bins: WaitBins,
  q: number,
  populations: readonly WaitPopulation[] = waitPopulations,
): number | null {
  const mask = populationsMask(populations);
  const counts = new Map<number, number>();
  let total = 0;
  for (let index = 0; index < bins.length; index += 2) {
    const code = bins[index] as number;
    if (mask[Math.floor(code / populationStep)] !== true) continue;
    const bin = code % populationStep;
    const count = bins[index + 1] as number;
    counts.set(bin, (counts.get(bin) ?? 0) + count);
    total += count;
  }
  let rank = Math.max(1, Math.ceil(q * total - 1e-9));
  for (const [bin, count] of [...counts].sort(([a], [b]) => a - b)) {
    rank -= count;
    if (rank <= 0) return upperEdgeMs(bin);
  }
  return null;
}
