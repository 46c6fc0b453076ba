import { isWithin } from '../centre/clinic';
import { teamOfQueue } from '../centre/queues';
import { addDays, dayBase, hourMs, minuteMs, secondMs, weekdayOf } from '../local-date';
import { emitCall, playedMinute, type Agent, type Floor, type SimCall } from './floor';
import { goAway } from './shifts';
import { inviteToSurvey } from './survey';

/** Chance to dial again after the first, second … lost attempt of a day. */
const redialChances = [0.62, 0.55, 0.5, 0.4, 0.3, 0.2];
/** In a storm nearly everyone dials again, at once. */
const stormRedial = 0.93;
const callbackReached = 0.27;
const callbackLimit = 3;
/** Free secretaries there must be before one calls back. */
const freeBesideCallbacks = 6;

/** What a caller does, and what we do, after an attempt that reached nobody. */
export function afterLoss(floor: Floor, call: SimCall): void {
  const delayMs = redialDelayMs(floor, call);
  if (delayMs !== null) {
    floor.agenda.plan(floor.agenda.now() + delayMs, () => {
      if (!call.caller.reached) floor.steps.call(call.caller);
    });
  }
  // a call that the carrier never let through is known to nobody
  if (call.events === 0) return;
  const waitMs = floor.agenda.now() - call.enqueuedAt;
  inviteToSurvey(floor, call, {
    answered: false,
    waitMs,
    holdMs: 0,
    transferred: false,
    appointmentObtained: null,
  });
  const { aniKind } = call.caller.line;
  if (call.caller.attempts === 1 && aniKind !== 'withheld' && aniKind !== 'foreign') {
    planCallback(floor, call, floor.chances.after.logNormal(45, 0.8) * minuteMs);
  }
}

function redialDelayMs(floor: Floor, call: SimCall): number | null {
  const { redial } = floor.chances;
  const { storm } = floor.plan.conditions;
  if (storm !== null && isWithin([storm], playedMinute(floor))) {
    return redial.chance(stormRedial) ? redial.between(15, 120) * secondMs : null;
  }
  if (!redial.chance(redialChances[call.caller.attempts - 1] ?? 0.1)) return null;
  const [low, high] = redial.weighted([
    [[20, 180], 40],
    [[180, 1_800], 35],
    [[1_800, 10_800], 25],
  ] as const);
  return low * Math.pow(high / low, redial.next()) * secondMs;
}

function planCallback(floor: Floor, call: SimCall, delayMs: number): void {
  floor.agenda.plan(floor.agenda.now() + delayMs, () => {
    tryCallback(floor, call);
  });
}

/** Calls back when someone of the team is free and nobody waits; in the evening, on the next working morning. */
function tryCallback(floor: Floor, call: SimCall): void {
  if (call.caller.reached) return;
  const minute = playedMinute(floor);
  if (minute >= 24 * 60) {
    callBackNextMorning(floor, call);
  } else if (minute >= 18 * 60 + 30) {
    planCallback(floor, call, nextMorningDelayMs(floor) + floor.chances.after.between(0, 150) * minuteMs);
  } else {
    const agent = freeAgent(floor, call);
    if (agent === null) planCallback(floor, call, 5 * minuteMs);
    else callBack(floor, call, agent);
  }
}

function nextMorningDelayMs(floor: Floor): number {
  let date = addDays(floor.plan.date, 1);
  while (weekdayOf(date) > 5) date = addDays(date, 1);
  const shift = floor.plan.base - dayBase(floor.plan.date);
  return dayBase(date) + shift + 9.5 * hourMs - floor.agenda.now();
}

/** Someone of the team, while nobody waits and others stay free for those who call. */
function freeAgent(floor: Floor, call: SimCall): Agent | null {
  const free = floor.agents.filter((agent) => agent.state === 'free');
  if (floor.waiting.length > 0 || free.length < freeBesideCallbacks) return null;
  return free.find((agent) => agent.member.team === teamOfQueue(call.caller.queueId)) ?? null;
}

function writeAttempt(floor: Floor, call: SimCall, agentId: string | undefined): boolean {
  const { caller } = call;
  caller.callbackAttempts += 1;
  const reached = floor.chances.after.chance(callbackReached);
  const ids = { callbackId: `${call.id}-cb`, ...(agentId === undefined ? {} : { agentId }) };
  const attemptNo = caller.callbackAttempts;
  emitCall(floor, call, 'callback.attempted', {
    ...ids,
    attemptNo,
    result: reached ? 'reached' : 'no_answer',
  });
  if (reached) {
    caller.reached = true;
    caller.promised = false;
    emitCall(floor, call, 'callback.reached', { ...ids, attemptNo });
  }
  return reached;
}

function callBack(floor: Floor, call: SimCall, agent: Agent): void {
  const reached = writeAttempt(floor, call, agent.member.id);
  const seconds = reached ? floor.chances.after.logNormal(100, 0.4) : floor.chances.after.between(20, 35);
  goAway(floor, agent, { state: 'outbound', reason: 'rappel' }, seconds * secondMs);
  if (!reached && call.caller.callbackAttempts < callbackLimit) {
    planCallback(floor, call, floor.chances.after.between(40, 120) * minuteMs);
  }
}

/** The people of that day are not on this floor: only what became of the patient is written. */
function callBackNextMorning(floor: Floor, call: SimCall): void {
  const reached = writeAttempt(floor, call, undefined);
  if (!reached && call.caller.callbackAttempts < callbackLimit) planCallback(floor, call, 90 * minuteMs);
}
