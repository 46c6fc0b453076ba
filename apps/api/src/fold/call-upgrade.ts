import type { Call, CallFact, Instant } from '@vigie/calls';
import { contribute, type Contribution } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { recordedAfter } from '../event-log/log-reader';
import type { Standing } from '../event-log/log-progress-store';
import { inSlices } from '../platform/in-slices';
import { TenantSettings } from '../settings/tenant-settings';
import { gatherCalls } from './call-news';
import { CallRowStore, edgeBefore, type CallEdge } from './call-row-store';
import { formerContributions } from './former-contributions';
import type { UpgradeStep } from './projection';
import { foldByArrival } from './refold-call';
import { RollupStore } from './rollup-store';
import type { Turn } from './turn';

/** Where an upgrade from the first version stands. */
type Progress =
  | { readonly at: 'emptying' }
  | { readonly at: 'records'; readonly seq: number }
  | ({ readonly at: 'calls' } & CallEdge);

/** What a call adds to the rollup as it is stored at present. */
export type ContributeAs = (call: Call, callKey: string) => readonly Contribution[];

/**
 * From version 1 to 2: segments and legs count in their own quarter, parts of some counts are told, and a recorded call
 * says whether the need was met. First what stands in the wrong quarters is emptied, then recorded calls take from the
 * log what was not kept of them, then every call in the order of arrival adds what is missing. New events of a call go
 * on being folded meanwhile: by what is stored of it, which is the old until its place was reached.
 */
@Injectable()
export class CallUpgrade {
  /** How much one step does: about a second's work, so that new events never wait long. */
  pace = { rows: 20_000, events: 50_000, calls: 4_000 };

  constructor(
    private readonly settings: TenantSettings,
    private readonly rows: CallRowStore,
    private readonly rollups: RollupStore,
  ) {}

  async step(tx: EntityManager, turn: Turn, standing: Standing): Promise<UpgradeStep> {
    const progress = progressOf(standing);
    switch (progress.at) {
      case 'emptying':
        return this.empty(tx, turn.place.tenantId);
      case 'records':
        return this.readRecords(tx, turn, progress.seq);
      case 'calls':
        return this.addCalls(tx, turn, progress);
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
    const news = await gatherCalls(await recordedAfter(tx, place.tenantId, after, upTo));
    const told = new Map(news.map(({ key, facts }) => [key, new Map(facts.map((fact) => [fact.tie, fact]))]));
    const kept = await this.rows.kept(tx, place.tenantId, [...told.keys()]);
    const known = (key: string) => (fact: CallFact) => told.get(key)?.get(fact.tie) ?? fact;
    for (const [key, { facts }] of kept)
      await this.rows.keepFacts(tx, place.tenantId, key, facts.map(known(key)));
    const next: Progress = upTo < place.seq ? { at: 'records', seq: upTo } : { at: 'calls', ...edgeBefore() };
    return { progress: JSON.stringify(next), said: `event ${upTo} of ${place.seq} looked through` };
  }

  private async addCalls(tx: EntityManager, turn: Turn, after: CallEdge): Promise<UpgradeStep> {
    const { tenantId } = turn.place;
    const page = await this.rows.pageAfter(tx, tenantId, after, this.pace.calls);
    const rulesAt = (instant: Instant) => this.settings.rulesAt(tenantId, instant);
    const moved: { readonly callKey: string; readonly call: Call }[] = [];
    await inSlices(page, ({ callKey, facts }) => {
      const call = foldByArrival(facts, rulesAt);
      turn.deltas.add(formerContributions(call), -1);
      turn.deltas.add(contribute(call), 1);
      moved.push({ callKey, call });
    });
    await this.rows.noteReach(tx, tenantId, moved);
    const last = page.at(-1);
    if (last === undefined || page.length < this.pace.calls) return { progress: null, said: '' };
    const next: Progress = { at: 'calls', arrivedAt: last.arrivedAt, callKey: last.callKey };
    const date = new Date(last.arrivedAt).toISOString().slice(0, 10);
    return { progress: JSON.stringify(next), said: `calls up to ${date}` };
  }
}

/** How calls are stored as long as the upgrade stands there; as they contribute now where none is under way. */
export function contributingAs(standing: Standing | undefined): ContributeAs {
  if (standing === undefined) return contribute;
  const progress = progressOf(standing);
  if (progress.at !== 'calls') return formerContributions;
  return (call, callKey) =>
    isReached(progress, call, callKey) ? contribute(call) : formerContributions(call);
}

function isReached(edge: CallEdge, { arrivedAt }: Call, callKey: string): boolean {
  return arrivedAt === edge.arrivedAt ? callKey <= edge.callKey : arrivedAt < edge.arrivedAt;
}

const progressOf = ({ progress }: Standing): Progress =>
  progress === null ? { at: 'emptying' } : (JSON.parse(progress) as Progress);
