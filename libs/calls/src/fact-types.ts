import {
  applyAnswered,
  applyHeld,
  applyLegEnded,
  applyLegLost,
  applyMuted,
  applyOffered,
  applyOfferEnded,
  applyRetrieved,
  applyRingsCounted,
  applyTransferred,
  applyUnmuted,
  applyWrapEnded,
  applyWrapStarted,
} from './apply-leg-fact';
import {
  applyCallbackReached,
  applyDispositioned,
  applySurveyAcknowledged,
  applySurveyAnswered,
  applySurveyDelivered,
  applySurveyInvited,
  applySurveyRefused,
} from './apply-note';
import {
  applyBlocked,
  applyDequeued,
  applyDisconnected,
  applyEnqueued,
  applyGivenUp,
  applyGreetingEnded,
  applyGreetingExpired,
  applyGreetingStarted,
  applyInitiated,
  applyLostBySource,
  applyUnheard,
} from './apply-queue-fact';
import type { CallRules } from './call-rules';
import type { DraftCall } from './draft-call';
import type { CallFact, CallFactType } from './fact';
import { noteRecorded } from './recorded-call';

type FactKind = {
  /** Which of two facts of the same instant comes first: the smaller. */
  readonly rank: number;
  /** What stands for the type in stored facts. Never changes and is never used again: databases are full of it. */
  readonly code: number;
  /** Noted about a call afterwards, or told by the server: no sign that the source still knows the call. */
  readonly isNote: boolean;
  /** What the fact does to the call being folded; null for one that is gone before facts are applied. */
  readonly apply: ((draft: DraftCall, fact: CallFact, rules: CallRules) => void) | null;
};

const told = (rank: number, code: number, apply: FactKind['apply']): FactKind => ({
  rank,
  code,
  isNote: false,
  apply,
});
const note = (rank: number, code: number, apply: FactKind['apply']): FactKind => ({
  rank,
  code,
  isNote: true,
  apply,
});

/** All there is to know of each type of fact a call is folded from: a new one is one line, with the next free code. */
export const factKinds: { readonly [type in CallFactType]: FactKind } = {
  'call.initiated': told(0, 0, applyInitiated),
  'call.recorded': note(0, 25, noteRecorded),
  'call.greeting_started': told(1, 1, applyGreetingStarted),
  'call.greeting_ended': told(2, 2, applyGreetingEnded),
  'call.blocked': told(3, 3, applyBlocked),
  'call.enqueued': told(4, 4, applyEnqueued),
  'call.offered': told(5, 5, applyOffered),
  'call.offer_ended': told(6, 6, applyOfferEnded),
  'call.rings_counted': told(6, 31, applyRingsCounted),
  'call.answered': told(7, 7, applyAnswered),
  'call.held': told(8, 8, applyHeld),
  'call.muted': told(8, 9, applyMuted),
  'call.retrieved': told(9, 10, applyRetrieved),
  'call.unmuted': told(9, 11, applyUnmuted),
  'call.transferred': told(10, 12, applyTransferred),
  'call.dequeued': told(11, 13, applyDequeued),
  'call.leg_ended': told(12, 14, applyLegEnded),
  'call.disconnected': told(13, 15, applyDisconnected),
  'acw.started': note(14, 16, applyWrapStarted),
  'acw.ended': note(15, 17, applyWrapEnded),
  'call.dispositioned': note(16, 18, applyDispositioned),
  'survey.invited': note(17, 22, applySurveyInvited),
  'survey.delivered': note(17, 23, applySurveyDelivered),
  'survey.answered': note(17, 19, applySurveyAnswered),
  'survey.refused': note(17, 24, applySurveyRefused),
  'survey.recorded': note(17, 26, applySurveyAnswered),
  'callback.reached': note(17, 32, applyCallbackReached),
  'survey.acknowledged': note(18, 28, applySurveyAcknowledged),
  'call.expired': note(18, 20, applyGivenUp),
  'call.lost_by_source': note(18, 21, applyLostBySource),
  'call.leg_lost': note(18, 29, applyLegLost),
  'call.greeting_expired': note(18, 30, applyGreetingExpired),
  'call.unheard': note(18, 33, applyUnheard),
  'call.retracted': note(18, 27, null),
};

/** Every type of fact a call is folded from, by rank. */
export const callFactTypes = Object.keys(factKinds) as readonly CallFactType[];

/** Whether an event type is a fact of a call. */
export const isCallFactType = (type: string): type is CallFactType => Object.hasOwn(factKinds, type);

/** Whether a fact is only noted about its call: it counts nothing, and is no sign of life of its source. */
export const isNote = ({ type }: Pick<CallFact, 'type'>): boolean => factKinds[type].isNote;

/** Applies one fact to the draft. Total: what makes no sense leaves it as it was, or is noted as an anomaly. */
export function applyFact(draft: DraftCall, fact: CallFact, rules: CallRules): void {
  const kind = factKinds[fact.type];
  if (!kind.isNote) {
    draft.substance += 1;
    draft.givenUpAt = null;
    draft.greetingLostAt = null;
  }
  draft.clinicId ??= fact.clinicId ?? null;
  kind.apply?.(draft, fact, rules);
}
