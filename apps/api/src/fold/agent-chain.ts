import { contributeAgentDay, type Contribution } from '@vigie/metrics';

import { settleAgentDays, type AgentDay } from './agent-day';

/** Some days of one agent in a row, settled, and what they contribute to the rollup. */
export type AgentChain = {
  readonly days: readonly AgentDay[];
  readonly contributions: readonly Contribution[];
};

/** The teams an agent is in on a day. */
export type TeamsOn = (day: AgentDay) => readonly string[];

/** Settles days, given in order. */
export function chainOf(days: readonly AgentDay[], teamsOn: TeamsOn): AgentChain {
  const settled = settleAgentDays(days);
  const contributions = settled.flatMap(({ day, spans }) =>
    contributeAgentDay(day.agentId, teamsOn(day), spans),
  );
  return { days: settled.map(({ day }) => day), contributions };
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
