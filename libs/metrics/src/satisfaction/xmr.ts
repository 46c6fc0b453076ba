/** What makes a point of a trend worth a word: beyond the limits, one of a long run on one side, one of a long climb or fall. */
export type XmrSignal = 'outside' | 'shift' | 'trend';

/** A trend as a control chart of individual values reads it. */
export type Xmr = {
  /** Mean of the points that are known; null of none. */
  readonly centre: number | null;
  /** What varies by itself lies between these; null with fewer than {@link fewestPoints} points. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Mean distance of neighbouring points; null where there are none. */
  readonly meanRange: number | null;
  /** For each point, in order, what it signals; a point that is not known signals nothing. */
  readonly signals: readonly (readonly XmrSignal[])[];
};

/** Limits of fewer points than these would say more than they can carry. */
export const fewestPoints = 10;
const shiftRun = 7;
const trendRun = 6;
/** 3 ÷ 1.128: three standard deviations, told by the mean range of two neighbours. */
const limitFactor = 3 / 1.128;

type Points = readonly (number | null)[];

/** The ends of the scale: limits go no further. */
export type Bounds = { readonly lowest: number; readonly highest: number };
const noBounds: Bounds = { lowest: -Infinity, highest: Infinity };

/** What the points of a trend say of how it varies by itself. */
export type XmrLimits = Pick<Xmr, 'centre' | 'lower' | 'upper' | 'meanRange'>;

/** A stretch of points that says something; both ends inclusive. `side`: above the centre or rising (1), else −1. */
export type XmrRun = {
  readonly kind: XmrSignal;
  readonly side: 1 | -1;
  readonly first: number;
  readonly last: number;
};

/**
 * XmR chart: centre x̄, limits x̄ ± 2.66·m̄R. Signals: a point beyond a limit (`outside`); seven or more in a row on one
 * side of the centre (`shift`); six or more in a row each above, or each below, the one before (`trend`). A month that
 * is not known breaks a run and has no range to its neighbours. `bounds` are the ends of the scale: limits go no
 * further. With fewer than ten points there are neither limits nor signals.
 */
export function xmr(points: Points, bounds: Bounds = noBounds): Xmr {
  const limits = xmrLimits(points, bounds);
  const runs = xmrRuns(points, limits);
  const signalsOf = (index: number): readonly XmrSignal[] => [
    ...new Set(runs.filter(({ first, last }) => first <= index && index <= last).map(({ kind }) => kind)),
  ];
  return { ...limits, signals: points.map((_, index) => signalsOf(index)) };
}

/** Centre and limits, from these points. */
export function xmrLimits(points: Points, bounds: Bounds = noBounds): XmrLimits {
  const known = points.filter((point): point is number => point !== null);
  const centre = meanOf(known);
  const meanRange = meanOf(rangesOf(points));
  if (centre === null || meanRange === null || known.length < fewestPoints)
    return { centre, lower: null, upper: null, meanRange };
  const lower = Math.max(bounds.lowest, centre - limitFactor * meanRange);
  const upper = Math.min(bounds.highest, centre + limitFactor * meanRange);
  return { centre, lower, upper, meanRange };
}

/** What these points signal against limits, be they their own or those of a time before; without limits nothing. */
export function xmrRuns(points: Points, { centre, lower, upper }: XmrLimits): readonly XmrRun[] {
  if (centre === null || lower === null || upper === null) return [];
  const known = points.filter((point): point is number => point !== null);
  const hair = 1e-12 * [centre, ...known].reduce((most, point) => Math.max(most, Math.abs(point)), 0);
  const beyond = points.map((point) => sideOf(point, lower - hair, upper + hair));
  const sides = points.map((point) => sideOf(point, centre - hair, centre + hair));
  return [
    ...beyond.flatMap((side, at) =>
      side === 0 ? [] : [{ kind: 'outside', side, first: at, last: at } as const],
    ),
    ...longRuns(sides, shiftRun).map((run) => ({ kind: 'shift', ...run }) as const),
    // Six points that climb are five steps upwards; the point before the first step belongs to them.
    ...longRuns(stepsOf(points), trendRun - 1).map(
      (run) => ({ kind: 'trend', ...run, last: run.last + 1 }) as const,
    ),
  ];
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function rangesOf(points: Points): readonly number[] {
  return points.flatMap((point, index) => {
    const before = index === 0 ? null : (points[index - 1] ?? null);
    return point === null || before === null ? [] : [Math.abs(point - before)];
  });
}

/** −1 below, 1 above, 0 between or not known: what ends a run. */
function sideOf(point: number | null, low: number, high: number): -1 | 0 | 1 {
  if (point === null || (point >= low && point <= high)) return 0;
  return point > high ? 1 : -1;
}

/** From each point to the next: 1 up, −1 down, 0 neither or not known. */
const stepsOf = (points: Points): readonly (-1 | 0 | 1)[] =>
  points.slice(1).map((point, index) => {
    const before = points[index] ?? null;
    return before === null ? 0 : sideOf(point, before, before);
  });

/** Stretches of at least `length` equal entries that are not 0. */
function longRuns(sides: readonly (-1 | 0 | 1)[], length: number): readonly Omit<XmrRun, 'kind'>[] {
  const runs: Omit<XmrRun, 'kind'>[] = [];
  for (let start = 0, end = 0; start < sides.length; start = end) {
    while (end < sides.length && sides[end] === sides[start]) end += 1;
    const side = sides[start] ?? 0;
    if (side !== 0 && end - start >= length) runs.push({ side, first: start, last: end - 1 });
  }
  return runs;
}
