import { agentStateAt } from '@vigie/calls';
import type { AgentFact, AgentLeg, AgentOpening, Instant } from '@vigie/calls';
import type { AgentCounts, AgentState, AgentView } from '@vigie/contracts';

/** What is known of one secretary's day. */
export type AgentDay = {
  readonly agentId: string;
  readonly facts: readonly AgentFact[];
  readonly legs: readonly AgentLeg[];
  readonly opening: AgentOpening;
};

/** Where names and teams of secretaries come from. */
export type AgentNames = {
  readonly nameOf: (agentId: string) => string;
  readonly teamsOf: (agentId: string, queues: readonly string[]) => readonly string[];
};

const latestLegs = 4;
const absent: ReadonlySet<AgentState> = new Set(['offline', 'unknown']);

/** One secretary as the wall shows her at `now`; one seen only in calls is never "free". */
export function toAgentView(day: AgentDay, now: Instant, names: AgentNames): AgentView {
  const { state, since, clinicId, queues } = agentStateAt(day.facts, tellingLegs(day.legs), now, day.opening);
  return {
    id: day.agentId,
    name: names.nameOf(day.agentId),
    teamIds: names.teamsOf(day.agentId, queues),
    state,
    since,
    clinicId,
  };
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
    if (!absent.has(state)) counts.present += 1;
  }
  return counts;
}
