import { strongestAt, type HeatRow } from '@vigie/charts';
import type { HeatCell, History } from '@vigie/contracts';

import type { HeatMeasure } from './history-choices';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The weekdays and hours of a heat map: those between the first and the last that hold a call. */
export type HeatAxes = { readonly days: readonly number[]; readonly hours: readonly number[] };

/** Hours without a call within the day are there, empty: what is beside what stays in its place. */
export function heatAxes(cells: readonly HeatCell[]): HeatAxes {
  if (cells.length === 0) return { days: [], hours: [] };
  const hours = cells.map(({ hour }) => hour);
  const first = Math.min(...hours);
  return {
    days: weekdays.filter((day) => cells.some(({ weekday }) => weekday === day)),
    hours: Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => first + index),
  };
}

/** How a cell reads, and what it does. */
export type HeatWords = {
  readonly weekday: (day: number) => string;
  readonly shortWeekday: (day: number) => string;
  readonly write: (cell: HeatCell) => string;
  readonly about: (cell: HeatCell) => string;
};

/** How strong a cell is, as a share: `strongestAt` is the strongest. */
function strength(cell: HeatCell, measure: HeatMeasure, most: number): number | null {
  if (measure === 'unanswered') return cell.unansweredRate;
  const value = measure === 'presented' ? cell.presented : cell.waitP90Ms;
  return value === null || most === 0 ? null : (value / most) * strongestAt;
}

/** The rows of the map; volume and waits are as strong as they are beside the largest. */
export function heatRows(
  { cells }: Pick<History['heat'], 'cells'>,
  measure: HeatMeasure,
  words: HeatWords,
): readonly HeatRow[] {
  const { days, hours } = heatAxes(cells);
  const byPlace = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  const most = Math.max(
    0,
    ...cells.map((cell) => (measure === 'presented' ? cell.presented : (cell.waitP90Ms ?? 0))),
  );
  return days.map((day) => ({
    label: words.weekday(day),
    short: words.shortWeekday(day),
    cells: hours.map((hour) => {
      const cell = byPlace.get(`${day} ${hour}`);
      if (cell === undefined) return { share: null, text: '' };
      const share = strength(cell, measure, most);
      return { share, text: share === null ? '' : words.write(cell), about: words.about(cell) };
    }),
  }));
}

/** Whether more went unanswered than the centre wants at the most. */
export const isBeyond = ({ unansweredRate }: HeatCell, limit: number): boolean =>
  unansweredRate !== null && unansweredRate > limit;
