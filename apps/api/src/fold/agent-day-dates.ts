import type { Instant } from '@vigie/calls';
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

  /** Those with a part in a call, in no order within a date. */
  async *read(
    tx: EntityManager,
    tenantId: string,
    { start, end }: { readonly start: Instant; readonly end: Instant },
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
