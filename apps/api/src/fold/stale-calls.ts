import type { Instant } from '@vigie/calls';
import { bucketOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import { AgentDayProjection } from './agent-day-projection';
import type { CallRow } from './call-columns';
import { reachOf } from './call-reach';
import { CallRowStore, edgeBefore, judgedOf, type ArrivedCall, type CallEdge } from './call-row-store';
import { CallSurveyStore, isSurveyed, type RefoldedCall } from './call-survey-store';
import { contributingAs } from './call-upgrade';
import { inSlices } from '../platform/breather';
import { foldByArrival } from './refold-call';
import { RollupDeltas } from './rollup-deltas';
import { RollupStore } from './rollup-store';
import { TouchedAgents } from './touched-agents';
import { Turn, type Standpoint } from './turn';

const callsPerPage = 5_000;

/** Folds calls again whose facts are the same but whose settings are not. */
@Injectable()
export class StaleCalls {
  constructor(
    private readonly settings: TenantSettings,
    private readonly calls: CallRowStore,
    private readonly surveys: CallSurveyStore,
    private readonly rollups: RollupStore,
    private readonly agentDays: AgentDayProjection,
  ) {}

  /**
   * The bucket from which the rollup has to be emptied so that calls which arrived at `from` or later can be summed anew:
   * an earlier one where any of them reaches back further.
   */
  async emptiedFrom(tx: EntityManager, tenantId: string, from: Instant): Promise<Instant> {
    return bucketOf(await this.calls.firstReach(tx, tenantId, bucketOf(from)));
  }

  /**
   * Folds what arrived at or after `from`, and sums it with what calls that came earlier have from `emptied` on, where the
   * rollup holds nothing. `place.seq` is the number under which it is told.
   */
  async refold(
    tx: EntityManager,
    at: Standpoint,
    { from, emptied }: { readonly from: Instant; readonly emptied: Instant },
  ): Promise<void> {
    const { tenantId } = at.place;
    const earlier = { before: from, reaching: emptied };
    const pageOfEarlier = (edge: CallEdge) =>
      this.calls.pageReaching(tx, tenantId, earlier, { edge, limit: callsPerPage });
    for await (const page of pages(pageOfEarlier, edgeBefore())) await this.addEarlier(tx, at, page, emptied);
    const pageOf = (edge: CallEdge) => this.calls.pageAfter(tx, tenantId, edge, callsPerPage);
    for await (const page of pages(pageOf, edgeBefore(from))) await this.refoldPage(tx, at, page, emptied);
  }

  /** Calls whose settings are what they were: only what they have in emptied buckets is missing. */
  private async addEarlier(
    tx: EntityManager,
    at: Standpoint,
    page: readonly ArrivedCall[],
    emptied: Instant,
  ): Promise<void> {
    const contributeAs = contributingAs(at.standings.get('calls'));
    const deltas = new RollupDeltas();
    await inSlices(at.place.tenantId, page, (kept) => {
      const { call } = this.fold(at.place.tenantId, kept);
      deltas.add(
        contributeAs(call).filter(({ bucketStart }) => bucketStart >= emptied),
        1,
      );
    });
    await this.rollups.add(tx, at.place.tenantId, deltas.moved());
  }

  private async refoldPage(
    tx: EntityManager,
    at: Standpoint,
    page: readonly ArrivedCall[],
    emptied: Instant,
  ): Promise<void> {
    const { tenantId, seq: toldAs } = at.place;
    const contributeAs = contributingAs(at.standings.get('calls'));
    const sums = new Turn(at.place, at.standings);
    const changed: (CallRow & { readonly formerAgents: readonly string[] })[] = [];
    const surveyed: RefoldedCall[] = [];
    await inSlices(tenantId, page, (kept) => {
      const folded = this.fold(tenantId, kept);
      sums.replace(folded.callKey, { before: undefined, after: folded.call }, contributeAs);
      if (judgedOf(folded.call) !== kept.judged) changed.push({ ...folded, formerAgents: kept.agents });
      if (isSurveyed(undefined, folded.call)) surveyed.push({ ...folded, before: undefined, seq: toldAs });
    });
    await this.calls.write(tx, tenantId, changed);
    await this.surveys.write(tx, tenantId, surveyed);
    // What was not emptied, since other calls of that time are gone, keeps what it holds of these.
    const moved = sums.deltas.moved().filter(({ bucketStart }) => bucketStart >= emptied);
    await this.rollups.add(tx, tenantId, moved);
    // Legs are kept with their clinic; what days contribute does not depend on it and is summed anew afterwards.
    const seq = Math.max(...page.map((kept) => kept.seq));
    const legs = new TouchedAgents();
    for (const { callKey, call, formerAgents } of changed)
      legs.replaceLegsOf(formerAgents, { callKey, call });
    const turn = new Turn({ ...at.place, seq }, at.standings);
    await this.agentDays.apply(tx, turn, legs.byAgent, turn.deltas);
  }

  private fold(
    tenantId: string,
    { callKey, source, callId, seq, facts, ignoredFacts }: ArrivedCall,
  ): CallRow {
    const call = foldByArrival(facts, (instant) => this.settings.rulesAt(tenantId, instant));
    return { callKey, source, callId, seq, call, facts, reach: reachOf(call), ignoredFacts };
  }
}

/** Page after page, each from where the last one ended. */
async function* pages(
  pageAfter: (edge: CallEdge) => Promise<ArrivedCall[]>,
  from: CallEdge,
): AsyncGenerator<readonly ArrivedCall[]> {
  for (let edge: CallEdge | undefined = from; edge !== undefined;) {
    const page: ArrivedCall[] = await pageAfter(edge);
    if (page.length > 0) yield page;
    edge = page.at(-1);
  }
}
