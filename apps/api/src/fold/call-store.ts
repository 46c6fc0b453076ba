import { decodeFacts, type Call, type CallFact, type Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { TenantSettings } from '../settings/tenant-settings';
import { foldByArrival } from './refold-call';

/** A call with what it was folded from. */
export type StoredCall = {
  readonly callKey: string;
  readonly source: string;
  readonly callId: string;
  /** Number of the last event that belongs to it. */
  readonly seq: number;
  /** Folded by the rules of its arrival. */
  readonly call: Call;
  /** In order, those that the server derived among them: folding the ones with `at` ≤ t gives the call as it was at t. */
  readonly facts: readonly CallFact[];
};

/** Calls by arrival, half-open; each list of ids that is given narrows it. */
export type ArrivedRange = {
  readonly from: Instant;
  readonly to: Instant;
  readonly clinicIds?: readonly string[];
  readonly teamIds?: readonly string[];
  readonly aniHashes?: readonly string[];
};

type Row = { call_key: string; source: string; call_id: string; seq: number; facts: string };

const selectCalls = 'SELECT call_key, source, call_id, seq, facts FROM call WHERE tenant_id = $1';

const withWish = ` AND call_key IN (
  SELECT call_key FROM call_survey
  WHERE tenant_id = $1 AND month >= (to_timestamp($2 / 1000.0) - interval '2 months')::date
    AND answered_at >= to_timestamp($2 / 1000.0) AND items @> '{"callback":1}')`;

/** Reads folded calls. Settings are looked up by the store itself. */
@Injectable()
export class CallStore {
  constructor(private readonly settings: TenantSettings) {}

  /** The calls of these keys that exist, in no order. */
  callsByKey(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<StoredCall[]> {
    if (keys.length === 0) return Promise.resolve([]);
    return this.read(tx, `${selectCalls} AND call_key = ANY($2::uuid[])`, [tenantId, keys]);
  }

  /** At most `limit` calls of the range, by arrival: ask for one more to see that there are too many. */
  callsArrived(
    tx: EntityManager,
    tenantId: string,
    range: ArrivedRange,
    limit: number,
  ): Promise<StoredCall[]> {
    const { sql, parameters } = arrivedIn(tenantId, range, limit);
    return this.read(tx, `${selectCalls}${sql} ORDER BY arrived_at, call_key LIMIT $4`, parameters);
  }

  /** At most `limit` calls of the range, latest arrival first. */
  latestCalls(
    tx: EntityManager,
    tenantId: string,
    range: ArrivedRange,
    limit: number,
  ): Promise<StoredCall[]> {
    const { sql, parameters } = arrivedIn(tenantId, range, limit);
    return this.read(tx, `${selectCalls}${sql} ORDER BY arrived_at DESC, call_key LIMIT $4`, parameters);
  }

  /** Calls whose caller answered at or after `since` a survey, within two months of the call, and wished to be called back. */
  callsWithWish(tx: EntityManager, tenantId: string, since: Instant): Promise<StoredCall[]> {
    return this.read(tx, `${selectCalls}${withWish}`, [tenantId, since]);
  }

  /**
   * Calls that are not over (in the greeting, waiting, ringing, talking, wrapping up), by arrival. With `since`, only
   * those of which something was told at that instant or later: a call whose end was never told stays open for good.
   */
  openCalls(tx: EntityManager, tenantId: string, since?: Instant): Promise<StoredCall[]> {
    const recent = since === undefined ? '' : ' AND last_at >= to_timestamp($2 / 1000.0)';
    const parameters = since === undefined ? [tenantId] : [tenantId, since];
    return this.read(tx, `${selectCalls} AND open${recent} ORDER BY arrived_at, call_key`, parameters);
  }

  private async read(tx: EntityManager, sql: string, parameters: readonly unknown[]): Promise<StoredCall[]> {
    await this.settings.ensureLoaded(tx, parameters[0] as string);
    const rows = await tx.query<Row[]>(sql, [...parameters]);
    const rulesAt = (instant: Instant) => this.settings.rulesAt(parameters[0] as string, instant);
    return rows.map((row) => {
      const facts = decodeFacts(row.facts);
      const call = foldByArrival(facts, rulesAt);
      return { callKey: row.call_key, source: row.source, callId: row.call_id, seq: row.seq, call, facts };
    });
  }
}

function arrivedIn(
  tenantId: string,
  range: ArrivedRange,
  limit: number,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [tenantId, range.from, range.to, limit];
  let sql = ' AND arrived_at >= to_timestamp($2 / 1000.0) AND arrived_at < to_timestamp($3 / 1000.0)';
  const lists = { clinic_id: range.clinicIds, team_id: range.teamIds, ani_hash: range.aniHashes };
  for (const [column, ids] of Object.entries(lists)) {
    if (ids !== undefined) sql += ` AND ${column} = ANY($${parameters.push(ids)}::text[])`;
  }
  return { sql, parameters };
}
