import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { connected, createTestDatabase, type TestDatabase } from '../testing/test-database';
import type { Access } from './logins';

type Table = { readonly name: string; readonly columns: string; readonly values: string };

/** Something that fits a column of each type; constraints of values are taken off before. */
const valueOf = `CASE
  WHEN a.attname = 'tenant_id' THEN quote_literal('lyon')
  WHEN format_type(a.atttypid, NULL) LIKE '%[]' THEN quote_literal('{}')
  ELSE CASE format_type(a.atttypid, NULL)
    WHEN 'jsonb' THEN quote_literal('{}')
    WHEN 'uuid' THEN quote_literal('00000000-0000-4000-8000-000000000001')
    WHEN 'bytea' THEN quote_literal('canary')
    WHEN 'date' THEN quote_literal('2026-11-02')
    WHEN 'timestamp with time zone' THEN quote_literal('2026-11-02T09:00:00Z')
    WHEN 'boolean' THEN 'true'
    WHEN 'text' THEN quote_literal('canary')
    ELSE '1' END END`;

const tablesOfTenants = `
  SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
    string_agg(${valueOf}, ', ' ORDER BY a.attnum) AS values
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attgenerated = '' AND a.attidentity = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id')
  GROUP BY c.relname ORDER BY c.relname`;

/** The names of tenants are known to whoever serves them; heads and cursors are numbers that the fold looks for work in. */
const seenByDesign: Readonly<Record<Access, readonly string[]>> = {
  app: ['tenant'],
  intake: ['tenant'],
  fold: ['fold_cursor', 'tenant', 'tenant_head'],
};
const accesses = Object.keys(seenByDesign) as Access[];

describe('the wall around every table that has a row of a centre', () => {
  let test: TestDatabase;
  let tables: readonly Table[];

  beforeAll(async () => {
    test = await createTestDatabase();
    tables = await look<Table>(tablesOfTenants);
    await connected(test.administratorUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      const { rows: checks } = await client.query<{ name: string; rule: string }>(
        `SELECT conrelid::regclass::text AS name, quote_ident(conname) AS rule FROM pg_constraint
         WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND coninhcount = 0`,
      );
      for (const { name, rule } of checks) await client.query(`ALTER TABLE ${name} DROP CONSTRAINT ${rule}`);
      for (const { name, columns, values } of tables)
        await client.query(`INSERT INTO ${name} (${columns}) VALUES (${values})`);
    });
  });
  afterAll(() => test.drop());

  const look = <Row extends object>(sql: string): Promise<Row[]> =>
    test.asAdministrator((tx) => tx.query<Row[]>(sql));
  /** What a statement came to, as a tenant: rows, or the reason why not. */
  const attempt = async (access: Access, sql: string, tenantId = 'nice'): Promise<unknown> =>
    test.database
      .withTenant(tenantId, (tx) => tx.query(sql), access)
      .catch((error: unknown) => (error as Error).message);

  it('stands for the owner too', async () => {
    expect(tables.length).toBeGreaterThan(30);
    const open = await look<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id')
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(open).toEqual([{ name: 'tenant' }]);
    for (const { name } of tables.filter((table) => table.name !== 'tenant')) {
      expect([name, await test.database.asOwner((tx) => tx.query(`SELECT 1 FROM ${name}`))]).toEqual([
        name,
        [],
      ]);
    }
  });

  it('shows nothing to a query that lost its tenant, whichever pool asks', async () => {
    let seen = 0;
    for (const access of accesses) {
      for (const { name } of tables) {
        const asked = `SELECT 1 FROM ${name}`;
        const foreign = [await attempt(access, asked), await attempt(access, asked, '')].filter(
          (found) => !denied(found),
        );
        const expected = seenByDesign[access].includes(name) ? [{ '?column?': 1 }] : [];
        expect([access, name, foreign]).toEqual([access, name, foreign.map(() => expected)]);
        const own = await attempt(access, asked, 'lyon');
        if (Array.isArray(own)) seen += own.length;
      }
    }
    // Most tables are there for those who may: it is the wall that hides, not a lack of rows.
    expect(seen).toBeGreaterThan(60);
  });

  it('lets nobody write, change or take away a row of another centre', async () => {
    for (const access of accesses) {
      for (const { name, columns, values } of tables) {
        const refusals = await Promise.all([
          attempt(access, `INSERT INTO ${name} (${columns}) VALUES (${values})`),
          attempt(access, `TRUNCATE ${name}`),
        ]);
        for (const refusal of refusals)
          expect([access, name, refused(refusal)]).toEqual([access, name, true]);
        await attempt(access, `UPDATE ${name} SET tenant_id = 'nice'`);
        await attempt(access, `DELETE FROM ${name}`);
      }
    }
    for (const { name } of tables) {
      const rows = await look(`SELECT tenant_id FROM ${name}`);
      expect([name, rows]).toEqual([name, [{ tenant_id: 'lyon' }]]);
    }
  });

  it('cannot be stepped over: the role stays what it logged in as', async () => {
    for (const access of accesses) {
      const role = `specs_${access}`;
      for (const step of ['RESET ROLE', 'RESET SESSION AUTHORIZATION', 'SET ROLE NONE']) {
        const rows = await test.database.withTenant(
          'nice',
          async (tx) => {
            await tx.query(step);
            return tx.query('SELECT current_user::text AS role, count(*) AS n FROM directory');
          },
          access,
        );
        expect([step, rows]).toEqual([step, [{ role, n: 0 }]]);
      }
      for (const other of ['vigie', 'vigie_owner', 'vigie_app', 'vigie_fold'])
        for (const step of [
          `SET ROLE ${other}`,
          `SELECT set_config('role', '${other}', true)`,
          `SET SESSION AUTHORIZATION ${other}`,
        ])
          expect([step, denied(await attempt(access, step))]).toEqual([step, true]);
      expect(await attempt(access, 'SET LOCAL row_security = off; SELECT 1 FROM directory')).toContain(
        'row-level security',
      );
    }
  });

  it('lets no pool make, alter or empty anything, nor change the log', async () => {
    const steps = [
      'CREATE TABLE mine (n int)',
      'CREATE TEMPORARY TABLE directory (n int)',
      'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      'CREATE SCHEMA mine',
      'CREATE ROLE mine',
      'ALTER TABLE directory NO FORCE ROW LEVEL SECURITY',
      'DROP POLICY own_tenant ON directory',
      'GRANT SELECT ON event_log_other TO PUBLIC',
      `SELECT vigie_isolate('directory')`,
      `SELECT vigie_ensure_month('event_log', '2031-01-01')`,
      'TRUNCATE event_log',
      `UPDATE event_log SET type = 'x'`,
      'DELETE FROM event_log',
      'DELETE FROM event_key',
      'SELECT 1 FROM event_log_other',
      'SELECT 1 FROM installation',
      `COPY directory TO PROGRAM 'true'`,
      `SELECT pg_read_file('PG_VERSION')`,
    ];
    for (const access of accesses)
      for (const step of steps)
        expect([access, step, refused(await attempt(access, step, 'lyon'))]).toEqual([access, step, true]);
  });
});

const denied = (found: unknown): boolean => typeof found === 'string' && /permission denied/u.test(found);
const refused = (found: unknown): boolean =>
  typeof found === 'string' && /permission denied|must be (owner|superuser)|row-level security/u.test(found);
