import type { DiagnosisLight, TableBlock } from '@vigie/contracts';
import type { ThresholdName } from '@vigie/metrics';

import { lightSigns } from '../words/diagnosis-words';
import type { Scene } from './scene';

/** What callers ask for in vain may be about somebody where it was asked once. */
const leastTold = 2;
const mostItems = 3;

/** The six errors of the month: each light by sign and word, what it goes by, its thresholds, and what it was before. */
export function diagnosisBlock(scene: Scene): TableBlock | null {
  const { words, figures } = scene;
  const { diagnosis } = figures;
  if (diagnosis === undefined) return null;
  const said = words.diagnosis;
  const { sheetVersion, revision, why, lights } = diagnosis;
  const sheet =
    sheetVersion === null ? said.noSheet : filled(said.sheet, { n: scene.format.count(sheetVersion) });
  const revised =
    revision > 1 ? [filled(said.revision, { n: scene.format.count(revision), why: said.why[why] })] : [];
  return {
    kind: 'table',
    id: 'diagnosis',
    title: said.title,
    note: [sheet, ...revised, said.note].join(words.semicolon),
    columns: said.columns.map((label) => ({ label })),
    rows: lights.map((light) => rowOf(scene, light)),
  };
}

function rowOf(scene: Scene, light: DiagnosisLight): string[] {
  const said = scene.words.diagnosis;
  const { name, state, before } = light;
  const evidence = [
    ...writtenIn(scene, light),
    filled(said.evidence[name], figuresOf(scene, light)),
    ...itemsIn(scene, light),
    filled(said.thresholds, { list: thresholdsIn(scene, light) }),
  ];
  return [
    said.lights[name],
    `${lightSigns[state]}\u00a0${said.states[state]}`,
    evidence.join(' '),
    before === null ? said.notJudged : before === state ? said.unchanged : said.states[before],
  ];
}

/** Whether the sentence stands in the sheet, which is known without a call. */
function writtenIn({ words }: Scene, { evidence }: DiagnosisLight): readonly string[] {
  const written = evidence['written'] ?? null;
  return written === null ? [] : [words.diagnosis.written[written === 1 ? 'yes' : 'no']];
}

function figuresOf({ format }: Scene, { evidence }: DiagnosisLight): Readonly<Record<string, string>> {
  const write = (field: string, value: number | null): string => {
    if (value === null) return '–';
    if (field.endsWith('Share')) return format.percent(value);
    return field.endsWith('Ms') ? format.duration(value) : format.count(value);
  };
  return Object.fromEntries(Object.entries(evidence).map(([field, value]) => [field, write(field, value)]));
}

/** What is least often taken of the paths that are rarely, also by nobody; what was most often looked up in vain. */
function itemsIn({ words, format }: Scene, { name, items }: DiagnosisLight): readonly string[] {
  const told =
    name === 'complicated'
      ? items.toSorted((a, b) => a.count - b.count)
      : items.filter(({ count }) => count >= leastTold).toSorted((a, b) => b.count - a.count);
  if (told.length === 0) return [];
  const list = told.slice(0, mostItems).map(({ name, count }) => `${name} (${format.count(count)})`);
  return [filled(words.diagnosis.items, { list: list.join(', ') })];
}

function thresholdsIn({ words, format }: Scene, { thresholds }: DiagnosisLight): string {
  return thresholds
    .map(({ name, value, source }) => {
      const written = name.endsWith('Share') ? format.percent(value) : format.count(value);
      const named = words.diagnosis.thresholdNames[name as ThresholdName] as string | undefined;
      return `${named ?? name} ${written} (${words.diagnosis.sources[source]})`;
    })
    .join(words.semicolon);
}

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_, field: string) => values[field] ?? '–');
