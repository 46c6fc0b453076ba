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
  if (by === 'none') return [];
  const apart = cells.filter(({ key }) => !holdsEverything(by, keysOf(key)));
  return apart.length < 2 ? [] : apart.map((cell) => driverRow(scene, by, cell));
}

const keysOf = (key: string | null): readonly string[] =>
  (key ?? 'unknown').split('+').filter((each) => each !== '');

/** Parts that had to be merged until they say nothing any more: "yes or no", "any wait". */
function holdsEverything(by: SatisfactionAnswer['by'], keys: readonly string[]): boolean {
  if (by !== 'waitBand') return keys.includes('yes') && keys.includes('no');
  const bands = keys.flatMap(readBand);
  return bands.some(({ from }) => from === 0) && bands.some(({ to }) => to === null);
}

function driverRow(
  scene: Scene,
  by: Exclude<SatisfactionAnswer['by'], 'none'>,
  cell: SatisfactionCell,
): string[] {
  const { words, format } = scene;
  const label = `${words.survey.dimensions[by]}${words.colon}${cellName(scene, by, cell.key)}`;
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

/** A merged cell names several values, joined by `+`; merged bands of wait are one band. */
function cellName(scene: Scene, by: SatisfactionAnswer['by'], key: string | null): string {
  const keys = keysOf(key);
  const bands = by === 'waitBand' ? keys.flatMap(readBand) : [];
  const others = keys.filter((each) => by !== 'waitBand' || readBand(each).length === 0);
  const named = others.map((each) => keyName(scene, by, each));
  return (bands.length === 0 ? named : [bandName(scene, bands), ...named]).join(', ');
}

function keyName({ words }: Scene, by: SatisfactionAnswer['by'], key: string): string {
  if (by === 'reason') return words.reasons.names[key] ?? key;
  return words.survey.keys[key] ?? key;
}

/** A band of waits in seconds, `to` included; `to` is null for the last one. */
type Band = { readonly from: number; readonly to: number | null };

/** Reads `0-20`, `20-60`, `180-` and the like; nothing of anything else. */
function readBand(key: string): Band[] {
  const [, from, to] = /^(\d+)-(\d*)$/u.exec(key) ?? [];
  return from === undefined
    ? []
    : [{ from: Number(from), to: to === '' || to === undefined ? null : Number(to) }];
}

function bandName({ words, format }: Scene, bands: readonly Band[]): string {
  const from = Math.min(...bands.map((band) => band.from));
  const last = bands.reduce((latest, band) => (band.from > latest.from ? band : latest));
  const { bands: told } = words.survey;
  const time = (seconds: number) => format.duration(seconds * 1000);
  if (last.to === null) return told.over(time(from));
  return from === 0 ? told.upTo(time(last.to)) : told.between(time(from), time(last.to));
}
