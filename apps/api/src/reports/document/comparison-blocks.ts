import type { ItemFigures, TableBlock } from '@vigie/contracts';

import type { PastMonth } from '../figures/report-figures';
import { changeOf, changeOfItem, favourableOf, type Change } from '../figures/change';
import { shareOrCount } from './reach-blocks';
import type { Scene } from './scene';
import { lowerFirst, overallOf, periodOf } from './sentences';

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

function monthRow(
  { words, format }: Scene,
  { month, covered, coveredAnswered, openDays }: PastMonth,
): string[] {
  return [
    format.monthOfYear(month),
    format.count(covered),
    openDays === 0 ? words.when.nothing : format.number(covered / openDays, 1),
    shareOrCount(format, coveredAnswered, covered),
    shareOrCount(format, covered - coveredAnswered, covered),
  ];
}

/** Satisfaction against the clinic's own past and against similar clinics, each gap with its interval. */
export function satisfactionComparisonBlock(scene: Scene): TableBlock | null {
  const { words, figures } = scene;
  const now = figures.satisfaction === null ? undefined : overallOf(figures.satisfaction.answer);
  const rows = now === undefined ? [] : [...pastRows(scene, now), ...peerRows(scene, now)];
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

function pastRows(scene: Scene, now: ItemFigures): string[][] {
  const { words, format, figures } = scene;
  return [figures.satisfaction?.before, figures.satisfaction?.yearBefore].flatMap((answer) => {
    const then = answer === null || answer === undefined ? undefined : overallOf(answer);
    const change = changeOfItem(now, then);
    if (answer === null || answer === undefined || then === undefined || change === null) return [];
    const period = periodOf(scene, answer);
    const name = period === null ? format.monthOfYear(answer.month) : lowerFirst(period);
    return [changeRow(scene, { name, value: then.favourable.value }, change, words.survey.reading)];
  });
}

function peerRows(scene: Scene, now: ItemFigures): string[][] {
  const { words, format, figures } = scene;
  const peers = figures.satisfaction?.peers ?? null;
  if (peers === null) return [];
  const gap = changeOf({ count: favourableOf(now), of: now.n }, { count: peers.satisfied, of: peers.n });
  if (gap === null) return [];
  const { chance, above, below } = words.survey.reading;
  const told = { name: words.survey.peers(format.count(peers.clinics)), value: peers.median };
  return [changeRow(scene, told, gap, { chance, rise: above, fall: below })];
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
