import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { apiScopes } from '../access/api-key';
import { ApiKeys } from '../access/api-keys';
import { Background } from '../platform/background';
import { SystemClock, type Clock } from '../platform/clock';
import { readConfig } from '../platform/config';
import type { Database } from '../platform/database';
import { createServer } from '../boot/create-server';
import type { Site } from '../platform/http/site';
import { createLogger } from '../platform/logging';
import { createTestDatabase, testKey, type TestDatabase } from '../platform/testing/test-database';
import { TenantDirectory } from '../tenants/tenant-directory';

/** The whole server on a database of its own and a free port. */
export type TestServer = Readonly<{
  /** Without a trailing slash. */
  url: string;
  app: NestFastifyApplication;
  database: Database;
  /** A key of the tenant that may do all; the same each time. */
  keyOf: (tenantId: string) => Promise<string>;
  /**
   * Asks as a program with the key of the tenant that `?tenant=` names, else of the first one, unless the request says
   * who asks.
   */
  ask: (address: string, init?: RequestInit) => Promise<Response>;
  /** To reach the database by other means. */
  databaseUrl: string;
  asAdministrator: TestDatabase['asAdministrator'];
  close: () => Promise<void>;
}>;

type TestServerOptions = Readonly<{
  clock?: Clock;
  background?: boolean;
  site?: Site;
  /** A database that is there already; it goes with the server. */
  test?: TestDatabase;
  /** Beside what every spec's server runs with. */
  env?: Readonly<Record<string, string>>;
}>;

/** A spec asks in a minute what a centre asks in a day, by clocks that stand still. */
const everyServers = {
  VIGIE_DEMO: 'off',
  VIGIE_REQUESTS_PER_PERSON: 'off',
  VIGIE_REQUESTS_PER_KEY: 'off',
  VIGIE_REQUESTS_PER_ADDRESS: 'off',
};

/** Starts it; the background work only when asked for. */
export async function createTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const test = options.test ?? (await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-data-'));
  const platform = {
    config: readConfig({ ...everyServers, PORT: '0', VIGIE_DATA_DIR: dataDir, ...options.env }),
    clock: options.clock ?? new SystemClock(),
    database: test.database,
    key: testKey,
  };
  const site = options.site ?? new Map();
  const app = await createServer({ platform, site, logger: createLogger('error') });
  await app.listen({ port: 0, host: '127.0.0.1' });
  if (options.background === true) await app.get(Background).start();
  const close = async (): Promise<void> => {
    await app.get(Background).stop();
    await app.close();
    await test.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const keyOf = keysOf(app);
  const ask = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const named = new URL(address).searchParams.get('tenant');
    const tenants = app.get(TenantDirectory);
    const tenant = (await tenants.find(named ?? '')) ?? (await tenants.list())[0];
    const tenantId = tenant?.tenantId ?? '';
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${await keyOf(tenantId)}`);
    return fetch(address, { ...init, headers });
  };
  const url = await app.getUrl();
  const { database, url: databaseUrl, asAdministrator } = test;
  return { url, app, database, databaseUrl, asAdministrator, keyOf, ask, close };
}

function keysOf(app: NestFastifyApplication): TestServer['keyOf'] {
  const made = new Map<string, Promise<string>>();
  return (tenantId) => {
    const key =
      made.get(tenantId) ??
      app
        .get(ApiKeys)
        .create(tenantId, 'spec', apiScopes)
        .then(({ text }) => text);
    made.set(tenantId, key);
    return key;
  };
}
