import { fewestPoints, xmrLimits, xmrRuns, type Bounds, type XmrRun } from '../satisfaction/xmr';

/** How a measure varies by itself, and the stretches in which it did not. */
export type ControlChart = {
  /** Whose points the limits are taken from. */
  readonly limitsFrom: 'before' | 'range';
  readonly centre: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly runs: readonly ControlRun[];
};

/** `first` and `last` are places among all points, `points` how many of those between are known. */
export type ControlRun = XmrRun & { readonly points: number };

/**
 * The XmR chart of a range, judged by how the time before it varied where that has ten points, else by itself. A point
 * without a value (a day on which nobody called) is no point of the chart: it breaks no run and has no neighbours.
 */
export function controlChart(
  points: readonly (number | null)[],
  before: readonly (number | null)[],
  bounds: Bounds,
): ControlChart {
  const places = points.flatMap((point, place) => (point === null ? [] : [place]));
  const own = places.map((place) => points[place] ?? null);
  const earlier = before.filter((point) => point !== null);
  const limitsFrom = earlier.length >= fewestPoints ? 'before' : 'range';
  const { centre, lower, upper, meanRange } = xmrLimits(limitsFrom === 'before' ? earlier : own, bounds);
  const runs = xmrRuns(own, { centre, lower, upper, meanRange }).map((run) => ({
    ...run,
    first: places[run.first] ?? 0,
    last: places[run.last] ?? 0,
    points: run.last - run.first + 1,
  }));
  return { limitsFrom, centre, lower, upper, runs };
}
