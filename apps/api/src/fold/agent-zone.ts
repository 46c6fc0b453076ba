import type { AgentLeg } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { AgentDay } from './agent-day';
import { AgentDayFold } from './agent-day-fold';
import { AgentDayStore, lastDate } from './agent-day-store';
import { DayCalendar } from './day-calendar';
import { RollupDeltas } from './rollup-deltas';
import { RollupStore } from './rollup-store';
import type { TurnPlace } from './turn-records';
import { TouchedAgents } from './touched-agents';

const agentsPerPage = 20;
const beforeAllDays = '0001-01-01';

/** Cuts agents' days again when the centre's clock moved to another time zone. */
@Injectable()
export class AgentZone {
  constructor(
    private readonly store: AgentDayStore,
    private readonly fold: AgentDayFold,
    private readonly rollups: RollupStore,
  ) {}

  /** `former` is the zone the stored days were cut in; the settings of now say the new one. */
  async cutAgain(tx: EntityManager, place: TurnPlace, former: string): Promise<void> {
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
