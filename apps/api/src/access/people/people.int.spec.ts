import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoSettings } from '@vigie/simulator';

import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { demoPeople } from '../demo-people';
import { askAs, createTestPerson } from '../testing/test-person';
import { People } from './people';

const administrator = { role: 'administrator', scope: { kind: 'all' } } as const;
const supervisor = { role: 'supervisor', scope: { kind: 'all' } } as const;
const password = 'trois bateaux sur la mer';

describe('the people of a centre', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'place');
    await createTestTenant(server.database, 'example', { demo: true });
  });
  afterAll(() => server.close());

  const post = (path: string, body: unknown): Promise<Response> =>
    askAs(server.url, '', `POST /${path}`, body);
  const invitation = (email: string) => ({
    ...{ email, name: 'Somebody', language: 'fr', agentId: null },
    memberships: [administrator],
  });
  /** An administrator who has chosen a password. */
  const active = async (tenantId: string, email: string): Promise<string> => {
    const { personId, link } = await server.app.get(People).invite(tenantId, invitation(email), null);
    expect((await post('links/accept', { token: link.token, password })).status).toBe(200);
    return personId;
  };

  it('always keep an administrator, whose role nobody takes away before there is another', async () => {
    const people = server.app.get(People);
    const { personId } = await createTestPerson(server.app, 'place', [administrator]);
    await expect(people.setMemberships('place', personId, [], null)).rejects.toMatchObject({
      code: 'last_administrator',
    });
    await expect(people.end('place', personId)).rejects.toMatchObject({ code: 'last_administrator' });
    await createTestPerson(server.app, 'place', [administrator]);
    await people.end('place', personId);
    expect((await people.list('place')).map((person) => person.personId)).not.toContain(personId);
  });

  it('keep one of two administrators who take each other’s role away at the same moment', async () => {
    await createTestTenant(server.database, 'race');
    const people = server.app.get(People);
    const ids = [await active('race', 'a@example.com'), await active('race', 'b@example.com')];
    for (let round = 0; round < 10; round += 1) {
      const demoted = await Promise.allSettled(ids.map((id) => people.setMemberships('race', id, [], null)));
      expect(demoted.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      for (const id of ids) await people.setMemberships('race', id, [administrator], null);
    }
  });

  it('count no administrator who has not chosen a password yet once somebody has', async () => {
    await createTestTenant(server.database, 'count');
    const people = server.app.get(People);
    const first = await active('count', 'a@example.com');
    const { personId } = await createTestPerson(server.app, 'count', [administrator]);
    await expect(people.end('count', first)).rejects.toMatchObject({ code: 'last_administrator' });
    await people.end('count', personId);
  });

  it('are invited and changed before the first administrator has come, who is never counted', async () => {
    await createTestTenant(server.database, 'early');
    const people = server.app.get(People);
    expect(await people.firstAdministrator('early')).not.toBeNull();
    const [waiting] = await people.list('early');
    const { personId } = await createTestPerson(server.app, 'early', [supervisor]);
    await people.setMemberships('early', personId, [administrator], null);
    await expect(people.end('early', personId)).rejects.toMatchObject({ code: 'last_administrator' });
    await people.end('early', waiting?.personId ?? '');
    expect(await people.firstAdministrator('early')).not.toBeNull();
  });

  it('have no first administrator’s link any more once an administrator has chosen a password', async () => {
    await createTestTenant(server.database, 'first');
    const people = server.app.get(People);
    const token = (await people.firstAdministrator('first'))?.token ?? '';
    expect((await post('links/look', { token })).status).toBe(200);
    const personId = await active('first', 'a@example.com');
    expect((await people.list('first')).map((person) => person.personId)).toEqual([personId]);
    expect((await post('links/look', { token })).status).toBe(404);
    expect((await post('links/accept', { token, password, email: 'b@example.com' })).status).toBe(404);
    expect(await people.firstAdministrator('first')).toBeNull();
  });

  it('leave no placeholder when the first link and an invitation are accepted at the same moment', async () => {
    await createTestTenant(server.database, 'both');
    const people = server.app.get(People);
    const first = (await people.firstAdministrator('both'))?.token ?? '';
    const { link } = await people.invite('both', invitation('a@example.com'), null);
    const answers = await Promise.all([
      post('links/accept', { token: link.token, password }),
      post('links/accept', { token: first, password, email: 'b@example.com' }),
    ]);
    expect(answers[0]?.status).toBe(200);
    expect([200, 404]).toContain(answers[1]?.status);
    expect((await people.list('both')).every(({ hasPassword }) => hasPassword)).toBe(true);
  });

  it('are in the demonstration one of each role, of clinics, teams and agents that it has', async () => {
    const answer = await askAs(server.url, 'vigie-as=paul', 'GET /people?tenant=example');
    const told = (await answer.json()) as readonly { readonly id: string; readonly permissions: string[] }[];
    expect(told.map(({ id }) => id)).toEqual(demoPeople.map(({ id }) => id));
    expect(told.find(({ id }) => id === 'paul')?.permissions).toContain('people.manage');
    const { clinics = [], teams = [], agents = [] } = demoSettings();
    const known = new Set([...clinics, ...teams, ...agents].map(({ id }) => id));
    const used = demoPeople.flatMap(({ scope, agentId }) => [
      ...(scope.kind === 'clinics' ? scope.clinicIds : []),
      ...(scope.kind === 'teams' ? scope.teamIds : []),
      ...(agentId === null ? [] : [agentId]),
    ]);
    expect(used.filter((id) => !known.has(id))).toEqual([]);
  });
});
