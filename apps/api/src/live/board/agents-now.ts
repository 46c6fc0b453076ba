import type { Instant } from '@vigie/calls';
import type { AgentView } from '@vigie/contracts';
import { toAgentView } from './agents';
import type { AgentDay } from './agents';
import type { CentreMap } from './centre-map';

/** Every secretary as she is now, looked at again when her day changed and once a minute. */
export class AgentsNow {
  readonly views = new Map<string, AgentView>();
  private readonly days = new Map<string, AgentDay>();
  private readonly touched = new Set<string>();

  put(day: AgentDay): void {
    this.days.set(day.agentId, day);
    this.touched.add(day.agentId);
  }

  draw(now: Instant, map: CentreMap, everyone: boolean): void {
    const names = {
      nameOf: (agentId: string) => map.agentName(agentId),
      teamsOf: (agentId: string, queues: readonly string[]) => map.teamsOfAgent(agentId, queues),
    };
    for (const agentId of everyone ? this.days.keys() : this.touched) {
      const day = this.days.get(agentId);
      if (day !== undefined) this.views.set(agentId, toAgentView(day, now, names));
    }
    this.touched.clear();
  }

  *ofTeam(teamId: string): Iterable<AgentView> {
    for (const view of this.views.values()) if (view.teamIds.includes(teamId)) yield view;
  }
}
