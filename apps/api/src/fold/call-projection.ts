import { isCallFactType, type Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { LoggedEvent } from '../event-log/logged-event';
import { inSlices } from '../platform/in-slices';
import { TenantSettings } from '../settings/tenant-settings';
import type { CallRow } from './call-columns';
import { reachOf } from './call-reach';
import { gatherCalls, type CallNews } from './call-news';
import { CallRowStore, callTable, type KeptCall } from './call-row-store';
import { CallUpgrade, contributingAs } from './call-upgrade';
import { CallSurveyStore, callSurveyTable, isSurveyed, type RefoldedCall } from './call-survey-store';
import { mergeFacts } from './merge-facts';
import type { Projection } from './projection';
import { foldByArrival, refoldCall, type RulesAt } from './refold-call';
import { restartsOf, SourceStore, type SourceRestart } from './source-store';
import type { Turn } from './turn';

/** A call to be folded again: what is kept of it, and what the turn tells anew. */
type CallToFold = { readonly kept: KeptCall | undefined; readonly news: CallNews };

/** Calls, and beside them what their callers said: each is folded again from all its facts when one more is told. */
@Injectable()
export class CallProjection implements Projection {
  readonly name = 'calls';
  readonly version = 2;
  readonly tables = [callTable, callSurveyTable];

  constructor(
    private readonly settings: TenantSettings,
    private readonly rows: CallRowStore,
    private readonly surveys: CallSurveyStore,
    private readonly sources: SourceStore,
    private readonly upgrades: CallUpgrade,
  ) {}

  readonly upgrade: NonNullable<Projection['upgrade']> = (tx, turn, standing) =>
    this.upgrades.step(tx, turn, standing);

  takes(type: string): boolean {
    return isCallFactType(type) || type === 'source.restarted';
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const { tenantId, seq } = turn.place;
    const toFold = await this.callsToFold(tx, tenantId, events);
    if (toFold.length === 0) return;
    const restarts = Map.groupBy(await this.sources.restarts(tx, tenantId), ({ source }) => source);
    const rulesAt: RulesAt = (instant) => this.settings.rulesAt(tenantId, instant);
    const contributeAs = contributingAs(turn.standings.get(this.name));
    const rows: CallRow[] = [];
    const surveyed: RefoldedCall[] = [];
    await inSlices(toFold, (call) => {
      const row = refold(call, instantsOf(restarts.get(call.news.source)), rulesAt);
      const before = call.kept === undefined ? undefined : foldByArrival(call.kept.facts, rulesAt);
      turn.replace(row.callKey, { before, after: row.call }, contributeAs);
      turn.changes.push({ kind: 'call', key: row.callKey });
      if (isSurveyed(before, row.call)) surveyed.push({ ...row, before, seq: movedBy(call) ?? seq });
      rows.push(row);
    });
    await this.rows.write(tx, tenantId, rows);
    await this.surveys.write(tx, tenantId, surveyed);
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await this.rows.forget(tx, tenantId);
    await this.surveys.forget(tx, tenantId);
  }

  /** In the order of their keys. */
  private async callsToFold(
    tx: EntityManager,
    tenantId: string,
    events: readonly LoggedEvent[],
  ): Promise<CallToFold[]> {
    const calls = await gatherCalls(events);
    const restarts = restartsOf(events);
    const keys = calls.map(({ key }) => key);
    const kept = calls.length === 0 ? new Map<string, KeptCall>() : await this.rows.kept(tx, tenantId, keys);
    const toFold: CallToFold[] = calls.map((news) => ({ kept: kept.get(news.key), news }));
    const lost = restarts.length === 0 ? [] : await this.rows.openBefore(tx, tenantId, restarts);
    const told = new Set(keys);
    for (const call of lost)
      if (!told.has(call.callKey)) toFold.push({ kept: call, news: withoutNews(call) });
    return toFold.sort((a, b) => (a.news.key < b.news.key ? -1 : 1));
  }
}

function refold({ kept, news }: CallToFold, restarts: readonly Instant[], rulesAt: RulesAt): CallRow {
  const merged = mergeFacts(kept?.facts ?? [], news.facts);
  const { call, facts } = refoldCall(merged.facts, restarts, rulesAt);
  const { key, source, callId, seq } = news;
  const ignoredFacts = (kept?.ignoredFacts ?? 0) + merged.ignored;
  const reach = reachOf(call);
  return {
    callKey: key,
    source,
    callId,
    seq: Math.max(seq, kept?.seq ?? 0),
    call,
    facts,
    reach,
    ignoredFacts,
  };
}

/** Number of the last event told of the call itself; none for one that only its source's restart ended. */
const movedBy = ({ news }: CallToFold): number | undefined =>
  news.facts.length === 0 ? undefined : news.seq;

function withoutNews({ callKey, source, callId, seq }: KeptCall): CallNews {
  return { key: callKey, source, callId, seq, facts: [] };
}

function instantsOf(restarts: readonly SourceRestart[] | undefined): readonly Instant[] {
  return restarts?.map(({ at }) => at) ?? [];
}
