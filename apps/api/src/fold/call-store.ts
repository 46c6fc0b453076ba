import { decodeFacts, type Call, type CallFact, type Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import { TenantSettings } from '../settings/tenant-settings';
import { edgeBefore, type CallEdge } from './call-row-store';
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
  /** Calls that rang at one of them, or that one answered. */
  readonly agentIds?: readonly string[];
  readonly aniHashes?: readonly string[];
  /** Calls that were in one of them. */
  readonly queueIds?: readonly string[];
  readonly languages?: readonly string[];
  readonly reasons?: readonly string[];
  /** Calls that ended so. */
  readonly outcomes?: readonly string[];
  /** Of what is meant only calls that arrived so, half-open: to go through a long range in parts. */
  readonly arrived?: { readonly from?: Instant; readonly before?: Instant };
};

/** Which calls of a range are meant: those that arrived in it, or all of which anything is in it. */
export type RangeOf = 'arrival' | 'reach';

type Row = { call_key: string; source: string; call_id: string; seq: number; facts: string };

const selectCalls = 'SELECT call_key, source, call_id, seq, facts, arrived_at FROM call WHERE tenant_id = $1';

const edgeSql = `(arrived_at, call_key) > (to_timestamp($5 / 1000.0), $6::uuid)`;
const from = 'to_timestamp($2 / 1000.0)';
const to = 'to_timestamp($3 / 1000.0)';
const within = (margin: string): string =>
  `arrived_at >= ${from} - interval '${margin}' AND arrived_at < ${to} + interval '${margin}'`;
/** What is still open may last as long as it likes. */
const reaches = `(last_at >= ${from} OR open) AND first_at < ${to}`;

const inOrder = 'ORDER BY arrived_at, call_key LIMIT $4';

/**
 * Calls seldom last longer than a day: those that do, and those that nobody told the end of, have indexes of their own.
 * Each part is cut to a page by itself, so that none is sorted as a whole.
 */
const pageSqls: Readonly<Record<RangeOf, (lists: string) => string>> = {
  arrival: (lists) => `${selectCalls} AND ${within('0 s')} AND ${edgeSql}${lists} ${inOrder}`,
  reach: (lists) => {
    const elsewhere = `NOT (${within('1 day')})`;
    const parts = [
      within('1 day'),
      `${elsewhere} AND outlasts_day`,
      `${elsewhere} AND open AND NOT outlasts_day`,
    ];
    const pages = parts.map(
      (part) => `(${selectCalls} AND ${part} AND ${reaches} AND ${edgeSql}${lists} ${inOrder})`,
    );
    return `${pages.join(' UNION ALL ')} ${inOrder}`;
  },
};

/** After every call there can be. */
const edgeAfter: CallEdge = {
  arrivedAt: 253_402_300_799_000,
  callKey: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** The same page from its other end. */
const backwards = (sql: string): string =>
  sql
    .replaceAll(edgeSql, edgeSql.replace('>', '<'))
    .replaceAll(inOrder, 'ORDER BY arrived_at DESC, call_key DESC LIMIT $4');

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

  /** The calls of a range, at most `limit` at a time, in the order of arrival. */
  async *pages(
    tx: EntityManager,
    tenantId: string,
    { rangeOf, ...range }: ArrivedRange & { readonly rangeOf: RangeOf },
    limit: number,
  ): AsyncGenerator<readonly StoredCall[]> {
    for (
      let edge = edgeBefore(range.arrived?.from), page: StoredCall[] | undefined;
      page === undefined || page.length === limit;
    ) {
      const parameters = [tenantId, range.from, range.to, limit, edge.arrivedAt, edge.callKey];
      const sql = pageSqls[rangeOf](narrowedBy(range, parameters));
      page = await this.read(tx, sql, parameters);
      yield page;
      const last = page.at(-1);
      if (last !== undefined) edge = { arrivedAt: last.call.arrivedAt, callKey: last.callKey };
    }
  }

  /** When the call arrived that comes after the first `count` of a range; undefined when there are no more. */
  async arrivalAfter(
    tx: EntityManager,
    tenantId: string,
    range: ArrivedRange,
    count: number,
  ): Promise<Instant | undefined> {
    const { sql, parameters } = arrivedIn(tenantId, range, count);
    const [row] = await tx.query<{ at: Instant }[]>(
      `SELECT ${msOf('arrived_at')} AS at FROM call WHERE tenant_id = $1${sql} ORDER BY arrived_at OFFSET $4 LIMIT 1`,
      parameters,
    );
    return row?.at;
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

  /** At most `limit` calls of the range that arrived before an edge (null: the latest), latest arrival first. */
  callsBefore(
    tx: EntityManager,
    tenantId: string,
    { rangeOf, ...range }: ArrivedRange & { readonly rangeOf: RangeOf },
    { edge, limit }: { readonly edge: CallEdge | null; readonly limit: number },
  ): Promise<StoredCall[]> {
    const { arrivedAt, callKey } = edge ?? edgeAfter;
    const parameters: unknown[] = [tenantId, range.from, range.to, limit, arrivedAt, callKey];
    const sql = backwards(pageSqls[rangeOf](narrowedBy(range, parameters)));
    return this.read(tx, sql, parameters);
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
  const sql = ' AND arrived_at >= to_timestamp($2 / 1000.0) AND arrived_at < to_timestamp($3 / 1000.0)';
  return { sql: sql + narrowedBy(range, parameters), parameters };
}

/** The condition for the lists of ids that are given; their parameters are added. */
function narrowedBy(range: ArrivedRange, parameters: unknown[]): string {
  let sql = '';
  const lists = {
    clinic_id: range.clinicIds,
    team_id: range.teamIds,
    ani_hash: range.aniHashes,
    language: range.languages,
    reason: range.reasons,
    outcome: range.outcomes,
  };
  for (const [column, ids] of Object.entries(lists)) {
    if (ids !== undefined) sql += ` AND ${column} = ANY($${parameters.push(ids)}::text[])`;
  }
  const before = range.arrived?.before;
  if (before !== undefined) sql += ` AND arrived_at < to_timestamp($${parameters.push(before)} / 1000.0)`;
  if (range.agentIds !== undefined) sql += ` AND agents && $${parameters.push(range.agentIds)}::text[]`;
  if (range.queueIds !== undefined) sql += ` AND queues && $${parameters.push(range.queueIds)}::text[]`;
  return sql;
}
