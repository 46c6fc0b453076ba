import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoSettings } from '@vigie/simulator';

import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { demoPeople } from '../demo-people';
import { createTestPerson } from '../testing/test-person';
import { People } from './people';

describe('the people of a centre', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'place');
    await createTestTenant(server.database, 'example', { demo: true });
  });
  afterAll(() => server.close());

  it('always keep an administrator, whose role nobody takes away before there is another', async () => {
    const people = server.app.get(People);
    const administrator = { role: 'administrator', scope: { kind: 'all' } } as const;
    const { personId } = await createTestPerson(server.app, 'place', [administrator]);
    await expect(people.setMemberships('place', personId, [], null)).rejects.toMatchObject({
      code: 'last_administrator',
    });
    await expect(people.end('place', personId)).rejects.toMatchObject({ code: 'last_administrator' });
    await createTestPerson(server.app, 'place', [administrator]);
    await people.end('place', personId);
    expect((await people.list('place')).map((person) => person.personId)).not.toContain(personId);
  });

  it('are in the demonstration one of each role, of clinics, teams and agents that it has', async () => {
    const answer = await fetch(`${server.url}/api/v1/people?tenant=example`, {
      headers: { cookie: 'vigie-as=paul' },
    });
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
