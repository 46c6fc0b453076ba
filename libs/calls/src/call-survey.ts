import type { DraftCall } from './draft-call';
import type { CallFact, Instant } from './fact';

/** What was asked of the caller by one way (channel), and what came of it. `null` says "never told". */
export type CallSurvey = {
  /** Way of asking: `sms`, `email`, `ivr`, `agent`, `import`, or what the source calls it; `unknown` when it was not told. */
  readonly channel: string;
  /** Language of the questions: the last one told. */
  readonly language: string | null;
  /** First time told, as for the next three. */
  readonly invitedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly refusedAt: Instant | null;
  /** Item to value, all answers of this way taken together: of an item told twice the later value stands. */
  readonly items: SurveyValues | null;
};

/** Item to its integer value. */
export type SurveyValues = { readonly [itemId: string]: number };

/** A survey while its call is being folded. */
export type DraftSurvey = { -readonly [Field in keyof CallSurvey]: CallSurvey[Field] };

/** The channel of surveys whose source tells none. */
export const unknownChannel = 'unknown';

const none: readonly CallSurvey[] = Object.freeze([]);

/** The surveys of a call by channel; none are one shared list. */
export function settleSurveys({ surveys }: DraftCall): readonly CallSurvey[] {
  if (surveys.length === 0) return none;
  return surveys.toSorted((a, b) => (a.channel < b.channel ? -1 : 1));
}

export const applySurveyInvited = (draft: DraftCall, fact: CallFact): void => {
  surveyOf(draft, fact).invitedAt ??= fact.at;
};

export const applySurveyDelivered = (draft: DraftCall, fact: CallFact): void => {
  surveyOf(draft, fact).deliveredAt ??= fact.at;
};

export const applySurveyRefused = (draft: DraftCall, fact: CallFact): void => {
  surveyOf(draft, fact).refusedAt ??= fact.at;
};

export const applySurveyAcknowledged = (draft: DraftCall, fact: CallFact): void => {
  draft.acknowledgedAt = fact.at;
};

export function applySurveyAnswered(draft: DraftCall, fact: CallFact): void {
  const survey = surveyOf(draft, fact);
  const items = fact.items ?? (fact.rating === undefined ? {} : { overall: fact.rating });
  survey.answeredAt ??= fact.at;
  survey.items = survey.items === null ? items : { ...survey.items, ...items };
  draft.rating = items['overall'] ?? draft.rating;
}

/** The survey a fact is about, in the language it tells. */
function surveyOf(draft: DraftCall, { channel = unknownChannel, surveyLanguage }: CallFact): DraftSurvey {
  let survey = draft.surveys.find((known) => known.channel === channel);
  if (survey === undefined) draft.surveys.push((survey = newSurvey(channel)));
  survey.language = surveyLanguage ?? survey.language;
  return survey;
}

function newSurvey(channel: string): DraftSurvey {
  return {
    channel,
    language: null,
    invitedAt: null,
    deliveredAt: null,
    answeredAt: null,
    refusedAt: null,
    items: null,
  };
}
