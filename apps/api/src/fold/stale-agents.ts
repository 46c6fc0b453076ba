import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AgentDayFold } from './agent-day-fold';
import { AgentDayStore, lastDate } from './agent-day-store';
import { AgentZone } from './agent-zone';
import { noteTimezone } from '../event-log/log-progress-store';
import { RollupDeltas } from './rollup-deltas';
import { RollupStore } from './rollup-store';
import type { TurnPlace } from './turn-records';

const agentsPerPage = 20;

/** Sums what agents' days contribute, where the rollup was emptied: an agent may be of other teams now. */
@Injectable()
export class StaleAgents {
  constructor(
    private readonly store: AgentDayStore,
    private readonly fold: AgentDayFold,
    private readonly rollups: RollupStore,
    private readonly zone: AgentZone,
  ) {}

  /** Cuts days again that were cut in another time zone than the centre has now. */
  async keepZone(tx: EntityManager, place: TurnPlace, former: string | null): Promise<void> {
    const { timezone } = this.store.calendarOf(place.tenantId);
    if (timezone === former) return;
    if (former !== null) await this.zone.cutAgain(tx, place, former);
    await noteTimezone(tx, place.tenantId, timezone);
  }

  /** Adds to the buckets from `from` on what the stored days contribute there. */
  async sumAnew(tx: EntityManager, tenantId: string, from: Instant): Promise<void> {
    const { date } = this.store.calendarOf(tenantId).dayOf(from);
    const agents = await this.store.agentsSince(tx, tenantId, date);
    for (let start = 0; start < agents.length; start += agentsPerPage) {
      const page = agents.slice(start, start + agentsPerPage);
      const windows = new Map(page.map((agentId) => [agentId, { first: date, last: lastDate }]));
      const stored = await this.store.daysAround(tx, tenantId, windows);
      const days = [...stored.values()].flatMap((ofAgent) => ofAgent.days());
      const deltas = new RollupDeltas();
      this.fold.contribute(tenantId, days, deltas, 1);
      await this.rollups.add(
        tx,
        tenantId,
        deltas.moved().filter(({ bucketStart }) => bucketStart >= from),
      );
    }
  }
}
