import type { TimeRange } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import {
  AgentDayStore,
  selectAgentDays,
  toAgentDay,
  type AgentDayRow,
  type StoredAgentDay,
} from './agent-day-store';
import type { CentreDay } from './day-calendar';
import { SourceStore } from './source-store';

/** Reads the days of all agents that lie in a range, date by date. */
@Injectable()
export class AgentDayDates {
  constructor(
    private readonly days: AgentDayStore,
    private readonly settings: TenantSettings,
    private readonly sources: SourceStore,
  ) {}

  /** How many days {@link read} would read. */
  async count(tx: EntityManager, tenantId: string, range: TimeRange): Promise<number> {
    await this.settings.ensureLoaded(tx, tenantId);
    const calendar = this.days.calendarOf(tenantId);
    const dates = [range.start, range.end].map((at) => calendar.dayOf(at).date);
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM agent_day WHERE tenant_id = $1 AND day >= $2::date AND day < $3::date`,
      [tenantId, ...dates],
    );
    return row?.count ?? 0;
  }

  /** Those with a part in a call, in no order within a date. */
  async *read(
    tx: EntityManager,
    tenantId: string,
    { start, end }: TimeRange,
  ): AsyncGenerator<StoredAgentDay & CentreDay> {
    await this.settings.ensureLoaded(tx, tenantId);
    const restarts = await this.sources.restarts(tx, tenantId);
    const calendar = this.days.calendarOf(tenantId);
    for (let day = calendar.dayOf(start); day.range.start < end; day = calendar.dayOf(day.range.end)) {
      const rows = await tx.query<AgentDayRow[]>(
        `${selectAgentDays} WHERE d.tenant_id = $1 AND d.day = $2::date AND d.legs <> ''`,
        [tenantId, day.date],
      );
      const logIn = { silenceMs: this.settings.at(tenantId, day.range.start).agentSilenceMs, restarts };
      for (const row of rows) yield { ...toAgentDay(row, day), ...day, logIn };
    }
  }
}
