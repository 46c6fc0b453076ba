import { isCallFactType, type BoundFacts } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Counter, register } from 'prom-client';

import type { LoggedEvent } from '../event-log/logged-event';
import { inSlices } from '../platform/breather';
import { TenantSettings } from '../settings/tenant-settings';
import type { CallRow } from './call-columns';
import { reachOf } from './call-reach';
import { gatherCalls, type CallNews } from './call-news';
import { withCallerNames } from './caller-names';
import { CallRowStore, callTable, type KeptCall } from './call-row-store';
import { CallUpgrade, contributingAs } from './call-upgrade';
import {
  CallSurveyStore,
  callSurveyTable,
  isSurveyed,
  touchedMonthTable,
  type RefoldedCall,
} from './call-survey-store';
import type { Projection } from './projection';
import { foldByArrival, mergeFacts, refoldCall, type Restart, type RulesAt } from './refold-call';
import { restartsNear, shutdownsOf } from './shutdowns';
import { restartsOf, SourceStore, type SourceRestart } from './source-store';
import type { Turn } from './turn';

const name = 'vigie_ignored_facts_total';
const known = register.getSingleMetric(name);
const ignored =
  known instanceof Counter
    ? known
    : new Counter({ name, help: 'Facts beyond what one call may have (too_many_facts): in the log alone.' });

/** Counts facts that their calls were folded without. */
function countIgnored(facts: number): void {
  if (facts > 0) ignored.inc(facts);
}

/** Of a call that is new one of these is told first. */
const beginnings: ReadonlySet<string> = new Set([
  'call.initiated',
  'call.greeting_started',
  'call.enqueued',
  'call.blocked',
  'call.recorded',
]);

/** A call to be folded again: what is kept of it, what the turn tells anew, and both together. */
type CallToFold = {
  readonly kept: KeptCall | undefined;
  readonly news: CallNews;
  readonly merged: BoundFacts;
};

/** Calls, and beside them what their callers said: each is folded again from all its facts when one more is told. */
@Injectable()
export class CallProjection implements Projection {
  readonly name = 'calls';
  readonly version = 3;
  readonly tables = [callTable, callSurveyTable, touchedMonthTable];

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
    const known = await this.sources.restarts(tx, tenantId);
    const toFold = await this.keptOnly(tx, turn, await this.callsToFold(tx, tenantId, events, known));
    if (toFold.length === 0) return;
    const restarts = shutdownsOf(known, toFold);
    const rulesAt: RulesAt = (instant) => this.settings.rulesAt(tenantId, instant);
    const contributeAs = contributingAs(turn.standings.get(this.name));
    const rows: CallRow[] = [];
    const surveyed: RefoldedCall[] = [];
    await inSlices(tenantId, toFold, (call) => {
      const row = refold(call, restarts.get(call.news.source) ?? [], rulesAt);
      const before = call.kept === undefined ? undefined : foldByArrival(call.kept.facts, rulesAt);
      for (const { clinicId, at } of call.news.facts) turn.seen.nameClinic(clinicId, at);
      turn.replace(row.callKey, { before, after: row.call }, contributeAs);
      turn.changes.push({ kind: 'call', key: row.callKey });
      if (isSurveyed(before, row.call)) surveyed.push({ ...row, before, seq: movedBy(call) ?? seq });
      rows.push(row);
    });
    countIgnored(toFold.reduce((sum, { merged }) => sum + merged.ignored, 0));
    await this.rows.write(tx, tenantId, rows);
    await this.surveys.write(tx, tenantId, surveyed);
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await this.rows.forget(tx, tenantId);
    await this.surveys.forget(tx, tenantId);
  }

  /**
   * Without calls whose details were taken away when they had been kept long enough: they are in the sums, and what is
   * still told of them would be counted as another call.
   */
  private async keptOnly(tx: EntityManager, turn: Turn, calls: CallToFold[]): Promise<CallToFold[]> {
    const { tenantId, kept } = turn.place;
    const from = kept?.callsFrom ?? null;
    if (from === null) return calls;
    const isOld = ({ kept: row, news }: CallToFold): boolean =>
      row === undefined &&
      (news.facts.some(({ at }) => at < from) || !news.facts.some(({ type }) => beginnings.has(type)));
    const gone = await this.rows.gone(
      tx,
      tenantId,
      calls.filter(isOld).map(({ news }) => news.key),
    );
    if (gone.size === 0) return calls;
    const isGone = ({ news }: CallToFold): boolean => gone.has(news.key);
    countIgnored(calls.filter(isGone).reduce((sum, { news }) => sum + news.facts.length, 0));
    return calls.filter((call) => !isGone(call));
  }

  /**
   * In the order of their keys: the calls told of, those that a restart told of now may end, and beside any of which
   * something was told shortly before a restart all those of which something was: together they say when it was silent.
   */
  private async callsToFold(
    tx: EntityManager,
    tenantId: string,
    events: readonly LoggedEvent[],
    known: readonly SourceRestart[],
  ): Promise<CallToFold[]> {
    const versions = this.settings.callerKeys(tenantId);
    const calls = await gatherCalls(tenantId, await withCallerNames(tx, tenantId, versions, events));
    const restarts = restartsOf(events);
    const keys = calls.map(({ key }) => key);
    const kept = calls.length === 0 ? new Map<string, KeptCall>() : await this.rows.kept(tx, tenantId, keys);
    const toFold = new Map<string, CallToFold>();
    await inSlices(tenantId, calls, (news) => void toFold.set(news.key, withNews(kept.get(news.key), news)));
    const add = (call: KeptCall): void => {
      if (!toFold.has(call.callKey)) toFold.set(call.callKey, withNews(call, withoutNews(call)));
    };
    if (restarts.length > 0) {
      (await this.rows.openBefore(tx, tenantId, restarts)).forEach(add);
      (await this.rows.toldBefore(tx, tenantId, restarts)).forEach(add);
    }
    const seen = new Set<SourceRestart>();
    for (;;) {
      // Calls that are added may stand before another restart.
      const near = restartsNear(known, [...toFold.values()]).filter((restart) => !seen.has(restart));
      if (near.length === 0) break;
      for (const restart of near) seen.add(restart);
      (await this.rows.toldBefore(tx, tenantId, near)).forEach(add);
    }
    return [...toFold.values()].sort((a, b) => (a.news.key < b.news.key ? -1 : 1));
  }
}

const withNews = (kept: KeptCall | undefined, news: CallNews): CallToFold => ({
  kept,
  news,
  merged: mergeFacts(kept?.facts ?? [], news.facts),
});

function refold({ kept, news, merged }: CallToFold, restarts: readonly Restart[], rulesAt: RulesAt): CallRow {
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
