import type { AgentFact, Instant } from '@vigie/calls';
import { bucketOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Standing } from '../event-log/log-progress-store';
import { eventsAfter } from '../event-log/log-reader';
import { TenantSettings } from '../settings/tenant-settings';
import { chainOf } from './agent-chain';
import { mergeAgentFacts } from './agent-day-codec';
import { AgentDayRules } from './agent-day-rules';
import { AgentDayStore, lastDate } from './agent-day-store';
import { CallRowStore, edgeBefore, type CallEdge, type KeptCall } from './call-row-store';
import { dayTouchOf, windowOf, withTouches } from './day-touch';
import type { UpgradeStep } from './projection';
import { foldByArrival } from './refold-call';
import { RollupStore } from './rollup-store';
import { toAgentFact, TouchedAgents } from './touched-agents';
import type { Turn } from './turn';

/** The name of the projection of agents' days. */
export const agentDays = 'agent-days';

const eventsPerStep = 5_000;
const agentsPerStep = 20;
const beforeAllDays = '0001-01-01';
const reading = 'log:';
const holding = 'holds:';
const callsPerStep = 2_000;
/** The version of which facts say which telephone system told them. */
const toldBySource = 2;
const settling = 'agents:';

/**
 * Whose days are in the rollup. While days are brought to a new version they are taken out of it all at once, and go in
 * again agent by agent, in the order of their ids.
 */
export function summedAgents(standings: ReadonlyMap<string, Standing>): (agentId: string) => boolean {
  const standing = standings.get(agentDays);
  if (standing === undefined) return () => true;
  const { progress } = standing;
  if (progress === null || !progress.startsWith(settling)) return () => false;
  const last = progress.slice(settling.length);
  return (agentId) => agentId <= last;
}

/**
 * Brings agents' days of a version before to this one: a log-in is carried on, a fact says which telephone system told
 * it, and a part in a call when the caller was on hold. First the log, where it is needed, and the calls are read again
 * for what the days lack, then every agent's days are settled anew. Days that neither reaches stay as they are, and time
 * of days that are gone stays in the sums.
 */
@Injectable()
export class AgentDayUpgrade {
  constructor(
    private readonly store: AgentDayStore,
    private readonly rules: AgentDayRules,
    private readonly rollups: RollupStore,
    private readonly calls: CallRowStore,
    private readonly settings: TenantSettings,
  ) {}

  async step(tx: EntityManager, turn: Turn, { progress, version }: Standing): Promise<UpgradeStep> {
    const { tenantId, kept } = turn.place;
    if (progress === null) {
      await this.rollups.clearAgentTime(tx, tenantId, this.firstSummed(tenantId, kept?.agentsFrom ?? null));
      return { progress: version < toldBySource ? `${reading}0` : firstHold, said: 'begun' };
    }
    if (progress.startsWith(settling)) return this.settle(tx, turn, progress.slice(settling.length));
    if (progress.startsWith(holding)) return this.tellHolds(tx, turn, edgeOf(progress));
    return this.read(tx, turn, Number(progress.slice(reading.length)));
  }

  private async read(tx: EntityManager, { place }: Turn, from: number): Promise<UpgradeStep> {
    const { tenantId, seq: upTo } = place;
    const read = await eventsAfter(tx, tenantId, from, eventsPerStep);
    const events = read.filter(({ seq }) => seq <= upTo);
    const facts = events.flatMap((event) => {
      const fact = toAgentFact(event);
      return fact === undefined ? [] : [{ agentId: event.subject, fact }];
    });
    await this.tellAgain(tx, place, facts);
    const reached = events.at(-1)?.seq ?? upTo;
    const said = `event ${reached} of ${upTo}`;
    return { progress: reached < upTo ? `${reading}${reached}` : firstHold, said };
  }

