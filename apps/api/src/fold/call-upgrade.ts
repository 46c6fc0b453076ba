import type { Call, CallFact, Instant } from '@vigie/calls';
import { bucketMs, bucketOf, contribute, type Contribution } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { recordedAfter } from '../event-log/log-reader';
import type { Standing } from '../event-log/log-progress-store';
import { inSlices } from '../platform/breather';
import { TenantSettings } from '../settings/tenant-settings';
import { AgentDayProjection } from './agent-day-projection';
import { gatherCalls } from './call-news';
import { withCallerNames } from './caller-names';
import type { CallRow } from './call-columns';
import { reachOf } from './call-reach';
import { CallRowStore, edgeBefore, type KeptCall } from './call-row-store';
import { formerContributions } from './former-contributions';
import type { UpgradeStep } from './projection';
import { foldByArrival } from './refold-call';
import { RollupStore } from './rollup-store';
import { TouchedAgents } from './touched-agents';
import type { Turn } from './turn';

/** After every call. */
const endOfTime = 253_402_300_799_000;

/** Where an upgrade from the first version stands. */
type Progress =
  | { readonly at: 'emptying' }
  | { readonly at: 'records'; readonly seq: number }
  | { readonly at: 'calls'; readonly from: Instant };

/** What a call adds to the rollup as it is stored at present. */
export type ContributeAs = (call: Call) => readonly Contribution[];

/**
 * From version 2 to 3: what is noted of calls is counted, quarter after quarter as below. From version 1 to 2: segments and legs count in their own quarter, parts of some counts are told, and a recorded call
 * says whether the need was met. First what stands in the wrong quarters is emptied, then recorded calls take from the
 * log what was not kept of them, then quarter after quarter is emptied and summed anew from its calls, folded by the
 * present code. New events go on being folded meanwhile, by what is stored of their call.
 */
@Injectable()
export class CallUpgrade {
  /** How much one step does: about a second's work, so that new events never wait long. */
  pace = { rows: 20_000, events: 50_000, calls: 4_000 };

  constructor(
    private readonly settings: TenantSettings,
    private readonly rows: CallRowStore,
    private readonly rollups: RollupStore,
    private readonly agentDays: AgentDayProjection,
  ) {}

  async step(tx: EntityManager, turn: Turn, standing: Standing): Promise<UpgradeStep> {
    const progress = progressOf(standing);
    switch (progress.at) {
      case 'emptying':
        return this.empty(tx, turn.place.tenantId);
      case 'records':
        return this.readRecords(tx, turn, progress.seq);
      case 'calls':
        return this.sumCalls(tx, turn, progress.from);
    }
  }

  private async empty(tx: EntityManager, tenantId: string): Promise<UpgradeStep> {
    const emptied = await this.rollups.emptyMoved(tx, tenantId, this.pace.rows);
    const next: Progress = emptied < this.pace.rows ? { at: 'records', seq: 0 } : { at: 'emptying' };
    return { progress: JSON.stringify(next), said: `${emptied} rows emptied` };
  }

  /** A record's facts are kept anew with all that the log says; they fold to the old figures until their turn comes. */
  private async readRecords(tx: EntityManager, { place }: Turn, after: number): Promise<UpgradeStep> {
    const upTo = Math.min(after + this.pace.events, place.seq);
    const recorded = await recordedAfter(tx, place.tenantId, after, upTo);
    const versions = this.settings.callerKeys(place.tenantId);
    const news = await gatherCalls(
      place.tenantId,
      await withCallerNames(tx, place.tenantId, versions, recorded),
    );
    const told = new Map(news.map(({ key, facts }) => [key, new Map(facts.map((fact) => [fact.tie, fact]))]));
    const kept = await this.rows.kept(tx, place.tenantId, [...told.keys()]);
    const known = (key: string) => (fact: CallFact) => told.get(key)?.get(fact.tie) ?? fact;
    for (const [key, { facts }] of kept)
      await this.rows.keepFacts(tx, place.tenantId, key, facts.map(known(key)));
    const next: Progress =
      upTo < place.seq ? { at: 'records', seq: upTo } : { at: 'calls', from: edgeBefore().arrivedAt };
    return { progress: JSON.stringify(next), said: `event ${upTo} of ${place.seq} looked through` };
  }

  /**
   * The calls of the quarters that come next, all of them: what is stored of these quarters is emptied and summed anew,
   * with what other code made of the calls, and rows that say something else now are written.
   */
  private async sumCalls(tx: EntityManager, turn: Turn, from: Instant): Promise<UpgradeStep> {
    const { tenantId } = turn.place;
    const page = await this.rows.pageAfter(tx, tenantId, edgeBefore(from), this.pace.calls);
    const last = page.at(-1);
    const isLast = last === undefined || page.length < this.pace.calls;
    const to = isLast ? endOfTime : bucketOf(last.arrivedAt) + bucketMs;
    const calls = isLast ? page : await this.rows.arrivedIn(tx, tenantId, { from, to });
    const rows: CallRow[] = [];
    await this.rollups.emptyCalls(tx, tenantId, { from, to });
    await inSlices(tenantId, calls, (kept) => {
      const row = this.refold(tenantId, kept);
      rows.push(row);
      // One that arrived later, as is known now, comes again with its quarter.
      if (row.call.arrivedAt < to) turn.deltas.add(contribute(row.call), 1);
    });
    await this.write(tx, turn, rows);
    if (isLast) return { progress: null, said: '' };
    const next: Progress = { at: 'calls', from: to };
    return { progress: JSON.stringify(next), said: `calls up to ${new Date(to).toISOString().slice(0, 10)}` };
  }

  private async write(tx: EntityManager, turn: Turn, rows: readonly CallRow[]): Promise<void> {
    const { tenantId } = turn.place;
    const changed = await this.rows.rewrite(tx, tenantId, rows);
    if (changed.size === 0) return;
    const legs = new TouchedAgents();
    for (const { callKey, call } of rows) {
      if (!changed.has(callKey)) continue;
      turn.changes.push({ kind: 'call', key: callKey });
      legs.replaceLegs(callKey, undefined, call);
    }
    await this.agentDays.apply(tx, turn, legs.byAgent, turn.deltas);
  }

  private refold(tenantId: string, { callKey, source, callId, seq, facts, ignoredFacts }: KeptCall): CallRow {
    const call = foldByArrival(facts, (instant) => this.settings.rulesAt(tenantId, instant));
    return { callKey, source, callId, seq, call, facts, reach: reachOf(call), ignoredFacts };
  }
}

/**
 * How calls are stored as long as the upgrade stands there; as they contribute now where none is under way. What is added
 * to quarters that the upgrade has not reached is emptied with them.
 */
export function contributingAs(standing: Standing | undefined): ContributeAs {
  if (standing === undefined) return contribute;
  const progress = progressOf(standing);
  const former: ContributeAs = (call) => formerContributions(call, standing.version);
  if (progress.at !== 'calls') return former;
  return (call) => (call.arrivedAt < progress.from ? contribute(call) : former(call));
}

function progressOf({ version, progress }: Standing): Progress {
  if (progress !== null) return JSON.parse(progress) as Progress;
  return version >= 2 ? { at: 'calls', from: edgeBefore().arrivedAt } : { at: 'emptying' };
}
