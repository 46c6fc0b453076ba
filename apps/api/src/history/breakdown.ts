import type { HistoryBreakdown, HistoryRow } from '@vigie/contracts';
import {
  changeOfShare,
  countOf,
  metricOf,
  percentileMs,
  shownByChance,
  type FigureOptions,
} from '@vigie/metrics';

import { noSums, shareOf, type Sums } from './sums';
import { valueOf, type Trend } from './trend';

/** What of a key was counted, now and before. */
export type KeySums = {
  readonly key: string | null;
  readonly name: string | null;
  readonly now: Sums;
  /** Null when nothing is compared. */
  readonly before: Sums | null;
  readonly trend: Trend;
};

/** One row of the table, or its total. */
export function rowOf({ key, name, now, before, trend }: KeySums, options: FigureOptions): HistoryRow {
  const { tally, bins } = now;
  const rate = shareOf('unansweredRate', now, options);
  const of = { tally, bins, options };
  return {
    key,
    name,
    presented: countOf('presented', of),
    answered: countOf('answered', of),
    unanswered: countOf('unanswered', of),
    unansweredRate: rate,
    serviceLevel: metricOf('serviceLevel', tally, bins, options),
    waitP90Ms: percentileMs(bins, 0.9),
    averageHandleTimeMs: metricOf('averageHandleTimeMs', tally, bins, options),
    ...comparedWith(before, rate, options),
    trend: trend.map(({ sums }) => valueOf('unansweredRate', sums ?? noSums, options)),
  };
}

function comparedWith(
  before: Sums | null,
  rate: HistoryRow['unansweredRate'],
  options: FigureOptions,
): Pick<HistoryRow, 'before' | 'change'> {
  if (before === null) return { before: null, change: null };
  const { value, part, of } = shareOf('unansweredRate', before, options);
  return {
    before: { presented: countOf('presented', { ...before, options }), unansweredRate: value },
    change: changeOfShare({ count: rate.part, of: rate.of }, { count: part, of }),
  };
}

/** How many of the rows' changes are judged and shown, and how many would be if none was real. */
export function chanceOf(rows: readonly HistoryRow[]): HistoryBreakdown['chance'] {
  const verdicts = rows.flatMap(({ change }) => change?.verdict ?? []).filter((each) => each !== 'unjudged');
  const shown = verdicts.filter((verdict) => verdict !== 'notShown').length;
  return { judged: verdicts.length, shown, expected: shownByChance(verdicts.length) };
}
