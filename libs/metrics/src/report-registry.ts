import { lossNames } from '@vigie/calls';

import type { KpiText } from './kpi';
import type { Tally } from './tally';

/** The calls of the covered hours, as the monthly reports count them. */
export type CoveredCalls = {
  readonly covered: number;
  readonly coveredAnswered: number;
  /** Every unanswered call is one of the covered hours: outside them a call is closed, or answered all the same. */
  readonly unanswered: number;
};

/** The covered part of a sum of calls. */
export function coveredOf(tally: Tally): CoveredCalls {
  const coveredAnswered = tally.answered - tally.answeredOutsideHours;
  const unanswered = lossNames.reduce((sum, name) => sum + tally[name], 0);
  return { covered: coveredAnswered + unanswered, coveredAnswered, unanswered };
}

/** Share unanswered of the covered calls; null over nothing: "no calls" is not "0 %". */
export const coveredUnansweredRate = ({
  covered,
  unanswered,
}: Pick<CoveredCalls, 'covered' | 'unanswered'>): number | null =>
  covered === 0 ? null : unanswered / covered;

/**
 * The figures of the monthly reports and their list that are not those of `/metrics`, which count all hours: names,
 * formulas in words of the published counts, edges.
 */
export const reportRegistry = {
  coveredAnswered: {
    unit: 'calls',
    formula: 'answered − answeredOutsideHours',
    edges: 'Calls answered outside the covered hours are told apart, as `answeredOutside`.',
  },
  coveredUnansweredRate: {
    unit: 'ratio',
    formula: 'unanswered ÷ (coveredAnswered + unanswered)',
    edges: 'Calls outside the covered hours, self-served and of unknown outcome are in neither part.',
  },
} as const satisfies {
  readonly [name: string]: Pick<KpiText, 'formula' | 'edges'> & { readonly unit: string };
};

export type ReportFigureName = keyof typeof reportRegistry;
