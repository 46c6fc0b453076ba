import { decodeFacts, type Call, type Instant } from '@vigie/calls';
import { contribute } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import { AgentDayProjection } from './agent-day-projection';
import type { CallRow } from './call-columns';
import { CallRowStore } from './call-row-store';
import { CallSurveyStore, isSurveyed, type RefoldedCall } from './call-survey-store';
import { inSlices } from '../platform/in-slices';
import { foldByArrival } from './refold-call';
import { RollupDeltas } from './rollup-deltas';
import { RollupStore } from './rollup-store';
import { TouchedAgents } from './touched-agents';
import { Turn, type Standpoint } from './turn';

type Row = {
  readonly call_key: string;
  readonly source: string;
  readonly call_id: string;
  readonly seq: number;
  readonly facts: string;
  readonly ignored_facts: number | null;
  readonly arrived_ms: number;
  readonly judged: string;
};

/** What settings have a say in, as one text. */
const judgedSql = `concat_ws('|', coalesce(clinic_id, '-'), coalesce(team_id, '-'), coalesce(outcome, '-'),
  coalesce(sub_code, '-'), short_abandoned, offered, counted, phase, coalesce(wait_ms, -1))`;

function judged(call: Call): string {
  const { clinicId, teamId, outcome, subCode, shortAbandoned, offered, counted, phase, waitMs } = call;
  const flag = (value: boolean) => (value ? 't' : 'f');
  const known = [clinicId ?? '-', teamId ?? '-', outcome ?? '-', subCode ?? '-'];
  return [...known, flag(shortAbandoned), flag(offered), flag(counted), phase, waitMs ?? -1].join('|');
}

const pageSql = `SELECT call_key, source, call_id, seq, facts, ignored_facts,
  (extract(epoch FROM arrived_at) * 1000)::bigint AS arrived_ms, ${judgedSql} AS judged
FROM call WHERE tenant_id = $1 AND (arrived_at, call_key) > (to_timestamp($2 / 1000.0), $3::uuid)
ORDER BY arrived_at, call_key LIMIT 5000`;

const beforeAllKeys = '00000000-0000-0000-0000-000000000000';

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
   * Folds what arrived at or after `from`, a bucket's edge from which the rollup holds nothing. `place.seq` is the number
   * under which it is told.
   */
  async refold(tx: EntityManager, at: Standpoint, from: Instant): Promise<void> {
    let after = { at: from, key: beforeAllKeys };
    for (;;) {
      const rows = await tx.query<Row[]>(pageSql, [at.place.tenantId, after.at, after.key]);
      const last = rows.at(-1);
      if (last === undefined) return;
      await this.refoldPage(tx, at, rows);
      after = { at: last.arrived_ms, key: last.call_key };
    }
  }

  private async refoldPage(tx: EntityManager, at: Standpoint, rows: readonly Row[]): Promise<void> {
    const { tenantId, seq: toldAs } = at.place;
    const sums = new Turn(at.place, at.standings);
    const changed: CallRow[] = [];
    const surveyed: RefoldedCall[] = [];
    await inSlices(rows, (row) => {
      const folded = this.fold(tenantId, row);
      sums.replace(folded.callKey, { before: undefined, after: folded.call }, contribute);
      if (judged(folded.call) !== row.judged) changed.push(folded);
      if (isSurveyed(undefined, folded.call)) surveyed.push({ ...folded, before: undefined, seq: toldAs });
    });
    await this.calls.write(tx, tenantId, changed);
    await this.surveys.write(tx, tenantId, surveyed);
    await this.rollups.add(tx, tenantId, sums.deltas.moved());
    // Legs are kept with their clinic; what days contribute does not depend on it and is summed anew afterwards.
    const seq = Math.max(...rows.map((row) => row.seq));
    const legs = new TouchedAgents();
    for (const { callKey, call } of changed) legs.replaceLegs(callKey, undefined, call);
    await this.agentDays.apply(tx, { tenantId, seq }, legs.byAgent, new RollupDeltas());
  }

  private fold(tenantId: string, row: Row): CallRow {
    const facts = decodeFacts(row.facts);
    const call = foldByArrival(facts, (instant) => this.settings.rulesAt(tenantId, instant));
    const ignoredFacts = row.ignored_facts ?? 0;
    return {
      callKey: row.call_key,
      source: row.source,
      callId: row.call_id,
      seq: row.seq,
      call,
      facts,
      ignoredFacts,
    };
  }
}
