import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import type { CallRow } from './call-columns';
import { CallRowStore, type KeptCall } from './call-row-store';
import { isSurveyed, type RefoldedCall } from './call-survey-store';
import { CallWriter } from './call-writer';
import type { CallNews, GatheredEvents } from './gathered-events';
import { inSlices } from '../platform/in-slices';
import { mergeFacts } from './merge-facts';
import { foldByArrival, refoldCall, type RulesAt } from './refold-call';
import { SourceStore, type SourceRestart } from './source-store';
import type { TurnPlace } from './turn-records';
import type { TurnSums } from './turn-sums';

/** A call to be folded again: what is kept of it, and what the turn tells anew. */
type CallToFold = { readonly kept: KeptCall | undefined; readonly news: CallNews };

/** Folds the calls that a stretch of the log tells of, and writes them. */
@Injectable()
export class CallFold {
  constructor(
    private readonly settings: TenantSettings,
    private readonly rows: CallRowStore,
    private readonly writer: CallWriter,
    private readonly sources: SourceStore,
  ) {}

  /** Settings must have been loaded. Gives back the keys of the calls that were folded. */
  async apply(
    tx: EntityManager,
    { tenantId, seq }: TurnPlace,
    gathered: GatheredEvents,
    sums: TurnSums,
  ): Promise<readonly string[]> {
    await this.sources.addRestarts(tx, tenantId, gathered.restarts);
    const toFold = await this.callsToFold(tx, tenantId, gathered);
    if (toFold.length === 0) return [];
    const restarts = Map.groupBy(await this.sources.restarts(tx, tenantId), ({ source }) => source);
    const rulesAt: RulesAt = (instant) => this.settings.rulesAt(tenantId, instant);
    const rows: CallRow[] = [];
    const surveyed: RefoldedCall[] = [];
    await inSlices(toFold, (call) => {
      const row = refold(call, instantsOf(restarts.get(call.news.source)), rulesAt);
      const before = call.kept === undefined ? undefined : foldByArrival(call.kept.facts, rulesAt);
      sums.replace(row.callKey, before, row.call);
      if (isSurveyed(before, row.call)) surveyed.push({ ...row, before, seq: movedBy(call) ?? seq });
      rows.push(row);
    });
    await this.writer.write(tx, tenantId, rows, surveyed);
    return rows.map(({ callKey }) => callKey);
  }

  /** In the order of their keys. */
  private async callsToFold(
    tx: EntityManager,
    tenantId: string,
    gathered: GatheredEvents,
  ): Promise<CallToFold[]> {
    const { calls, restarts } = gathered;
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
  return { callKey: key, source, callId, seq: Math.max(seq, kept?.seq ?? 0), call, facts, ignoredFacts };
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
