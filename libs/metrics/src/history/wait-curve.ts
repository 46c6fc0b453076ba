import { binOf, countsByBin, upperEdgeMs, type WaitBins, type WaitPopulation } from '../wait-bins';

/** Waits in (fromMs, toMs], the first with those of exactly 0; the last has no end. */
export type WaitBand = Readonly<{ fromMs: number; toMs: number | null } & Record<WaitPopulation, number>>;

/** Waits told apart in equal bands up to `lastMs`, and the rest in one; band edges must be edges of bins. */
export function waitBands(bins: WaitBins, stepMs: number, lastMs: number): readonly WaitBand[] {
  const count = Math.round(lastMs / stepMs);
  const bands = Array.from({ length: count + 1 }, (_, index) => ({
    fromMs: index * stepMs,
    toMs: index === count ? null : (index + 1) * stepMs,
    answered: 0,
    abandoned: 0,
    other: 0,
  }));
  for (const { population, bin, count: waits } of countsByBin(bins)) {
    const place = Math.max(0, Math.ceil(upperEdgeMs(bin) / stepMs) - 1);
    const band = bands[Math.min(count, place)];
    if (band !== undefined) band[population] += waits;
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
