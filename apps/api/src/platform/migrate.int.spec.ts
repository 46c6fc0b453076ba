import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '@vigie/migrations';
import type { DataSource } from 'typeorm';

import { openDataSource } from './data-source';
import { assertDurable, migrate } from './migrate';
import { createEmptyDatabase, type UnopenedDatabase } from './testing/test-database';

describe('bringing the schema up to date', () => {
  let empty: UnopenedDatabase;
  const sources: DataSource[] = [];

  beforeAll(async () => {
    empty = await createEmptyDatabase();
  });
  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await empty.drop();
  });

  const open = async (): Promise<DataSource> => {
    const pool = { name: 'spec', size: 2, statementMs: 0 };
    const source = await openDataSource(empty.url, pool, () => undefined, { migrations: [...migrations] });
    sources.push(source);
    return source;
  };

  it('is done by one of four that start at once; the others wait and find nothing to do', async () => {
    const starting = await Promise.all([open(), open(), open(), open()]);
    const applied = await Promise.all(starting.map(migrate));
    expect(applied.toSorted((a, b) => a - b)).toEqual([0, 0, 0, migrations.length]);
  });

  it('leaves every table with a primary key, tenant first where it has one', async () => {
    const source = await open();
    const tables = await source.query(`
      SELECT c.relname AS name,
             (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
              WHERE i.indrelid = c.oid AND i.indisprimary) AS first_key,
             EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = c.oid AND attname = 'tenant_id') AS of_a_tenant,
             c.relrowsecurity AND c.relforcerowsecurity AS walled
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'migrations'`);
    expect(tables.length).toBeGreaterThan(5);
    const unkeyed = tables.filter((table: { first_key: string | null }) => table.first_key === null);
    expect(unkeyed.map((table: { name: string }) => table.name)).toEqual([]);
    const ofTenants = tables.filter((table: { of_a_tenant: boolean }) => table.of_a_tenant);
    for (const table of ofTenants) expect(table.first_key).toBe('tenant_id');
    const open_ = ofTenants.filter((table: { walled: boolean }) => !table.walled);
    expect(open_.map((table: { name: string }) => table.name)).toEqual(['tenant']);
  });

  it('refuses a server that may forget what it has acknowledged', async () => {
    const source = await open();
    const forgetful = { query: async () => [{ name: 'fsync', setting: 'off' }] } as unknown as DataSource;
    await expect(assertDurable(forgetful)).rejects.toThrow('fsync must be on');
    const [{ setting }] = await source.query(`SELECT setting FROM pg_settings WHERE name = 'fsync'`);
    if (setting === 'on') await expect(assertDurable(source)).resolves.toBeUndefined();
    else await expect(assertDurable(source)).rejects.toThrow('fsync');
  });
});
