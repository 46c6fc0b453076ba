import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { insertTenant } from '../tenants/tenant-store';
import { SettingsRegistrar, type Registration, type SettingsRequest } from './settings-registrar';
import { TenantSettings, UnknownTenant } from './tenant-settings';

const now = Date.parse('2026-11-22T09:30:00+01:00');
const today = Date.parse('2026-11-22T00:00:00+01:00');
const yaml = (text: string, from?: string): SettingsRequest => ({
  format: 'yaml',
  text,
  ...(from && { from }),
});
const csv = (text: string, from?: string): SettingsRequest => ({
  format: 'csv',
  text,
  ...(from && { from }),
});

describe('registering settings', () => {
  let test: TestDatabase;
  let registrar: SettingsRegistrar;
  let settings: TenantSettings;
  let tenants = 0;
  let tenantId = '';

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    registrar = new SettingsRegistrar(test.database, new ManualClock(now));
    settings = new TenantSettings();
    tenantId = `centre-${(tenants += 1)}`;
    const tenant = {
      tenantId,
      name: 'Centre',
      timezone: 'Europe/Paris',
      locale: 'fr',
      demo: false,
      createdAt: now,
    };
    await test.database.asOwner((tx) => insertTenant(tx, tenant));
  });

  const accepted = async (
    request: SettingsRequest,
  ): Promise<Exclude<Registration, { result: 'refused' }>> => {
    const registration = await registrar.register(tenantId, request);
    if (registration.result === 'refused') throw new Error(JSON.stringify(registration.problems));
    return registration;
  };
  const load = () => test.database.withTenant(tenantId, (tx) => settings.ensureLoaded(tx, tenantId));
  const staleFrom = async (): Promise<number | null> => {
    const [row] = await test.database.withTenant(tenantId, (tx) =>
      tx.query<{ at: Date | null }[]>('SELECT stale_from AS at FROM fold_cursor WHERE tenant_id = $1', [
        tenantId,
      ]),
    );
    return row?.at?.getTime() ?? null;
  };

  it('lets the first settings hold from the beginning and later ones from the start of the day', async () => {
    expect(await accepted(yaml('teams:\n  - { id: mg, queues: [rdv] }\n'))).toMatchObject({
      result: 'registered',
      fromAt: 0,
      refolds: true,
    });
    expect(await accepted(yaml('teams:\n  - { id: cds, queues: [rdv] }\n'))).toMatchObject({ fromAt: today });
    await load();
    expect(settings.rulesAt(tenantId, today - 1).teamOfQueue('rdv')).toBe('mg');
    expect(settings.rulesAt(tenantId, today).teamOfQueue('rdv')).toBe('cds');
    expect(settings.current(tenantId).teams.map(({ id }) => id)).toEqual(['cds']);
  });

  it('changes nothing when the same file comes again, and replaces the version of the same day', async () => {
    const file = yaml('centre: { name: Lyon, timezone: Europe/Paris }\n');
    await accepted(file);
    expect(await accepted(file)).toMatchObject({ result: 'unchanged', refolds: false });
    await accepted(yaml('centre: { name: Lyon 2 }\n'));
    await accepted(yaml('centre: { name: Lyon 3 }\n'));
    await load();
    expect(settings.at(tenantId, today - 1).name).toBe('Lyon');
    expect(settings.current(tenantId).name).toBe('Lyon 3');
  });

  it('has calls folded again only when something they depend on changed', async () => {
    await accepted(yaml('clinics:\n  - { id: durand, name: Durand }\n'));
    expect(await staleFrom()).toBe(0);
    await test.database.withTenant(
      tenantId,
      (tx) => tx.query('UPDATE fold_cursor SET stale_from = NULL'),
      'fold',
    );
    const renamed = yaml('clinics:\n  - { id: durand, name: Dr Durand, answerRateTarget: 0.9 }\n');
    expect(await accepted(renamed)).toMatchObject({ result: 'registered', refolds: false });
    expect(await staleFrom()).toBeNull();
    const covered = yaml(
      'clinics:\n  - { id: durand, covered: { week: { mon: ["08:00-12:00"] } } }\n',
      '2026-11-01',
    );
    expect(await accepted(covered)).toMatchObject({ refolds: true, nextAt: today });
    expect(await staleFrom()).toBe(Date.parse('2026-11-01T00:00:00+01:00'));
  });

  it('puts a table on what holds at its time', async () => {
    await accepted(yaml('centre: { name: Lyon }\nclinics:\n  - { id: durand, name: Durand }\n'));
    await accepted(csv('clinicId,shortName\ndurand,Dur\n', '2026-12-01'));
    await accepted(csv('agentId,name\nanna,Anna\n'));
    await load();
    expect(settings.at(tenantId, now).clinic('durand').shortName).toBe('Durand');
    expect(settings.at(tenantId, now).agent('anna').name).toBe('Anna');
    const december = settings.at(tenantId, Date.parse('2026-12-01T00:00:00+01:00'));
    expect([december.name, december.clinic('durand').shortName]).toEqual(['Lyon', 'Dur']);
  });

  it('refuses a wrong file or a wrong date and keeps what holds', async () => {
    await accepted(yaml('centre: { name: Lyon }\n'));
    expect(await registrar.register(tenantId, yaml('centre: { nom: Lyon }\n'))).toMatchObject({
      result: 'refused',
    });
    for (const from of ['soon', '2026-02-30', '2026-11-22T08:00:00']) {
      expect(await registrar.register(tenantId, yaml('centre: { name: Paris }\n', from))).toMatchObject({
        result: 'refused',
      });
    }
    await load();
    expect(settings.current(tenantId).name).toBe('Lyon');
  });

  it('is seen by those who had loaded the settings before, however fast it follows', async () => {
    await load();
    const names: string[] = [];
    const revisions = new Set([settings.revision(tenantId)]);
    for (const name of ['a', 'b', 'c', 'd']) {
      await accepted(yaml(`centre: { name: ${name} }\n`, '2026-11-01'));
      await load();
      names.push(settings.current(tenantId).name);
      revisions.add(settings.revision(tenantId));
    }
    expect(names).toEqual(['a', 'b', 'c', 'd']);
    expect(revisions.size).toBe(5);
    const before = settings.current(tenantId);
    await load();
    expect(settings.current(tenantId)).toBe(before);
  });

  it('keeps tenants apart and knows when there is none', async () => {
    await accepted(yaml('centre: { name: Lyon }\n'));
    await expect(registrar.register('nobody', yaml('centre: {}\n'))).rejects.toThrow(UnknownTenant);
    const other = 'elsewhere';
    await test.database.asOwner((tx) =>
      insertTenant(tx, {
        tenantId: other,
        name: 'Elsewhere',
        timezone: 'Europe/Madrid',
        locale: 'ca',
        demo: false,
        createdAt: now,
      }),
    );
    await test.database.withTenant(other, (tx) => settings.ensureLoaded(tx, other));
    expect(settings.current(other)).toMatchObject({
      name: 'Elsewhere',
      timezone: 'Europe/Madrid',
      locale: 'ca',
    });
  });

  it('knows every id of the settings and of the events, by its best name', async () => {
    await accepted(yaml('clinics:\n  - { id: durand, name: Cabinet Durand }\n'));
    await test.database.withTenant(tenantId, (tx) =>
      tx.query(
        `INSERT INTO directory (tenant_id, kind, id, name, first_seen)
         SELECT $1, k, i, i, now() FROM (VALUES ('clinic', 'durand'), ('clinic', 'b'), ('queue', 'q'), ('agent', 'anna')) v(k, i)`,
        [tenantId],
      ),
    );
    const known = await test.database.withTenant(tenantId, (tx) => settings.known(tx, tenantId));
    expect(known).toEqual({
      clinics: [
        { id: 'b', name: 'b', isImplied: false },
        { id: 'durand', name: 'Cabinet Durand', isImplied: false },
      ],
      queues: [{ id: 'q', name: 'q' }],
      agents: [{ id: 'anna', name: 'anna' }],
    });
  });
});
