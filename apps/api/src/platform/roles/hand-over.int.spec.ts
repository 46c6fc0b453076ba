import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import pg from 'pg';

import { registerDatabaseCommands } from '../../boot/database-commands';
import { readConfig } from '../config';
import { Database } from '../database';
import { findBinaries } from '../embedded-postgres/binaries';
import { isHandedOver, openCluster } from '../embedded-postgres/cluster';
import { runningPostmaster, startPostmaster, stopPostmaster } from '../embedded-postgres/postmaster';
import { serverAccount } from '../embedded-postgres/server-account';
import { openPlatform } from '../open-platform';
import { SecretKey } from '../secret-key';
import {
  fillAsEarlier,
  handOverTo,
  readEarlierDatabase,
  type EarlierDatabase,
} from '../testing/earlier-database';
import {
  connected,
  createEmptyDatabase,
  openTestDatabase,
  testKey,
  type UnopenedDatabase,
} from '../testing/test-database';
import { handOver } from './hand-over';
import { loginName } from './logins';

const file = join(import.meta.dirname, '../../testing/fixtures/database-of-3a77a29.json.br');

/** Everything in our schema that has an owner, and who that is. */
const ownedThings = `
  SELECT c.relname AS name, pg_get_userbyid(c.relowner) AS owner FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT p.proname, pg_get_userbyid(p.proowner) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT n.nspname, pg_get_userbyid(n.nspowner) FROM pg_namespace n WHERE n.nspname = 'public'`;

async function rowsOf<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  return connected(url, async (client) => (await client.query<Row>(sql)).rows);
}

async function ownersOf(url: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ name: string; owner: string }>(url, ownedThings);
  expect(rows.length).toBeGreaterThan(50);
  return [...new Set(rows.map(({ owner }) => owner))].toSorted();
}

