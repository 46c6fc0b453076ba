import type { HeatCell, History } from '@vigie/contracts';
import { countOf, localClock, metricOf, percentileMs, type FigureOptions } from '@vigie/metrics';

import type { TimePlan } from '../metrics/time-plan';
import type { Sums } from './sums';

const hoursADay = 24;
/** Fewer calls than these say nothing of an hour. */
const fewestToJudge = 30;

/** What the hours of a range are gathered by. */
export type HourGrid = 'week' | 'hour' | 'weekday';

/** Counts the hours of a plan (one row an hour) together by the local clock: the row of a piece is then its cell. */
export function gathered(hours: TimePlan, timezone: string, grid: HourGrid): TimePlan {
  const cells = hours.rows.map(({ start }) => {
    const { weekday, minuteOfDay } = localClock(start, timezone);
    const hour = Math.floor(minuteOfDay / 60);
    if (grid === 'hour') return hour;
    return grid === 'weekday' ? weekday : (weekday - 1) * hoursADay + hour;
  });
  return {
    rows: hours.rows,
    pieces: hours.pieces.map((piece) => ({ ...piece, row: cells[piece.row] ?? 0 })),
  };
}

/** The heat map of sums by the cells of a {@link gathered} week. */
export function heatMapOf(byCell: ReadonlyMap<number, Sums>, options: FigureOptions): History['heat'] {
  const cells = [...byCell]
    .sort(([one], [other]) => one - other)
    .map(([cell, sums]) => cellOf(cell, sums, options))
    .filter(({ presented }) => presented > 0);
  const judged = cells.filter(
    ({ presented, unansweredRate }) => unansweredRate !== null && presented >= fewestToJudge,
  );
  return {
    cells,
    busiest: highest(cells, ({ presented }) => presented),
    worst: highest(judged, ({ unansweredRate }) => unansweredRate ?? 0),
  };
}

function cellOf(cell: number, { tally, bins }: Sums, options: FigureOptions): HeatCell {
  const sums = { tally, bins, options };
  return {
    weekday: Math.floor(cell / hoursADay) + 1,
    hour: cell % hoursADay,
    presented: countOf('presented', sums),
    unanswered: countOf('unanswered', sums),
    unansweredRate: metricOf('unansweredRate', tally, bins, options),
    waitP90Ms: percentileMs(bins, 0.9),
  };
}

/** The first of the highest. */
function highest(cells: readonly HeatCell[], of: (cell: HeatCell) => number): HeatCell | null {
  let best: HeatCell | null = null;
  for (const cell of cells) if (best === null || of(cell) > of(best)) best = cell;
  return best;
}
