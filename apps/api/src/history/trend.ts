import {
  historyMeasures,
  type ControlChart,
  type HistoryMeasure,
  type HistoryPoint,
  type TrendSignal,
} from '@vigie/contracts';
import {
  controlChart,
  countOf,
  kpis,
  metricOf,
  type ControlRun,
  type FigureOptions,
  type TimeRange,
} from '@vigie/metrics';

import { addUp, noSums, shareOf, type Sums } from './sums';

/** The intervals of a trend, and what was counted in each. */
export type Trend = readonly { readonly range: TimeRange; readonly sums: Sums | undefined }[];

/** The points of a trend as they are published. */
export function pointsOf(trend: Trend, options: FigureOptions): HistoryPoint[] {
  return trend.map(({ range, sums = noSums }) => {
    const of = { ...sums, options };
    return {
      start: new Date(range.start).toISOString(),
      end: new Date(range.end).toISOString(),
      presented: countOf('presented', of),
      answered: countOf('answered', of),
      unanswered: countOf('unanswered', of),
      values: Object.fromEntries(
        historyMeasures.map((measure) => [measure, valueOf(measure, sums, options)]),
      ),
    };
  });
}

/** A measure of some sums; null over nothing. */
export function valueOf(
  measure: HistoryMeasure,
  { tally, bins }: Sums,
  options: FigureOptions,
): number | null {
  if (measure === 'presented') return countOf('presented', { tally, bins, options });
  return metricOf(measure, tally, bins, options);
}

/** How each measure varies by itself, and where it does not. Intervals without a call are no points. */
export function chartsOf(now: Trend, before: Trend, options: FigureOptions): ControlChart[] {
  return historyMeasures.map((measure) => {
    const valuesOf = (trend: Trend) => trend.map(({ sums }) => pointOf(measure, sums, options));
    const { runs, ...limits } = controlChart(valuesOf(now), valuesOf(before), {
      lowest: 0,
      highest: isRatio(measure) ? 1 : Infinity,
    });
    return { measure, ...limits, signals: runs.map((run) => signalOf(run, measure, now, options)) };
  });
}

function pointOf(measure: HistoryMeasure, sums: Sums | undefined, options: FigureOptions): number | null {
  if (sums === undefined || countOf('presented', { ...sums, options }) === 0) return null;
  return valueOf(measure, sums, options);
}

type RatioMeasure = 'unansweredRate' | 'abandonRate' | 'serviceLevel';

function isRatio(measure: HistoryMeasure): measure is RatioMeasure {
  return measure !== 'presented' && kpis[measure].unit === 'ratio';
}

function signalOf(
  { kind, side, first, last, points }: ControlRun,
  measure: HistoryMeasure,
  trend: Trend,
  options: FigureOptions,
): TrendSignal {
  const stretch = trend.slice(first, last + 1).flatMap(({ sums }) => sums ?? []);
  const share = isRatio(measure) ? shareOf(measure, addUp(stretch), options) : null;
  return { kind, side: side === 1 ? 'up' : 'down', first, last, points, share };
}
