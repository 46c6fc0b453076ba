import type { WaitDistribution } from '@vigie/contracts';

/** Where a wait stands on an axis of bins: at 1.5 half through the second. Beyond the last it is at the end. */
export function placeOfWait(bins: WaitDistribution['bins'], ms: number): number {
  const index = bins.findIndex(({ toMs }) => toMs === null || ms <= toMs);
  const bin = bins[index];
  if (bin === undefined) return bins.length;
  if (bin.toMs === null) return index + 0.5;
  return index + Math.max(0, ms - bin.fromMs) / (bin.toMs - bin.fromMs);
}

type Patience = WaitDistribution['patience'];

/** The share that would have hung up by then; null where too few still waited to say. */
export function hungUpBy(patience: Patience, ms: number): number | null {
  const last = patience.at(-1);
  if (last === undefined || ms > last.atMs) return null;
  return patience.findLast(({ atMs }) => atMs <= ms)?.share ?? 0;
}

const labelSteps = [5, 10, 15, 30, 60, 120, 300, 600, 1200] as const;
const mostLabels = 7;

/** Whether a wait is labelled on an axis that ends there: round ones are, some seven at most. */
export function isLabelled(ms: number, endMs: number): boolean {
  const step = labelSteps.find((one) => endMs / secondMs / one <= mostLabels) ?? 3600;
  return ms % (step * secondMs) === 0;
}

const secondMs = 1000;
const mostPoints = 120;

/** The curve by equal steps of whole seconds, so many at most. */
export function curveSteps(patience: Patience): readonly { readonly atMs: number; readonly share: number }[] {
  const end = patience.at(-1)?.atMs ?? 0;
  const step = Math.max(secondMs, Math.ceil(end / mostPoints / secondMs) * secondMs);
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => {
    const atMs = index * step;
    return { atMs, share: hungUpBy(patience, atMs) ?? 0 };
  });
}
