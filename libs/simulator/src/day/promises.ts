import type { IncomingEvent } from '../incoming-event';
import { isWorkingDay } from '../holidays';
import { addDays, dayBase, hourMs, localDateOf, minuteMs, wallClockMsOf, type Instant } from '../local-date';
import { emitCall, type Floor, type SimCall } from './floor';

/** When patients who were promised a call are called back, by the wall clock. */
const opensMs = 8.5 * hourMs;
const closesMs = 18.5 * hourMs;
/** After so many tries in vain the clinic writes to the patient, and nothing is owed any more. */
const mostTries = 6;

/** What comes of a try; `settled` is found out before anybody dials. */
const outcomes = [
  ['reached', 62],
  ['no_answer', 21],
  ['message_left', 6],
  ['other_person', 3],
  ['refused', 2.5],
  ['wrong_number', 1.5],
  ['settled', 4],
] as const;
type Outcome = (typeof outcomes)[number][0];
const leavesItOwed: readonly Outcome[] = ['no_answer', 'message_left', 'other_person'];

/** What was promised: the patient asked by a key, or was not content and asked in a survey. */
export type PromiseKind = 'key' | 'survey';

/**
 * Somebody was promised a call: it is tried within the hour, in the evening and at weekends on the next working
 * morning, until it has an outcome. Who does so is not on the floor of the day: only what became of it is written, and
 * who rings and who waits on that day stays as it was.
 */
export function promiseCall(floor: Floor, call: SimCall, kind: PromiseKind): void {
  if (call.caller.promised) return;
  call.caller.promised = true;
  planTry(floor, { call, kind, tries: 0 }, floor.chances.promise.logNormal(26, 0.6) * minuteMs);
}

type Promised = { readonly call: SimCall; readonly kind: PromiseKind; readonly tries: number };

function planTry(floor: Floor, promised: Promised, delayMs: number): void {
  const wanted = floor.agenda.now() + delayMs;
  const at = isWorked(floor, wanted)
    ? wanted
    : nextOpening(wanted) + floor.chances.promise.between(5, 75) * minuteMs;
  floor.agenda.plan(at, () => {
    tryPromised(floor, promised);
  });
}

function tryPromised(floor: Floor, { call, kind, tries }: Promised): void {
  const { caller } = call;
  if (!caller.promised) return;
  const outcome = outcomeOf(floor, { call, kind, tries });
  const callbackId = callbackIdOf(call.id);
  const attemptNo = tries + 1;
  if (outcome === 'settled') emitCall(floor, call, 'callback.cancelled', { callbackId });
  else emitCall(floor, call, 'callback.attempted', { callbackId, attemptNo, result: outcome });
  if (outcome === 'reached') emitCall(floor, call, 'callback.reached', { callbackId, attemptNo });
  if (leavesItOwed.includes(outcome)) {
    planTry(floor, { call, kind, tries: tries + 1 }, floor.chances.promise.between(50, 150) * minuteMs);
  } else {
    caller.promised = false;
  }
}

function outcomeOf(floor: Floor, { call, kind, tries }: Promised): Outcome {
  const { line, reached } = call.caller;
  const drawn = floor.chances.promise.weighted(outcomes);
  if (line.aniKind === 'withheld') return 'wrong_number';
  // Who rang again meanwhile and spoke with somebody needs no call any more.
  if (tries >= mostTries || (kind === 'key' && reached)) return 'settled';
  return drawn;
}

const callbackIdOf = (callId: string): string => `${callId}-promise`;

/** Whether an event tells what came of a promise. */
export const isOfPromise = ({ type, subject, data }: IncomingEvent): boolean =>
  type.startsWith('callback.') && data['callbackId'] === callbackIdOf(subject);

/** Within working hours; while a day is played at another time than its own, within that day. */
function isWorked({ plan }: Floor, at: Instant): boolean {
  if (plan.base !== dayBase(plan.date) && at < Math.min(plan.until, plan.base + closesMs)) return true;
  const clockMs = wallClockMsOf(at);
  return isWorkingDay(localDateOf(at)) && clockMs >= opensMs && clockMs < closesMs;
}

function nextOpening(after: Instant): Instant {
  let date = localDateOf(after);
  while (!isWorkingDay(date) || dayBase(date) + opensMs <= after) date = addDays(date, 1);
  return dayBase(date) + opensMs;
}
