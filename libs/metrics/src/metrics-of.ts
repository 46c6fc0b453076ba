import type { FigureOptions, Kpi, Quotient, Sums } from './kpi';
import { kpis } from './kpis';
import type { Tally } from './tally';
import type { WaitBins } from './wait-bins';
import { percentileMs } from './wait-bins';

export type MetricName = keyof typeof kpis;
export type Metrics = { readonly [name in MetricName]: number | null };

/** The metrics in the order they are published. */
export const metricNames = Object.keys(kpis) as readonly MetricName[];

const quotient = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Whether a metric means nothing of what is counted: of a secretary's legs none of a whole call does. */
const isForeign = (kpi: Kpi, { options }: Sums): boolean => options.unit === 'legs' && kpi.ofLegs !== true;

function valueOf(kpi: Kpi, sums: Sums): number | null {
  if (isForeign(kpi, sums)) return null;
  if ('of' in kpi) return kpi.of(sums);
  if ('q' in kpi) return percentileMs(sums.bins, kpi.q, kpi.populations);
  return quotient(kpi.part(sums), kpi.whole(sums));
}

/** One metric of a sum; null over nothing. */
export const metricOf = (
  name: MetricName,
  tally: Tally,
  bins: WaitBins,
  options: FigureOptions,
): number | null => valueOf(kpis[name], { tally, bins, options });

/** Every published metric of a sum. */
export function metricsOf(tally: Tally, bins: WaitBins, options: FigureOptions): Metrics {
  const sums = { tally, bins, options };
  const metrics: { [name in MetricName]?: number | null } = {};
  for (const name of metricNames) metrics[name] = valueOf(kpis[name], sums);
  return metrics as Metrics;
}

/** The metrics that are a part of a whole, with both told. */
export type QuotientName = {
  [name in MetricName]: (typeof kpis)[name] extends Quotient ? name : never;
}[MetricName];

/** A quotient with the two numbers behind it; `value` is null when `of` is 0, and both are 0 where it has no meaning. */
export function partsOf(
  name: QuotientName,
  tally: Tally,
  bins: WaitBins,
  options: FigureOptions,
): { readonly value: number | null; readonly part: number; readonly of: number } {
  const sums = { tally, bins, options };
  const kpi: Quotient = kpis[name];
  if (isForeign(kpi, sums)) return { value: null, part: 0, of: 0 };
  const part = kpi.part(sums);
  const whole = kpi.whole(sums);
  return { value: quotient(part, whole), part, of: whole };
}
