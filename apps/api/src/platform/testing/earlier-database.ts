import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync } from 'node:zlib';

import { migrations } from '@vigie/migrations';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { openDataSource } from '../data-source';
import { migrate } from '../migrate';
import { handOver, type HandOver } from '../roles/hand-over';
import {
  createEmptyDatabase,
  openTestDatabase,
  type UnopenedDatabase,
  type TestDatabase,
} from './test-database';

type DumpedTable = { readonly name: string; readonly columns: readonly string[]; readonly rows: string };

/** The whole database of an earlier version, as `tools/upgrade/write-database.mjs` wrote it. */
export type EarlierDatabase = {
  readonly commit: string;
  readonly tenant: string;
  /** Names of the migrations that had made its schema. */
  readonly migrations: readonly string[];
  readonly tables: readonly DumpedTable[];
  /** What it answered, by the path under `/api/v1/` that it was asked. */
  readonly answers: Readonly<Record<string, unknown>>;
};

/** Reads a written database. */
export async function readEarlierDatabase(path: string): Promise<EarlierDatabase> {
  return JSON.parse(brotliDecompressSync(await readFile(path)).toString()) as EarlierDatabase;
}

/**
 * Makes a database as the earlier version left it, by the migrations it had, and opens it as the present version does:
 * handed over to its owner, and with the migrations that came since.
 */
export async function createEarlierDatabase(earlier: EarlierDatabase): Promise<TestDatabase> {
  const left = await createEarlierLeft(earlier);
  return openTestDatabase(left.name);
}

/** The same before the present version has touched it. */
export async function createEarlierLeft(earlier: EarlierDatabase): Promise<UnopenedDatabase> {
  const empty = await createEmptyDatabase('administrator');
  await fillAsEarlier(empty.administratorUrl, earlier);
  await handOver(empty.administratorUrl, handOverTo(empty.url));
  return empty;
}

/** What an administrator does so that the role of this address owns its database. */
export function handOverTo(ownerUrl: string): HandOver {
  const { username, password } = new URL(ownerUrl);
  return { owner: { name: username, password }, ownerMakesRoles: true, logins: [] };
}

/** What the earlier version left in an empty database, as the superuser that it logged in as. */
export async function fillAsEarlier(administratorUrl: string, earlier: EarlierDatabase): Promise<void> {
  const known = migrations.filter(({ name }) => earlier.migrations.includes(name));
  const pool = { name: 'earlier', size: 1, statementMs: 0 };
  const source = await openDataSource(administratorUrl, pool, () => undefined, { migrations: known });
  await migrate(source);
  await source.destroy();
  await fill(administratorUrl, earlier.tables);
}

async function fill(url: string, tables: readonly DumpedTable[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Tables are filled in the order of their names, whatever refers to what.
    await client.query(`SET session_replication_role = replica; SET timezone = 'UTC'`);
    for (const table of tables) {
      for (const month of monthsOf(table)) await client.query('SELECT vigie_ensure_month($1, $2)', month);
      const columns = table.columns.map((name) => `"${name}"`).join(', ');
      const copy = client.query(copyFrom(`COPY "${table.name}" (${columns}) FROM STDIN`));
      await pipeline(Readable.from([table.rows]), copy);
    }
  } finally {
    await client.end();
  }
}

/** By which column a table is cut into months. */
const monthColumns: Readonly<Record<string, string>> = { event_log: 'received_at', event_key: 'day' };

function monthsOf({ name, columns, rows }: DumpedTable): [table: string, month: string][] {
  const place = columns.indexOf(monthColumns[name] ?? '');
  if (place === -1) return [];
  const months = new Set(
    rows
      .trimEnd()
      .split('\n')
      .map((row) => row.split('\t')[place]?.slice(0, 7)),
  );
  return [...months].map((month) => [name, `${month}-01`]);
}
