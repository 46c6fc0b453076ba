import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { EntityManager } from 'typeorm';

import { Database, type DatabaseOptions } from '../database';
import { SecretKey } from '../secret-key';

/** What both the product's transactions and the superuser's can be asked. */
export type Asker = Pick<EntityManager, 'query'>;

/** A database of a spec's own, with every migration applied. */
export type TestDatabase = Readonly<{
  database: Database;
  /** To connect by other means, as the owner. */
  url: string;
  /** As the superuser: what no part of the product may do. */
  administratorUrl: string;
  /** Runs `work` in one transaction as the superuser, whom no wall holds: to look at all tenants, or to spoil something. */
  asAdministrator: <T>(work: (tx: Asker) => Promise<T>) => Promise<T>;
  /** Closes and drops it; call it in `afterAll`. */
  drop: () => Promise<void>;
}>;

const templateName = 'vigie_template';
const templateLock = 7_345_003;

/** What every database of the specs is begun with. */
export const testKey = new SecretKey('a secret that only the tests know, no more');

/** Logins that all databases of the run share, so that none has to make roles. */
const testLogins = { app: 'specs_app', intake: 'specs_intake', fold: 'specs_fold' };
const testPassword = 'of-the-specs';

/** Makes a fresh database on the PostgreSQL that the integration run brought up: a copy of a migrated template. */
export async function createTestDatabase(options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  return openTestDatabase(await copyTemplate(), options);
}

/** A database that a server has made, worked in and left. */
export async function createLeftDatabase(
  work: (database: Database) => Promise<void>,
  options: Partial<DatabaseOptions> = {},
): Promise<UnopenedDatabase> {
  const name = await copyTemplate();
  const { database } = await openTestDatabase(name, options);
  await work(database);
  await database.close();
  return unopened(name);
}

async function copyTemplate(): Promise<string> {
  const name = nameOfOne();
  await asAdministrator(async (client) => {
    await makeLogins(client);
    await makeTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName} OWNER ${ownerOf(name).username}`);
  });
  return name;
}

/** Opens a database as the specs do: over few connections, as the logins of the run. */
export async function openTestDatabase(
  name: string,
  options: Partial<DatabaseOptions> = {},
): Promise<TestDatabase> {
  const url = ownerOf(name).href;
  const poolSizes = { app: 3, intake: 3, fold: 2, owner: 2 };
  const database = await Database.open({ ...openingOf(name), poolSizes, ...options });
  const drop = async (): Promise<void> => {
    await database.close();
    await dropDatabase(name);
  };
  const administratorUrl = administratorOf(name);
  const asAdministrator = <T>(work: (tx: Asker) => Promise<T>): Promise<T> =>
    connected(administratorUrl, (client) => inOneTransaction(client, work));
  return { database, url, administratorUrl, asAdministrator, drop };
}

/** A database that nobody has opened. */
export type UnopenedDatabase = Pick<TestDatabase, 'url' | 'administratorUrl' | 'drop'> &
  Readonly<{ name: string }>;

/** Makes a database without a table in it, of the run's owner or of the superuser itself. */
export async function createEmptyDatabase(
  of: 'owner' | 'administrator' = 'owner',
): Promise<UnopenedDatabase> {
  const name = nameOfOne();
  const owner = of === 'owner' ? ` OWNER ${ownerOf(name).username}` : '';
  await asAdministrator(async (client) => {
    await makeLogins(client);
    await client.query(`CREATE DATABASE ${name}${owner}`);
  });
  return unopened(name);
}

const unopened = (name: string): UnopenedDatabase => ({
  name,
  url: ownerOf(name).href,
  administratorUrl: administratorOf(name),
  drop: () => dropDatabase(name),
});

/** Connects for the time of `work`. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function inOneTransaction<T>(client: pg.Client, work: (tx: Asker) => Promise<T>): Promise<T> {
  const query = async (sql: string, values?: unknown[]): Promise<unknown> =>
    (await client.query(sql, values)).rows;
  await client.query('BEGIN');
  const result = await work({ query: query as Asker['query'] });
  await client.query('COMMIT');
  return result;
}

/** Makes them once; until the session ends, others that make databases wait. */
async function makeLogins(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
  const present = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [testLogins.app]);
  if (present.rowCount !== 0) return;
  for (const name of Object.values(testLogins))
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${testPassword}'`);
}

async function makeTemplate(client: pg.Client): Promise<void> {
  const present = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [templateName]);
  if (present.rowCount !== 0) return;
  const partial = `${templateName}_${process.pid}`;
  await client.query(`CREATE DATABASE ${partial} OWNER ${ownerOf(partial).username}`);
  const migrated = await Database.open(openingOf(partial));
  // A spec may begin its database with a key of its own.
  await migrated.asOwner((tx) => tx.query('DELETE FROM installation'));
  await migrated.close();
  await client.query(`ALTER DATABASE ${partial} RENAME TO ${templateName}`);
}

function openingOf(name: string): DatabaseOptions {
  const url = ownerOf(name);
  const as = (user: string): string =>
    Object.assign(new URL(url), { username: user, password: testPassword }).href;
  const { app, intake, fold } = testLogins;
  const loginUrls = { app: as(app), intake: as(intake), fold: as(fold) };
  return { url: url.href, key: testKey, loginUrls, allowVolatile: true };
}

const nameOfOne = (): string => `test_${randomBytes(6).toString('hex')}`;

function dropDatabase(name: string): Promise<void> {
  return asAdministrator(async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`)));
}

function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return connected(administratorOf('postgres'), work);
}

/** The superuser's address of the database that this one leads to. */
export const administratorUrlOf = (url: string): string => administratorOf(new URL(url).pathname.slice(1));

const ownerOf = (database: string): URL => new URL(urlOf('VIGIE_TEST_POSTGRES', database));
const administratorOf = (database: string): string => urlOf('VIGIE_TEST_ADMINISTRATOR', database);

function urlOf(variable: 'VIGIE_TEST_POSTGRES' | 'VIGIE_TEST_ADMINISTRATOR', database: string): string {
  const server = process.env[variable];
  if (server === undefined)
    throw new Error('integration specs run with a PostgreSQL: name them *.int.spec.ts');
  return server.replace(/[^/]*$/, database);
}
