import { queues } from '../centre/queues';
import { catalanSource, mainSource } from '../centre/clinics';
import { hourMs, minuteMs } from '../local-date';
import { emitAgent, type Agent, type Floor } from './floor';
import { rosterOf, type Shift } from './roster';

const lunchMs = 45 * minuteMs;
/** Longer than this after the end of the shift nobody stays, whoever still waits. */
const overtimeMs = 30 * minuteMs;
/** When the whole day ends, those who still wait are given this long. */
const closingMs = 5 * minuteMs;

function toAgent(floor: Floor, shift: Shift, deaf: boolean): Agent {
  const { member } = shift;
  return {
    member,
    queueIds: queues.filter((queue) => queue.team === member.team).map((queue) => queue.id),
    source: member.team === 'cat' ? catalanSource : mainSource,
    leavesAt: Math.min(shift.to, floor.plan.until),
    deafUntil: deaf ? floor.plan.base + 12 * hourMs : 0,
    lunchAt: shift.lunchAt,
    state: 'out',
    freeSince: shift.from,
  };
}

/** Plans the day of everyone on the roster. */
export function planShifts(floor: Floor): void {
  const roster = rosterOf(floor.plan, floor.chances.staff);
  const deafIndex = floor.plan.conditions.deafPhone
    ? roster.findIndex((shift) => shift.lunchAt !== null)
    : -1;
  roster.forEach((shift, index) => {
    const agent = toAgent(floor, shift, index === deafIndex);
    floor.agents.push(agent);
    floor.agenda.plan(shift.from, () => {
      logIn(floor, agent);
    });
  });
}

function logIn(floor: Floor, agent: Agent): void {
  emitAgent(floor, agent, 'agent.logged_in');
  for (const queueId of agent.queueIds) emitAgent(floor, agent, 'agent.queue_joined', { queueId });
  const dueTimes = agent.lunchAt === null ? [agent.leavesAt] : [agent.lunchAt, agent.leavesAt];
  for (const at of dueTimes) {
    floor.agenda.plan(at, () => {
      if (agent.state === 'free') setFree(floor, agent);
    });
  }
  declareAvailable(floor, agent);
}

function declareAvailable(floor: Floor, agent: Agent): void {
  emitAgent(floor, agent, 'agent.state_changed', { state: 'available' });
  setFree(floor, agent);
}

/** Hands in nothing more: the secretary takes the next call, the lunch that is due, or goes home. */
export function setFree(floor: Floor, agent: Agent): void {
  const now = floor.agenda.now();
  if (now >= agent.leavesAt && mayLeave(floor, agent)) {
    logOut(floor, agent);
  } else if (agent.lunchAt !== null && now >= agent.lunchAt) {
    haveLunch(floor, agent);
  } else {
    agent.state = 'free';
    agent.freeSince = now;
    floor.steps.dispatch();
  }
}

function mayLeave(floor: Floor, agent: Agent): boolean {
  const now = floor.agenda.now();
  const latest = Math.min(agent.leavesAt + overtimeMs, floor.plan.until + closingMs);
  return now >= latest || !floor.waiting.some((call) => agent.queueIds.includes(call.caller.queueId));
}

function haveLunch(floor: Floor, agent: Agent): void {
  agent.lunchAt = null;
  goAway(
    floor,
    agent,
    { state: 'break', reason: 'dejeuner' },
    lunchMs + floor.chances.staff.between(-2, 4) * minuteMs,
  );
}

/** Leaves the telephone for a while, in a declared state, and comes back, at the latest to go home. */
export function goAway(
  floor: Floor,
  agent: Agent,
  declared: { state: string; reason?: string },
  ms: number,
): void {
  agent.state = 'away';
  emitAgent(floor, agent, 'agent.state_changed', declared);
  floor.agenda.plan(Math.min(floor.agenda.now() + ms, agent.leavesAt), () => {
    declareAvailable(floor, agent);
  });
}

function logOut(floor: Floor, agent: Agent): void {
  agent.state = 'out';
  for (const queueId of agent.queueIds) emitAgent(floor, agent, 'agent.queue_left', { queueId });
  emitAgent(floor, agent, 'agent.logged_out');
}
