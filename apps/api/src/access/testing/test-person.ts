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

/** Asks it as a program does, with an API key. */
export function askWithKey(url: string, key: string, way: string, body?: unknown): Promise<Response> {
  const [method = '', path = ''] = way.split(' ');
  const isSaid = body !== undefined;
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(isSaid && { 'content-type': 'application/json' }) },
    ...(isSaid && { body: JSON.stringify(body) }),
  });
}

/** Hands it in what a program has as a text or a file, as it stands. */
export function sendText(
  url: string,
  key: string,
  path: string,
  { type, text }: Readonly<{ type: string; text: string | Buffer }>,
): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type },
    body: text,
  });
}

/** How a request was refused: `403 forbidden`. */
export async function codeOf(answer: Response | Promise<Response>): Promise<string> {
  const refused = await answer;
  const { code } = (await refused.json()) as { readonly code: string };
  return `${refused.status} ${code}`;
}

/** What a browser keeps of an answer, as it sends it again: not what was taken from it. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');
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

/** Somebody's role, and which agent they are. */
export type TestRole = readonly [membership: Membership, agentId?: string];

/** Makes people of a tenant who are signed in already, by name; what the browser of each sends. */
export async function signInPeople(
  app: INestApplicationContext,
  tenantId: string,
  people: Readonly<Record<string, TestRole>>,
  mailDomain = 'example.com',
): Promise<ReadonlyMap<string, string>> {
  const cookies = new Map<string, string>();
  for (const [name, [membership, agentId]] of Object.entries(people)) {
    const more = { email: `${name}@${mailDomain}`, ...(agentId !== undefined && { agentId }) };
    cookies.set(name, (await createTestPerson(app, tenantId, [membership], more)).cookie);
  }
  return cookies;
}
