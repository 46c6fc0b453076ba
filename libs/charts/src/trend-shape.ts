/** One month of a trend; null where there is no figure. */
export type TrendPoint = {
  readonly label: string;
  readonly value: number | null;
  /** How the value is read. */
  readonly text: string;
  /** Outside what is usual. */
  readonly signal: boolean;
};
export type TrendAxis = { readonly from: number; readonly to: number };

/** Where a point stands, in percent of the width and of the height from the top. */
export type TrendSpot = TrendPoint & { readonly x: number; readonly y: number; readonly named: boolean };

/** Height of a value in percent from the top, kept within the axis; half-way on an axis without length. */
export function trendHeight(value: number, { from, to }: TrendAxis): number {
  if (to <= from) return 50;
  return Math.min(100, Math.max(0, ((to - value) / (to - from)) * 100));
}

/** Where the middle of column `index` of `count` stands, in percent. */
export const trendPlace = (index: number, count: number): number => ((index + 0.5) / count) * 100;

/** The points that have a value; the last one and those that are signals carry their text. */
export function trendSpots(points: readonly TrendPoint[], axis: TrendAxis): TrendSpot[] {
  const last = points.findLastIndex(({ value }) => value !== null);
  return points.flatMap((point, index) =>
    point.value === null
      ? []
      : [
          {
            ...point,
            x: trendPlace(index, points.length),
            y: trendHeight(point.value, axis),
            named: point.signal || index === last,
          },
        ],
  );
}

/** The line through the points, broken where a month has no figure: an SVG path on a square of 100. */
export function trendPath(points: readonly TrendPoint[], axis: TrendAxis): string {
  let drawing = false;
  return points
    .flatMap(({ value }, index) => {
      const pen = drawing ? 'L' : 'M';
      drawing = value !== null;
      if (value === null) return [];
      return [`${pen}${round(trendPlace(index, points.length))} ${round(trendHeight(value, axis))}`];
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 100) / 100;
