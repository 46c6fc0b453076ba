import { minuteMs, secondMs } from '../local-date';
import { emitCall, type Floor, type SimCall } from './floor';

/** Of messages: lack the reason, send a patient on to a doctor, are never acknowledged. */
const incompleteShare = 0.12;
const referralShare = 0.06;
const forgottenShare = 0.08;
/** Till a clinic says that it has a message. */
const acknowledgedMedianM = 22;

/** Passes a message of a call on to its clinic, with its steps until the clinic says that it has it. */
export function passOn(floor: Floor, call: SimCall): void {
  const { messages: chance } = floor.chances;
  const isIncomplete = chance.chance(incompleteShare);
  const isReferral = chance.chance(referralShare);
  const isForgotten = chance.chance(forgottenShare);
  const acknowledgedMs = chance.logNormal(acknowledgedMedianM, 0.9) * minuteMs;
  const fields = ['name', 'number', ...(isIncomplete ? [] : ['reason'])];
  const step = (
    inMs: number,
    type: 'handover.sent' | 'handover.delivered' | 'handover.acknowledged',
  ): void => {
    floor.agenda.plan(floor.agenda.now() + inMs, () => {
      emitCall(floor, call, type);
    });
  };
  emitCall(floor, call, 'handover.written', { fields, ...(isReferral ? { referral: true } : {}) });
  step(2 * secondMs, 'handover.sent');
  step(8 * secondMs, 'handover.delivered');
  if (!isForgotten) step(acknowledgedMs, 'handover.acknowledged');
}
