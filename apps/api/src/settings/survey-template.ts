import { hash } from 'node:crypto';

import {
  surveyItem,
  type AskedItem,
  type EditedThemes,
  type InvitationChannel,
  type SurveyLanguage,
  type SurveySettings,
} from '@vigie/contracts';

type Texts = { readonly [language in SurveyLanguage]?: string | undefined };

/** How the callers of one clinic are asked, with every default filled in. */
export type SurveyTemplate = {
  /** Names exactly these questions and words: whatever changes of what a patient reads makes another id. */
  readonly surveyId: string;
  readonly items: readonly AskedItem[];
  readonly languages: readonly [SurveyLanguage, ...SurveyLanguage[]];
  readonly channels: readonly InvitationChannel[];
  readonly share: number;
  readonly unansweredShare: number;
  /** The clinic as the patient knows it. */
  readonly clinicName: string;
  /** Who answers for the data. */
  readonly controller: string;
  readonly contact: string | null;
  readonly retentionMonths: number;
  readonly intro: Texts;
  readonly message: Texts;
  /** Words that name a theme of comments, where they are not Vigie's own. */
  readonly themes: EditedThemes;
};

/** Short enough for a minute. */
const usualItems: AskedItem[] = [
  'reach',
  'courtesy',
  'listening',
  'clear',
  'resolved',
  'recommend',
  'overall',
  'comment',
  'callback',
];
const last: readonly AskedItem[] = ['comment', 'callback'];

/** What the centre says and, field by field, what the clinic says instead; null when neither says anything. */
export function resolveSurvey(
  centre: SurveySettings | undefined,
  clinic: SurveySettings | undefined,
  clinicName: string,
): SurveyTemplate | null {
  if (centre === undefined && clinic === undefined) return null;
  const said = { ...centre, ...clinic };
  const read = { ...questionsOf(said), ...assurancesOf(said, clinicName) };
  const { channels = ['sms', 'email'], share = 1, unansweredShare = share, message = {} } = said;
  const surveyId = hash('sha256', JSON.stringify(read), 'hex').slice(0, 12);
  const themes = { ...centre?.themes, ...clinic?.themes };
  return { ...read, surveyId, channels, share, unansweredShare, message, themes };
}

function questionsOf({ items = usualItems, languages = ['fr'], intro = {} }: SurveySettings) {
  const [first = 'fr', ...others] = languages;
  return { items: ordered(items), languages: [first, ...others] as const, intro };
}

function assurancesOf(said: SurveySettings, clinicName: string) {
  const { controller = clinicName, contact = null, retentionMonths = 12 } = said;
  return { clinicName, controller, contact, retentionMonths };
}

/** What is asked of a caller: one whom nobody answered is not asked about the conversation. */
export function itemsFor(
  template: Pick<SurveyTemplate, 'items'>,
  wasAnswered: boolean,
): readonly AskedItem[] {
  return wasAnswered ? template.items : template.items.filter((id) => surveyItem(id)?.answeredOnly === false);
}

/** The numbers first: a text to write in the middle makes people stop there. */
function ordered(items: readonly AskedItem[]): readonly AskedItem[] {
  return [...items.filter((id) => !last.includes(id)), ...last.filter((id) => items.includes(id))];
}
