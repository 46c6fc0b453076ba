import type { EntityManager } from 'typeorm';

/** A table the fold writes, and how a stored one is compared with what the log says. */
export type FoldedTable = {
  readonly name: string;
  /** How it is compared: by what it means rather than how it came to be written. Not at all where that is absent. */
  readonly compared?: {
    /** SQL that names a row to people. */
    readonly key: string;
    /** The statement that reads it from a table of this name; `$1` is the tenant. */
    readonly sql: (table: string) => string;
  };
};

/** What differs between what is stored and what the log says. */
export type Differences = { readonly count: number; readonly examples: readonly string[] };

const mostExamples = 20;

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
): Promise<Differences> {
  if (compared === undefined) return { count: 0, examples: [] };
  const { key, sql } = compared;
  const [{ schema } = { schema: 'public' }] = await tx.query<{ schema: string }[]>(
    `SELECT quote_ident(current_schema()) AS schema`,
  );
  const stored = sql(`${schema}.${name}`);
  const refolded = sql(`pg_temp.${name}`);
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
