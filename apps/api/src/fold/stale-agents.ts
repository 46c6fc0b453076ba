import type { AgentLeg, Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { noteTimezone } from '../event-log/log-progress-store';
import type { AgentDay } from './agent-day';
import { AgentDayProjection } from './agent-day-projection';
import { AgentDayStore, lastDate } from './agent-day-store';
import { DayCalendar } from './day-calendar';
import { RollupDeltas } from './rollup-deltas';
import { RollupStore } from './rollup-store';
import { TouchedAgents } from './touched-agents';
import type { TurnPlace } from './turn';

const agentsPerPage = 20;
const beforeAllDays = '0001-01-01';

/** Agents' days when settings changed: an agent may be of other teams now, and midnight may be elsewhere. */
@Injectable()
export class StaleAgents {
  constructor(
    private readonly store: AgentDayStore,
    private readonly fold: AgentDayProjection,
    private readonly rollups: RollupStore,
  ) {}

  /** Cuts days again that were cut in another time zone than the centre has now. */
  async keepZone(tx: EntityManager, place: TurnPlace, former: string | null): Promise<void> {
    const { timezone } = this.store.calendarOf(place.tenantId);
    if (timezone === former) return;
    if (former !== null) await this.cutAgain(tx, place, former);
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

  /** `former` is the zone the stored days were cut in; the settings of now say the new one. */
  private async cutAgain(tx: EntityManager, place: TurnPlace, former: string): Promise<void> {
    const { tenantId } = place;
    const calendar = new DayCalendar(former);
    const agents = await this.store.agentsSince(tx, tenantId, beforeAllDays);
    for (let start = 0; start < agents.length; start += agentsPerPage) {
      const page = agents.slice(start, start + agentsPerPage);
      const windows = new Map(page.map((agentId) => [agentId, { first: beforeAllDays, last: lastDate }]));
      const stored = await this.store.daysAround(tx, tenantId, windows, calendar);
      const days = [...stored.values()].flatMap((ofAgent) => ofAgent.days());
      const deltas = new RollupDeltas();
      this.fold.contribute(tenantId, days, deltas, -1);
      await this.store.remove(tx, tenantId, page);
      await this.fold.apply(tx, place, touchesOf(days), deltas);
      await this.rollups.add(tx, tenantId, deltas.moved());
    }
  }
}

/** Everything the days hold, as if it were told for the first time. */
function touchesOf(days: readonly AgentDay[]): TouchedAgents['byAgent'] {
  const touched = new TouchedAgents();
  for (const [agentId, ofAgent] of Map.groupBy(days, (day) => day.agentId)) {
    for (const fact of ofAgent.flatMap(({ facts }) => facts)) touched.declare(agentId, fact);
    for (const leg of distinctLegs(ofAgent)) touched.addLeg(agentId, leg);
  }
  return touched.byAgent;
}

/** A leg over midnight stands in both days. */
function distinctLegs(days: readonly AgentDay[]): Iterable<AgentLeg> {
  return new Map(days.flatMap(({ legs }) => legs).map((leg) => [JSON.stringify(leg), leg])).values();
}
