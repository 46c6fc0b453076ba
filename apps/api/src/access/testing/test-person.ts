import type { INestApplicationContext } from '@nestjs/common';

import { Database } from '../../platform/database';
import { People } from '../people/people';
import { Sessions } from '../sessions/sessions';
import type { Membership } from '../viewer';

/** Somebody signed in, for specs. */
export type TestPerson = Readonly<{
  personId: string;
  /** As the browser sends it from this very machine. */
  cookie: string;
}>;

let made = 0;

/** Asks the API of a server as a browser does, `GET /sheets` or the like; without a cookie as nobody. */
export function askAs(url: string, cookie: string, way: string, body?: unknown): Promise<Response> {
  const [method = '', path = ''] = way.split(' ');
  const isSaid = body !== undefined;
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      origin: url,
      ...(cookie !== '' && { cookie }),
      ...(isSaid && { 'content-type': 'application/json' }),
    },
    ...(isSaid && { body: JSON.stringify(body) }),
  });
}

/** Makes a person of a tenant who is signed in already: no password is chosen, none is asked for. */
export async function createTestPerson(
  app: INestApplicationContext,
  tenantId: string,
  memberships: readonly Membership[],
  more: Readonly<{ email?: string; agentId?: string }> = {},
): Promise<TestPerson> {
  made += 1;
  const { email = `p${made}@example.com`, agentId = null } = more;
  const invitation = { email, name: email.split('@')[0] ?? '', language: 'fr', agentId, memberships };
  const { personId } = await app.get(People).invite(tenantId, invitation, null);
  const token = await app
    .get(Database)
    .withTenant(tenantId, (tx) =>
      app.get(Sessions).begin(tx, tenantId, { personId, label: 'spec', isStrong: false }),
    );
  return { personId, cookie: `vigie-session=${token}` };
}
