import type { CallbackView } from '@vigie/contracts';

/** From the third call of a patient on, somebody looks after them first. */
const manyCalls = 3;

export const isLate = ({ promised, dueAt }: CallbackView, now: number): boolean =>
  promised && Date.parse(dueAt) < now;

export const isPressing = ({ urgent, calls }: CallbackView): boolean => urgent || calls >= manyCalls;

/** Whether somebody has the patient. */
export function isHeld({ claim }: CallbackView, now: number): boolean {
  return claim !== null && (claim.until === null || Date.parse(claim.until) > now);
}

/** Late ones first, then urgent ones and those who called three times, then whatever is due first. */
export function inOrder(callbacks: readonly CallbackView[], now: number): readonly CallbackView[] {
  const rank = (one: CallbackView): number => (isLate(one, now) ? 0 : isPressing(one) ? 1 : 2);
  return callbacks.toSorted(
    (a, b) => rank(a) - rank(b) || Date.parse(a.dueAt) - Date.parse(b.dueAt) || a.id.localeCompare(b.id),
  );
}
