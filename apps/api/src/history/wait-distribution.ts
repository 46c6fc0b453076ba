import type { WaitDistribution } from '@vigie/contracts';
import { patienceCurve, percentileMs, waitBands, waitCount, type WaitBins } from '@vigie/metrics';

/** Every five seconds to two minutes, then every ten to four: edges of stored bins. */
const edgesMs = [
  ...Array.from({ length: 24 }, (_, place) => (place + 1) * 5_000),
  ...Array.from({ length: 12 }, (_, place) => 120_000 + (place + 1) * 10_000),
];
/** Of fewer who still wait the curve would tell chance. */
const fewestWaiting = 20;
const lastMs = 600_000;

/** How long callers waited, and how long they would have. */
export function waitDistributionOf(bins: WaitBins): WaitDistribution {
  return {
    known: waitCount(bins),
    p50Ms: percentileMs(bins, 0.5),
    p90Ms: percentileMs(bins, 0.9),
    p95Ms: percentileMs(bins, 0.95),
    bins: waitBands(bins, edgesMs),
    patience: patienceCurve(bins, fewestWaiting, lastMs),
  };
}
