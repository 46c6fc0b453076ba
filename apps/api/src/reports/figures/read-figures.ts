import type { ReportFigures } from './report-figures';

/** What was called `answered` in a report until its name said that it counts the covered hours alone. */
type Answered = { readonly answered?: number; readonly coveredAnswered: number };

/** Figures as they were written down, by this version or an earlier one, under the names of this one. */
export const readFigures = (stored: ReportFigures): ReportFigures => ({
  ...stored,
  reach: underNewNames(stored.reach),
  past: stored.past.map(underNewNames),
});

export function underNewNames<Counts extends { readonly coveredAnswered: number }>(stored: Counts): Counts {
  const { answered, ...counts } = stored as Counts & Answered;
  return answered === undefined ? stored : ({ ...counts, coveredAnswered: answered } as unknown as Counts);
}
