import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { databaseProblem } from './database-fault';
import { openDataSource } from './data-source';
import { spreadSteps } from './spread/spread-steps';
import { foundIn, spreadTables } from './spread/spread-tables';
import { createTestDatabase, type TestDatabase } from './testing/test-database';

describe('the database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  const whoAmI = `SELECT current_user AS role, current_setting('app.tenant', true) AS tenant`;

  it('runs a tenant transaction as the role of its access and for that tenant alone', async () => {
    const asked = (access: 'app' | 'intake' | 'fold') =>
      test.database.withTenant('lyon', (tx) => tx.query(whoAmI), access);
    expect(await asked('app')).toEqual([{ role: 'specs_app', tenant: 'lyon' }]);
    expect(await asked('intake')).toEqual([{ role: 'specs_intake', tenant: 'lyon' }]);
    expect(await asked('fold')).toEqual([{ role: 'specs_fold', tenant: 'lyon' }]);
  });

  it('could be spread by tenant, every table of a tenant; on one server nothing is, and that is said', async () => {
    const said: string[] = [];
    const owner = await openDataSource(test.url, { name: 'owner', size: 1, statementMs: 0 }, () => undefined);
    const { tables, functions } = await foundIn(owner, false);
    await spreadTables(owner, (line) => said.push(line)).finally(() => owner.destroy());
    expect(said).toEqual([expect.stringContaining('all tenants stay on one server')]);
    const steps = spreadSteps(tables, functions);
    const spread = steps.map(({ parameters: [name] }) => name);
    expect(spread.slice(0, 3)).toEqual(['tenant', 'vigie_sum_bins(integer[])', 'tenant_head']);
    for (const name of ['event_log', 'call', 'rollup', 'membership']) expect(spread).toContain(name);
    expect(spread).not.toContain('event_log_other');
    // What is not of a tenant is of the installation: a new table is one of both, and said here.
    const staying = tables.filter(({ hasTenant }) => !hasTenant).map(({ name }) => name);
    expect(staying).toEqual(['installation', 'migrations']);
  });

  it('reads in a snapshot what stood at its first look, whatever is stored meanwhile, and stores nothing', async () => {
    await test.database.asOwner(async (tx) => {
      await tx.query('CREATE TABLE told (n bigint)');
      await tx.query('GRANT SELECT, INSERT ON told TO specs_app');
    });
    const count = `SELECT count(*) AS n, current_user AS role, current_setting('app.tenant') AS tenant FROM told`;
    const looks = await test.database.inSnapshot('lyon', async (tx) => {
      const first = await tx.query(count);
      await test.database.withTenant('lyon', (other) => other.query('INSERT INTO told VALUES (1)'));
      return [first, await tx.query(count)];
    });
    const nothing = [{ n: 0, role: 'specs_app', tenant: 'lyon' }];
    expect(looks).toEqual([nothing, nothing]);
    expect(await test.database.withTenant('lyon', (tx) => tx.query(count))).toMatchObject([{ n: 1 }]);
    await expect(
      test.database.inSnapshot('lyon', (tx) => tx.query('INSERT INTO told VALUES (2)')),
    ).rejects.toThrow('read-only');
  });

  it('forgets the tenant when the transaction ends', async () => {
    const after = await test.database.withTenant('lyon', async (tx) => {
      await tx.query('COMMIT');
      return tx.query(whoAmI);
    });
    expect(after).toEqual([{ role: 'specs_app', tenant: '' }]);
  });

  it('takes back everything when the work fails', async () => {
    await test.database.asOwner((tx) => tx.query('CREATE TABLE kept (n bigint)'));
    const failing = test.database.asOwner(async (tx) => {
      await tx.query('INSERT INTO kept VALUES (1)');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await test.database.asOwner((tx) => tx.query('SELECT count(*) AS n FROM kept'))).toEqual([
      { n: 0 },
    ]);
  });

  it('works again at once after the server has ended every session', async () => {
    await test.database.withTenant('lyon', (tx) => tx.query('SELECT 1'));
    await test.asAdministrator((tx) =>
      tx.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()`),
    );
    const answers = await Promise.all(
      [1, 2, 3].map(() => test.database.withTenant('lyon', (tx) => tx.query(whoAmI))),
    );
    expect(answers).toHaveLength(3);
  });

  it('names a session ended in the middle of the work as a database that is away', async () => {
    const interrupted = test.database.withTenant('lyon', async (tx) => {
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await test.asAdministrator((admin) => admin.query('SELECT pg_terminate_backend($1)', [pid]));
      return tx.query('SELECT 1');
    });
    const error: unknown = await interrupted.catch((reason: unknown) => reason);
    expect(databaseProblem(error)).toMatchObject({ code: 'db_unavailable', status: 503, retryable: true });
  });

  it('gives up on a statement that takes longer than four seconds', async () => {
    const slow = test.database.withTenant('lyon', (tx) => tx.query('SELECT pg_sleep(200)'));
    const error: unknown = await slow.catch((reason: unknown) => reason);
    expect(databaseProblem(error)).toMatchObject({ code: 'db_busy', status: 503 });
  });

  it('tells soon that a server which holds its connections says nothing', async () => {
    await Promise.all([1, 2, 3].map(() => test.database.withTenant('lyon', (tx) => tx.query('SELECT 1'))));
    const sessions = await test.database.asOwner((tx) =>
      tx.query<{ pid: number }[]>(
        `SELECT pid FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'vigie app'`,
      ),
    );
    const signal = (name: NodeJS.Signals): void => sessions.forEach(({ pid }) => process.kill(pid, name));
    signal('SIGSTOP');
    try {
      const from = performance.now();
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() =>
          test.database.withTenant('lyon', (tx) => tx.query('SELECT 1')).catch(databaseProblem),
        ),
      );
      expect(performance.now() - from).toBeLessThan(60_000);
      expect(answers.some((answer) => answer?.code === 'db_unavailable')).toBe(true);
    } finally {
      signal('SIGCONT');
    }
  });

  it('answers the write probe', async () => {
    await expect(test.database.probe()).resolves.toBeUndefined();
  });

  it('reads wide integers and their sums as numbers', async () => {
    const rows = await test.database.asOwner((tx) =>
      tx.query(
        'SELECT 9007199254740991::bigint AS wide, sum(n) AS total FROM (VALUES (1::bigint), (2)) AS t(n)',
      ),
    );
    expect(rows).toEqual([{ wide: 9_007_199_254_740_991, total: 3 }]);
  });
});
