import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { AuditLog } from '../../audit/audit-log';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { People } from '../people/people';
import { askAs, cookiesOf } from '../testing/test-person';

const password = 'trois bateaux sur la mer';

describe('who comes in, and who is refused', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'place');
  });
  afterAll(() => server.close());

  const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
    askAs(server.url, cookie, `POST /${path}`, body);

  it('is told of everybody who signs in, fails to, or goes, and never what they typed as their name', async () => {
    const email = 'claire@example.com';
    const facts = { email, name: 'Claire', language: 'fr', agentId: null, memberships: [] };
    const { personId, link } = await server.app.get(People).invite('place', facts, null);
    await post('links/accept', { token: link.token, password });
    expect((await post('sign-in', { email, password: 'another one' })).status).toBe(401);
    expect((await post('sign-in', { email: 'hunter2hunter2@example.com', password })).status).toBe(401);
    expect((await post('sign-in', { email, password, tenant: 'nobodys' })).status).toBe(401);
    const cookie = cookiesOf(await post('sign-in', { email, password }));
    expect((await post('sign-out', {}, cookie)).status).toBe(204);
    const entries = await server.app.get(AuditLog).search('place', { limit: 20 });
    expect(entries.map(({ action, actor, subject }) => [action, actor.kind, actor.id, subject])).toEqual([
      ['self.change', 'person', personId, 'POST /api/v1/sign-out'],
      ['sign-in', 'person', personId, null],
      ['sign-in.refused', 'nobody', null, null],
      ['sign-in.refused', 'nobody', personId, null],
      ['sign-in.link', 'person', personId, null],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/claire|hunter/u);
  });
});
