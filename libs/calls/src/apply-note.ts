import type { CallSurvey } from './call';
import type { DraftCall, DraftSurvey } from './draft-call';
import type { CallFact } from './fact';

/** The channel of surveys whose source tells none. */
export const unknownChannel = 'unknown';

const none: readonly CallSurvey[] = Object.freeze([]);

/** The agent noted why the patient called: of each thing the last word stands. */
export function applyDispositioned(draft: DraftCall, fact: CallFact): void {
  draft.reason = fact.reasonCode ?? draft.reason;
  draft.difficult = fact.difficult ?? draft.difficult;
  draft.difficultReason = fact.difficultReason ?? draft.difficultReason;
  draft.disposition = fact.dispositionOutcome ?? draft.disposition;
  draft.urgent = fact.urgent ?? draft.urgent;
  draft.appointmentObtained = fact.appointmentObtained ?? draft.appointmentObtained;
}

/** Somebody called the caller back and spoke with them. */
export function applyCallbackReached(draft: DraftCall, fact: CallFact): void {
  draft.reachedAt.push(fact.at);
}

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
