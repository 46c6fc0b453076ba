import type { SatisfactionAnswer, SatisfactionCell, TableBlock, TrendBlock } from '@vigie/contracts';
import { xmr } from '@vigie/metrics';

import type { PastMonth } from '../figures/report-figures';
import { changeOf, changeOfItem, favourableOf, type Change } from './change';
import { shareOrCount } from './reach-blocks';
import type { Scene } from './scene';
import { lowerFirst, overallOf, periodOf } from './sentences';

type Point = { readonly month: string; readonly value: number | null };

/** The trend of satisfaction; of the share answered where satisfaction has no months to tell. */
export function trendBlock(scene: Scene): TrendBlock {
  const { words, figures } = scene;
  const months = figures.satisfaction?.months ?? [];
  const told = months.filter(({ csat }) => csat !== null).length >= 2;
  const points: Point[] = told
    ? months.map(({ month, csat }) => ({ month, value: csat }))
    : figures.past.map(({ month, covered, answered }) => ({
        month,
        value: covered === 0 ? null : answered / covered,
      }));
  const note = told ? words.trend.note : words.trend.reachNote;
  return { kind: 'trend', id: 'trend', title: words.trend.title, note, ...chartOf(scene, points) };
}

function chartOf({ words, format }: Scene, points: readonly Point[]) {
  const { centre, lower, upper, signals } = xmr(
    points.map(({ value }) => value),
    { lowest: 0, highest: 1 },
  );
  const drawn = points.map(({ month, value }, index) => ({
    label: format.shortMonth(month),
    value,
    text: value === null ? words.trend.hidden : format.percent(value),
    signal: (signals[index] ?? []).length > 0,
  }));
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const summary = trendText(scene2(words, format), { points, drawn, lower, upper });
  return {
    points: drawn,
    centre,
    low: lower,
    high: upper,
    axis: axisOf([...known, ...numbers(lower, upper)]),
    summary,
  };
}

