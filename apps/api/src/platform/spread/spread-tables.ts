import type { DataSource } from 'typeorm';

import { migrate } from '../migrate';
import { spreadSteps, type FoundTable } from './spread-steps';

const extensionSql = `SELECT 1 FROM pg_extension WHERE extname = 'citus'`;

/** Partitions are spread with the table they are of. */
const tablesSql = `SELECT c.relname AS name,
  EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS "hasTenant",
  ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
    WHERE k.conrelid = c.oid AND k.contype = 'f' ORDER BY 1) AS references
FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition ORDER BY c.relname`;

/** A table that is on every server has no column that it is spread by. */
const spreadSql = `SELECT logicalrelid::regclass::text AS name, partkey IS NULL AS everywhere FROM pg_dist_partition`;

/** Functions that statements call with a row's own values: those that only reckon. */
const functionsSql = `SELECT oid::regprocedure::text AS name FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'vigie\\_%' AND provolatile = 'i' ORDER BY 1`;

const callsToWorkersSql = (database: string): string =>
  `ALTER DATABASE "${database.replaceAll('"', '""')}" SET citus.propagate_set_commands = 'local'`;

/** The tables of this schema and the functions that go with them; where each is, only where the extension is. */
export async function foundIn(
  source: Pick<DataSource, 'query'>,
  isSpread: boolean,
): Promise<{ readonly tables: FoundTable[]; readonly functions: string[] }> {
  const tables = await source.query<Omit<FoundTable, 'whereabouts'>[]>(tablesSql);
  const spread = isSpread ? await source.query<{ name: string; everywhere: boolean }[]>(spreadSql) : [];
  const places = new Map(spread.map(({ name, everywhere }) => [name, everywhere]));
  const functions = await source.query<{ name: string }[]>(functionsSql);
  const whereaboutsOf = (name: string): FoundTable['whereabouts'] => {
    const place = places.get(name);
    if (place === undefined) return 'here';
    return place ? 'everywhere' : 'by tenant';
  };
  return {
    tables: tables.map((table) => ({ ...table, whereabouts: whereaboutsOf(table.name) })),
    functions: functions.map(({ name }) => name),
  };
}

/**
 * Brings the schema up to date and spreads its tables over the servers of a Citus cluster, each in a transaction of its
 * own: run again, it goes on where it was ended. Tells line by line what was done. On PostgreSQL without the extension
 * nothing is done, and that is said.
 */
export async function spreadTables(owner: DataSource, say: (line: string) => void): Promise<void> {
  const extension = await owner.query<unknown[]>(extensionSql);
  if (extension.length === 0) {
    say('This PostgreSQL has no extension that spreads tables (citus): all tenants stay on one server.');
    return;
  }
  await migrate(owner);
  const [row] = await owner.query<{ name: string }[]>('SELECT current_database() AS name');
  await owner.query(callsToWorkersSql(row?.name ?? ''));
  const { tables, functions } = await foundIn(owner, true);
  let spread = 0;
  for (const { sql, parameters, said } of spreadSteps(tables, functions)) {
    await owner.query(sql, [...parameters]);
    spread += sql.includes('table(') ? 1 : 0;
    say(said);
  }
  const ofTenants = tables.filter(({ hasTenant }) => hasTenant).length;
  say(
    `${spread} tables were spread now, ${ofTenants - spread} were before; ${tables.length - ofTenants} without a tenant stay here.`,
  );
}
