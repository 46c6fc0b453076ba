import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Background } from '../platform/background';
import { Bell } from '../platform/bell';
import { ManualClock } from '../platform/clock';
import { Clients } from '../platform/http/client';
import { readConfig } from '../platform/config';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { TenantDirectory } from '../tenants/tenant-directory';
import { Rounds } from '../platform/rounds/rounds';
import { AccessChanges } from './access-changes';
import { Admission } from './admission';
import { ApiKeyAuthority } from './api-key-authority';
import { ApiKeys } from './api-keys';
import type { AskingRequest } from './asking-request';
import { SessionAuthority } from './sessions/session-authority';
import { WallAuthority } from './wall/wall-authority';

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
  let admission: Admission;
  let changes: AccessChanges;
  const clock = new ManualClock(Date.UTC(2026, 10, 22));

  beforeAll(async () => {
    test = await createTestDatabase();
    tenants = new TenantDirectory(test.database, clock);
    changes = changesOfAProcess();
    keys = new ApiKeys(test.database, clock, changesOfAProcess());
    authority = new ApiKeyAuthority(test.database, clock, changes);
    const config = readConfig({});
    const sessions = new SessionAuthority(test.database, clock, changes);
    const walls = new WallAuthority(test.database, clock, changes);
    const clients = new Clients(config.door);
    admission = new Admission(authority, sessions, walls, tenants, clients, config);
  });
  afterAll(() => test.drop());

  /** Each with a bell of its own, as processes that do not hear each other. */
  const changesOfAProcess = (): AccessChanges =>
    new AccessChanges(test.database, new Bell(), new Rounds(test.database, clock, new Background()));

  const local = (more: Partial<AskingRequest> = {}): AskingRequest => ({
    remoteAddress: '127.0.0.1',
    isEncrypted: false,
    method: 'GET',
    headers: { host: 'localhost:3000' },
    ...more,
  });

  const tenantOf = async (request: AskingRequest): Promise<string> =>
    (await admission.viewer(request, 'metrics.see')).tenantId;

  it('reads from its own machine, without a key, the demonstration alone', async () => {
    await expect(tenantOf(local())).rejects.toMatchObject({ status: 401 });
    await tenants.create(aTenant('demo', true));
    await tenants.create(aTenant('lyon'));
    await tenants.create(aTenant('nice'));
    expect(await tenantOf(local())).toBe('demo');
    expect(await tenantOf(local({ wanted: 'demo' }))).toBe('demo');
    for (const wanted of ['lyon', 'nice', 'paris'])
      await expect(tenantOf(local({ wanted }))).rejects.toMatchObject({ status: 401 });
    expect(await tenants.create(aTenant('lyon'))).toBe(false);
  });

  it('reads nothing from elsewhere without a key', async () => {
    const elsewhere = [
      { remoteAddress: '192.0.2.1' },
      { headers: { host: 'vigie.example' } },
      { headers: { host: 'localhost', 'x-forwarded-for': '127.0.0.1' } },
      { headers: { host: 'localhost', origin: 'http://evil.example' } },
    ];
    for (const more of elsewhere) await expect(tenantOf(local(more))).rejects.toMatchObject({ status: 401 });
  });

  it('reads the tenant of the key, and never another one', async () => {
    const { text } = await keys.create('nice', 'report', ['metrics:read']);
    const { text: writer } = await keys.create('nice', 'pbx', ['events:write']);
    const withKey = (key: string, wanted?: string) =>
      local({ remoteAddress: '192.0.2.1', headers: { authorization: `Bearer ${key}` }, wanted });
    expect(await tenantOf(withKey(text))).toBe('nice');
    expect(await tenantOf(withKey(text, 'nice'))).toBe('nice');
    await expect(tenantOf(withKey(text, 'lyon'))).rejects.toMatchObject({
      status: 403,
      code: 'foreign_tenant',
    });
    await expect(tenantOf(withKey(writer))).rejects.toMatchObject({ status: 403, code: 'missing_scope' });
    await expect(tenantOf(withKey(text.replace('vg_nice', 'vg_lyon')))).rejects.toMatchObject({
      status: 401,
    });
    await expect(
      tenantOf({ ...local(), headers: { host: 'localhost', authorization: 'Bearer nonsense' } }),
    ).rejects.toMatchObject({ status: 401 });
  });

  it('shows a key once and stores only a hash of its secret', async () => {
    const { text, keyId } = await keys.create('lyon', 'pbx', ['events:write', 'metrics:read']);
    expect(text).toMatch(/^vg_lyon_[\w-]{43}$/);
    expect(await authority.owner(text)).toEqual({
      tenantId: 'lyon',
      keyId,
      name: 'pbx',
      scopes: ['events:write', 'metrics:read'],
      sendsAs: null,
      clinicIds: null,
    });
    const rows = await test.database.withTenant('lyon', (tx) =>
      tx.query('SELECT k::text AS row FROM api_key k'),
    );
    expect(JSON.stringify(rows)).not.toContain(text.slice(8, 30));
    expect(await keys.list('lyon')).toMatchObject([{ keyId, name: 'pbx', revokedAt: null }]);
  });

  it('refuses a revoked key within five seconds, also where nothing is heard of it and the clock is put back', async () => {
    const { text, keyId } = await keys.create('lyon', 'old pbx', ['events:write']);
    let elapsedMs = 0;
    authority.verdicts.elapsedMs = () => elapsedMs;
    expect(await authority.owner(text)).not.toBeNull();
    expect(await keys.revoke('lyon', keyId)).toBe(true);
    expect(await keys.revoke('lyon', 'ffffffffffff')).toBe(false);
    clock.advance(-3_600_000);
    elapsedMs += 5_000;
    expect(await authority.owner(text)).toBeNull();
    clock.advance(3_600_000);
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
});
