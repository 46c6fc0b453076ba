import { isAgentFactType } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Standing } from '../event-log/log-progress-store';
import type { LoggedEvent } from '../event-log/logged-event';
import { inSlices } from '../platform/breather';
import { TenantSettings } from '../settings/tenant-settings';
import { AgentChains, chainOf, emptyChain, endsAlike, type AgentChain } from './agent-chain';
import { isEmptyDay, type AgentDay } from './agent-day';
import { AgentDayRules, type TurnDayRules } from './agent-day-rules';
import { agentDayTable, AgentDayStore, lastDate, signatureOfDays, type StoredDays } from './agent-day-store';
import { dayTouchOf, windowOf, withTouches, type DayTouch } from './day-touch';
import { agentDays, AgentDayUpgrade, summedAgents } from './agent-day-upgrade';
import { agentAliasTable, AgentNames } from './agent-names';
import type { Projection, UpgradeStep } from './projection';
import type { RollupDeltas } from './rollup-deltas';
import type { AgentTouch } from './touched-agents';
import type { Turn, TurnPlace } from './turn';

/** Where days are folded again: by which rules, and whose days are in the rollup. */
type RefoldPlace = TurnPlace & {
  readonly rules: TurnDayRules;
  readonly isSummed: (agentId: string) => boolean;
};

/** An agent's days before and after a fold, and those of them that have to be written. */
type Refolded = {
  readonly before: AgentChain;
  readonly after: AgentChain;
  readonly moved: readonly AgentDay[];
  /** Days of which nothing is told any more. */
  readonly emptied: readonly AgentDay[];
};

/** Agents' days: folded again when something was told of them or their calls moved, and with them the rollup. */
@Injectable()
export class AgentDayProjection implements Projection {
  readonly name = agentDays;
  readonly version = 3;
  readonly tables = [agentDayTable, agentAliasTable];
  private readonly chains = new AgentChains();

  constructor(
    private readonly store: AgentDayStore,
    private readonly settings: TenantSettings,
    private readonly rules: AgentDayRules,
    private readonly names: AgentNames,
    private readonly upgrades: AgentDayUpgrade,
  ) {}

  takes(type: string): boolean {
    return isAgentFactType(type);
  }

