import { binOf, countsByBin, upperEdgeMs, type WaitBins, type WaitPopulation } from '../wait-bins';

/** Waits in (fromMs, toMs], the first with those of exactly 0; the last has no end. */
export type WaitBand = Readonly<{ fromMs: number; toMs: number | null } & Record<WaitPopulation, number>>;

/** Waits told apart at these instants, rising, each the edge of a bin, and the rest in one. */
export function waitBands(bins: WaitBins, edgesMs: readonly number[]): readonly WaitBand[] {
  const bands = [0, ...edgesMs].map((fromMs, place) => ({
    fromMs,
    toMs: edgesMs[place] ?? null,
    answered: 0,
    abandoned: 0,
    other: 0,
  }));
  for (const { population, bin, count } of countsByBin(bins)) {
    const upper = upperEdgeMs(bin);
    const band = bands.find(({ toMs }) => toMs === null || upper <= toMs);
    if (band !== undefined) band[population] += count;
  }
  return bands;
}

/** Which share would have hung up by then, and how many still waited when it was reckoned. */
export type PatiencePoint = { readonly atMs: number; readonly share: number; readonly atRisk: number };

/**
 * Which share of callers would have hung up by each edge of a bin if nobody had answered: 1 − Π(1 − dᵢ ÷ nᵢ), nᵢ those
 * whose wait reached the bin, dᵢ those of them who hung up in it (Kaplan & Meier 1958). Who was answered, or left in
 * another way, is known to have waited so long and no longer. Ends before the first bin that fewer than `fewest`
 * reached, and at `lastMs`. Empty of nobody.
 */
export function patienceCurve(bins: WaitBins, fewest: number, lastMs: number): readonly PatiencePoint[] {
  const lost: number[] = [];
  const left: number[] = [];
  let atRisk = 0;
  for (const { population, bin, count } of countsByBin(bins)) {
    atRisk += count;
    left[bin] = (left[bin] ?? 0) + count;
    if (population === 'abandoned') lost[bin] = (lost[bin] ?? 0) + count;
  }
  const points: PatiencePoint[] = [];
  let stays = 1;
  for (let bin = 0; bin <= binOf(lastMs) && atRisk > 0 && atRisk >= fewest; bin += 1) {
    stays *= 1 - (lost[bin] ?? 0) / atRisk;
    points.push({ atMs: upperEdgeMs(bin), share: 1 - stays, atRisk });
    atRisk -= left[bin] ?? 0;
  }
  return points;
}
