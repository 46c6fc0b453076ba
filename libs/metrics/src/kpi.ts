import type { Sums } from './figure-options';
import type { WaitPopulation } from './wait-bins';

export type KpiUnit = 'ratio' | 'ms' | 'rating' | 'count';

/** What the documentation and the formula card say of a metric. */
export type KpiText = {
  readonly unit: KpiUnit;
  /** The formula in words of the published counts. */
  readonly formula: string;
  /** What is excluded, and what holds at the edges. */
  readonly edges: string;
  /** Whether it has a meaning for agents' legs; elsewhere it is null there. */
  readonly ofLegs?: true;
};
/** Part ÷ whole; null when the whole is 0: "no calls" is not "0 %". */
export type Quotient = KpiText & {
  readonly part: (sums: Sums) => number;
  readonly whole: (sums: Sums) => number;
};
/** The wait that a share of a population does not pass. */
export type Percentile = KpiText & { readonly q: number; readonly populations: readonly WaitPopulation[] };
/** A number that no sums hold: it is found elsewhere and handed in; null where it was not asked for. */
export type Handed = KpiText & { readonly of: (sums: Sums) => number | null };
export type Kpi = Quotient | Percentile | Handed;