  /** Comes after the calls and the sources: the legs they moved and their restarts are in the turn. */
  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    for (const { agentId, fact } of await this.names.factsOf(tx, turn, events)) {
      turn.agents.declare(agentId, fact);
      turn.seen.seeAgent(agentId, fact);
    }
    await this.revisitRestarted(tx, turn);
    await this.apply(tx, turn, turn.agents.byAgent, turn.deltas);
    for (const key of turn.agents.byAgent.keys()) turn.changes.push({ kind: 'agent', key });
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await this.store.forget(tx, tenantId);
    await this.names.forget(tx, tenantId);
  }

  upgrade(tx: EntityManager, turn: Turn, standing: Standing): Promise<UpgradeStep> {
    return this.upgrades.step(tx, turn, standing);
  }

  /** Settings must have been loaded. `place.seq` is what the fold reaches. */
  async apply(
    tx: EntityManager,
    turn: Pick<Turn, 'place' | 'standings' | 'restarts'>,
    touched: ReadonlyMap<string, AgentTouch>,
    deltas: RollupDeltas,
  ): Promise<void> {
    if (touched.size === 0) return;
    const { tenantId, seq } = turn.place;
    const rules = await this.rules.of(tx, tenantId, turn.restarts);
    const isSummed = summedAgents(turn.standings);
    const calendar = this.store.calendarOf(tenantId);
    const touches = [...touched]
      .map(([agentId, touch]) => sinceDate(dayTouchOf(agentId, touch, calendar), turn.place.kept?.agentsFrom))
      .filter(({ days }) => days.size > 0);
    touches.sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
    const place = { tenantId, seq, rules, isSummed };
    const furtherOn = await this.refoldAll(tx, place, { touches }, deltas);
    if (furtherOn.length > 0) await this.refoldAll(tx, place, { touches: furtherOn, last: lastDate }, deltas);
  }

  /** A restart ends log-ins of whom nothing else is told. */
  private async revisitRestarted(tx: EntityManager, { place, restarts, agents }: Turn): Promise<void> {
    const { tenantId } = place;
    const calendar = this.store.calendarOf(tenantId);
    for (const { at } of restarts) {
      const { date } = calendar.dayOf(at - this.rules.silenceMs(tenantId, at));
      for (const agentId of await this.store.agentsSince(tx, tenantId, date)) agents.revisit(agentId, at);
    }
  }

  /**
   * Folds the days touched and their neighbours; with `last`, every day up to it. Gives back the agents whose state at
   * the end of these days is another one now, so that further days begin differently: for them nothing was done.
   */
  private async refoldAll(
    tx: EntityManager,
    { tenantId, seq, rules, isSummed }: RefoldPlace,
    { touches, last }: { readonly touches: readonly DayTouch[]; readonly last?: string },
    deltas: RollupDeltas,
  ): Promise<DayTouch[]> {
    const windows = new Map(
      touches.map(({ agentId, days }) => [agentId, { ...windowOf(days), ...(last && { last }) }]),
    );
    const stored = await this.store.daysAround(tx, tenantId, windows);
    const moved: AgentDay[] = [];
    const emptied: AgentDay[] = [];
    const furtherOn: DayTouch[] = [];
    await inSlices(tenantId, touches, (touch) => {
      const { agentId } = touch;
      const refolded = this.refold(this.nameOf(tenantId, agentId), rules, touch, stored.get(agentId));
      const { before, after } = refolded;
      if (last === undefined && reachesFurther(touch, refolded)) return void furtherOn.push(touch);
      if (isSummed(agentId)) {
        deltas.add(before.contributions, -1);
        deltas.add(after.contributions, 1);
      }
      moved.push(...refolded.moved);
      emptied.push(...refolded.emptied);
      this.chains.keep(this.nameOf(tenantId, agentId), signatureOfDays(after.days), after);
    });
    await this.store.write(tx, tenantId, moved, seq);
    await this.store.removeDays(tx, tenantId, emptied);
    return furtherOn;
  }

  private refold(
    name: string,
    rules: TurnDayRules,
    touch: DayTouch,
    stored: StoredDays | undefined,
  ): Refolded {
    const before = this.storedChain(name, rules, stored);
    // A day that is emptied still stands between its neighbours when they are settled.
    const settled = chainOf(withTouches(before.days, touch), rules.after);
    const after = { ...settled, days: settled.days.filter((day) => !isEmptyDay(day)) };
    const known = new Set(before.days);
    const dates = new Set(after.days.map(({ day }) => day.date));
    const moved = after.days.filter((day) => !known.has(day));
    return { before, after, moved, emptied: before.days.filter(({ day }) => !dates.has(day.date)) };
  }

  private storedChain(name: string, rules: TurnDayRules, stored: StoredDays | undefined): AgentChain {
    if (stored === undefined) return emptyChain;
    return this.chains.find(name, stored.signature) ?? chainOf(stored.days(), rules.before);
  }

  /** Settings decide the teams: with other settings it is another chain. */
  private nameOf(tenantId: string, agentId: string): string {
    return `${tenantId}\u0000${agentId}\u0000${this.settings.revision(tenantId)}`;
  }
}

/** Days of before a date are gone, and in the sums: nothing more can be added to them. */
function sinceDate(touch: DayTouch, from: string | null | undefined): DayTouch {
  if (from === null || from === undefined) return touch;
  return { ...touch, days: new Map([...touch.days].filter(([date]) => date >= from)) };
}

/** Whether the last of the days, which was not touched itself, ends otherwise than it did. */
function reachesFurther({ days }: DayTouch, { before, after }: Refolded): boolean {
  const last = after.days.at(-1);
  return last !== undefined && last.day.date > windowOf(days).last && !endsAlike(before, after);
}
