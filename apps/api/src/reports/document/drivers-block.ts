import type { SatisfactionAnswer, SatisfactionCell, TableBlock } from '@vigie/contracts';

import type { Scene } from './scene';

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
