import type { EventType } from '@vigie/contracts';
import type { StaffMember } from '../centre/staff';
import type { IncomingEvent } from '../incoming-event';
import { minuteMs, type Instant } from '../local-date';
import { createRandom, type Random } from '../random';
import { createAgenda, type Agenda } from './agenda';
import type { Caller } from './caller';
import type { DayPlan } from './day-plan';

/** A secretary at work. */
export type Agent = {
  readonly member: StaffMember;
  readonly queueIds: readonly string[];
  readonly source: string;
  readonly leavesAt: Instant;
  /** Until then the telephone rings and nobody hears it. */
  readonly deafUntil: Instant;
  lunchAt: Instant | null;
  state: 'out' | 'free' | 'busy' | 'away';
  freeSince: Instant;
};

/** One attempt of a caller. */
export type SimCall = {
  readonly id: string;
  readonly caller: Caller;
  readonly segmentId: string;
  /** Secretaries whose telephone rang in vain. */
  readonly tried: Set<Agent>;
  state: 'greeting' | 'waiting' | 'ringing' | 'talking' | 'gone';
  enqueuedAt: Instant;
  /** From then on another team may take it. */
  helpAt: Instant;
  agent: Agent | null;
  legs: number;
  legId: string;
  offeredAt: Instant;
  events: number;
};

/** Streams of chance, one a matter, so that a change in one leaves the others as they were. */
export type Chances = {
  readonly [
    matter in
      | 'demand'
      | 'caller'
      | 'patience'
      | 'redial'
      | 'ring'
      | 'talk'
      | 'staff'
      | 'after'
      | 'survey'
      | 'promise'
      | 'followup'
      | 'notes'
      | 'messages'
  ]: Random;
};

/** Steps that lead back to one another; set once when the day is put together. */
export type Steps = {
  /** A caller dials. */
  readonly call: (caller: Caller) => void;
  /** Gives waiting calls to free secretaries. */
  readonly dispatch: () => void;
  /** A secretary and a caller are bridged. */
  readonly talk: (call: SimCall, agent: Agent) => void;
  /** A caller hung up or was turned away without having spoken to anyone. */
  readonly lost: (call: SimCall) => void;
};

/** The state of a day that is being played. */
export type Floor = {
  readonly plan: DayPlan;
  readonly agenda: Agenda;
  readonly chances: Chances;
  readonly agents: Agent[];
  /** Waiting calls in the order in which they are served. */
  readonly waiting: SimCall[];
  /** Calls on the lines, in greeting, queue or conversation. */
  readonly open: Set<SimCall>;
  readonly steps: Steps;
  /** Events not yet handed out. */
  out: IncomingEvent[];
  calls: number;
  agentEvents: number;
  followups: number;
};

/** Opens the floor of a day; `connect` makes the steps once the floor exists. */
export function openFloor(plan: DayPlan, connect: (floor: Floor) => Steps): Floor {
  const chance = (matter: string): Random =>
    createRandom(`${plan.seed}/${plan.date}/${String(plan.base)}/${matter}`);
  const floor: Omit<Floor, 'steps'> & { steps?: Steps } = {
    plan,
    agenda: createAgenda(plan.base),
    chances: {
      demand: chance('demand'),
      caller: chance('caller'),
      patience: chance('patience'),
      redial: chance('redial'),
      ring: chance('ring'),
      talk: chance('talk'),
      staff: chance('staff'),
      after: chance('after'),
      survey: chance('survey'),
      promise: chance('promise'),
      followup: chance('followup'),
      notes: chance('notes'),
      messages: chance('messages'),
    },
    agents: [],
    waiting: [],
    open: new Set(),
    out: [],
    calls: 0,
    agentEvents: 0,
    followups: 0,
  };
  const opened = floor as Floor & { steps: Steps };
  opened.steps = connect(opened);
  return opened;
}

/** Minutes of the played day, for comparison with spans. */
export const playedMinute = (floor: Floor): number => (floor.agenda.now() - floor.plan.base) / minuteMs;

type Fact = {
  readonly id: string;
  readonly source: string;
  readonly type: EventType;
  readonly subject: string;
};

/** Writes a fact, at the present instant. */
export function emit(floor: Floor, fact: Fact, data: IncomingEvent['data']): IncomingEvent {
  const time = new Date(floor.agenda.now()).toISOString();
  const event = { specversion: '1.0', ...fact, time, data } as const;
  floor.out.push(event);
  return event;
}

/** Writes a fact of a call, at the present instant. */
export function emitCall(
  floor: Floor,
  call: SimCall,
  type: EventType,
  data: IncomingEvent['data'] = {},
): void {
  call.events += 1;
  const { id: clinicId, source } = call.caller.clinic;
  const id = `${call.id}.${call.events.toString(36)}`;
  emit(floor, { id, source, type, subject: call.id }, { clinicId, ...data });
}

/** Writes a fact of a secretary, at the present instant. */
export function emitAgent(
  floor: Floor,
  agent: Agent,
  type: EventType,
  data: IncomingEvent['data'] = {},
): void {
  floor.agentEvents += 1;
  const id = `${floor.plan.key}a${floor.agentEvents.toString(36)}`;
  emit(floor, { id, source: agent.source, type, subject: agent.member.id }, data);
}
