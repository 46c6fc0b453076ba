import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passkeyOptionsSchema, passkeySchema } from '@vigie/contracts';

import { AuditLog } from '../../audit/audit-log';
import { ManualClock } from '../../platform/clock';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { People } from '../people/people';
import { askAs, codeOf, cookiesOf, createTestPerson } from '../testing/test-person';
import { SoftwareAuthenticator, type Saying } from './testing/software-authenticator';

type Options = Readonly<Record<string, unknown>>;
/** Somebody with a passkey. */
type Holder = Readonly<{ cookie: string; personId: string; passkeyId: string; key: SoftwareAuthenticator }>;

const password = 'trois bateaux sur la mer';
const all = { kind: 'all' } as const;

describe('a passkey', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 23, 8));
  let server: TestServer;
  let origin = '';

  beforeAll(async () => {
    server = await createTestServer({ clock });
    origin = server.url.replace('127.0.0.1', 'localhost');
    await createTestTenant(server.database, 'lyon');
    await createTestTenant(server.database, 'place');
  });
  afterAll(() => server.close());

  const ask = (method: string, path: string, cookie = '', body?: unknown, from = origin): Promise<Response> =>
    askAs(from, cookie, `${method} /${path}`, body);
  const optionsOf = async (answer: Response): Promise<Options> =>
    passkeyOptionsSchema.parse(await answer.json()).options as Options;
  const person = () => createTestPerson(server.app, 'place', [{ role: 'supervisor', scope: all }]);
  const added = async (
    cookie: string,
    key: SoftwareAuthenticator,
    saying: Saying = {},
  ): Promise<Response> => {
    const options = await optionsOf(await ask('POST', 'me/passkeys/begin', cookie, {}));
    return ask('POST', 'me/passkeys', cookie, { name: 'Téléphone', credential: key.create(options, saying) });
  };
  const holder = async (): Promise<Holder> => {
    const { cookie, personId } = await person();
    const key = new SoftwareAuthenticator(origin, 'localhost');
    const answer = await added(cookie, key);
    return { cookie, personId, key, passkeyId: passkeySchema.parse(await answer.json()).id };
  };
  const asked = async (): Promise<{ options: Options; cookie: string }> => {
    const answer = await ask('POST', 'sign-in/passkey/begin', '', {});
    return { options: await optionsOf(answer), cookie: cookiesOf(answer) };
  };
  const signIn = async (key: SoftwareAuthenticator, saying: Saying = {}): Promise<Response> => {
    const { options, cookie } = await asked();
    return ask('POST', 'sign-in/passkey', cookie, key.get(options, saying));
  };

  it('signs in alone, whoever it is of says itself, and both factors are in it', async () => {
    const { key, personId, cookie } = await holder();
    const { options } = await asked();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials');
    const inside = await signIn(key);
    expect(inside.status).toBe(204);
    const me = await (await ask('GET', 'me', cookiesOf(inside))).json();
    expect(me).toMatchObject({ tenant: { id: 'place' }, person: { id: personId } });
    const [listed] = (await (await ask('GET', 'me/passkeys', cookie)).json()) as readonly unknown[];
    expect(listed).toMatchObject({
      name: 'Téléphone',
      host: 'localhost',
      lastUsedAt: new Date(clock.now()).toISOString(),
    });
    expect((await signIn(key)).status).toBe(204);
  });

  it('is what a role that must have a second factor waits for: in the session it is added in, and by itself', async () => {
    const administrator = await createTestPerson(server.app, 'place', [
      { role: 'administrator', scope: all },
    ]);
    const rule = (roles: readonly string[]): Promise<Response> =>
      ask('PUT', 'second-factor-rule', administrator.cookie, { roles });
    const { cookie } = await person();
    const key = new SoftwareAuthenticator(origin, 'localhost');
    const sees = async (by: string): Promise<number> => (await ask('GET', 'live', by)).status;
    expect((await rule(['supervisor'])).status).toBe(204);
    expect(await sees(cookie)).toBe(403);
    expect((await added(cookie, key)).status).toBe(201);
    expect(await sees(cookie)).toBe(200);
    expect(await sees(cookiesOf(await signIn(key)))).toBe(200);
    expect((await rule([])).status).toBe(204);
  });

  it.each<readonly [string, Saying]>([
    ['its owner was not verified', { isVerified: false }],
    ['another page asked for it', { origin: 'https://evil.example' }],
    ['it was asked for another name', { rpId: 'evil.example' }],
    ['the challenge is nobody’s', { challenge: Buffer.alloc(38, 1).toString('base64url') }],
    ['it was made, not used', { type: 'webauthn.create' }],
  ])('opens nothing where %s', async (_, saying) => {
    const { key } = await holder();
    expect(await codeOf(await signIn(key, saying))).toBe('401 passkey_failed');
  });

  it.each<readonly [string, Saying]>([
    ['its owner was not verified', { isVerified: false }],
    ['another page asked for it', { origin: 'https://evil.example' }],
    ['it was asked for another name', { rpId: 'evil.example' }],
    ['the challenge is nobody’s', { challenge: Buffer.alloc(38, 1).toString('base64url') }],
  ])('is not taken where %s', async (_, saying) => {
    const { cookie } = await person();
    const key = new SoftwareAuthenticator(origin, 'localhost');
    expect(await codeOf(await added(cookie, key, saying))).toBe('400 passkey_refused');
  });

  it('answers a question once, in the browser that was asked, within five minutes', async () => {
    const { key } = await holder();
    const { options, cookie } = await asked();
    const other = await asked();
    const answer = key.get(options);
    expect(await codeOf(await ask('POST', 'sign-in/passkey', other.cookie, answer))).toBe(
      '401 passkey_failed',
    );
    expect(await codeOf(await ask('POST', 'sign-in/passkey', '', answer))).toBe('401 passkey_failed');
    expect((await ask('POST', 'sign-in/passkey', cookie, answer)).status).toBe(204);
    expect(await codeOf(await ask('POST', 'sign-in/passkey', cookie, answer))).toBe('401 passkey_failed');
    // An authenticator that does not count: the question alone keeps its answer from being given twice.
    const plain = await holder();
    const again = await asked();
    const uncounted = plain.key.get(again.options, { counter: 0 });
    const both = await Promise.all([0, 1].map(() => ask('POST', 'sign-in/passkey', again.cookie, uncounted)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 401]);
    const late = await asked();
    clock.advance(5 * 60_000);
    const given = await ask('POST', 'sign-in/passkey', late.cookie, key.get(late.options));
    expect(await codeOf(given)).toBe('401 passkey_failed');
  });

  it('that has counted less than before is a copy, and opens nothing', async () => {
    const { key } = await holder();
    expect((await signIn(key, { counter: 9 })).status).toBe(204);
    expect(await codeOf(await signIn(key, { counter: 9 }))).toBe('401 passkey_failed');
    expect((await signIn(key, { counter: 10 })).status).toBe(204);
  });

  it('is not taken twice, nor with another session’s question, nor without the password of who has one', async () => {
    const { key, cookie } = await holder();
    const options = await optionsOf(await ask('POST', 'me/passkeys/begin', cookie, {}));
    expect(options['excludeCredentials']).toMatchObject([{ id: key.credentialId }]);
    expect(await codeOf(await added(cookie, key))).toBe('409 passkey_taken');
    const other = await person();
    const credential = new SoftwareAuthenticator(origin, 'localhost').create(options);
    expect(await codeOf(await ask('POST', 'me/passkeys', other.cookie, { name: 'x', credential }))).toBe(
      '400 passkey_refused',
    );
    const facts = { email: 'anne@example.com', name: 'Anne', language: 'fr', agentId: null, memberships: [] };
    const { link } = await server.app.get(People).invite('place', facts, null);
    const withPassword = cookiesOf(await ask('POST', 'links/accept', '', { token: link.token, password }));
    expect(await codeOf(await ask('POST', 'me/passkeys/begin', withPassword, {}))).toBe('401 sign_in_failed');
    expect((await ask('POST', 'me/passkeys/begin', withPassword, { password })).status).toBe(200);
  });

  it('opens nothing once it is removed by its owner, by an administrator, or with the account', async () => {
    const { key, cookie, passkeyId } = await holder();
    expect((await ask('PATCH', `me/passkeys/${passkeyId}`, cookie, { name: 'Ordinateur' })).status).toBe(204);
    const other = await holder();
    expect((await ask('DELETE', `me/passkeys/${passkeyId}`, other.cookie)).status).toBe(404);
    expect((await ask('DELETE', `me/passkeys/${passkeyId}`, cookie)).status).toBe(204);
    expect(await codeOf(await signIn(key))).toBe('401 passkey_failed');

    const administrator = await createTestPerson(server.app, 'place', [
      { role: 'administrator', scope: all },
    ]);
    const people = await (await ask('GET', 'people', administrator.cookie)).json();
    expect(people).toContainEqual(expect.objectContaining({ id: other.personId, passkeys: 1 }));
    const reset = `people/${other.personId}/second-factor`;
    expect((await ask('DELETE', reset, administrator.cookie)).status).toBe(204);
    expect(await codeOf(await signIn(other.key))).toBe('401 passkey_failed');

    const leaver = await holder();
    await server.app.get(People).end('place', leaver.personId);
    expect(await codeOf(await signIn(leaver.key))).toBe('401 passkey_failed');
  });

  it('is off where there is no host name, and says so', async () => {
    const { cookie } = await person();
    for (const path of ['sign-in/passkey/begin', 'me/passkeys/begin']) {
      const answer = await ask('POST', path, cookie, {}, server.url);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({
        code: 'passkeys_off',
        detail: 'Passkeys need a host name: this address is made of numbers.',
      });
    }
  });

  it('is told of when it is added, removed, used, and refused', async () => {
    const { key, cookie, personId, passkeyId } = await holder();
    await signIn(key);
    await signIn(key, { isVerified: false });
    await ask('DELETE', `me/passkeys/${passkeyId}`, cookie);
    const entries = await server.app.get(AuditLog).search('place', { limit: 200 });
    const told = entries
      .filter(({ actor }) => actor.id === personId)
      .map(({ action, actor, subject }) => [action, actor.kind, subject]);
    for (const entry of [
      ['passkey.added', 'person', passkeyId],
      ['sign-in', 'person', 'passkey'],
      ['sign-in.refused', 'nobody', 'passkey'],
      ['passkey.removed', 'person', passkeyId],
    ])
      expect(told).toContainEqual(entry);
  });
});
