import type { Estimate, ItemFigures, SatisfactionAnswer, ScoresBlock, TableBlock } from '@vigie/contracts';

import type { ReportFormat } from '../words/report-format';
import type { Scene } from './scene';
import { periodOf } from './sentences';

/** The items of page one, in this order; the others are in the detail. */
const pageOne = ['overall', 'reach', 'clear', 'resolved', 'courtesy'];

/** The distributions of page one, *overall* first; nothing when nothing is told. */
export function scoresBlock(scene: Scene): ScoresBlock | null {
  const { satisfaction } = scene.figures;
  if (satisfaction === null) return null;
  const items = agreed(satisfaction.answer);
  const told = pageOne.flatMap((id) => items.filter(({ itemId }) => itemId === id));
  if (told.length === 0) return null;
  const { words } = scene;
  return {
    ...drawn(scene, told),
    id: 'scores',
    title: words.scores.title,
    note: noteOf(scene, satisfaction.answer),
  };
}

/** Every distribution, the least favourable first; nothing when page one shows them all already. */
export function allScoresBlock(scene: Scene): ScoresBlock | null {
  const { satisfaction } = scene.figures;
  if (satisfaction === null) return null;
  const items = [...agreed(satisfaction.answer)].sort((a, b) => a.favourable.value - b.favourable.value);
  if (items.length === 0) return null;
  const { words } = scene;
  const title = { id: 'all-scores', title: words.scores.detailTitle, note: words.scores.detailNote };
  return { ...drawn(scene, items), ...title };
}

const agreed = ({ total }: SatisfactionAnswer): readonly ItemFigures[] =>
  total.items.filter(({ scale }) => scale === 'agree5');

function drawn({ words, format }: Scene, items: readonly ItemFigures[]): Omit<ScoresBlock, 'id' | 'title'> {
  const rows = items.map((item) => ({
    label: words.items[item.itemId] ?? item.itemId,
    shares: item.distribution.map(({ count }) => count / item.n),
    value: format.percent(item.favourable.value),
    interval: rangeText({ words, format }, item.favourable),
    badge: item.fragile ? words.scores.fragile : null,
  }));
  const summary = rows
    .map(({ label, value, interval }) => words.scores.row(label, value, interval))
    .join(words.semicolon);
  return {
    kind: 'scores',
    steps: words.scores.steps,
    rows,
    legend: words.scores.legend,
    summary: `${summary}.`,
  };
}

/** "77 à 86 %"; null without an interval. */
export function rangeText(
  { words, format }: Pick<Scene, 'words' | 'format'>,
  { low, high }: Estimate,
): string | null {
  return low === null || high === null ? null : words.scores.range(format.bare(low), format.percent(high));
}

/** Base, channel and period: "271 réponses · SMS". */
function noteOf({ words, format }: Scene, answer: SatisfactionAnswer): string {
  const channel = answer.surveyChannel;
  const base = words.scores.note(
    format.count(answer.total.n ?? 0),
    channel === null ? null : (words.channels[channel] ?? channel),
  );
  const period = periodOf({ words, format }, answer);
  return period === null ? base : `${base} · ${period.charAt(0).toLocaleLowerCase()}${period.slice(1)}`;
}

/** How many gave each answer, and the mean. */
export function countsBlock({ figures, words, format }: Scene): TableBlock | null {
  const items = figures.satisfaction === null ? [] : agreed(figures.satisfaction.answer);
  if (items.length === 0) return null;
  const { question, answers, mean } = words.scores.countsColumns;
  return {
    kind: 'table',
    id: 'counts',
    title: words.scores.countsTitle,
    note: words.scores.countsNote,
    columns: [
      { label: question },
      ...[1, 2, 3, 4, 5].map((value) => ({ label: String(value), align: 'end' as const })),
      { label: answers, align: 'end' },
      { label: mean, align: 'end' },
    ],
    rows: items.map(({ itemId, distribution, n, mean: average }) => [
      words.items[itemId] ?? itemId,
      ...distribution.map(({ count }) => format.count(count)),
      format.count(n),
      format.number(average.value, 2),
    ]),
  };
}

/** What is not a matter of agreement: recommendation, ease, coming back, and the score out of 100. */
export function otherScoresBlock(scene: Scene): TableBlock | null {
  const { figures, words, format } = scene;
  const total = figures.satisfaction?.answer.total;
  if (total === undefined || total.suppressed !== null) return null;
  const rows = total.items.flatMap((item) => otherRows(scene, item));
  if (total.score100 !== null)
    rows.unshift([
      words.scores.score100,
      format.count(total.n ?? 0),
      format.number(total.score100.value, 0),
      plainRange(scene, total.score100, 0),
    ]);
  if (rows.length === 0) return null;
  const [question, answers, result, margin] = words.scores.othersColumns;
  return {
    kind: 'table',
    id: 'other-scores',
    title: words.scores.othersTitle,
    columns: [{ label: question }, { label: answers, align: 'end' }, { label: result }, { label: margin }],
    rows,
  };
}

function otherRows(scene: Scene, item: ItemFigures): string[][] {
  const { words, format } = scene;
  if (item.scale === 'agree5' || item.scale === 'text') return [];
  const label = words.items[item.itemId] ?? item.itemId;
  const n = format.count(item.n);
  const share = words.scores.favourable(format.percent(item.favourable.value));
  const rows = [[label, n, share, rangeText(scene, item.favourable) ?? words.when.nothing]];
  if (item.netPromoter !== null)
    rows.push([
      words.scores.nps,
      n,
      format.number(item.netPromoter.value, 0),
      plainRange(scene, item.netPromoter, 0),
    ]);
  if (item.scale === 'ease7')
    rows.push([
      label,
      n,
      words.scores.mean(format.number(item.mean.value, 1)),
      plainRange(scene, item.mean, 1),
    ]);
  return rows;
}

function plainRange(
  { words, format }: { words: Scene['words']; format: ReportFormat },
  { low, high }: Estimate,
  decimals: number,
): string {
  return low === null || high === null
    ? words.when.nothing
    : words.scores.range(format.number(low, decimals), format.number(high, decimals));
}
