import type { Instant } from '@vigie/calls';
import { intervalsOf, quartersWithin, type TimeRange } from '@vigie/metrics';

import { badRequest } from '../platform/problems';
import type { LocalWindow, MetricsQuestion } from './metrics-question';

/** More rows than this are refused. */
export const largestAnswer = 50_000;

/** A stretch of time all of whose quarters count for one row. */
export type Piece = TimeRange & { readonly row: number };

/** The rows of an answer, and which quarters count for each. Pieces are in order and never overlap. */
export type TimePlan = { readonly rows: readonly TimeRange[]; readonly pieces: readonly Piece[] };

type Asked = Pick<MetricsQuestion, 'from' | 'to' | 'interval' | 'timezone' | 'window'>;

const shortestMs: { readonly [interval in MetricsQuestion['interval']]?: number } = {
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
};

/**
 * Cuts the range into the intervals asked for, by the local calendar. Where only some weekdays or hours count, an
 * interval none of whose quarters counts is no row. Throws a 400 `too_many_rows` beyond 50,000 intervals.
 */
export function planTime({ from, to, interval, timezone, window }: Asked): TimePlan {
  const shortest = shortestMs[interval];
  if (shortest !== undefined && (to - from) / shortest > largestAnswer) throw tooManyRows();
  const ranges = intervalsOf(from, to, interval, timezone);
  if (isWhole(window)) return { rows: ranges, pieces: ranges.map((range, row) => ({ ...range, row })) };
  const rows: TimeRange[] = [];
  const pieces: Piece[] = [];
  for (const range of ranges) {
    const runs = quartersWithin(range, timezone, window);
    if (runs.length === 0) continue;
    for (const run of runs) pieces.push({ ...run, row: rows.length });
    rows.push(range);
  }
  return { rows, pieces };
}

/** The pieces in lots that each reach over at most `spanMs`, longer ones cut; rows stay what they are. */
export function lotsOf(pieces: readonly Piece[], spanMs: number): Piece[][] {
  const lots: Piece[][] = [];
  let lotEnd = -Infinity;
  for (const piece of pieces) {
    for (let start = piece.start; start < piece.end; start = Math.min(piece.end, lotEnd)) {
      if (start >= lotEnd) {
        lots.push([]);
        lotEnd = start + spanMs;
      }
      lots.at(-1)?.push({ row: piece.row, start, end: Math.min(piece.end, lotEnd) });
    }
  }
  return lots;
}

/** Gives the row of an instant, or undefined when it counts for none. */
export function rowFinder({ pieces }: TimePlan): (at: Instant) => number | undefined {
  return (at) => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pieces[middle]?.start ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    const piece = pieces[low - 1];
    return piece !== undefined && at < piece.end ? piece.row : undefined;
  };
}

/**
 * The refusal of a question that needs more than `most` calls to be read. Those that arrived before `readUntil` were not
 * too many: so long a range is answered.
 */
export function tooManyCalls(most: number, from: Instant, readUntil: Instant = from) {
  const why = `the range holds more than ${most.toLocaleString('en')} calls`;
  return tooWide(why, from, readUntil);
}

/** The refusal of a question for which calls are looked through for too long; those before `readUntil` took not too long. */
export function tooLongToRead(longestMs: number, from: Instant, readUntil: Instant) {
  const why = `looking through the calls of the range takes longer than ${longestMs / 1_000} s`;
  return tooWide(why, from, readUntil);
}

function tooWide(why: string, from: Instant, readUntil: Instant) {
  const hours = Math.floor((readUntil - from) / 3_600_000);
  const first = hours >= 48 ? `${Math.floor(hours / 24)} days` : `${hours} hours`;
  const narrower = hours < 2 ? '' : `, such as its first ${first}`;
  const detail = `These dimensions have no stored sums together, and ${why}: ask for a shorter range${narrower}.`;
  return badRequest('range_too_wide', detail);
}

/** The refusal of an answer with more rows than anybody can use. */
export function tooManyRows() {
  const detail = `The answer would have more than ${largestAnswer.toLocaleString('en')} rows: ask for longer intervals, a shorter range or fewer keys.`;
  return badRequest('too_many_rows', detail);
}

function isWhole(window: LocalWindow): boolean {
  return window.weekdays === undefined && window.dayStart === undefined && window.dayEnd === undefined;
}
