import { agentStateAt, heardInstants } from '@vigie/calls';
import type { AgentFact, AgentLeg, AgentOpening, Instant, LogInRules } from '@vigie/calls';
import type { AgentCounts, AgentState, AgentView } from '@vigie/contracts';

/** What is known of one secretary's day, or of the last one before it. */
export type AgentDay = {
  readonly agentId: string;
  readonly facts: readonly AgentFact[];
  readonly legs: readonly AgentLeg[];
  readonly opening: AgentOpening;
  /** What ends a log-in, where that is not as usual. */
  readonly logIn?: LogInRules;
};

/** A secretary on the wall, the queues she joined as far as that was told, and those whose calls she takes. */
export type AgentNow = {
  readonly view: AgentView;
  readonly joined: readonly string[];
  readonly takes: readonly string[];
};

/** Where names and teams of secretaries come from. */
export type AgentNames = {
  readonly nameOf: (agentId: string) => string;
  readonly teamsOf: (agentId: string, queues: readonly string[]) => readonly string[];
};

const latestLegs = 4;
/** What calls are given and taken by. */
const working: ReadonlySet<AgentState> = new Set(['free', 'ringing', 'on_call', 'outbound']);
const absent: ReadonlySet<AgentState> = new Set(['offline', 'unknown']);

/** One secretary as she is at `now`; one seen only in calls is never "free". */
export function toAgentNow(day: AgentDay, now: Instant, names: AgentNames): AgentNow {
  const { agentId, facts, legs, opening, logIn } = day;
  const story = { facts, legs: tellingLegs(legs), opening };
  const { state, since, clinicId, queues, pausedQueues } = agentStateAt(story, now, logIn);
  const view = {
    id: agentId,
    name: names.nameOf(agentId),
    teamIds: names.teamsOf(agentId, queues),
    state,
    since,
    clinicId,
  };
  return { view, joined: queues, takes: queues.filter((queueId) => !pausedQueues.includes(queueId)) };
}

export const isPresent = ({ state }: Pick<AgentView, 'state'>): boolean => !absent.has(state);

/**
 * What is told of a secretary while figures of persons are off: whether she is free or on a call, never since when, and
 * of one who is neither nothing, so that a break and the end of a day look alike.
 */
export function atWork(view: AgentView): AgentView {
  return working.has(view.state)
    ? { ...view, since: null }
    : { ...view, state: 'unknown', since: null, clinicId: null };
}

/** When anything of a day was heard last. */
export function lastHeardAt({ facts, legs }: AgentDay): Instant {
  return heardInstants(facts, legs).reduce((last, at) => Math.max(last, at), Number.NEGATIVE_INFINITY);
}

/** The legs that can tell the present state and its beginning: those not over, and the latest that are. */
function tellingLegs(legs: readonly AgentLeg[]): readonly AgentLeg[] {
  if (legs.length <= latestLegs) return legs;
  const over = legs.filter((leg) => !isOpen(leg)).sort((a, b) => endOf(b) - endOf(a));
  return [...legs.filter(isOpen), ...over.slice(0, latestLegs)];
}

function isOpen(leg: AgentLeg): boolean {
  if (leg.wrapStartedAt !== null && leg.wrapEndedAt === null) return true;
  return leg.answeredAt === null ? leg.offerEndedAt === null : leg.endedAt === null;
}

function endOf(leg: AgentLeg): Instant {
  return Math.max(leg.offerEndedAt ?? 0, leg.endedAt ?? 0, leg.wrapEndedAt ?? 0);
}

/** Distinct secretaries by state: a person in three queues is one person. */
export function countAgents(agents: Iterable<Pick<AgentView, 'state'>>): AgentCounts {
  const counts: { -readonly [name in keyof AgentCounts]: number } = {
    present: 0,
    free: 0,
    ringing: 0,
    on_call: 0,
    outbound: 0,
    wrap_up: 0,
    break: 0,
    training: 0,
    off_phone: 0,
    offline: 0,
    unknown: 0,
  };
  for (const { state } of agents) {
    counts[state] += 1;
    if (isPresent({ state })) counts.present += 1;
  }
  return counts;
}
