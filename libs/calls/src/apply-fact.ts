import {
  applyAnswered,
  applyHeld,
  applyLegEnded,
  applyMuted,
  applyOffered,
  applyOfferEnded,
  applyRetrieved,
  applyTransferred,
  applyUnmuted,
  applyWrapEnded,
  applyWrapStarted,
} from './apply-leg-fact';
import {
  applyBlocked,
  applyDequeued,
  applyDisconnected,
  applyEnqueued,
  applyGivenUp,
  applyGreetingEnded,
  applyGreetingStarted,
  applyInitiated,
} from './apply-queue-fact';
import {
  applySurveyAcknowledged,
  applySurveyAnswered,
  applySurveyDelivered,
  applySurveyInvited,
  applySurveyRefused,
} from './call-survey';
import type { DraftCall } from './draft-call';
import type { CallFact, CallFactType, CallRules } from './fact';
import { noteRecorded } from './recorded-call';

type Apply = (draft: DraftCall, fact: CallFact, rules: CallRules) => void;

const appliers: { readonly [type in CallFactType]: Apply } = {
  'call.initiated': applyInitiated,
  'call.greeting_started': applyGreetingStarted,
  'call.greeting_ended': applyGreetingEnded,
  'call.blocked': applyBlocked,
  'call.enqueued': applyEnqueued,
  'call.offered': applyOffered,
  'call.offer_ended': applyOfferEnded,
  'call.answered': applyAnswered,
  'call.held': applyHeld,
  'call.muted': applyMuted,
  'call.retrieved': applyRetrieved,
  'call.unmuted': applyUnmuted,
  'call.transferred': applyTransferred,
  'call.dequeued': applyDequeued,
  'call.leg_ended': applyLegEnded,
  'call.disconnected': applyDisconnected,
  'acw.started': applyWrapStarted,
  'acw.ended': applyWrapEnded,
  'call.dispositioned': applyDispositioned,
  'survey.invited': applySurveyInvited,
  'survey.delivered': applySurveyDelivered,
  'survey.answered': applySurveyAnswered,
  'survey.refused': applySurveyRefused,
  'survey.recorded': applySurveyAnswered,
  'survey.acknowledged': applySurveyAcknowledged,
  'call.recorded': noteRecorded,
  // What it takes back is gone before facts are applied.
  'call.retracted': () => undefined,
  'call.expired': applyGivenUp,
  'call.lost_by_source': applyGivenUp,
};

const notes: ReadonlySet<CallFactType> = new Set([
  'acw.started',
  'acw.ended',
  'call.dispositioned',
  'survey.invited',
  'survey.delivered',
  'survey.answered',
  'survey.refused',
  'survey.recorded',
  'survey.acknowledged',
  'call.recorded',
  'call.retracted',
  'call.expired',
  'call.lost_by_source',
]);

/** Applies one fact to the draft. Total: what makes no sense leaves it as it was, or is noted as an anomaly. */
export function applyFact(draft: DraftCall, fact: CallFact, rules: CallRules): void {
  if (!notes.has(fact.type)) {
    draft.substance += 1;
    draft.givenUpAt = null;
  }
  draft.clinicId ??= fact.clinicId ?? null;
  appliers[fact.type](draft, fact, rules);
}

function applyDispositioned(draft: DraftCall, fact: CallFact): void {
  draft.reason = fact.reasonCode ?? draft.reason;
  draft.difficult = fact.difficult ?? draft.difficult;
  draft.urgent = fact.urgent ?? draft.urgent;
  draft.appointmentObtained = fact.appointmentObtained ?? draft.appointmentObtained;
}
