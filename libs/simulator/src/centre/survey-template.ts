import { surveyItem, surveyLanguages, type AskedItem, type SurveyLanguage } from '@vigie/contracts';
import { hash32 } from '../random';
import type { ClinicProfile } from './clinic';

/** What the demo centre asks after a call, unless a clinic asks more. */
export const usualItems: readonly AskedItem[] = [
  'reach',
  'courtesy',
  'listening',
  'clear',
  'resolved',
  'effort',
  'recommend',
  'overall',
  'callback',
  'comment',
];

/** Items that some clinics ask beside the usual ones. */
const furtherItems: { readonly [clinicId: string]: readonly AskedItem[] } = {
  'clinique-parc': ['attentive'],
  'cabinet-sant-jordi': ['return'],
  'centre-pirineus': ['return'],
};

/** How a clinic's patients are asked. */
export type SurveyTemplate = {
  readonly items: readonly AskedItem[];
  /** The first is used for a patient who speaks none of them. */
  readonly languages: readonly SurveyLanguage[];
  /** Share of delivered invitations that patients who spoke with somebody answer: 12 to 25 %, 18 in the mean. */
  readonly answerShare: number;
};

const isAskable = (language: string): language is SurveyLanguage =>
  surveyLanguages.some((known) => known === language);

/** The template of a clinic: its languages are those its patients speak, the most spoken first. */
export function surveyTemplateOf(clinic: ClinicProfile): SurveyTemplate {
  const spoken = clinic.languages.toSorted((a, b) => b[1] - a[1]).map(([language]) => language);
  return {
    items: [...(furtherItems[clinic.id] ?? []), ...usualItems],
    languages: spoken.filter(isAskable),
    answerShare: 0.18 * (0.72 + (0.56 * (hash32(clinic.id) % 1_000)) / 1_000),
  };
}

/** What can be asked of a caller: courtesy only of one who was answered. */
export const itemsFor = (template: SurveyTemplate, answered: boolean): readonly AskedItem[] =>
  template.items.filter((id) => answered || surveyItem(id)?.answeredOnly !== true);

/** How patients of a clinic tend to judge it, all else equal: a shift of the logit, small and its own. */
export const leaningOf = (clinicId: string): number =>
  0.6 * ((hash32(`${clinicId} leaning`) % 1_000) / 1_000 - 0.5);
