import {
  agentLegsOf,
  isAgentFactType,
  type AgentFact,
  type AgentLeg,
  type Call,
  type DeclaredState,
  type Instant,
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
  /** Facts that turned out to be another agent's. */
  readonly formerFacts: AgentFact[];
  /** Instants whose day has to be looked at again although nothing is told of the agent. */
  readonly revisited: Instant[];
};

type CallOfLegs = { readonly callKey: string; readonly call: Call };

/** Gathers, over the calls and facts of one fold, whose days have to be folded again. */
export class TouchedAgents {
  readonly byAgent = new Map<string, AgentTouch>();

  /** An agent declared something. */
  declare(agentId: string, fact: AgentFact): void {
    this.touch(agentId).facts.push(fact);
  }

  /** What was taken for an agent's is not. */
  withdraw(agentId: string, fact: AgentFact): void {
    this.touch(agentId).formerFacts.push(fact);
  }

  /** Something else than a fact or a call may have changed an agent's day. */
  revisit(agentId: string, at: Instant): void {
    this.touch(agentId).revisited.push(at);
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

  /** The same where it is known only of whom the legs were: an agent may be called otherwise now. */
  replaceLegsOf(formerAgents: readonly string[], { callKey, call }: CallOfLegs): void {
    const present = agentLegsOf(callKey, call);
    for (const agentId of formerAgents) {
      if (agentId === '' || present.some((leg) => leg.agentId === agentId)) continue;
      // Where the legs stood they stand still: they are another's now.
      const touch = this.touch(agentId);
      touch.formerLegs.push(...present.map(({ leg }) => leg));
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
    const touch: AgentTouch = { facts: [], legs: new Map(), formerLegs: [], formerFacts: [], revisited: [] };
    this.byAgent.set(agentId, touch);
    return touch;
  }
}

/** What an event says of an agent; undefined where it says nothing the fold reads. */
export function toAgentFact({ type, at, id, source, sequence, data }: LoggedEvent): AgentFact | undefined {
  if (!isAgentFactType(type)) return undefined;
  const { queueId, state, reason, paused } = data;
  return {
    type,
    at,
    tie: eventTie(id),
    source,
    ...(sequence !== null && { sequence }),
    ...(typeof queueId === 'string' && { queueId }),
    ...(typeof state === 'string' && { state: state as DeclaredState }),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof paused === 'boolean' && { paused }),
  };
}
