import type { Instant } from '@vigie/calls';
import { bucketMs, bucketOf } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { KeptSince } from '../event-log/log-progress-store';
import { msOf } from '../platform/sql-instant';

/** A table the fold writes, and how a stored one is compared with what the log says. */
export type FoldedTable = {
  readonly name: string;
  /** How it is compared: by what it means rather than how it came to be written. Not at all where that is absent. */
  readonly compared?: {
    /** SQL that names a row to people. */
    readonly key: string;
    /** The statement that reads it from a table of this name, as far as it can be compared; `$1` is the tenant. */
    readonly sql: (table: string, since?: ComparedSince) => string;
  };
};

/** From when on what is stored can be told again from what is kept of the log; null: from the beginning. */
export type ComparedSince = KeptSince & {
  /** The first bucket that no call reaches of which parts may be gone. */
  readonly rollupsFrom: Instant | null;
  /** The first bucket that has agents' time which the log can still tell just as it was. */
  readonly agentTimeFrom: Instant | null;
};

export const nothingGone: ComparedSince = {
  callsFrom: null,
  agentsFrom: null,
  rollupsFrom: null,
  agentTimeFrom: null,
};

/** SQL: whether a column is at an instant or later. */
export function atOrAfter(column: string, instant: Instant | null): string {
  return instant === null ? 'true' : `${column} >= to_timestamp(${instant} / 1000.0)`;
}

/** What differs between what is stored and what the log says. */
export type Differences = { readonly count: number; readonly examples: readonly string[] };

const mostExamples = 20;
const dayMs = 86_400_000;

/**
 * Makes the fold's tables anew, empty, for this transaction alone. They stand in front of the stored ones, so that the
 * very statements of the fold write there; the stored ones are reached by naming their schema.
 */
export async function raiseShadow(tx: EntityManager, tables: readonly FoldedTable[]): Promise<void> {
  await tx.query('SET LOCAL statement_timeout = 0');
  for (const { name } of tables) {
    await tx.query(`CREATE TEMPORARY TABLE ${name} (LIKE ${name} INCLUDING ALL) ON COMMIT DROP`);
  }
  await tx.query('DISCARD PLANS');
}

/** Compares a stored table with its shadow, both ways. */
export async function differencesOf(
  tx: EntityManager,
  tenantId: string,
  { name, compared }: FoldedTable,
  since: ComparedSince,
): Promise<Differences> {
  if (compared === undefined) return { count: 0, examples: [] };
  const { key, sql } = compared;
  const [{ schema } = { schema: 'public' }] = await tx.query<{ schema: string }[]>(
    `SELECT quote_ident(current_schema()) AS schema`,
  );
  const stored = sql(`${schema}.${name}`, since);
  const refolded = sql(`pg_temp.${name}`, since);
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
    examples: rows.map(({ what, side }) => `${name} ${what}: only ${side}`),
  };
}

/**
 * The first bucket that no call reaches which began before `callsFrom` and is still kept: of it parts of the log may be
 * gone. Null when nothing was taken away.
 */
export async function comparedSince(
  tx: EntityManager,
  tenantId: string,
  { callsFrom, agentsFrom: keptFrom }: KeptSince,
): Promise<ComparedSince> {
  if (callsFrom === null || keptFrom === null) return nothingGone;
  // The first day that is kept began with what the day before it left, which is gone; wherever its midnight was.
  const agentTimeFrom = Date.parse(keptFrom) + 2 * dayMs;
  const agentsFrom = new Date(agentTimeFrom).toISOString().slice(0, 10);
  const [row] = await tx.query<{ last: number | null }[]>(
    `SELECT ${msOf('max(last_at)')} AS last
     FROM call WHERE tenant_id = $1 AND first_at < to_timestamp($2 / 1000.0)`,
    [tenantId, callsFrom],
  );
  const reached = row?.last ?? null;
  const rollupsFrom = reached === null ? callsFrom : Math.max(callsFrom, bucketOf(reached) + bucketMs);
  return { callsFrom, agentsFrom, rollupsFrom, agentTimeFrom };
}
