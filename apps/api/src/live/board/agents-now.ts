import type { Instant } from '@vigie/calls';
import type { AgentView } from '@vigie/contracts';

import { personFigures } from '../../settings/staff-notice';
import { atWork, isPresent, lastHeardAt, toAgentNow } from './agents';
import type { AgentDay, AgentNow } from './agents';
import type { CentreMap } from './centre-map';

/** When the board is drawn, and since when it is today. */
export type AgentsMoment = { readonly now: Instant; readonly today: Instant };

/**
 * Every secretary as she is now, looked at again when her day changed and once a minute. Whoever is there is on the
 * wall, however long ago she logged in; whoever is not, for the rest of the day on which she was heard.
 */
export class AgentsNow {
  /** As they are counted. */
  readonly views = new Map<string, AgentView>();
  /** As they are told to others. */
  readonly told = new Map<string, AgentView>();
  private readonly seen = new Map<string, AgentNow>();
  private readonly days = new Map<string, AgentDay>();
  private readonly touched = new Set<string>();

  /** The days of all who are known. */
  held(): Iterable<AgentDay> {
    return this.days.values();
  }

  put(day: AgentDay): void {
    this.days.set(day.agentId, day);
    this.touched.add(day.agentId);
  }

  draw({ now, today }: AgentsMoment, map: CentreMap, everyone: boolean): void {
    const names = {
      nameOf: (agentId: string) => map.agentName(agentId),
      teamsOf: (agentId: string, queues: readonly string[]) => map.teamsOfAgent(agentId, queues),
    };
    const namesFreeable = personFigures(map.settings, now).has('whoCouldBeFreed');
    for (const agentId of everyone ? [...this.days.keys()] : this.touched) {
      const day = this.days.get(agentId);
      if (day === undefined) continue;
      const agent = toAgentNow(day, now, names);
      const isShown = isPresent(agent.view) || lastHeardAt(day) >= today;
      const view = isShown ? map.scope.agent(agent.view) : null;
      if (view !== null) this.show({ ...agent, view }, namesFreeable ? view : atWork(view));
      else this.hide(agentId);
    }
    this.touched.clear();
  }

  /** Those who are free. */
  *free(): Iterable<AgentNow> {
    for (const agent of this.seen.values()) if (agent.view.state === 'free') yield agent;
  }

  *ofTeam(teamId: string): Iterable<AgentView> {
    for (const view of this.views.values()) if (view.teamIds.includes(teamId)) yield view;
  }

  private show(agent: AgentNow, told: AgentView): void {
    this.seen.set(agent.view.id, agent);
    this.views.set(agent.view.id, agent.view);
    this.told.set(agent.view.id, told);
  }

  private hide(agentId: string): void {
    this.seen.delete(agentId);
    this.views.delete(agentId);
    this.told.delete(agentId);
  }
}
