import type { AgentLeg, Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { bucketOf } from '@vigie/metrics';
import { noteTimezone } from '../event-log/log-progress-store';
import type { AgentDay } from './agent-day';
import { chainOf } from './agent-chain';
import { AgentDayProjection } from './agent-day-projection';
import { AgentDayRules } from './agent-day-rules';
import { summedAgents } from './agent-day-upgrade';
import { AgentNames } from './agent-names';
import { AgentDayStore, lastDate, type DateWindow } from './agent-day-store';
import { DayCalendar } from './day-calendar';
import { RollupDeltas } from './rollup-deltas';
import { RollupStore } from './rollup-store';
import { TouchedAgents } from './touched-agents';
import { Turn, type Standpoint } from './turn';

const agentsPerPage = 20;
const beforeAllDays = '0001-01-01';

/** Agents' days when settings changed: who is who, of which team, logged in for how long, and where midnight is. */
@Injectable()
export class StaleAgents {
  constructor(
    private readonly store: AgentDayStore,
    private readonly fold: AgentDayProjection,
    private readonly rollups: RollupStore,
    private readonly rules: AgentDayRules,
    private readonly names: AgentNames,
  ) {}

  /** Cuts days again that were cut in another time zone than the centre has now. */
  async keepZone(tx: EntityManager, at: Standpoint, former: string | null): Promise<void> {
    const { tenantId } = at.place;
    const { timezone } = this.store.calendarOf(tenantId);
    if (timezone === former) return;
    if (former !== null) await this.cutAgain(tx, at, former);
    await noteTimezone(tx, tenantId, timezone);
  }

  /** The bucket from which agents' days are kept; undefined when all are. */
  keptFrom({ tenantId, kept }: Standpoint['place']): Instant | undefined {
    const date = kept?.agentsFrom ?? undefined;
    return date === undefined
      ? undefined
      : bucketOf(this.store.calendarOf(tenantId).onDate(date).range.start);
  }

  /** Settles the days from `from` on anew, each with who its facts are of; buckets from `emptied` on hold nothing of them. */
  async settleAnew(
    tx: EntityManager,
    { place, standings }: Standpoint,
    { from, emptied }: { readonly from: Instant; readonly emptied: Instant },
  ): Promise<void> {
    const { tenantId } = place;
    const { date } = this.store.calendarOf(tenantId).dayOf(from);
    const known = await this.names.known(tx, tenantId);
    const turn = new Turn(place, standings);
    for (const page of await this.pagesSince(tx, tenantId, date)) {
      const touched = new TouchedAgents();
      const days = await this.daysOf(tx, tenantId, windowsOf(page, date));
      for (const day of days.filter(({ day: { range } }) => range.end > from)) {
        touched.revisit(day.agentId, day.day.range.start);
        this.rename(tenantId, known, day, touched);
      }
      await this.fold.apply(tx, turn, touched.byAgent, turn.deltas);
    }
    await this.rollups.add(
      tx,
      tenantId,
      turn.deltas.moved().filter(({ bucketStart }) => bucketStart < emptied),
    );
  }

  /** Adds to the buckets from `from` on what the stored days contribute there. */
  async sumAnew(tx: EntityManager, { place, standings }: Standpoint, from: Instant): Promise<void> {
    const { tenantId } = place;
    const { date } = this.store.calendarOf(tenantId).dayOf(from);
    const { after: rules } = await this.rules.of(tx, tenantId);
    const isSummed = summedAgents(standings);
    for (const page of await this.pagesSince(tx, tenantId, date)) {
      const deltas = new RollupDeltas();
      const days = await this.daysOf(tx, tenantId, windowsOf(page.filter(isSummed), date));
      for (const ofAgent of Map.groupBy(days, ({ agentId }) => agentId).values())
        deltas.add(chainOf(ofAgent, rules).contributions, 1);
      await this.rollups.add(
        tx,
        tenantId,
        deltas.moved().filter(({ bucketStart }) => bucketStart >= from),
      );
    }
  }

  /** `former` is the zone the stored days were cut in; the settings of now say the new one. */
  private async cutAgain(tx: EntityManager, at: Standpoint, former: string): Promise<void> {
    const { tenantId } = at.place;
    const calendar = new DayCalendar(former);
    const { after: rules } = await this.rules.of(tx, tenantId);
    const isSummed = summedAgents(at.standings);
    for (const page of await this.pagesSince(tx, tenantId, beforeAllDays)) {
      const days = await this.daysOf(tx, tenantId, windowsOf(page, beforeAllDays), calendar);
      // Every fact that is kept stays, though the first day begins at another midnight.
      const turn = new Turn({ tenantId, seq: at.place.seq }, at.standings);
      for (const [agentId, ofAgent] of Map.groupBy(days, (day) => day.agentId))
        if (isSummed(agentId)) turn.deltas.add(chainOf(ofAgent, rules).contributions, -1);
      await this.store.remove(tx, tenantId, page);
      await this.fold.apply(tx, turn, touchesOf(days), turn.deltas);
      await this.rollups.add(tx, tenantId, turn.deltas.moved());
    }
  }

  /** Gives each fact of a day to whom it is of now. */
  private rename(
    tenantId: string,
    known: ReadonlyMap<string, string>,
    { agentId, facts }: AgentDay,
    touched: TouchedAgents,
  ): void {
    for (const fact of facts) {
      const found = this.names.named(tenantId, known, fact.toldAs ?? agentId, fact);
      if (found.agentId === agentId) continue;
      touched.withdraw(agentId, fact);
      touched.declare(found.agentId, found.fact);
    }
  }

  private async pagesSince(tx: EntityManager, tenantId: string, date: string): Promise<string[][]> {
    const agents = await this.store.agentsSince(tx, tenantId, date);
    return Array.from({ length: Math.ceil(agents.length / agentsPerPage) }, (_, page) =>
      agents.slice(page * agentsPerPage, (page + 1) * agentsPerPage),
    );
  }

  private async daysOf(
    tx: EntityManager,
    tenantId: string,
    windows: ReadonlyMap<string, DateWindow>,
    calendar?: DayCalendar,
  ): Promise<readonly AgentDay[]> {
    const stored = await this.store.daysAround(tx, tenantId, windows, calendar);
    return [...stored.values()].flatMap((ofAgent) => ofAgent.days());
  }
}

const windowsOf = (agents: readonly string[], first: string): ReadonlyMap<string, DateWindow> =>
  new Map(agents.map((agentId) => [agentId, { first, last: lastDate }]));

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