const scene2 = (words: Scene['words'], format: Scene['format']) => ({ words, format });
const numbers = (...values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** Ends on whole tenths with some room, within 0 and 1. */
function axisOf(values: readonly number[]): { from: number; to: number } {
  if (values.length === 0) return { from: 0, to: 1 };
  const from = Math.max(0, Math.floor((Math.min(...values) - 0.02) * 10) / 10);
  const to = Math.min(1, Math.ceil((Math.max(...values) + 0.02) * 10) / 10);
  return from < to ? { from, to } : { from: Math.max(0, to - 0.1), to };
}

type Drawn = {
  readonly points: readonly Point[];
  readonly drawn: readonly { readonly signal: boolean }[];
  readonly lower: number | null;
  readonly upper: number | null;
};

function trendText(
  { words, format }: Pick<Scene, 'words' | 'format'>,
  { points, drawn, lower, upper }: Drawn,
): string {
  if (lower === null || upper === null) return words.trend.tooFew;
  const known = points.filter(({ value }) => value !== null);
  const say = (point: Point | undefined) =>
    point === undefined ? '' : `${format.percent(point.value ?? 0)} (${format.monthOfYear(point.month)})`;
  const usual = words.scores.range(format.bare(lower), format.percent(upper));
  const signals = points.filter((_point, index) => drawn[index]?.signal === true);
  const told =
    signals.length === 0
      ? words.trend.noSignal
      : words.trend.signal(signals.map(({ month }) => format.monthOfYear(month)).join(', '));
  return `${words.trend.summary(say(known[0]), say(known.at(-1)), usual)} ${told}`;
}

/** Calls and share answered: the month, the one before, the same a year ago, and the median of similar clinics. */
export function reachComparisonBlock(scene: Scene): TableBlock {
  const { words, format, figures } = scene;
  const now = figures.past.at(-1);
  const months = [now, figures.past.at(-2), figures.past.at(-13)].filter((month) => month !== undefined);
  const rows = months
    .filter((month) => month === now || month.presented > 0)
    .map((month) => monthRow(scene, month));
  const { peers } = figures;
  if (peers !== null)
    rows.push([
      words.detail.peers(format.count(peers.clinics)),
      '',
      '',
      format.percent(peers.answerRate, 1),
      format.percent(1 - peers.answerRate, 1),
    ]);
  const [month, calls, perDay, answered, unanswered] = words.detail.compareColumns;
  return {
    kind: 'table',
    id: 'reach-comparison',
    title: words.detail.compareTitle,
    columns: [
      { label: month },
      { label: calls, align: 'end' },
      { label: perDay, align: 'end' },
      { label: answered, align: 'end' },
      { label: unanswered, align: 'end' },
    ],
    rows,
  };
}

function monthRow({ words, format }: Scene, { month, covered, answered, openDays }: PastMonth): string[] {
  return [
    format.monthOfYear(month),
    format.count(covered),
    openDays === 0 ? words.when.nothing : format.number(covered / openDays, 1),
    shareOrCount(format, answered, covered),
    shareOrCount(format, covered - answered, covered),
  ];
}

/** Satisfaction against the clinic's own past and against similar clinics, each gap with its interval. */
export function satisfactionComparisonBlock(scene: Scene): TableBlock | null {
  const { words, format, figures } = scene;
  const { satisfaction } = figures;
  const now = satisfaction === null ? undefined : overallOf(satisfaction.answer);
  if (satisfaction === null || now === undefined) return null;
  const rows = [satisfaction.before, satisfaction.yearBefore].flatMap((answer) => {
    const then = answer === null ? undefined : overallOf(answer);
    const change = changeOfItem(now, then);
    if (answer === null || then === undefined || change === null) return [];
    const name = periodOf(scene, answer);
    const told = {
      name: name === null ? format.monthOfYear(answer.month) : lowerFirst(name),
      value: then.favourable.value,
    };
    return [changeRow(scene, told, change, words.survey.reading)];
  });
  const { peers } = satisfaction;
  const gap =
    peers === null
      ? null
      : changeOf({ count: favourableOf(now), of: now.n }, { count: peers.satisfied, of: peers.n });
  if (peers !== null && gap !== null) {
    const { chance, above, below } = words.survey.reading;
    const told = { name: words.survey.peers(format.count(peers.clinics)), value: peers.median };
    rows.push(changeRow(scene, told, gap, { chance, rise: above, fall: below }));
  }
  if (rows.length === 0) return null;
  const [to, then, points, margin, reading] = words.survey.compareColumns;
  return {
    kind: 'table',
    id: 'satisfaction-comparison',
    title: words.survey.compareTitle,
    note: words.survey.compareNote,
    columns: [
      { label: to },
      { label: then, align: 'end' },
      { label: points, align: 'end' },
      { label: margin },
      { label: reading },
    ],
    rows,
  };
}

type Reading = { readonly chance: string; readonly rise: string; readonly fall: string };

function changeRow(
  { words, format }: Scene,
  { name, value }: { readonly name: string; readonly value: number },
  { difference, low, high, reading }: Change,
  readings: Reading,
): string[] {
  const points = (share: number) => format.number(share * 100, 1);
  return [
    name,
    format.percent(value),
    points(difference),
    words.scores.range(points(low), points(high)),
    readings[reading],
  ];
}

/** Satisfaction by wait, hold, transfer and appointment, as far as it is published. */
export function driversBlock(scene: Scene): TableBlock | null {
  const { words, figures } = scene;
  const rows = (figures.satisfaction?.drivers ?? []).flatMap((answer) => driverRows(scene, answer));
  if (rows.length === 0) return null;
  const [by, answers, satisfied, margin] = words.survey.driversColumns;
  return {
    kind: 'table',
    id: 'drivers',
    title: words.survey.driversTitle,
    note: words.survey.driversNote,
    columns: [
      { label: by },
      { label: answers, align: 'end' },
      { label: satisfied, align: 'end' },
      { label: margin },
    ],
    rows,
  };
}

function driverRows(scene: Scene, { by, cells }: SatisfactionAnswer): string[][] {
  if (by === 'none' || cells.length < 2) return [];
  return cells.map((cell) => driverRow(scene, by, cell));
}

function driverRow(
  scene: Scene,
  by: Exclude<SatisfactionAnswer['by'], 'none'>,
  cell: SatisfactionCell,
): string[] {
  const { words, format } = scene;
  const keys = (cell.key ?? 'unknown').split('+').filter((key) => key !== '');
  const names = keys.map((key) => keyName(scene, by, key));
  const label = `${words.survey.dimensions[by]}${words.colon}${names.join(' + ')}`;
  const overall = cell.items.find(({ itemId }) => itemId === 'overall');
  if (cell.suppressed !== null || overall === undefined) return [label, '', words.survey.hidden, ''];
  const { value, low, high } = overall.favourable;
  const range =
    low === null || high === null ? '' : words.scores.range(format.bare(low), format.percent(high));
  return [
    label,
    format.count(overall.n),
    format.percent(value),
    overall.fragile ? `${range} (${words.scores.fragile})` : range,
  ];
}

function keyName({ words }: Scene, by: SatisfactionAnswer['by'], key: string): string {
  if (by === 'reason') return words.reasons.names[key] ?? key;
  return words.survey.keys[key] ?? key;
}
