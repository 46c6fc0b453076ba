import type { TrendBlock } from '@vigie/contracts';
import { xmr } from '@vigie/metrics';

import type { Scene } from './scene';

type Point = { readonly month: string; readonly value: number | null };

/**
 * The trend of satisfaction; of the share answered where satisfaction has no months to tell; nothing where there is no
 * second month yet. It begins with the first month that has a figure.
 */
export function trendBlock(scene: Scene): TrendBlock | null {
  const { words, figures } = scene;
  const months = figures.satisfaction?.months ?? [];
  const told = months.filter(({ csat }) => csat !== null).length >= 2;
  const points: Point[] = told
    ? months.map(({ month, csat }) => ({ month, value: csat }))
    : figures.past.map(({ month, covered, coveredAnswered }) => ({
        month,
        value: covered === 0 ? null : coveredAnswered / covered,
      }));
  const shown = points.slice(points.findIndex(({ value }) => value !== null));
  if (shown.filter(({ value }) => value !== null).length < 2) return null;
  const chart = chartOf(scene, shown);
  const note = told ? words.trend.note : words.trend.reachNote;
  return {
    kind: 'trend',
    id: 'trend',
    title: told ? words.trend.title : words.trend.reachTitle,
    note: chart.usual === null ? note : `${note}${words.colon}${chart.usual}`,
    ...chart.drawn,
  };
}

function chartOf({ words, format }: Scene, points: readonly Point[]) {
  const { centre, lower, upper, signals } = xmr(
    points.map(({ value }) => value),
    { lowest: 0, highest: 1 },
  );
  const drawn = points.map(({ month, value }, index) => ({
    label: format.shortMonth(month),
    value,
    text: value === null ? words.trend.hidden : format.percent(value),
    signal: (signals[index] ?? []).length > 0,
  }));
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const summary = trendText({ words, format }, { points, drawn, lower, upper });
  const axis = axisOf([...known, ...numbers(lower, upper)]);
  return {
    drawn: { points: drawn, centre, low: lower, high: upper, axis, summary },
    usual:
      lower === null || upper === null ? null : words.scores.range(format.bare(lower), format.percent(upper)),
  };
}

const numbers = (...values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** Ends on whole tenths with some room, within 0 and 1. */
function axisOf(values: readonly number[]): { from: number; to: number } {
  if (values.length === 0) return { from: 0, to: 1 };
  const from = Math.max(0, Math.floor((Math.min(...values) - 0.02) * 10) / 10);
  const to = Math.min(1, Math.ceil((Math.max(...values) + 0.02) * 10) / 10);
  return from < to ? { from, to } : { from: Math.max(0, to - 0.1), to };
}

type Drawn = {
  readonly points: readonly Point[];
  readonly drawn: readonly { readonly signal: boolean }[];
  readonly lower: number | null;
  readonly upper: number | null;
};

function trendText(
  { words, format }: Pick<Scene, 'words' | 'format'>,
  { points, drawn, lower, upper }: Drawn,
): string {
  if (lower === null || upper === null) return words.trend.tooFew;
  const known = points.filter(({ value }) => value !== null);
  const say = (point: Point | undefined) =>
    point === undefined ? '' : `${format.percent(point.value ?? 0)} (${format.monthOfYear(point.month)})`;
  const usual = words.scores.range(format.bare(lower), format.percent(upper));
  const signals = points.filter((_point, index) => drawn[index]?.signal === true);
  const told =
    signals.length === 0
      ? words.trend.noSignal
      : words.trend.signal(signals.map(({ month }) => format.monthOfYear(month)).join(', '));
  return `${words.trend.summary(say(known[0]), say(known.at(-1)), usual)} ${told}`;
}
