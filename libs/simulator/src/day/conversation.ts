import { secondMs } from '../local-date';
import { emitCall, type Agent, type Floor, type SimCall } from './floor';
import { planOnCall } from './followups';
import { passOn } from './messages';
import { followScript, lookUp } from './script-notes';
import { inviteToSurvey } from './survey';
import { setFree } from './shifts';

const cutShort = 0.006;
const holdMeanS = 35;
const mutedShare = 0.02;

type Conversation = {
  readonly waitMs: number;
  readonly talkMs: number;
  readonly holdMs: number;
  readonly transferred: boolean;
  readonly appointmentObtained: boolean | null;
};

function planConversation(floor: Floor, call: SimCall): Conversation {
  const { talk } = floor.chances;
  const { reason, clinic } = call.caller;
  const waitMs = floor.agenda.now() - call.enqueuedAt;
  if (talk.chance(cutShort)) {
    return {
      waitMs,
      talkMs: talk.between(0.5, 4.9) * secondMs,
      holdMs: 0,
      transferred: false,
      appointmentObtained: null,
    };
  }
  const scarce = floor.plan.conditions.absentDoctorOf === clinic.id;
  return {
    waitMs,
    talkMs: Math.max(5, talk.logNormal(reason.talkMedianS, reason.talkSigma)) * secondMs,
    holdMs: talk.chance(reason.holdPercent / 100) ? (2 + talk.exponential(holdMeanS - 2)) * secondMs : 0,
    transferred: talk.chance(reason.transferPercent / 100),
    appointmentObtained: reason.code === 'rendez-vous' ? talk.chance(scarce ? 0.35 : 0.78) : null,
  };
}

/** Plays what follows the bridge: talk with its holds, the end, the notes, the wrap-up. */
export function talk(floor: Floor, call: SimCall, agent: Agent): void {
  const plan = planConversation(floor, call);
  const start = floor.agenda.now();
  const ids = { legId: call.legId, agentId: agent.member.id };
  const at = (ms: number, run: () => void): void => {
    floor.agenda.plan(start + ms, () => {
      if (call.state === 'talking') run();
    });
  };
  const pauseAt = plan.talkMs * floor.chances.talk.between(0.3, 0.8);
  if (plan.holdMs > 0) {
    at(pauseAt, () => {
      emitCall(floor, call, 'call.held', ids);
    });
    at(pauseAt + plan.holdMs, () => {
      emitCall(floor, call, 'call.retrieved', ids);
    });
  } else if (plan.talkMs > 20 * secondMs && floor.chances.talk.chance(mutedShare)) {
    at(pauseAt, () => {
      emitCall(floor, call, 'call.muted', ids);
    });
    at(pauseAt + 4 * secondMs, () => {
      emitCall(floor, call, 'call.unmuted', ids);
    });
  }
  followScript(floor, call, agent, plan.talkMs);
  if (isGrave(call)) {
    at(Math.min(markedAfterMs, plan.talkMs / 2), () => {
      emitCall(floor, call, 'call.dispositioned', { ...ids, urgent: true });
    });
  }
  if (call.caller.reason.code === 'ordonnance') planOnCall(floor, call, plan.talkMs);
  if (call.caller.reason.code === 'renseignement') lookUp(floor, call, agent, plan.talkMs);
  at(plan.talkMs + plan.holdMs, () => {
    endConversation(floor, call, agent, plan);
  });
}

const markedAfterMs = 20 * secondMs;
const graveOneIn = 12;

/** Whether an urgent call is one for the emergency services: one in twelve, by its id, so that no other chance moves. */
function isGrave({ id, caller }: SimCall): boolean {
  if (caller.reason.code !== 'urgent') return false;
  return sumOf(id) % graveOneIn === 0;
}

/** A number of an id. */
function sumOf(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return sum;
}

