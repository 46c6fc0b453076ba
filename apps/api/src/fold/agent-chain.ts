import { unknownOpening, type AgentOpening, type AgentState } from '@vigie/calls';
import { contributeAgentDay, type Contribution } from '@vigie/metrics';

import { settleAgentDays, type AgentDay, type LogInOn } from './agent-day';

/** Some days of one agent in a row, settled, and what they contribute to the rollup. */
export type AgentChain = {
  readonly days: readonly AgentDay[];
  readonly contributions: readonly Contribution[];
  /** What stands at the end of the last of them. */
  readonly closing: AgentOpening;
  /** What the last of them ends with, for the figures. */
  readonly ending: AgentState;
};

/** The chain of an agent of whom nothing is stored. */
export const emptyChain: AgentChain = {
  days: [],
  contributions: [],
  closing: unknownOpening,
  ending: unknownOpening.state,
};

/** Whether days that come after these begin as they did. */
export const endsAlike = (one: AgentChain, other: AgentChain): boolean =>
  one.ending === other.ending && JSON.stringify(one.closing) === JSON.stringify(other.closing);

/** What settings say of a day of an agent: the teams, and what ends a log-in. */
export type DayRules = { readonly teamsOn: (day: AgentDay) => readonly string[]; readonly logInOn: LogInOn };

/** Settles days, given in order. */
export function chainOf(days: readonly AgentDay[], { teamsOn, logInOn }: DayRules): AgentChain {
  const { settled, closing } = settleAgentDays(days, logInOn);
  const contributions = settled.flatMap(({ day, spans, heard }) =>
    contributeAgentDay(day.agentId, teamsOn(day), spans, heard),
  );
  const ending = settled.at(-1)?.spans.at(-1)?.declared ?? closing.state;
  return { days: settled.map(({ day }) => day), contributions, closing, ending };
}

/** More agents than any centre has at work in two days. */
const mostChains = 4000;

/**
 * Chains as the last fold left them, by what is stored of them: a fold that finds just that stored need not settle it
 * again to take back what it contributed. Nothing is ever read from here that the stored days would not give.
 */
export class AgentChains {
  private readonly chains = new Map<string, { readonly signature: string; readonly chain: AgentChain }>();

  find(agent: string, signature: string): AgentChain | undefined {
    const known = this.chains.get(agent);
    return known?.signature === signature ? known.chain : undefined;
  }

  keep(agent: string, signature: string, chain: AgentChain): void {
    this.chains.delete(agent);
    this.chains.set(agent, { signature, chain });
    const [oldest] = this.chains.keys();
    if (this.chains.size > mostChains && oldest !== undefined) this.chains.delete(oldest);
  }
}
