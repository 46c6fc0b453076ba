import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { myDataSchema, type SavedView, type SaveView } from '@vigie/contracts';
import { demoSettings } from '@vigie/simulator';

import { People } from '../../access/people/people';
import { askAs, createTestPerson, type TestPerson } from '../../access/testing/test-person';
import { Rounds } from '../../platform/rounds/rounds';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';

const tenantId = 'place';

describe('a named view of history', () => {
  let server: TestServer;
  let claire: TestPerson;
  let durand: TestPerson;

  const ask = (who: TestPerson, what: string, body?: unknown): Promise<Response> =>
    askAs(server.url, who.cookie, what, body);
  const save = async (who: TestPerson, view: SaveView): Promise<SavedView> => {
    const answer = await ask(who, 'POST /me/views', view);
    expect(answer.status).toBe(201);
    return (await answer.json()) as SavedView;
  };
  const own = async (who: TestPerson): Promise<readonly SavedView[]> =>
    (await (await ask(who, 'GET /me/views')).json()) as readonly SavedView[];

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, tenantId);
    const text = JSON.stringify(demoSettings());
    await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
    const all = { kind: 'all' } as const;
    const ofDurand = { kind: 'clinics', clinicIds: ['cabinet-durand'] } as const;
    claire = await createTestPerson(server.app, tenantId, [{ role: 'supervisor', scope: all }]);
    durand = await createTestPerson(server.app, tenantId, [{ role: 'manager', scope: ofDurand }]);
  });
  afterAll(() => server.close());

  it('is told to its person alone, by name, and only they forget it', async () => {
    const query = 'by=hour&measure=serviceLevel&range=week';
    const { id } = await save(claire, { name: 'Ma semaine', query });
    await save(claire, { name: 'bilan', query: 'range=year' });
    expect(await own(claire)).toMatchObject([
      { name: 'bilan', query: 'range=year', isStart: false },
      { id, name: 'Ma semaine', query, isStart: false },
    ]);
    expect(await own(durand)).toEqual([]);
    expect((await ask(durand, `DELETE /me/views/${id}`)).status).toBe(404);
    expect((await ask({ ...durand, cookie: '' }, 'GET /me/views')).status).toBe(401);
    expect((await ask(claire, `DELETE /me/views/${id}`)).status).toBe(204);
    expect((await own(claire)).map(({ name }) => name)).toEqual(['bilan']);
  });

  it('means what its name was given last, and at most one begins', async () => {
    const night = await save(claire, { name: 'Nuit', query: 'dayStart=19:00', isStart: true });
    const again = await save(claire, { name: 'Nuit', query: 'dayStart=20:00' });
    expect(again).toEqual({ ...night, query: 'dayStart=20:00' });
    await save(claire, { name: 'bilan', query: 'range=year', isStart: true });
    expect((await own(claire)).map(({ name, isStart }) => [name, isStart])).toEqual([
      ['bilan', true],
      ['Nuit', false],
    ]);
  });

  it('is refused where the page would refuse it, beyond thirty, and to who sees no history', async () => {
    for (const query of ['dayStart=noon', 'colour=red', 'by=nose'])
      expect((await ask(durand, 'POST /me/views', { name: 'x', query })).status).toBe(400);
    const names = Array.from({ length: 30 }, (_, index) => `vue ${index}`);
    for (const name of names) await save(durand, { name, query: '' });
    expect((await ask(durand, 'POST /me/views', { name: 'x', query: '' })).status).toBe(409);
    await save(durand, { name: 'vue 7', query: 'range=week' });
    const officer = await createTestPerson(server.app, tenantId, [
      { role: 'officer', scope: { kind: 'all' } },
    ]);
    expect((await ask(officer, 'POST /me/views', { name: 'x', query: '' })).status).toBe(403);
  });

  it('is in what is kept of its person, and goes when they leave', async () => {
    const mine = myDataSchema.parse(await (await ask(durand, 'GET /me/data')).json());
    expect(mine.own).toEqual({ views: 30, mailings: 0 });
    await server.app.get(People).end(tenantId, durand.personId);
    await server.app.get(Rounds).turn('history mailings');
    const left = await server.database.withTenant(tenantId, (tx) =>
      tx.query('SELECT DISTINCT person_id AS id FROM history_view WHERE tenant_id = $1', [tenantId]),
    );
    expect(left).toEqual([{ id: claire.personId }]);
  });
});
