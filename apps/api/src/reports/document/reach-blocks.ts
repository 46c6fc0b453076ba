import type { CommitmentBlock, FiguresBlock, HeatBlock, ReportTone } from '@vigie/contracts';

import { lossNames } from '@vigie/calls';
import type { CallerFigures, HourCounts } from '../figures/report-figures';
import type { ReportFormat } from '../words/report-format';
import { callsOf as listedCalls, opening } from './report-calls';
import type { Scene } from './scene';

/** Fewer calls than this are told as counts: a percentage would claim too much. */
export const fewestForPercent = 20;
/** As many hours as fit side by side on a page. */
const mostHours = 14;

/** The commitment of the contract (or the centre's target) and whether it was kept. */
export function commitmentBlock(scene: Scene): CommitmentBlock {
  const { words, format, figures } = scene;
  const { coveredAnswered, covered } = figures.reach;
  const { answerRateTarget: target } = figures;
  const texts = [words.commitment.text(trimmed(format, target))];
  if (covered === 0) texts.push(words.commitment.none);
  else texts.push(words.commitment.now(rateBeside(format, coveredAnswered / covered, target)));
  const before = figures.past.at(-2);
  if (before !== undefined && before.covered > 0) {
    const month = words.inMonth(format, before.month, before.month.slice(0, 4) !== figures.month.slice(0, 4));
    texts.push(words.commitment.before(format.percent(before.coveredAnswered / before.covered, 1), month));
  }
  const [promise = '', ...told] = texts;
  return {
    kind: 'commitment',
    id: 'commitment',
    ...verdict(scene),
    text: `${promise}${words.colon}${told.join(', ')}.`,
  };
}

function verdict({ words, figures, status }: Scene): { tone: ReportTone; label: string } {
  const { coveredAnswered, covered } = figures.reach;
  const own = figures.isCommitted;
  if (status === 'running') return { tone: 'neutral', label: words.commitment.running };
  if (covered === 0) return { tone: 'neutral', label: words.commitment.noCalls };
  if (coveredAnswered / covered >= figures.answerRateTarget)
    return { tone: 'good', label: own ? words.commitment.kept : words.commitment.targetKept };
  return { tone: 'act', label: own ? words.commitment.missed : words.commitment.targetMissed };
}

/** A target is written as it was set: 90 %, 92,5 %. */
function trimmed(format: ReportFormat, share: number): string {
  return format.percent(share, Number.isInteger(Math.round(share * 1e6) / 1e4) ? 0 : 1);
}

/** A share with as many decimals as it takes to stand on its own side of a line. */
function rateBeside(format: ReportFormat, share: number, line: number): string {
  for (const decimals of [1, 2, 3]) {
    const rounded = Number((share * 100).toFixed(decimals)) / 100;
    if (share === line || rounded >= line === share >= line) return format.percent(share, decimals);
  }
  return format.percent(share, 3);
}

/** The four figures of page one. */
export function reachBlock(scene: Scene): FiguresBlock {
  const { words, format, figures } = scene;
  const { reach, waits, callers, outside } = figures;
  const notes = [words.reach.note(format.count(reach.covered), reach.covered)];
  if (outside.total > 0)
    notes.push(
      words.reach.outside(
        format.count(outside.total),
        outside.lunch > 0 ? format.count(outside.lunch) : null,
      ),
    );
  if (figures.unheard !== undefined)
    notes.push(words.reach.unheard(format.duration(figures.unheard.coveredMs)));
  const recovered = callers.calledAgain + callers.calledBack;
  return {
    kind: 'figures',
    id: 'reach',
    title: words.reach.title,
    note: notes.join(', '),
    figures: [
      {
        value: shareOrCount(format, reach.unanswered, reach.covered),
        label: lossText(scene),
        ...opening(listedCalls(scene, 'unanswered', reach.unanswered)),
      },
      waits.p90Ms === null
        ? { value: words.when.nothing, label: words.reach.noWait }
        : { value: format.duration(waits.p90Ms), label: words.reach.p90 },
      {
        value: format.count(recovered),
        label: recoveredText(scene),
      },
      { value: format.count(callers.neverReached), label: neverReachedText(scene) },
    ],
  };
}

function lossText({ words, format, figures: { reach } }: Scene): string {
  const parts = lossNames
    .filter((name) => reach.losses[name] > 0)
    .sort((a, b) => reach.losses[b] - reach.losses[a])
    .map((name) => `${format.count(reach.losses[name])} ${words.losses[name](reach.losses[name])}`);
  return words.reach.unanswered(format.count(reach.unanswered), parts.join(', '));
}

function recoveredText({ words, format, figures: { callers } }: Scene): string {
  const parts = [
    { count: callers.calledAgain, word: words.reach.calledAgain },
    { count: callers.calledBack, word: words.reach.calledBack },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => word(format.count(count), count));
  const reached = callers.calledAgain + callers.calledBack;
  const base = isOfCallers(callers) ? words.reach.reached(reached) : words.reach.recovered(reached);
  return parts.length === 0 ? base : `${base}${words.colon}${parts.join(', ')}`;
}

