import {
  agentLegsOf,
  isAgentFactType,
  type AgentFact,
  type AgentLeg,
  type Call,
  type DeclaredState,
} from '@vigie/calls';

import type { LoggedEvent } from '../event-log/logged-event';
import { eventTie } from './event-tie';

/** What a fold brings of one agent: newly told facts, and the legs that calls have now in place of those they had. */
export type AgentTouch = {
  readonly facts: AgentFact[];
  /** By call; a call that has no leg with the agent any more has an empty list. */
  readonly legs: Map<string, AgentLeg[]>;
  /** The legs that stood before, to find the days they touched. */
  readonly formerLegs: AgentLeg[];
};

/** Gathers, over the calls and facts of one fold, whose days have to be folded again. */
export class TouchedAgents {
  readonly byAgent = new Map<string, AgentTouch>();

  /** An agent declared something. */
  declare(agentId: string, fact: AgentFact): void {
    this.touch(agentId).facts.push(fact);
  }

  /** A call was folded again: its legs now stand in place of those it had. */
  replaceLegs(callKey: string, before: Call | undefined, after: Call): void {
    const former = before === undefined ? [] : agentLegsOf(callKey, before);
    const present = agentLegsOf(callKey, after);
    if (former.length === 0 && present.length === 0) return;
    if (former.length === present.length && JSON.stringify(former) === JSON.stringify(present)) return;
    for (const { agentId, leg } of former) {
      const touch = this.touch(agentId);
      touch.formerLegs.push(leg);
      touch.legs.set(callKey, []);
    }
    for (const { agentId, leg } of present) this.addLeg(agentId, leg);
  }

  /** A call has this leg, besides those of it that were added already. */
  addLeg(agentId: string, leg: AgentLeg): void {
    const { legs } = this.touch(agentId);
    legs.set(leg.callKey, [...(legs.get(leg.callKey) ?? []), leg]);
  }

  private touch(agentId: string): AgentTouch {
    const known = this.byAgent.get(agentId);
    if (known !== undefined) return known;
    const touch: AgentTouch = { facts: [], legs: new Map(), formerLegs: [] };
    this.byAgent.set(agentId, touch);
    return touch;
  }
}

/** What an event says of an agent; undefined where it says nothing the fold reads. */
export function toAgentFact({ type, at, id, sequence, data }: LoggedEvent): AgentFact | undefined {
  if (!isAgentFactType(type)) return undefined;
  const { queueId, state, reason, paused } = data;
  return {
    type,
    at,
    tie: eventTie(id),
    ...(sequence !== null && { sequence }),
    ...(typeof queueId === 'string' && { queueId }),
    ...(typeof state === 'string' && { state: state as DeclaredState }),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof paused === 'boolean' && { paused }),
  };
}
