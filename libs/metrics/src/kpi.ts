import type { WaitBins, WaitPopulation } from './wait-bins';
import type { CountedUnit, Tally } from './tally';

/** How answers within a threshold are set against the calls offered. */
export const serviceLevelFormulaNames = ['sl1', 'sl2', 'sl3', 'sl4', 'sl5'] as const;
export type ServiceLevelFormula = (typeof serviceLevelFormulaNames)[number];

/** What figures depend on besides sums. */
export type FigureOptions = {
  /** T, the edge of a bin. */
  readonly serviceLevelSeconds: number;
  readonly serviceLevelFormula: ServiceLevelFormula;
  /** Counted from the open calls, since it changes with the clock. Default 0. */
  readonly waitingPastThreshold?: number;
  /** The largest numbers at one instant, found from the calls themselves; absent when they were not asked for. */
  readonly peaks?: { readonly waiting: number; readonly talking: number };
  /** What the sums count. Default calls. */
  readonly unit?: CountedUnit;
};

/** What figures are derived from: sums, their histogram, and the options. */
export type Sums = { readonly tally: Tally; readonly bins: WaitBins; readonly options: FigureOptions };

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
