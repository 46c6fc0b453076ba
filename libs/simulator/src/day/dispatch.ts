import { teamOfQueue } from '../centre/queues';
import { secondMs } from '../local-date';
import { emitCall, type Agent, type Floor, type SimCall } from './floor';
import { setFree } from './shifts';

/** The telephone rings at most this long at one secretary. */
const ringLimitMs = 15 * secondMs;
const ringNoAnswer = 0.015;
/** After this wait a call in Catalan or Spanish is given to anyone. */
const anyLanguageAfterMs = 20 * secondMs;

/** Puts a call in its place: urgent ones first, else first come, first served. */
export function joinWaiting(floor: Floor, call: SimCall): void {
  const urgent = call.caller.queueId === 'urgent';
  const behind = urgent
    ? floor.waiting.findIndex((other) => other.caller.queueId !== 'urgent')
    : floor.waiting.findIndex(
        (other) => other.caller.queueId !== 'urgent' && other.enqueuedAt > call.enqueuedAt,
      );
  floor.waiting.splice(behind === -1 ? floor.waiting.length : behind, 0, call);
}

export function leaveWaiting(floor: Floor, call: SimCall): void {
  const index = floor.waiting.indexOf(call);
  if (index !== -1) floor.waiting.splice(index, 1);
}

function speaksFor(agent: Agent, call: SimCall, now: number): boolean {
  const { language } = call.caller;
  if (language !== 'ca' && language !== 'es') return true;
  return agent.member.speaksCatalan || now >= call.enqueuedAt + anyLanguageAfterMs;
}

/** The longest free of the call's own team; of any team once the call has waited long enough. */
function agentFor(floor: Floor, call: SimCall): Agent | null {
  const now = floor.agenda.now();
  const team = teamOfQueue(call.caller.queueId);
  const able = floor.agents.filter(
    (agent) => agent.state === 'free' && !call.tried.has(agent) && speaksFor(agent, call, now),
  );
  const own = able.filter((agent) => agent.member.team === team);
  return longestFree(own) ?? (now >= call.helpAt ? longestFree(able) : null);
}

function longestFree(agents: readonly Agent[]): Agent | null {
  let longest: Agent | null = null;
  for (const agent of agents) if (longest === null || agent.freeSince < longest.freeSince) longest = agent;
  return longest;
}

/** Rings free secretaries for the calls that wait. */
export function dispatch(floor: Floor): void {
  if (!floor.agents.some((agent) => agent.state === 'free')) return;
  for (const call of [...floor.waiting]) {
    if (call.state !== 'waiting') continue;
    const agent = agentFor(floor, call);
    if (agent !== null) offer(floor, call, agent);
  }
}

function offer(floor: Floor, call: SimCall, agent: Agent): void {
  const { ring } = floor.chances;
  const now = floor.agenda.now();
  agent.state = 'busy';
  leaveWaiting(floor, call);
  call.legs += 1;
  Object.assign(call, { state: 'ringing', agent, offeredAt: now, legId: `${call.id}-l${String(call.legs)}` });
  emitCall(floor, call, 'call.offered', legOf(call, agent));
  const unheard = now < agent.deafUntil || ring.chance(ringNoAnswer);
  const ringMs = unheard
    ? ringLimitMs
    : Math.min(ringLimitMs - secondMs, secondMs * (0.8 + ring.logNormal(1.8, 0.5)));
  const leg = call.legs;
  floor.agenda.plan(now + ringMs, () => {
    if (call.state !== 'ringing' || call.legs !== leg) return;
    if (unheard) endInVain(floor, call, agent);
    else answer(floor, call, agent);
  });
}

const legOf = (call: SimCall, agent: Agent): { [field: string]: string } => ({
  segmentId: call.segmentId,
  legId: call.legId,
  queueId: call.caller.queueId,
  agentId: agent.member.id,
});

function endOffer(floor: Floor, call: SimCall, agent: Agent, result: string): number {
  const ringMs = floor.agenda.now() - call.offeredAt;
  emitCall(floor, call, 'call.offer_ended', { ...legOf(call, agent), ringMs, result });
  return ringMs;
}

function endInVain(floor: Floor, call: SimCall, agent: Agent): void {
  endOffer(floor, call, agent, 'no_answer');
  call.tried.add(agent);
  Object.assign(call, { state: 'waiting', agent: null });
  joinWaiting(floor, call);
  // the next offer must be later than the end of this one: at equal times an offer sorts first
  floor.agenda.plan(floor.agenda.now() + 400, floor.steps.dispatch);
  floor.agenda.plan(floor.agenda.now() + 5 * secondMs, () => {
    setFree(floor, agent);
  });
}

function answer(floor: Floor, call: SimCall, agent: Agent): void {
  const now = floor.agenda.now();
  const ringMs = endOffer(floor, call, agent, 'answered');
  const waitMs = now - call.enqueuedAt;
  const languageServed =
    agent.member.speaksCatalan || call.caller.language === 'en' ? call.caller.language : 'fr';
  emitCall(floor, call, 'call.answered', { ...legOf(call, agent), languageServed, ringMs, waitMs });
  const { segmentId, caller } = call;
  emitCall(floor, call, 'call.dequeued', { segmentId, queueId: caller.queueId, reason: 'answered', waitMs });
  call.state = 'talking';
  call.caller.reached = true;
  floor.steps.talk(call, agent);
}

/** Stops the ringing of a call whose caller is gone; the secretary is free again a moment later. */
export function cancelRinging(floor: Floor, call: SimCall): void {
  const { agent } = call;
  if (call.state !== 'ringing' || agent === null) return;
  endOffer(floor, call, agent, 'caller_gone');
  call.agent = null;
  floor.agenda.plan(floor.agenda.now() + secondMs, () => {
    setFree(floor, agent);
  });
}
