import type { SatisfactionAnswer, Sentence } from '@vigie/contracts';
import { addMonths, type Month } from '@vigie/metrics';

import type { ReportFigures, SatisfactionFigures } from '../figures/report-figures';
import { typeset, type ReportFormat, type ReportLanguage } from '../words/report-format';
import type { ReportWords } from '../words/report-words';
import { tongueOf } from '../words/words-of';
import type { ReportMaterial } from './report-material';

/** What a block is written from. */
export type Scene = ReportMaterial & { readonly words: ReportWords; readonly format: ReportFormat };

export function sceneOf(material: ReportMaterial, language: ReportLanguage): Scene {
  const { figures, status } = material;
  const told = status === 'running' ? { ...figures, satisfaction: ofTheMonth(figures) } : figures;
  return { ...material, figures: told, ...tongueOf(language) };
}

/** While a month runs, what is published of a period before it would be read as this month's. */
function ofTheMonth({ satisfaction, month }: ReportFigures): SatisfactionFigures | null {
  if (satisfaction === null || holds(satisfaction.answer, month)) return satisfaction;
  const total = { key: null, suppressed: 'not_published', n: null, items: [], score100: null } as const;
  const answer = {
    ...satisfaction.answer,
    month,
    months: 1,
    total,
    funnel: null,
    drivers: [],
    cells: [],
  } as const;
  return { ...satisfaction, answer, before: null, yearBefore: null, drivers: [], peers: null };
}

const holds = ({ month: first, months }: SatisfactionAnswer, month: Month): boolean =>
  month >= first && month < addMonths(first, months);

/** A text with its strong parts between `**`, as runs. */
export function sentenceOf(language: ReportLanguage, text: string): Sentence {
  return typeset(language, text)
    .split('**')
    .map((part, index) => (index % 2 === 1 ? { text: part, strong: true as const } : { text: part }))
    .filter(({ text: part }) => part !== '');
}

/** Sets every text of a document that is not set yet. */
export function typesetAll<T>(language: ReportLanguage, value: T): T {
  if (typeof value === 'string') return typeset(language, value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => typesetAll(language, each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, typesetAll<unknown>(language, each)]);
  return Object.fromEntries(entries) as T;
}
