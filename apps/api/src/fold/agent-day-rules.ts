import type { AgentRestart, Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import type { DayRules } from './agent-chain';
import { SourceStore } from './source-store';

/** What settings and restarts say of agents' days, as it was before a turn and as it is after it. */
export type TurnDayRules = { readonly before: DayRules; readonly after: DayRules };

/** Finds the rules by which agents' days are settled. */
@Injectable()
export class AgentDayRules {
  constructor(
    private readonly settings: TenantSettings,
    private readonly sources: SourceStore,
  ) {}

  /** Settings must have been loaded. `fresh` are restarts that are new: days that are stored know nothing of them. */
  async of(tx: EntityManager, tenantId: string, fresh: readonly AgentRestart[] = []): Promise<TurnDayRules> {
    const all = await this.sources.restarts(tx, tenantId);
    const after = this.withRestarts(tenantId, all);
    if (fresh.length === 0) return { before: after, after };
    const isFresh = (one: AgentRestart) =>
      fresh.some(({ source, at }) => source === one.source && at === one.at);
    return {
      before: this.withRestarts(
        tenantId,
        all.filter((one) => !isFresh(one)),
      ),
      after,
    };
  }

  /** An agent of whom nothing was heard for so long on a day that begins then is not at work any more. */
  silenceMs(tenantId: string, at: Instant): number {
    return this.settings.at(tenantId, at).agentSilenceMs;
  }

  private withRestarts(tenantId: string, restarts: readonly AgentRestart[]): DayRules {
    return {
      teamsOn: ({ agentId, day }) => this.settings.rulesAt(tenantId, day.range.start).teamsOfAgent(agentId),
      logInOn: ({ day }) => ({ silenceMs: this.silenceMs(tenantId, day.range.start), restarts }),
    };
  }
}
