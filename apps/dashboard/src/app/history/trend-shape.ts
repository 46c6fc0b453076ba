import type { ControlPoint, ControlShape } from '@vigie/charts';
import type { ControlChart, History, HistoryMeasure, HistoryPoint, TrendSignal } from '@vigie/contracts';

/** A signal and the letter by which chart and text tell of it. */
export type LetteredSignal = TrendSignal & { readonly letter: string };

const firstLetter = 65;
/** So many are told of; a course with more has no usual range worth the name. */
const mostSignals = 8;

/** The chart of a measure; null where it has none. */
export const chartOf = (history: History, measure: HistoryMeasure): ControlChart | null =>
  history.trend.charts.find((chart) => chart.measure === measure) ?? null;

/** The signals worth a word, in the order of time, each with a letter. */
export function lettered(chart: ControlChart | null): readonly LetteredSignal[] {
  return (chart?.signals ?? [])
    .toSorted((a, b) => a.first - b.first)
    .slice(0, mostSignals)
    .map((signal, index) => ({ ...signal, letter: String.fromCharCode(firstLetter + index) }));
}

type Written = Pick<ControlShape, 'rangeLabel' | 'limitLabel' | 'format'> & {
  readonly axis: (start: string) => string;
};

const valueOf = (point: HistoryPoint, measure: HistoryMeasure): number | null =>
  point.values[measure] ?? null;

/** What the chart draws: the time before, where the usual range is taken from it, then the range itself. */
export function trendShapeOf(history: History, measure: HistoryMeasure, written: Written): ControlShape {
  const chart = chartOf(history, measure);
  const signals = lettered(chart);
  const before = chart?.limitsFrom === 'before' ? history.trend.before : [];
  const points = history.trend.points.map((point, index) => ({
    ...pastPoint(point, measure, written),
    before: false,
    ...standsOut(signals, index),
  }));
  return {
    points: [...before.map((point) => pastPoint(point, measure, written)), ...points],
    spans: signals
      .filter(({ kind }) => kind !== 'outside')
      .map(({ first, last, letter }) => ({
        letter,
        first: first + before.length,
        last: last + before.length,
      })),
    ...usualOf(chart, written),
    ...limitOf(history, measure, written),
    format: written.format,
  };
}

/** Whether a point is outside by itself, and the letter of the first of several. */
function standsOut(
  signals: readonly LetteredSignal[],
  index: number,
): Pick<ControlPoint, 'signal' | 'letter'> {
  const outside = signals.find(
    ({ kind, first, last }) => kind === 'outside' && index >= first && index <= last,
  );
  return { signal: outside !== undefined, letter: outside?.first === index ? outside.letter : null };
}

function usualOf(chart: ControlChart | null, { rangeLabel }: Written) {
  if (chart === null || chart.upper === null) return { centre: null, low: null, high: null, rangeLabel: '' };
  const low = chart.lower === null ? null : Math.max(0, chart.lower);
  return { centre: chart.centre, low, high: chart.upper, rangeLabel };
}

/** What is wanted of the measure; null where nothing is. */
export function targetOf({ frame }: History, measure: HistoryMeasure): number | null {
  return measure === 'unansweredRate' || measure === 'serviceLevel' ? frame.targets[measure] : null;
}

function limitOf(history: History, measure: HistoryMeasure, { limitLabel }: Written) {
  const limit = targetOf(history, measure);
  return limit === null ? { limit, limitLabel: '', atLeast: 0 } : { limit, limitLabel, atLeast: 0.2 };
}

const pastPoint = (point: HistoryPoint, measure: HistoryMeasure, { axis }: Written): ControlPoint => ({
  label: axis(point.start),
  value: valueOf(point, measure),
  before: true,
  signal: false,
  letter: null,
});
