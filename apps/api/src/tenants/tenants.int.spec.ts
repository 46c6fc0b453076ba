import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { ApiKeyAuthority } from '../access/api-key-authority';
import { ApiKeys } from '../access/api-keys';
import { TenantDirectory } from './tenant-directory';
import { isTenantId } from './tenant-id';
import { TenantOfRequest, type ReadingRequest } from '../access/tenant-of-request';

const aTenant = (tenantId: string, demo = false) => ({
  tenantId,
  name: tenantId,
  timezone: 'Europe/Paris',
  locale: 'fr',
  demo,
});

describe('tenants and their keys', () => {
  let test: TestDatabase;
  let tenants: TenantDirectory;
  let keys: ApiKeys;
  let authority: ApiKeyAuthority;
  let tenantOf: TenantOfRequest;
  const clock = new ManualClock(Date.UTC(2026, 10, 22));

  beforeAll(async () => {
    test = await createTestDatabase();
    tenants = new TenantDirectory(test.database, clock);
    keys = new ApiKeys(test.database, clock);
    authority = new ApiKeyAuthority(test.database, clock);
    tenantOf = new TenantOfRequest(authority, tenants);
  });
  afterAll(() => test.drop(), 30_000);

  const local = (more: Partial<ReadingRequest> = {}): ReadingRequest => ({
    remoteAddress: '127.0.0.1',
    headers: { host: 'localhost:3000' },
    ...more,
  });

  it('reads the demonstration until there is a real tenant, and then the first real one', async () => {
    await expect(tenantOf.of(local())).rejects.toMatchObject({ status: 404 });
    await tenants.create(aTenant('demo', true));
    expect(await tenantOf.of(local())).toBe('demo');
    clock.advance(1);
    await tenants.create(aTenant('lyon'));
    clock.advance(1);
    await tenants.create(aTenant('nice'));
    expect(await tenantOf.of(local())).toBe('lyon');
    expect(await tenantOf.of(local({ wanted: 'nice' }))).toBe('nice');
    expect(await tenantOf.of(local({ wanted: 'demo' }))).toBe('demo');
    await expect(tenantOf.of(local({ wanted: 'paris' }))).rejects.toMatchObject({ status: 404 });
    expect(await tenants.create(aTenant('lyon'))).toBe(false);
  });

  it('reads nothing from elsewhere without a key', async () => {
    const elsewhere = [
      { remoteAddress: '192.0.2.1' },
      { headers: { host: 'vigie.example' } },
      { headers: { host: 'localhost', 'x-forwarded-for': '127.0.0.1' } },
      { headers: { host: 'localhost', origin: 'http://evil.example' } },
    ];
    for (const more of elsewhere)
      await expect(tenantOf.of(local(more))).rejects.toMatchObject({ status: 401 });
  });

  it('reads the tenant of the key, and never another one', async () => {
    const { text } = await keys.create('nice', 'report', ['metrics:read']);
    const { text: writer } = await keys.create('nice', 'pbx', ['events:write']);
    const withKey = (key: string, wanted?: string) => ({
      remoteAddress: '192.0.2.1',
      headers: { authorization: `Bearer ${key}` },
      wanted,
    });
    expect(await tenantOf.of(withKey(text))).toBe('nice');
    expect(await tenantOf.of(withKey(text, 'nice'))).toBe('nice');
    await expect(tenantOf.of(withKey(text, 'lyon'))).rejects.toMatchObject({
      status: 403,
      code: 'foreign_tenant',
    });
    await expect(tenantOf.of(withKey(writer))).rejects.toMatchObject({ status: 403, code: 'missing_scope' });
    await expect(tenantOf.of(withKey(text.replace('vg_nice', 'vg_lyon')))).rejects.toMatchObject({
      status: 401,
    });
    await expect(
      tenantOf.of({ ...local(), headers: { host: 'localhost', authorization: 'Bearer nonsense' } }),
    ).rejects.toMatchObject({ status: 401 });
  });

  it('shows a key once and stores only a hash of its secret', async () => {
    const { text, keyId } = await keys.create('lyon', 'pbx', ['events:write', 'metrics:read']);
    expect(text).toMatch(/^vg_lyon_[\w-]{43}$/);
    expect(await authority.owner(text)).toEqual({
      tenantId: 'lyon',
      keyId,
      scopes: ['events:write', 'metrics:read'],
    });
    const rows = await test.database.withTenant('lyon', (tx) =>
      tx.query('SELECT k::text AS row FROM api_key k'),
    );
    expect(JSON.stringify(rows)).not.toContain(text.slice(8, 30));
    expect(await keys.list('lyon')).toMatchObject([{ keyId, source: 'pbx', revokedAt: null }]);
  });

  it('refuses a revoked key within five seconds', async () => {
    const { text, keyId } = await keys.create('lyon', 'old pbx', ['events:write']);
    expect(await authority.owner(text)).not.toBeNull();
    expect(await keys.revoke('lyon', keyId)).toBe(true);
    expect(await keys.revoke('lyon', 'ffffffffffff')).toBe(false);
    clock.advance(5_000);
    expect(await authority.owner(text)).toBeNull();
  });

  it('takes every row of a deleted tenant with it and touches no other', async () => {
    await tenants.create(aTenant('gone'));
    const { text } = await keys.create('gone', 'pbx', ['events:write']);
    await test.database.withTenant('gone', (tx) =>
      tx.query(`INSERT INTO directory VALUES ('gone', 'queue', 'q', 'q', now())`),
    );
    expect(await tenants.delete('gone')).toBe(true);
    expect(await tenants.delete('gone')).toBe(false);
    clock.advance(5_000);
    expect(await authority.owner(text)).toBeNull();
    expect(await keys.list('lyon')).not.toHaveLength(0);
    expect(await tenants.create(aTenant('gone'))).toBe(true);
    const left = await test.database.withTenant('gone', (tx) =>
      tx.query('SELECT 1 FROM directory UNION ALL SELECT 1 FROM api_key'),
    );
    expect(left).toEqual([]);
  });

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
  afterAll(() => test.drop(), 30_000);

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
