import { decodeFacts, type CallFact } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { textArray } from '../event-log/binary-array';
import { pgClientOf } from '../platform/transaction';
import { uuidColumn } from './binary-columns';
import { upsertParameters, upsertSql } from './bulk-upsert';
import { callColumns, type CallRow } from './call-columns';
import type { FoldedTable } from './shadow-store';

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

const write = { name: 'vigie_write_calls', text: upsertSql('call', callColumns) };

const rowsPerStatement = 800;

/** Calls as they are compared: whole. */
export const callTable: FoldedTable = {
  name: 'call',
  compared: {
    key: `source || ' ' || call_id`,
    sql: (table) => `SELECT * FROM ${table} WHERE tenant_id = $1`,
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

  /** Removes every call. */
  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query(`DELETE FROM call WHERE tenant_id = $1`, [tenantId]);
  }

  /** Writes calls as they are now. */
  async write(tx: EntityManager, tenantId: string, rows: readonly CallRow[]): Promise<void> {
    const client = await pgClientOf(tx);
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      const values = upsertParameters(tenantId, callColumns, rows.slice(start, start + rowsPerStatement));
      await client.query({ ...write, values });
    }
  }
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
