import { tallyNames } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { callSurveyColumns } from './call-survey-rows';
import { tallyColumn } from './rollup-store';

/** The tables the fold writes. */
const foldTables = [
  'fold_cursor',
  'call',
  'call_survey',
  'rollup',
  'agent_day',
  'source_restart',
  'source_state',
  'directory',
  'change',
] as const;

/** What differs between what is stored and what the log says. */
export type Differences = { readonly count: number; readonly examples: readonly string[] };

const mostExamples = 20;

/**
 * Makes the fold's tables anew, empty, for this transaction alone. They stand in front of the stored ones, so that the
 * very statements of the fold write there; the stored ones are reached by naming their schema.
 */
export async function raiseShadow(tx: EntityManager): Promise<void> {
  await tx.query('SET LOCAL statement_timeout = 0');
  for (const table of foldTables) {
    await tx.query(`CREATE TEMPORARY TABLE ${table} (LIKE ${table} INCLUDING ALL) ON COMMIT DROP`);
  }
  await tx.query('DISCARD PLANS');
}

/** How far the tenant's stored fold is, and whether its settings changed since. */
export async function storedCursor(
  tx: EntityManager,
  tenantId: string,
): Promise<{ seq: number; stale: boolean }> {
  const [row] = await tx.query<{ seq: number; stale: boolean }[]>(
    `SELECT seq, stale_from IS NOT NULL AS stale FROM fold_cursor WHERE tenant_id = $1`,
    [tenantId],
  );
  return row ?? { seq: 0, stale: false };
}

/** The first number the tenant's log still has; 0 when it is empty. */
export async function firstInLog(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ first: number | null }[]>(
    `SELECT min(seq) AS first FROM event_log WHERE tenant_id = $1`,
    [tenantId],
  );
  return row?.first ?? 0;
}

const counted = tallyNames
  .map((name) => `coalesce(${tallyColumn(name)}, 0) AS ${tallyColumn(name)}`)
  .join(', ');
const anyCounted = tallyNames.map((name) => `coalesce(${tallyColumn(name)}, 0) <> 0`).join(' OR ');

/** Which event moved a row last depends on how the log was cut into turns. */
const surveyNames = callSurveyColumns
  .map(({ name }) => name)
  .filter((name) => name !== 'seq')
  .join(', ');

/** Each table as it is compared: by what it means rather than how it came to be written. */
const comparable = {
  call: {
    key: `source || ' ' || call_id`,
    sql: (table: string) => `SELECT * FROM ${table} WHERE tenant_id = $1`,
  },
  call_survey: {
    key: `call_key || ' ' || channel`,
    sql: (table: string) => `SELECT ${surveyNames} FROM ${table} WHERE tenant_id = $1`,
  },
  rollup: {
    key: `concat_ws(' ', cuboid, key1, key2, bucket)`,
    sql: (table: string) => `SELECT cuboid, key1, key2, bucket, ${counted}, vigie_sum_bins(bins) AS bins
      FROM ${table} WHERE tenant_id = $1 AND (${anyCounted} OR cardinality(vigie_sum_bins(bins)) > 0)`,
  },
  agent_day: {
    key: `agent_id || ' ' || day`,
    sql: (table: string) => `SELECT agent_id, day, facts, legs, opening FROM ${table}
      WHERE tenant_id = $1 AND (facts <> '' OR legs <> '')`,
  },
} as const;
export type ComparedTable = keyof typeof comparable;
export const comparedTables = Object.keys(comparable) as readonly ComparedTable[];

/** The statement that reads a table as it is compared; `$1` is the tenant. */
export const comparableSql = (table: ComparedTable, from: string = table): string =>
  comparable[table].sql(from);

/** Compares a stored table with its shadow, both ways. */
export async function differencesOf(
  tx: EntityManager,
  tenantId: string,
  table: ComparedTable,
): Promise<Differences> {
  const { key } = comparable[table];
  const [{ schema } = { schema: 'public' }] = await tx.query<{ schema: string }[]>(
    `SELECT quote_ident(current_schema()) AS schema`,
  );
  const stored = comparableSql(table, `${schema}.${table}`);
  const refolded = comparableSql(table, `pg_temp.${table}`);
  const rows = await tx.query<{ what: string; side: string; total: number }[]>(
    `WITH stored AS MATERIALIZED (${stored}), refolded AS MATERIALIZED (${refolded}),
     differing AS (
       (SELECT 'stored' AS side, s.* FROM (SELECT * FROM stored EXCEPT SELECT * FROM refolded) s)
       UNION ALL
       (SELECT 'refolded', r.* FROM (SELECT * FROM refolded EXCEPT SELECT * FROM stored) r)
     )
     SELECT ${key} AS what, side, count(*) OVER () AS total FROM differing ORDER BY 1, 2 LIMIT ${mostExamples}`,
    [tenantId],
  );
  return {
    count: rows[0]?.total ?? 0,
    examples: rows.map(({ what, side }) => `${table} ${what}: only ${side}`),
  };
}