function endConversation(floor: Floor, call: SimCall, agent: Agent, plan: Conversation): void {
  const { talk: chance } = floor.chances;
  const ids = { legId: call.legId, agentId: agent.member.id };
  const side = plan.transferred ? 'transfer' : chance.chance(0.8) ? 'caller' : 'agent';
  call.state = 'gone';
  floor.open.delete(call);
  if (plan.transferred) {
    const kind = chance.chance(0.6) ? 'attended' : 'blind';
    emitCall(floor, call, 'call.transferred', {
      ...ids,
      kind,
      toKind: 'external',
      toId: isGrave(call) ? '15' : call.caller.clinic.id,
    });
  }
  emitCall(floor, call, 'call.leg_ended', { ...ids, side });
  emitCall(floor, call, 'call.disconnected', {
    side: side === 'transfer' ? 'system' : side,
    cause: 'normal',
  });
  inviteToSurvey(floor, call, { answered: true, ...plan });
  wrapUp(floor, call, agent, plan);
}

function wrapUp(floor: Floor, call: SimCall, agent: Agent, plan: Conversation): void {
  const { talk: chance } = floor.chances;
  const ids = { legId: call.legId, agentId: agent.member.id };
  const endedAt = floor.agenda.now();
  const wrapMs = chance.exponential(call.caller.reason.wrapMeanS) * secondMs;
  emitCall(floor, call, 'acw.started', ids);
  if (plan.talkMs >= 5 * secondMs) {
    const noted = dispositionOf(floor, call, plan);
    floor.agenda.plan(endedAt + wrapMs * 0.6, () => {
      emitCall(floor, call, 'call.dispositioned', { ...ids, ...noted });
      if (noted['outcome'] === 'message') passOn(floor, call);
    });
  }
  floor.agenda.plan(endedAt + wrapMs, () => {
    emitCall(floor, call, 'acw.ended', ids);
    setFree(floor, agent);
  });
}

const otherOutcomes = [
  ['answered_at_once', 20],
  ['message', 15],
  ['not_resolved', 7],
] as const;

function outcomeOf(floor: Floor, call: SimCall, plan: Conversation): string {
  if (plan.transferred) return 'transferred';
  switch (call.caller.reason.code) {
    case 'rendez-vous':
      if (plan.appointmentObtained === true) return 'appointment_made';
      return floor.chances.talk.chance(12 / 22) ? 'waiting_list' : 'not_resolved';
    case 'modification':
      return floor.chances.talk.chance(0.5) ? 'appointment_moved' : 'appointment_cancelled';
    case 'message':
      return 'message';
    default:
      return floor.chances.talk.weighted(otherOutcomes);
  }
}

function dispositionOf(floor: Floor, call: SimCall, plan: Conversation): { [field: string]: unknown } {
  const { reason } = call.caller;
  return {
    reasonCode: reason.code,
    outcome: outcomeOf(floor, call, plan),
    ...(plan.appointmentObtained === null ? {} : { appointmentObtained: plan.appointmentObtained }),
    ...(floor.chances.talk.chance(0.03) ? difficultOf(call) : {}),
  };
}

const whyDifficult = ['complaint', 'angry', 'angry', 'distressed', 'distressed', 'aggressive', null] as const;

/** Difficult, mostly with a reason; by its id, so that no other chance moves. */
function difficultOf({ id }: SimCall): { readonly difficult: true; readonly difficultReason?: string } {
  const why = whyDifficult[sumOf(id) % whyDifficult.length] ?? null;
  return { difficult: true, ...(why !== null && { difficultReason: why }) };
}

/** Cuts a conversation from outside: the carrier is gone. */
export function cutConversation(floor: Floor, call: SimCall): void {
  const { agent } = call;
  if (call.state !== 'talking' || agent === null) return;
  call.state = 'gone';
  floor.open.delete(call);
  emitCall(floor, call, 'call.leg_ended', { legId: call.legId, agentId: agent.member.id, side: 'system' });
  emitCall(floor, call, 'call.disconnected', { side: 'system', cause: 'carrier' });
  setFree(floor, agent);
}
