import type { CallbackStep, CallbackView } from '@vigie/contracts';

/** From the third call of a patient on, somebody looks after them first. */
const manyCalls = 3;

export const isLate = ({ promised, dueAt }: CallbackView, now: number): boolean =>
  promised && Date.parse(dueAt) < now;

/** Whether the clinic is to be telephoned about what a patient answered. */
export const isAlert = ({ causes }: CallbackView): boolean => causes.includes('clinicAlert');
/** Nor did the clinic, where it has a contact who was told, say in time to know. */
const isToTelephone = (one: CallbackView, now: number): boolean =>
  isAlert(one) && Date.parse(one.dueAt) <= now;

export const isPressing = ({ urgent, calls }: CallbackView): boolean => urgent || calls >= manyCalls;

/** What a caller whom nobody answered left: a message, a wish to be called, or nothing. */
export function wishLeft({ kind, outcome }: CallbackStep): 'voicemail' | 'asked' | null {
  if (kind !== 'lost') return null;
  if (outcome === 'voicemail') return outcome;
  return outcome === 'callbackExit' ? 'asked' : null;
}

const causes = [
  'clinicAlert',
  'urgent',
  'followup',
  'badAnswer',
  'asked',
  'voicemail',
  'reopened',
  'unanswered',
] as const;

/** Of several reasons why a call is owed the one that is told. */
export const foremostCause = (one: CallbackView): (typeof causes)[number] =>
  causes.find((cause) => one.causes.includes(cause)) ?? 'unanswered';

/** Whether somebody has the patient. */
export function isHeld({ claim }: CallbackView, now: number): boolean {
  return claim !== null && (claim.until === null || Date.parse(claim.until) > now);
}

/** Clinics to telephone first, then late ones, then urgent ones and those who called three times, then whatever is due first. */
export function inOrder(callbacks: readonly CallbackView[], now: number): readonly CallbackView[] {
  const rank = (one: CallbackView): number => {
    if (isToTelephone(one, now)) return -1;
    return isLate(one, now) ? 0 : isPressing(one) ? 1 : 2;
  };
  return callbacks.toSorted(
    (a, b) => rank(a) - rank(b) || Date.parse(a.dueAt) - Date.parse(b.dueAt) || a.id.localeCompare(b.id),
  );
}
