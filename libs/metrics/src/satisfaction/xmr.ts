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

/**
 * XmR chart: centre x̄, limits x̄ ± 2.66·m̄R. Signals: a point beyond a limit (`outside`); seven or more in a row on one
 * side of the centre (`shift`); six or more in a row each above, or each below, the one before (`trend`). A month that
 * is not known breaks a run and has no range to its neighbours. `bounds` are the ends of the scale: limits go no
 * further. With fewer than ten points there are neither limits nor signals.
 */
export function xmr(
  points: Points,
  bounds: { readonly lowest: number; readonly highest: number } = { lowest: -Infinity, highest: Infinity },
): Xmr {
  const known = points.filter((point): point is number => point !== null);
  const centre = meanOf(known);
  const meanRange = meanOf(rangesOf(points));
  if (centre === null || meanRange === null || known.length < fewestPoints)
    return { centre, lower: null, upper: null, meanRange, signals: points.map(() => []) };
  const lower = Math.max(bounds.lowest, centre - limitFactor * meanRange);
  const upper = Math.min(bounds.highest, centre + limitFactor * meanRange);
  const hair = 1e-12 * known.reduce((most, point) => Math.max(most, Math.abs(point)), 0);
  const outside = points.map((point) => point !== null && (point < lower - hair || point > upper + hair));
  const shift = inLongRun(sidesOf(points, centre, hair), shiftRun);
  const trend = climbs(points);
  const signals = points.map((_, index): readonly XmrSignal[] => [
    ...(outside[index] === true ? (['outside'] as const) : []),
    ...(shift[index] === true ? (['shift'] as const) : []),
    ...(trend[index] === true ? (['trend'] as const) : []),
  ]);
  return { centre, lower, upper, meanRange, signals };
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function rangesOf(points: Points): readonly number[] {
  return points.flatMap((point, index) => {
    const before = index === 0 ? null : (points[index - 1] ?? null);
    return point === null || before === null ? [] : [Math.abs(point - before)];
  });
}

/** −1 below, 1 above, 0 on the centre or not known: what ends a run. A difference within rounding is none. */
const sidesOf = (points: Points, centre: number, hair: number): readonly number[] =>
  points.map((point) => (point === null || Math.abs(point - centre) <= hair ? 0 : Math.sign(point - centre)));

/** Which entries belong to a run of at least `length` equal ones that are not 0. */
function inLongRun(sides: readonly number[], length: number): readonly boolean[] {
  const inRun = sides.map(() => false);
  for (let start = 0, end = 0; start < sides.length; start = end) {
    while (end < sides.length && sides[end] === sides[start]) end += 1;
    if (sides[start] !== 0 && end - start >= length) inRun.fill(true, start, end);
  }
  return inRun;
}

/** Six points that climb are five steps upwards; the point before the first step belongs to them. */
function climbs(points: Points): readonly boolean[] {
  const steps = points.slice(1).map((point, index) => {
    const before = points[index] ?? null;
    return point === null || before === null ? 0 : Math.sign(point - before);
  });
  const long = inLongRun(steps, trendRun - 1);
  return points.map((_, index) => long[index] === true || long[index - 1] === true);
}
