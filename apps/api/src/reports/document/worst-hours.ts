import { newcombeDifference } from '@vigie/metrics';

import type { HourCounts } from '../figures/report-figures';

/** A stretch of hours of the day, or one hour of one weekday (0 = Monday), with its share unanswered. */
export type WorstHours = {
  readonly weekday: number | null;
  readonly from: number;
  /** The hour at which it ends. */
  readonly to: number;
  readonly share: number;
};

/** Fewer calls than this point at nothing. */
const fewestCalls = 20;
const hoursOfDay = 24;
const mostStretches = 2;

type Cell = HourCounts & { readonly weekday: number | null; readonly hour: number };

/**
 * The hours that are worse than the rest of the month beyond chance (Newcombe's interval leaves 0 out), the worst first:
 * two stretches of the day at most, and the worst single hour of a week that none of them holds.
 */
export function worstHours(cells: readonly HourCounts[]): readonly WorstHours[] {
  const whole = addUp(cells);
  const days = Array.from({ length: hoursOfDay }, (_, hour) => ({
    ...addUp(cells.filter((_cell, index) => index % hoursOfDay === hour)),
    weekday: null,
    hour,
  }));
  const stretches = joined(days.filter((cell) => isWorse(cell, whole)))
    .sort((a, b) => b.share - a.share)
    .slice(0, mostStretches);
  const week = cells.map((cell, index) => ({
    ...cell,
    weekday: Math.floor(index / hoursOfDay),
    hour: index % hoursOfDay,
  }));
  const lone = week
    .filter(({ hour }) => !stretches.some(({ from, to }) => hour >= from && hour < to))
    .filter((cell) => isWorse(cell, whole))
    .reduce<Cell | null>(
      (worst, cell) => (worst !== null && shareOf(worst) >= shareOf(cell) ? worst : cell),
      null,
    );
  return lone === null ? stretches : [...stretches, toStretch([lone])];
}

const callsOf = ({ answered, unanswered }: HourCounts): number => answered + unanswered;
const shareOf = (cell: HourCounts): number => cell.unanswered / callsOf(cell);

function addUp(cells: readonly HourCounts[]): HourCounts {
  return cells.reduce(
    (sum, { answered, unanswered }) => ({
      answered: sum.answered + answered,
      unanswered: sum.unanswered + unanswered,
    }),
    { answered: 0, unanswered: 0 },
  );
}

function isWorse(cell: HourCounts, whole: HourCounts): boolean {
  const rest = {
    answered: whole.answered - cell.answered,
    unanswered: whole.unanswered - cell.unanswered,
  };
  if (callsOf(cell) < fewestCalls || callsOf(rest) < fewestCalls) return false;
  const gap = newcombeDifference(
    { count: cell.unanswered, of: callsOf(cell) },
    { count: rest.unanswered, of: callsOf(rest) },
  );
  return gap !== null && gap.low > 0;
}

/** Hours that follow each other are one stretch. */
function joined(cells: readonly Cell[]): WorstHours[] {
  const runs: Cell[][] = [];
  for (const cell of cells) {
    const run = runs.at(-1);
    if (run?.at(-1)?.hour === cell.hour - 1) run.push(cell);
    else runs.push([cell]);
  }
  return runs.map(toStretch);
}

const toStretch = (cells: readonly Cell[]): WorstHours => ({
  weekday: cells[0]?.weekday ?? null,
  from: cells[0]?.hour ?? 0,
  to: (cells.at(-1)?.hour ?? 0) + 1,
  share: shareOf(addUp(cells)),
});
