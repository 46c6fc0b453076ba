import { decodeFacts, type Call, type Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import { AgentDayFold } from './agent-day-fold';
import type { CallRow } from './call-columns';
import { isSurveyed, type RefoldedCall } from './call-survey-store';
import { CallWriter } from './call-writer';
import { inSlices } from '../platform/in-slices';
import { foldByArrival } from './refold-call';
import { RollupDeltas } from './rollup-deltas';
import { RollupStore } from './rollup-store';
import type { TurnPlace } from './turn-records';
import { TurnSums } from './turn-sums';

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
    private readonly calls: CallWriter,
    private readonly rollups: RollupStore,
    private readonly agentDays: AgentDayFold,
  ) {}

  /**
   * Folds what arrived at or after `from`, a bucket's edge from which the rollup holds nothing. `place.seq` is the number
   * under which it is told.
   */
  async refold(tx: EntityManager, place: TurnPlace, from: Instant): Promise<void> {
    let after = { at: from, key: beforeAllKeys };
    for (;;) {
      const rows = await tx.query<Row[]>(pageSql, [place.tenantId, after.at, after.key]);
      const last = rows.at(-1);
      if (last === undefined) return;
      await this.refoldPage(tx, place, rows);
      after = { at: last.arrived_ms, key: last.call_key };
    }
  }

  private async refoldPage(tx: EntityManager, place: TurnPlace, rows: readonly Row[]): Promise<void> {
    const { tenantId } = place;
    const sums = new TurnSums();
    const changed: CallRow[] = [];
    const surveyed: RefoldedCall[] = [];
    await inSlices(rows, (row) => {
      const folded = this.fold(tenantId, row);
      sums.replace(folded.callKey, undefined, folded.call);
      if (judged(folded.call) !== row.judged) changed.push(folded);
      if (isSurveyed(undefined, folded.call)) surveyed.push({ ...folded, before: undefined, seq: place.seq });
    });
    await this.calls.write(tx, tenantId, changed, surveyed);
    await this.rollups.add(tx, tenantId, sums.deltas.moved());
    // Legs are kept with their clinic; what days contribute does not depend on it and is summed anew afterwards.
    const seq = Math.max(...rows.map((row) => row.seq));
    const legs = new TurnSums();
    for (const { callKey, call } of changed) legs.agents.replaceLegs(callKey, undefined, call);
    await this.agentDays.apply(tx, { tenantId, seq }, legs.agents.byAgent, new RollupDeltas());
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
