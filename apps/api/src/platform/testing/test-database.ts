import { randomBytes } from 'node:crypto';
import pg from 'pg';

import { Database, type DatabaseOptions } from '../database';

/** A database of a spec's own, with every migration applied. */
export type TestDatabase = Readonly<{
  database: Database;
  /** To connect by other means, as the owner. */
  url: string;
  /** Closes and drops it; call it in `afterAll`. */
  drop: () => Promise<void>;
}>;

const templateName = 'vigie_template';
const templateLock = 7_345_003;

/** Makes a fresh database on the PostgreSQL that the integration run brought up: a copy of a migrated template. */
export async function createTestDatabase(options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    await makeTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  });
  const url = urlOf(name);
  const small = { app: 3, intake: 3, fold: 2, owner: 2 };
  const database = await Database.open({ url, poolSizes: small, allowVolatile: true, ...options });
  const drop = async (): Promise<void> => {
    await database.close();
    await asAdministrator((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { database, url, drop };
}

/** Makes a database without a table in it. */
export async function createEmptyDatabase(): Promise<Pick<TestDatabase, 'url' | 'drop'>> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator((client) => client.query(`CREATE DATABASE ${name}`));
  const drop = async (): Promise<void> => {
    await asAdministrator((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { url: urlOf(name), drop };
}

async function makeTemplate(client: pg.Client): Promise<void> {
  const present = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [templateName]);
  if (present.rowCount !== 0) return;
  const partial = `${templateName}_${process.pid}`;
  await client.query(`CREATE DATABASE ${partial}`);
  const migrated = await Database.open({ url: urlOf(partial), allowVolatile: true });
  await migrated.close();
  await client.query(`ALTER DATABASE ${partial} RENAME TO ${templateName}`);
}

async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const server = process.env['VIGIE_TEST_POSTGRES'];
  if (server === undefined)
    throw new Error('integration specs run with a PostgreSQL: name them *.int.spec.ts');
  return server.replace(/[^/]*$/, name);
}
