import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { TenantDirectory, isTenantId } from './tenant-directory';

const aTenant = (tenantId: string, demo = false) => ({
  tenantId,
  name: tenantId,
  timezone: 'Europe/Paris',
  locale: 'fr',
  demo,
});

describe('a tenant', () => {
  it('is named by letters, digits and inner hyphens', () => {
    for (const id of ['a', 'lyon-2', 'x'.repeat(63)]) expect(isTenantId(id)).toBe(true);
    for (const id of ['', '-a', 'a-', 'A', 'a_b', 'é', 'x'.repeat(64), 'a/b', 'a b'])
      expect(isTenantId(id)).toBe(false);
  });
});

describe('the wall between tenants', () => {
  let test: TestDatabase;
  let tables: readonly string[];

  beforeAll(async () => {
    test = await createTestDatabase();
    const tenants = new TenantDirectory(test.database, new ManualClock(0));
    for (const id of ['lyon', 'nice']) await tenants.create(aTenant(id));
    await test.database.asOwner((tx) =>
      tx.query(
        `SELECT vigie_ensure_month('event_log', '2026-11-01'), vigie_ensure_month('event_key', '2026-11-01')`,
      ),
    );
    const found: { name: string }[] = await test.database.asOwner((tx) =>
      tx.query(`SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                WHERE c.relkind IN ('r', 'p') AND c.relname <> 'tenant' AND c.relnamespace = 'public'::regnamespace`),
    );
    tables = found.map(({ name }) => name);
  });
  afterAll(() => test.drop());

  it('stands around every table with rows of tenants, partitions included, for the owner too', async () => {
    expect(tables.length).toBeGreaterThan(10);
    const open = await test.database.asOwner((tx) =>
      tx.query(
        'SELECT relname FROM pg_class WHERE relname = ANY($1) AND NOT (relrowsecurity AND relforcerowsecurity)',
        [tables],
      ),
    );
    expect(open).toEqual([]);
  });

  it('begins the primary key of every table with the tenant', async () => {
    const rows: { name: string; first: string }[] = await test.database.asOwner((tx) =>
      tx.query(
        `SELECT c.relname AS name, a.attname AS first FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE i.indisprimary AND c.relname = ANY($1)`,
        [tables],
      ),
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual(tables.toSorted());
    expect(new Set(rows.map(({ first }) => first))).toEqual(new Set(['tenant_id']));
  });

  it('gives nothing of another tenant even when a query forgets to name one', async () => {
    await test.database.withTenant('lyon', (tx) =>
      tx.query(`INSERT INTO directory VALUES ('lyon', 'queue', 'canary', 'canary', now())`),
    );
    const count = (tenantId: string) =>
      test.database.withTenant(tenantId, (tx) => tx.query('SELECT count(*) AS n FROM directory'));
    expect(await count('lyon')).toEqual([{ n: 1 }]);
    expect(await count('nice')).toEqual([{ n: 0 }]);
    expect(await count('')).toEqual([{ n: 0 }]);
    const heads = await test.database.withTenant('nice', (tx) =>
      tx.query('SELECT tenant_id FROM tenant_head'),
    );
    expect(heads).toEqual([{ tenant_id: 'nice' }]);
  });

  it('refuses to write for another tenant, to change the log and to look into a partition', async () => {
    const attempt = (sql: string) => test.database.withTenant('nice', (tx) => tx.query(sql));
    await expect(attempt(`INSERT INTO directory VALUES ('lyon', 'queue', 'q', 'q', now())`)).rejects.toThrow(
      'row-level security',
    );
    await expect(attempt(`UPDATE event_log SET type = 'x'`)).rejects.toThrow('permission denied');
    await expect(attempt(`DELETE FROM event_log`)).rejects.toThrow('permission denied');
    await expect(attempt(`SELECT 1 FROM event_log_2026_11`)).rejects.toThrow('permission denied');
    await expect(attempt(`SELECT 1 FROM event_key_other`)).rejects.toThrow('permission denied');
  });

  it('holds while two connections serve both in turn and transactions break off in the middle', async () => {
    const narrow = await createTestDatabase({ poolSizes: { app: 2 } });
    try {
      const tenants = new TenantDirectory(narrow.database, new ManualClock(0));
      for (const id of ['lyon', 'nice']) {
        await tenants.create(aTenant(id));
        await narrow.database.withTenant(id, (tx) =>
          tx.query(
            `INSERT INTO directory SELECT $1, 'queue', 'q' || i, $1, now() FROM generate_series(1, 20) AS i`,
            [id],
          ),
        );
      }
      let foreign = 0;
      const visit = async (round: number): Promise<void> => {
        const id = round % 2 === 0 ? 'lyon' : 'nice';
        const rows: { name: string }[] = await narrow.database.withTenant(id, async (tx) => {
          if (round % 5 === 0) await tx.query('SELECT 1 / 0');
          return tx.query('SELECT name FROM directory');
        });
        foreign += rows.filter(({ name }) => name !== id).length;
      };
      await Promise.allSettled(Array.from({ length: 1_000 }, (_, round) => visit(round)));
      expect(foreign).toBe(0);
    } finally {
      await narrow.drop();
    }
  });
});
