import { applyAnswered } from './apply-leg-fact';
import { applyDequeued, noteCaller } from './apply-queue-fact';
import { applySurveyAnswered } from './apply-note';
import type { DraftCall } from './draft-call';
import { enterQueue } from './draft-segments';
import type { CallRules } from './call-rules';
import type { CallFact } from './fact';

/** The way of asking of marks that came with the calls of a file, and of answers whose file names none. */
export const importChannel = 'import';

/** Keeps what a recorded call says beside how it went: who called, why, and the caller's mark. */
export function noteRecorded(draft: DraftCall, fact: CallFact): void {
  noteCaller(draft, fact);
  draft.reason = fact.reasonCode ?? draft.reason;
  draft.appointmentObtained = fact.appointmentObtained ?? draft.appointmentObtained;
  if (fact.reason === 'answered') draft.resolved = fact.resolved ?? draft.resolved;
  if (fact.rating !== undefined) applySurveyAnswered(draft, { ...fact, channel: importChannel });
}

/**
 * Plays a recorded call: in the queue at its instant, answered after its wait and over after its talk, or gone
 * unanswered. A duration that is not told is not known, and then no time passes. Where the source told its own facts
 * of the call these stand, and the record has only added its notes.
 */
export function playRecorded(draft: DraftCall, fact: CallFact, rules: CallRules): void {
  if (draft.substance > 0) return;
  draft.substance = 1;
  draft.givenUpAt = null;
  enterQueue(draft, fact);
  const segment = draft.segments.at(-1);
  if (segment !== undefined) segment.startKnown = fact.waitMs !== undefined;
  const leftAt = fact.at + (fact.waitMs ?? 0);
  if (fact.reason === 'answered') answer(draft, { ...fact, at: leftAt });
  else applyDequeued(draft, { ...fact, at: leftAt, reason: fact.reason ?? 'unspecified' }, rules);
}

function answer(draft: DraftCall, fact: CallFact): void {
  applyAnswered(draft, fact);
  const endedAt = fact.at + (fact.talkMs ?? 0);
  for (const leg of draft.legs) {
    leg.endedAt = endedAt;
    leg.lost = fact.talkMs === undefined;
  }
  draft.endedAt = endedAt;
}
