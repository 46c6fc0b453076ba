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

const absent: ReadonlySet<AgentState> = new Set(['offline', 'unknown']);

/** One secretary as the wall shows her at `now`; one seen only in calls is never "free". */
export function toAgentView(day: AgentDay, now: Instant, names: AgentNames): AgentView {
  const { state, since, clinicId, queues } = agentStateAt(day.facts, day.legs, now, day.opening);
  return {
    id: day.agentId,
    name: names.nameOf(day.agentId),
    teamIds: names.teamsOf(day.agentId, queues),
    state,
    since,
    clinicId,
  };
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
