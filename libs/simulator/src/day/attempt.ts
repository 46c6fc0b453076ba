import { coveredSpans, isWithin } from '../centre/clinic';
import { minuteMs, secondMs } from '../local-date';
import type { Caller } from './caller';
import { cancelRinging, joinWaiting, leaveWaiting } from './dispatch';
import { emitCall, playedMinute, type Floor, type SimCall } from './floor';
import { promiseCall } from './promises';

const greetingMs = 9 * secondMs;
const musicMs = 8 * secondMs;
/** Lines of the centre: one more caller hears the busy tone. */
const lineCount = 90;
const queueLimitMs = 10 * minuteMs;
const leftInGreeting = 0.004;
const selfServed = 0.01;
const callbackKeyPressed = 0.15;
/** From this place in the queue on a caller is told how long to wait: so much for each place, right or not. */
const announcedFrom = 2;
const announcedEachMs = 45 * secondMs;

function openCall(floor: Floor, caller: Caller): SimCall {
  floor.calls += 1;
  caller.attempts += 1;
  const id = `${floor.plan.key}-${floor.calls.toString(36)}`;
  const now = floor.agenda.now();
  return {
    id,
    caller,
    segmentId: `${id}-s1`,
    tried: new Set(),
    state: 'greeting',
    enqueuedAt: now,
    helpAt: now,
    agent: null,
    legs: 0,
    legId: '',
    offeredAt: now,
    events: 0,
  };
}

const carrierIsDown = (floor: Floor, call: SimCall): boolean =>
  floor.plan.conditions.outage !== null &&
  call.caller.clinic.source === '/pbx/lyon' &&
  isWithin([floor.plan.conditions.outage], playedMinute(floor));

/** A caller dials: what happens until a queue is reached, or is not. */
export function attempt(floor: Floor, caller: Caller): void {
  if (floor.agenda.now() >= floor.plan.until) return;
  const call = openCall(floor, caller);
  if (carrierIsDown(floor, call)) {
    call.state = 'gone';
    floor.steps.lost(call);
    return;
  }
  const { line, clinic, language } = caller;
  emitCall(floor, call, 'call.initiated', { ...line, direction: 'inbound', dnis: clinic.number, language });
  if (!isWithin(coveredSpans(clinic, floor.plan.date), playedMinute(floor))) {
    hearClosed(floor, call);
  } else if (floor.open.size >= lineCount) {
    call.state = 'gone';
    emitCall(floor, call, 'call.blocked', { reason: 'busy' });
    emitCall(floor, call, 'call.disconnected', { side: 'system', cause: 'busy' });
    floor.steps.lost(call);
  } else {
    hearGreeting(floor, call);
  }
}

function hearClosed(floor: Floor, call: SimCall): void {
  call.state = 'gone';
  emitCall(floor, call, 'call.greeting_started', { messageId: 'ferme' });
  floor.agenda.plan(floor.agenda.now() + floor.chances.patience.between(5, 14) * secondMs, () => {
    emitCall(floor, call, 'call.blocked', { reason: 'closed' });
    emitCall(floor, call, 'call.disconnected', { side: 'system', cause: 'closed' });
  });
}

function hearGreeting(floor: Floor, call: SimCall): void {
  const { patience } = floor.chances;
  const { clinic } = call.caller;
  floor.open.add(call);
  // Whoever hears music first hears the greeting after it, if they are still there.
  const musicFirstMs = clinic.musicFirst === true ? musicMs : 0;
  const greet = (): void => {
    if (call.state !== 'greeting') return;
    const after = musicFirstMs > 0 ? 'music' : 'nothing';
    emitCall(floor, call, 'call.greeting_started', { messageId: 'accueil', after });
  };
  if (musicFirstMs === 0) greet();
  else floor.agenda.plan(floor.agenda.now() + musicFirstMs, greet);
  const fullMs = greetingMs + musicFirstMs;
  const servesItself = clinic.team === 'img' && patience.chance(selfServed);
  const leaves =
    servesItself || patience.chance(clinic.musicFirst === true ? 2 * leftInGreeting : leftInGreeting);
  const heardMs = leaves ? patience.between(0.3, 0.95) * fullMs : fullMs;
  floor.agenda.plan(floor.agenda.now() + heardMs, () => {
    if (call.state !== 'greeting') return;
    if (heardMs > musicFirstMs)
      emitCall(floor, call, 'call.greeting_ended', { messageId: 'accueil', completed: !leaves });
    if (!leaves) enqueue(floor, call);
    else hangUp(floor, call, servesItself ? 'self_served' : 'normal');
  });
}

/** Closes the caller's line outside a queue. */
function hangUp(floor: Floor, call: SimCall, cause: string): void {
  call.state = 'gone';
  floor.open.delete(call);
  emitCall(floor, call, 'call.disconnected', { side: 'caller', cause });
  if (cause === 'normal') floor.steps.lost(call);
}

function patienceMs(floor: Floor, call: SimCall): number {
  const { patience } = floor.chances;
  if (patience.chance(call.caller.clinic.musicFirst === true ? 0.05 : 0.025))
    return patience.between(1, 5) * secondMs;
  const wait = patience.logNormal(110, 0.9);
  // some who would have waited longer give up at the announcement of the first minute
  return secondMs * (wait > 60 && patience.chance(0.04) ? patience.between(60, 64) : wait);
}

function enqueue(floor: Floor, call: SimCall): void {
  const now = floor.agenda.now();
  const { caller } = call;
  const position = floor.waiting.filter((other) => other.caller.queueId === caller.queueId).length + 1;
  Object.assign(call, { state: 'waiting', enqueuedAt: now });
  call.helpAt = now + floor.chances.patience.between(8, 14) * secondMs;
  const { segmentId } = call;
  emitCall(floor, call, 'call.enqueued', {
    segmentId,
    queueId: caller.queueId,
    position,
    languageRequested: caller.language,
  });
  if (position >= announcedFrom)
    emitCall(floor, call, 'call.wait_announced', { waitMs: position * announcedEachMs });
  joinWaiting(floor, call);
  const pressesKey = caller.clinic.callbackKey === true && floor.chances.patience.chance(callbackKeyPressed);
  const leave = (reason: Leaving) => (): void => {
    leaveQueue(floor, call, reason);
  };
  floor.agenda.plan(now + patienceMs(floor, call), leave('abandoned'));
  floor.agenda.plan(now + queueLimitMs, leave('timeout'));
  if (pressesKey) floor.agenda.plan(now + 66 * secondMs, leave('callback'));
  floor.agenda.plan(call.helpAt, floor.steps.dispatch);
  floor.steps.dispatch();
}

type Leaving = 'abandoned' | 'timeout' | 'callback' | 'system';

/** Takes a caller who has not been answered out of the queue; nothing happens when that is over. */
export function leaveQueue(floor: Floor, call: SimCall, reason: Leaving): void {
  if (call.state !== 'waiting' && call.state !== 'ringing') return;
  cancelRinging(floor, call);
  leaveWaiting(floor, call);
  call.state = 'gone';
  floor.open.delete(call);
  const { segmentId, caller } = call;
  const waitMs = floor.agenda.now() - call.enqueuedAt;
  const key = reason === 'callback' ? { key: '1' } : {};
  emitCall(floor, call, 'call.dequeued', { segmentId, queueId: caller.queueId, reason, waitMs, ...key });
  const side = reason === 'abandoned' ? 'caller' : 'system';
  emitCall(floor, call, 'call.disconnected', { side, cause: reason === 'abandoned' ? 'normal' : reason });
  if (reason === 'callback') promiseCall(floor, call, 'key');
  floor.steps.lost(call);
}