describe('a database that a superuser owned', () => {
  let earlier: EarlierDatabase;
  let empty: UnopenedDatabase;

  beforeAll(async () => {
    earlier = await readEarlierDatabase(file);
    empty = await createEmptyDatabase('administrator');
    await fillAsEarlier(empty.administratorUrl, earlier);
  });
  afterAll(() => empty.drop());

  const events = async (): Promise<number> => {
    const [row] = await rowsOf<{ n: string }>(empty.administratorUrl, 'SELECT count(*) AS n FROM event_log');
    return Number(row?.n);
  };

  it('is not gone on with until it is handed over', async () => {
    await expect(openTestDatabase(empty.name)).rejects.toThrow(
      'DATABASE_URL: the tables belong to vigie, not to vigie_owner.',
    );
  });

  it('belongs to whom it did when the handing over is cut short, and is handed over by the next', async () => {
    const before = await events();
    expect(before).toBeGreaterThan(1_000);
    const holder = new pg.Client({ connectionString: empty.administratorUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE tenant_head IN ACCESS SHARE MODE');
    const cut = expect(handOver(empty.administratorUrl, handOverTo(empty.url))).rejects.toThrow();
    await untilWaiting(empty.administratorUrl);
    // What PostgreSQL sees of a process that is killed: its session ends in the middle.
    await rowsOf(
      empty.administratorUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'vigie administrator' AND datname = current_database()`,
    );
    await cut;
    await holder.query('ROLLBACK');
    await holder.end();
    expect(await ownersOf(empty.administratorUrl)).not.toContain('vigie_owner');

    await handOver(empty.administratorUrl, handOverTo(empty.url));
    await handOver(empty.administratorUrl, handOverTo(empty.url));
    expect(await ownersOf(empty.administratorUrl)).toEqual(['vigie_owner']);
    expect(await events()).toBe(before);
  });

  it('is brought up to date by its owner, rows of every tenant and new partitions included', async () => {
    const { database } = await openTestDatabase(empty.name);
    try {
      const [cursor] = await rowsOf<{ projections: object }>(
        empty.administratorUrl,
        'SELECT projections FROM fold_cursor',
      );
      // A migration that names no tenant: the wall binds the owner that runs it.
      expect(cursor?.projections).toMatchObject({ calls: { version: 1 } });
      await database.asOwner((tx) => tx.query(`SELECT vigie_ensure_month('event_log', '2027-03-01')`));
      expect(await ownersOf(empty.administratorUrl)).toEqual(['vigie_owner']);
      const unbound = await rowsOf(
        empty.administratorUrl,
        `SELECT relname FROM pg_class WHERE relname IN ('fold_cursor', 'event_log_2027_03') AND NOT relforcerowsecurity`,
      );
      expect(unbound).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

describe('an embedded cluster of the version before', () => {
  let dataDir: string;
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('is moved over by the first start, which the next then finds done', async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'vigie-earlier-'));
    await chmod(dataDir, 0o755);
    const earlier = await readEarlierDatabase(file);
    await makeEarlierCluster(dataDir, earlier);
    const config = readConfig({
      VIGIE_DATA_DIR: dataDir,
      VIGIE_DEMO: 'off',
      VIGIE_KEY: 'a secret that only the upgrade test knows, no more',
    });
    const watch = { say: () => undefined, onIdleError: () => undefined };
    for (let start = 0; start < 2; start += 1) {
      const { platform, close } = await openPlatform(config, watch);
      try {
        const ask = (tenantId: string, sql: string) =>
          platform.database.withTenant(tenantId, (tx) => tx.query<{ n: number }[]>(sql));
        const [log] = await ask(earlier.tenant, 'SELECT count(*) AS n FROM event_log');
        expect(log?.n).toBeGreaterThan(1_000);
        expect(await ask('', 'SELECT count(*) AS n FROM event_log')).toEqual([{ n: 0 }]);
        const who = await ask(earlier.tenant, 'SELECT current_user::text AS role');
        expect(who).toEqual([{ role: 'vigie_app_postgres' }]);
        const members = await platform.database.asOwner((tx) =>
          tx.query(`SELECT m.member::regrole::text AS member FROM pg_auth_members m
                    WHERE m.roleid::regrole::text IN ('vigie_app', 'vigie_fold')`),
        );
        expect(members).toEqual([]);
      } finally {
        await close();
      }
    }
  });
});

/** A cluster as the version before made it: its superuser owns everything, and is a member of the roles it becomes. */
async function makeEarlierCluster(dataDir: string, earlier: EarlierDatabase): Promise<void> {
  const folder = join(dataDir, 'postgres', 'cluster');
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  const account = serverAccount(folder);
  const binaries = await findBinaries(account);
  const cluster = await openCluster(folder, account, binaries);
  await startPostmaster(cluster, binaries, { fsync: 'off' });
  const port = (await runningPostmaster(cluster))?.port;
  const url = `postgresql://vigie:${cluster.password}@127.0.0.1:${port}/postgres`;
  await fillAsEarlier(url, earlier);
  await rowsOf(url, 'GRANT vigie_app, vigie_fold TO vigie');
  expect(await ownersOf(url)).not.toContain('vigie_owner');
  await stopPostmaster(cluster, binaries);
  expect(await isHandedOver(cluster)).toBe(false);
}

describe('vigie database roles', () => {
  let empty: UnopenedDatabase;
  const name = `own_${randomBytes(4).toString('hex')}`;
  const options = { key: testKey, allowVolatile: true };
  const env = (): NodeJS.ProcessEnv => ({
    DATABASE_URL: url(),
    VIGIE_KEY: 'a secret that only the tests know, no more',
  });
  const url = (): string =>
    Object.assign(new URL(empty.url), { username: name, password: 'of the owner' }).href;

  beforeAll(async () => {
    empty = await createEmptyDatabase('administrator');
  });
  afterAll(async () => {
    const server = empty.administratorUrl.replace(/[^/]*$/, 'postgres');
    await empty.drop();
    for (const access of ['app', 'intake', 'fold'] as const)
      await rowsOf(server, `DROP ROLE IF EXISTS ${loginName(access, empty.name)}`);
    await rowsOf(server, `DROP ROLE IF EXISTS ${name}`);
  });
  afterEach(() => void jest.restoreAllMocks());

  const run = async (more: NodeJS.ProcessEnv = {}): Promise<string> => {
    let printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    const program = new Command().exitOverride();
    registerDatabaseCommands(program, { ...env(), ...more });
    await program.parseAsync(['node', 'vigie', 'database', 'roles']).finally(() => jest.restoreAllMocks());
    return printed;
  };

  it('prints what a superuser runs, without a password in it', async () => {
    const sql = await run();
    expect(sql).toContain(`-- In the database ${empty.name}, as a superuser:\nBEGIN;`);
    const key = new SecretKey('a secret that only the tests know, no more');
    const login = key.derive(`database login ${loginName('app', empty.name)}`).toString('base64url');
    for (const secret of ['of the owner', login]) expect(sql).not.toContain(secret);
    expect(sql.match(/SCRAM-SHA-256/gu)).toHaveLength(4);
    await rowsOf(empty.administratorUrl, sql);
  });

  it('makes all a start needs: an owner that may make no roles migrates, and the pools log in', async () => {
    const database = await Database.open({ ...options, url: url() });
    const whoAmI = 'SELECT current_user::text AS role';
    try {
      expect(await database.withTenant('lyon', (tx) => tx.query(whoAmI))).toEqual([
        { role: loginName('app', empty.name) },
      ]);
      const [owner] = await rowsOf<{ rolcreaterole: boolean }>(
        empty.administratorUrl,
        `SELECT rolcreaterole FROM pg_roles WHERE rolname = '${name}'`,
      );
      expect(owner).toEqual({ rolcreaterole: false });
      expect(await ownersOf(empty.administratorUrl)).toEqual([name]);
    } finally {
      await database.close();
    }
  });

  it('is asked for by a start that may not make what is missing', async () => {
    const fold = loginName('fold', empty.name);
    await rowsOf(empty.administratorUrl, `DROP OWNED BY ${fold}; DROP ROLE ${fold}`);
    const start = () => Database.open({ ...options, url: url() }).then((database) => database.close());
    await expect(start()).rejects.toThrow(
      `The role ${fold} is missing, and ${name} may not make it. Let an administrator run what \`vigie database roles\` prints`,
    );
    expect(await run({ VIGIE_ADMIN_URL: empty.administratorUrl })).toContain(`${fold} are there`);
    await start();
    await rowsOf(empty.administratorUrl, `ALTER ROLE ${fold} PASSWORD 'of another installation'`);
    await expect(start()).rejects.toThrow(`The role ${fold} does not take the password`);
    await run({ VIGIE_ADMIN_URL: empty.administratorUrl });
    await start();
  });

  it('refuses to make a superuser the owner, and says that the embedded database needs no roles', async () => {
    const asSuperuser = run({
      DATABASE_URL: empty.administratorUrl,
      VIGIE_ADMIN_URL: empty.administratorUrl,
    });
    await expect(asSuperuser).rejects.toThrow('The role vigie is a superuser');
    await expect(run({ DATABASE_URL: '' })).rejects.toThrow('The embedded database makes its roles itself.');
  });
});

async function untilWaiting(url: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const waiting = await rowsOf(
      url,
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'vigie administrator'
         AND datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await sleep(50);
  }
  throw new Error('the handing over did not get to the lock');
}
