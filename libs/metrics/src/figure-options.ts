import type { CountedUnit } from './shares';
import type { Tally } from './tally';
import type { WaitBins } from './wait-bins';

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
