import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from './testing/test-tenant';

describe('the list of tenants the page may switch between', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'place', { name: 'Place' });
    await createTestTenant(server.database, 'demo', { name: 'Exemple', demo: true });
  }, 30_000);
  afterAll(() => server.close());

  it('names each by id and name, and says which is a demonstration', async () => {
    const answer = await fetch(`${server.url}/api/v1/tenants`);
    expect(await answer.json()).toEqual(
      expect.arrayContaining([
        { id: 'place', name: 'Place', demo: false },
        { id: 'demo', name: 'Exemple', demo: true },
      ]),
    );
  });
});