/** Reports that were frozen earlier count numbers. */
const isOfCallers = ({ withinHour }: CallerFigures): boolean => withinHour !== undefined;

function neverReachedText({ words, format, figures: { callers } }: Scene): string {
  const more = [];
  const closed = callers.closed ?? 0;
  if (closed > 0) more.push(words.reach.closed(format.count(closed), closed));
  if (callers.pending > 0) more.push(words.reach.pending(format.count(callers.pending)));
  if (callers.hiddenCalls > 0)
    more.push(words.reach.hidden(format.count(callers.hiddenCalls), callers.hiddenCalls));
  const { neverReached, missedNeverReached } = words.reach;
  const told = (isOfCallers(callers) ? missedNeverReached : neverReached)(
    format.count(callers.numbers),
    callers.neverReached,
  );
  return more.length === 0 ? told : `${told} (${more.join(words.semicolon)})`;
}

/** A share of a base that carries one; else the counts: "1/7". */
export function shareOrCount(format: ReportFormat, part: number, whole: number): string {
  if (whole === 0) return '–';
  if (whole < fewestForPercent) return `${format.count(part)}/${format.count(whole)}`;
  return format.percent(part / whole, 1);
}

type Hour = HourCounts & { readonly hour: number };

/** The share unanswered by hour of the day. */
export function whenBlock(scene: Scene): HeatBlock {
  const { words, figures } = scene;
  const hours = hoursTold(hoursOfDay(figures.hours));
  return {
    kind: 'heat',
    id: 'when',
    title: words.when.title,
    note: words.when.note,
    columns: hours.map(({ hour }) => words.when.hour(hour)),
    rows: [{ label: words.when.row, cells: hours.map((hour) => cellOf(scene, hour)) }],
    summary: worstText(scene, hours, ({ hour }) => words.when.hour(hour)),
  };
}

/** The share unanswered by weekday and hour. */
export function weekBlock(scene: Scene): HeatBlock {
  const { words, format, figures } = scene;
  const columns = hoursTold(hoursOfDay(figures.hours)).map(({ hour }) => hour);
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => ({
    day,
    hours: columns.map((hour) => ({
      hour,
      day,
      ...(figures.hours[day * 24 + hour] ?? { answered: 0, unanswered: 0 }),
    })),
  }));
  const told = days.filter(({ hours }) => hours.some((hour) => callsOf(hour) > 0));
  return {
    kind: 'heat',
    id: 'week',
    title: words.when.weekTitle,
    note: words.when.weekNote,
    columns: columns.map((hour) => words.when.hour(hour)),
    rows: told.map(({ day, hours }) => ({
      label: format.weekday(day),
      cells: hours.map((hour) => cellOf(scene, hour)),
    })),
    summary: worstText(
      scene,
      told.flatMap(({ hours }) => hours),
      ({ day, hour }) => `${format.weekday(day)} ${words.when.hour(hour)}`,
    ),
  };
}

const callsOf = ({ answered, unanswered }: HourCounts): number => answered + unanswered;

function hoursOfDay(cells: readonly HourCounts[]): Hour[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const days = cells.filter((_cell, index) => index % 24 === hour);
    const sum = (of: (cell: HourCounts) => number) => days.reduce((total, cell) => total + of(cell), 0);
    return { hour, answered: sum((cell) => cell.answered), unanswered: sum((cell) => cell.unanswered) };
  });
}

/** From the first to the last hour with a call; where that is too much for a page, the busiest ones. */
function hoursTold(hours: readonly Hour[]): Hour[] {
  const first = hours.findIndex((hour) => callsOf(hour) > 0);
  const last = hours.findLastIndex((hour) => callsOf(hour) > 0);
  const told = first < 0 ? [] : hours.slice(first, last + 1);
  if (told.length <= mostHours) return told;
  const busiest = [...told].sort((a, b) => callsOf(b) - callsOf(a)).slice(0, mostHours);
  return busiest.sort((a, b) => a.hour - b.hour);
}

function cellOf({ words, format }: Scene, hour: HourCounts): { share: number | null; text: string } {
  const calls = callsOf(hour);
  if (calls === 0) return { share: null, text: words.when.nothing };
  const share = hour.unanswered / calls;
  const text = calls < fewestForPercent ? `${hour.unanswered}/${calls}` : format.percent(share);
  return { share, text };
}

/** Names the worst cell among those with calls enough to speak of. */
function worstText<T extends HourCounts>(
  { words, format }: Scene,
  cells: readonly T[],
  name: (cell: T) => string,
): string {
  const share = (cell: HourCounts) => cell.unanswered / callsOf(cell);
  const told = cells.filter((cell) => callsOf(cell) >= fewestForPercent && cell.unanswered > 0);
  const [worst] = told.toSorted((a, b) => share(b) - share(a));
  if (worst === undefined)
    return cells.some((cell) => callsOf(cell) > 0) ? words.when.fewCalls : words.when.empty;
  return words.when.summary(name(worst), format.percent(share(worst)));
}