  /** Puts what is told into the days that are there. */
  private async tellAgain(
    tx: EntityManager,
    { tenantId, seq }: Turn['place'],
    told: readonly { readonly agentId: string; readonly fact: AgentFact }[],
  ): Promise<void> {
    if (told.length === 0) return;
    const calendar = this.store.calendarOf(tenantId);
    const byAgent = Map.groupBy(told, ({ agentId }) => agentId);
    const windows = new Map(
      [...byAgent].map(([agentId, facts]) => {
        const dates = facts.map(({ fact }) => calendar.dayOf(fact.at).date).sort();
        return [agentId, { first: dates[0] ?? lastDate, last: dates.at(-1) ?? lastDate }];
      }),
    );
    const stored = await this.store.daysAround(tx, tenantId, windows);
    const days = [...stored].flatMap(([agentId, ofAgent]) =>
      ofAgent.days().flatMap((day) => {
        const { start, end } = day.day.range;
        const fresh = (byAgent.get(agentId) ?? [])
          .map(({ fact }) => fact)
          .filter(({ at }) => start <= at && at < end);
        return fresh.length === 0 ? [] : [{ ...day, facts: mergeAgentFacts(day.facts, fresh) }];
      }),
    );
    await this.store.write(tx, tenantId, days, seq);
  }

  /** The quarter from which the stored days can be summed anew. */
  private firstSummed(tenantId: string, agentsFrom: string | null): Instant {
    if (agentsFrom === null) return edgeBefore().arrivedAt;
    return bucketOf(this.store.calendarOf(tenantId).onDate(agentsFrom).range.start);
  }

  /** Parts in calls take from the calls when their caller was on hold. */
  private async tellHolds(tx: EntityManager, { place }: Turn, after: CallEdge): Promise<UpgradeStep> {
    const { tenantId, seq } = place;
    const page = await this.calls.pageAfter(tx, tenantId, after, callsPerStep);
    const touched = new TouchedAgents();
    for (const { callKey, facts } of page.filter(isHeld))
      touched.replaceLegs(
        callKey,
        undefined,
        foldByArrival(facts, (at) => this.settings.rulesAt(tenantId, at)),
      );
    const calendar = this.store.calendarOf(tenantId);
    const touches = [...touched.byAgent].map(([agentId, touch]) => dayTouchOf(agentId, touch, calendar));
    const windows = new Map(touches.map(({ agentId, days }) => [agentId, windowOf(days)]));
    const stored = await this.store.daysAround(tx, tenantId, windows);
    const days = touches.flatMap((touch) => {
      const known = stored.get(touch.agentId)?.days() ?? [];
      const dates = new Set(known.map(({ day }) => day.date));
      return withTouches(known, touch).filter(({ day }) => dates.has(day.date) && touch.days.has(day.date));
    });
    await this.store.write(tx, tenantId, days, seq);
    const last = page.at(-1);
    if (last === undefined || page.length < callsPerStep) return { progress: settling, said: 'holds told' };
    const said = `holds up to ${new Date(last.arrivedAt).toISOString().slice(0, 10)}`;
    return { progress: `${holding}${last.arrivedAt}:${last.callKey}`, said };
  }

  private async settle(tx: EntityManager, turn: Turn, after: string): Promise<UpgradeStep> {
    const { tenantId, seq } = turn.place;
    const agents = (await this.store.agentsSince(tx, tenantId, beforeAllDays))
      .filter((agentId) => agentId > after)
      .sort()
      .slice(0, agentsPerStep);
    const last = agents.at(-1);
    if (last === undefined) return { progress: null, said: 'done' };
    const { after: rules } = await this.rules.of(tx, tenantId);
    const windows = new Map(agents.map((agentId) => [agentId, { first: beforeAllDays, last: lastDate }]));
    for (const [, ofAgent] of await this.store.daysAround(tx, tenantId, windows)) {
      const chain = chainOf(ofAgent.days(), rules);
      turn.deltas.add(chain.contributions, 1);
      await this.store.write(tx, tenantId, chain.days, seq);
    }
    for (const key of agents) turn.changes.push({ kind: 'agent', key });
    return { progress: `${settling}${last}`, said: `agents up to ${last}` };
  }
}

const isHeld = ({ facts }: KeptCall): boolean => facts.some(({ type }) => type === 'call.held');

const firstHold = `${holding}${edgeBefore().arrivedAt}:${edgeBefore().callKey}`;

function edgeOf(progress: string): CallEdge {
  const [, arrivedAt, callKey = ''] = progress.split(':');
  return { arrivedAt: Number(arrivedAt), callKey };
}
