import { decodeFacts, encodeFacts, shutdownMs, type Call, type CallFact, type Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { textArray } from '../event-log/binary-array';
import { pgClientOf } from '../platform/transaction';
import { msOf } from '../platform/sql-instant';
import { uuidColumn } from './binary-columns';
import { upsertParameters, upsertSql } from './bulk-upsert';
import { agentsOf, callColumns, queuesOf, type CallRow } from './call-columns';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';

/** What is kept of a call to fold it again. */
export type KeptCall = {
  readonly callKey: string;
  readonly source: string;
  readonly callId: string;
  readonly seq: number;
  readonly facts: readonly CallFact[];
  readonly ignoredFacts: number;
};

type Row = {
  call_key: string;
  source: string;
  call_id: string;
  seq: number;
  facts: string;
  ignored_facts: number | null;
};

const selectKept = `SELECT c.call_key, c.source, c.call_id, c.seq, c.facts, c.ignored_facts FROM call c`;

const byKey = {
  name: 'vigie_kept_calls',
  text: `${selectKept} JOIN unnest($2::uuid[]) AS k(call_key) ON c.call_key = k.call_key WHERE c.tenant_id = $1`,
};

const namesOf = (side: string): string => callColumns.map(({ name }) => `${side}.${name}`).join(', ');

const rewrite = {
  name: 'vigie_rewrite_calls',
  text: `${upsertSql('call', callColumns)}
WHERE (${namesOf('old')}) IS DISTINCT FROM (${namesOf('EXCLUDED')}) RETURNING call_key`,
};

const write = { name: 'vigie_write_calls', text: upsertSql('call', callColumns) };

const rowsPerStatement = 800;

/** A place in the order of calls by arrival. */
export type CallEdge = { readonly arrivedAt: Instant; readonly callKey: string };

/** Before every key of a call. */
export const lowestKey = '00000000-0000-0000-0000-000000000000';

/** Before all calls that arrived at an instant or later; without one, before all. */
export const edgeBefore = (arrivedAt: Instant = -62_135_596_800_000): CallEdge => ({
  arrivedAt,
  callKey: lowestKey,
});

/** A call in the order of arrival. */
export type ArrivedCall = KeptCall & {
  readonly arrivedAt: Instant;
  /** What settings have a say in, as it is stored, as one text: see {@link judgedOf}. */
  readonly judged: string;
  /** Who had legs of it, as it is stored. */
  readonly agents: readonly string[];
};

const judgedSql = `concat_ws('|', coalesce(c.clinic_id, '-'), coalesce(c.team_id, '-'), coalesce(c.outcome, '-'),
  coalesce(c.sub_code, '-'), c.short_abandoned, c.offered, c.counted, c.phase, coalesce(c.wait_ms, -1),
  coalesce(c.queue_id, '-'), array_to_string(c.queues, ','), array_to_string(c.agents, ','))`;

/** What settings have a say in, as one text. */
export function judgedOf(call: Call): string {
  const { clinicId, teamId, outcome, subCode, shortAbandoned, offered, counted, phase, waitMs } = call;
  const flag = (value: boolean) => (value ? 't' : 'f');
  const known = [clinicId ?? '-', teamId ?? '-', outcome ?? '-', subCode ?? '-'];
  const counts = [flag(shortAbandoned), flag(offered), flag(counted), phase, waitMs ?? -1];
  const places = [call.queueId ?? '-', queuesOf(call).join(','), agentsOf(call).join(',')];
  return [...known, ...counts, ...places].join('|');
}

const selectArrived = `SELECT c.call_key, c.source, c.call_id, c.seq, c.facts, c.ignored_facts, c.arrived_at, c.agents,
  ${msOf('c.arrived_at')} AS arrived_ms, ${judgedSql} AS judged
FROM call c WHERE c.tenant_id = $1 AND (c.arrived_at, c.call_key) > (to_timestamp($2 / 1000.0), $3::uuid)`;

const pageSql = `${selectArrived} ORDER BY c.arrived_at, c.call_key LIMIT $4`;

const reachingSql = `${selectArrived} AND c.arrived_at < to_timestamp($5 / 1000.0) AND c.last_at >= to_timestamp($6 / 1000.0)`;
const dayBefore = `to_timestamp($6 / 1000.0) - interval '1 day'`;

/** Those that last for days are looked for apart, by an index of their own; each part is cut to a page by itself. */
const earlierSql = `
(${reachingSql} AND c.arrived_at >= ${dayBefore} ORDER BY c.arrived_at, c.call_key LIMIT $4)
UNION ALL
(${reachingSql} AND c.arrived_at < ${dayBefore} AND c.outlasts_day ORDER BY c.arrived_at, c.call_key LIMIT $4)
ORDER BY arrived_at, call_key LIMIT $4`;

/** Calls as they are compared: whole. */
export const callTable: FoldedTable = {
  name: 'call',
  compared: {
    key: `source || ' ' || call_id`,
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1 AND ${atOrAfter('first_at', callsFrom)}`,
  },
};

/** The fold's own way to calls: many at a time, by key. */
@Injectable()
export class CallRowStore {
  /** What is kept of these calls, by key. */
  async kept(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<Map<string, KeptCall>> {
    const client = await pgClientOf(tx);
    const { rows } = await client.query<Row>({ ...byKey, values: [tenantId, uuidColumn(keys)] });
    return new Map(rows.map((row) => [row.call_key, toKeptCall(row)]));
  }

  /** Those of these calls that were kept once and are not any more. */
  async gone(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const rows = await tx.query<{ key: string }[]>(
      `SELECT call_key AS key FROM call_gone WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])`,
      [tenantId, keys],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /**
   * Calls that these restarts may end: those of their sources that are not over, and those that a later restart, which
   * was told earlier, ended already.
   */
  async openBefore(tx: EntityManager, tenantId: string, restarts: readonly { source: string; at: number }[]) {
    const rows = await tx.query<Row[]>(
      `WITH r AS (SELECT source, to_timestamp(at / 1000.0) AS at FROM unnest($2::text[], $3::bigint[]) AS t(source, at))
       ${selectKept} WHERE c.tenant_id = $1 AND c.open
         AND EXISTS (SELECT FROM r WHERE r.source = c.source AND r.at >= c.first_at)
       UNION ALL
       ${selectKept} WHERE c.tenant_id = $1 AND NOT c.open AND EXISTS (
         SELECT FROM source_restart later JOIN r USING (source)
         WHERE later.tenant_id = $1 AND later.source = c.source AND later.at = c.ended_at
           AND r.at >= c.first_at AND r.at < later.at)`,
      [tenantId, textArray(restarts.map(({ source }) => source)), restarts.map(({ at }) => at)],
    );
    return rows.map(toKeptCall);
  }

  /** The calls that come after a place in the order of arrival. */
  async pageAfter(
    tx: EntityManager,
    tenantId: string,
    edge: CallEdge,
    limit: number,
  ): Promise<ArrivedCall[]> {
    const parameters = [tenantId, edge.arrivedAt, edge.callKey, limit];
    return (await tx.query<ArrivedRow[]>(pageSql, parameters)).map(toArrivedCall);
  }

  /** Every call that arrived in a range, half-open. */
  async arrivedIn(
    tx: EntityManager,
    tenantId: string,
    { from, to }: { readonly from: Instant; readonly to: Instant },
  ): Promise<KeptCall[]> {
    const sql = `${selectKept} WHERE c.tenant_id = $1
      AND c.arrived_at >= to_timestamp($2 / 1000.0) AND c.arrived_at < to_timestamp($3 / 1000.0)`;
    return (await tx.query<Row[]>(sql, [tenantId, from, to])).map(toKeptCall);
  }

  /** Of them those that arrived before an instant and reach another one, earlier than that or not. */
  async pageReaching(
    tx: EntityManager,
    tenantId: string,
    { before, reaching }: { readonly before: Instant; readonly reaching: Instant },
    { edge, limit }: { readonly edge: CallEdge; readonly limit: number },
  ): Promise<ArrivedCall[]> {
    const parameters = [tenantId, edge.arrivedAt, edge.callKey, limit, before, reaching];
    return (await tx.query<ArrivedRow[]>(earlierSql, parameters)).map(toArrivedCall);
  }

  /** The first instant that anything is known of calls that arrived at `from` or later; `from` when none was earlier. */
  async firstReach(tx: EntityManager, tenantId: string, from: Instant): Promise<Instant> {
    const [row] = await tx.query<{ first: number | null }[]>(
      `SELECT ${msOf('min(first_at)')} AS first
       FROM call WHERE tenant_id = $1 AND arrived_at >= to_timestamp($2 / 1000.0)`,
      [tenantId, from],
    );
    return Math.min(from, row?.first ?? from);
  }

  /** Keeps a call's facts anew, when more is known of one of them; they must fold to the same call. */
  async keepFacts(tx: EntityManager, tenantId: string, callKey: string, facts: readonly CallFact[]) {
    const keep = `UPDATE call SET facts = $3 WHERE tenant_id = $1 AND call_key = $2 AND facts <> $3`;
    await tx.query(keep, [tenantId, callKey, encodeFacts(facts)]);
  }

  /** Writes those of the calls that are stored otherwise; gives back their keys. */
  async rewrite(tx: EntityManager, tenantId: string, rows: readonly CallRow[]): Promise<Set<string>> {
    const written = await inParts<{ call_key: string }>(tx, tenantId, rows, rewrite);
    return new Set(written.map(({ call_key }) => call_key));
  }

  /** Removes every call. */
  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query(`DELETE FROM call WHERE tenant_id = $1`, [tenantId]);
  }

  /** Calls of which their source may have told something in the half minute before one of these restarts. */
  async toldBefore(tx: EntityManager, tenantId: string, restarts: readonly { source: string; at: number }[]) {
    const rows = await tx.query<Row[]>(
      `WITH r AS (SELECT source, to_timestamp(at / 1000.0) AS at FROM unnest($2::text[], $3::bigint[]) AS t(source, at))
       ${selectKept} WHERE c.tenant_id = $1 AND EXISTS (
         SELECT FROM r WHERE r.source = c.source AND c.first_at <= r.at
           AND (c.outlasts_day OR c.arrived_at BETWEEN r.at - interval '1 day' AND r.at + interval '1 day')
           AND c.last_at >= r.at - $4 * interval '1 millisecond')`,
      [tenantId, textArray(restarts.map(({ source }) => source)), restarts.map(({ at }) => at), shutdownMs],
    );
    return rows.map(toKeptCall);
  }

  /** Writes calls as they are now. */
  async write(tx: EntityManager, tenantId: string, rows: readonly CallRow[]): Promise<void> {
    await inParts(tx, tenantId, rows, write);
  }
}

/** Runs a statement for as many rows as it takes, until all are written; gives back what it returns of them. */
async function inParts<T extends object>(
  tx: EntityManager,
  tenantId: string,
  rows: readonly CallRow[],
  statement: typeof write,
): Promise<T[]> {
  const client = await pgClientOf(tx);
  const returned: T[] = [];
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const values = await upsertParameters(tenantId, callColumns, rows.slice(start, start + rowsPerStatement));
    returned.push(...(await client.query<T>({ ...statement, values })).rows);
  }
  return returned;
}

type ArrivedRow = Row & Pick<ArrivedCall, 'judged' | 'agents'> & { readonly arrived_ms: number };

function toArrivedCall(row: ArrivedRow): ArrivedCall {
  return { ...toKeptCall(row), arrivedAt: row.arrived_ms, judged: row.judged, agents: row.agents };
}

function toKeptCall(row: Row): KeptCall {
  return {
    callKey: row.call_key,
    source: row.source,
    callId: row.call_id,
    seq: row.seq,
    facts: decodeFacts(row.facts),
    ignoredFacts: row.ignored_facts ?? 0,
  };
}
