import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createTestPerson } from '../access/testing/test-person';
import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from './testing/test-tenant';

describe('the list of tenants the page may switch between', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'place', { name: 'Place' });
    await createTestTenant(server.database, 'other', { name: 'Une autre' });
    await createTestTenant(server.database, 'demo', { name: 'Exemple', demo: true });
  });
  afterAll(() => server.close());

  it('is the demonstration for whoever sits at its machine, and one’s own centre beside it for who is signed in', async () => {
    const demo = { id: 'demo', name: 'Exemple', demo: true };
    const list = async (headers: Record<string, string>): Promise<unknown> =>
      (await fetch(`${server.url}/api/v1/tenants`, { headers })).json();
    expect(await list({})).toEqual([demo]);
    const { cookie } = await createTestPerson(server.app, 'place', []);
    const both = (await list({ cookie })) as unknown[];
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining([{ id: 'place', name: 'Place', demo: false }, demo]));
    expect(await list({ cookie, 'x-forwarded-for': '192.0.2.1' })).toMatchObject({ status: 401 });
  });
});
