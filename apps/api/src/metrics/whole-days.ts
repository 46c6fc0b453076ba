import type { TimeRange } from '@vigie/metrics';

import type { Piece } from './time-plan';

/** Pieces of a plan by what is read for them. */
export type DividedPieces = {
  /** Whole days, of which there are sums; days beside each other that count for one row are one piece. */
  readonly days: readonly Piece[];
  /** What is left, of which the quarters are read. */
  readonly quarters: readonly Piece[];
};

/** Takes out of the pieces the days that lie in one of them as a whole. Both are in order, and none overlaps another of its kind. */
export function divideByDays(pieces: readonly Piece[], days: readonly TimeRange[]): DividedPieces {
  const whole: Piece[] = [];
  const rest: Piece[] = [];
  let next = 0;
  for (const { row, start, end } of pieces) {
    let at = start;
    for (; next < days.length; next += 1) {
      const day = days[next] as TimeRange;
      if (day.end > end) break;
      if (day.start < at) continue;
      if (day.start > at) rest.push({ row, start: at, end: day.start });
      append(whole, { row, start: day.start, end: day.end });
      at = day.end;
    }
    if (at < end) rest.push({ row, start: at, end });
  }
  return { days: whole, quarters: rest };
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last?.row === piece.row && last.end === piece.start)
    pieces[pieces.length - 1] = { ...last, end: piece.end };
  else pieces.push(piece);
}
