import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { AuditLog } from '../../audit/audit-log';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { People } from '../people/people';
import { askAs, codeOf, cookiesOf } from '../testing/test-person';
import type { Membership } from '../viewer';
import {
  clientId,
  clientSecret,
  TestIdentityProvider,
  walkThrough,
  type ProviderAccount,
} from './testing/identity-provider';

const supervisor: readonly Membership[] = [{ role: 'supervisor', scope: { kind: 'all' } }];
const roles = 'chefs=supervisor;durand=manager:clinics:durand,martin;admins=administrator';

describe('the identity provider of an organisation', () => {
  const provider = new TestIdentityProvider();
  let server: TestServer;
  let count = 0;

  beforeAll(async () => {
    await provider.start();
    server = await createTestServer({
      env: {
        VIGIE_OIDC_ISSUER: provider.issuer,
        VIGIE_OIDC_CLIENT_ID: clientId,
        VIGIE_OIDC_CLIENT_SECRET: clientSecret,
        VIGIE_OIDC_NAME: 'Compte de l’hôpital',
        VIGIE_OIDC_ROLES: roles,
      },
    });
    provider.serve(server.url);
    await createTestTenant(server.database, 'place');
  });
  afterAll(async () => {
    await server.close();
    await provider.stop();
  });

  const ask = (method: string, path: string, cookie = '', body?: unknown): Promise<Response> =>
    askAs(server.url, cookie, `${method} /${path}`, body);
  const somebody = (more: Partial<ProviderAccount> = {}): ProviderAccount => {
    count += 1;
    return {
      sub: `s${count}`,
      email: `o${count}@hospital.example`,
      email_verified: true,
      name: 'Anne',
      ...more,
    };
  };
  const invited = async (email: string): Promise<string> => {
    const facts = { email, name: 'Claire', language: 'fr', agentId: null, memberships: supervisor };
    return (await server.app.get(People).invite('place', facts, null)).personId;
  };
  /** Sent to the provider and back: the query, and what the browser kept. */
  const away = async (account: ProviderAccount, next?: string): Promise<{ query: string; kept: string }> => {
    provider.account = account;
    const begun = await ask('POST', 'sign-in/provider/begin', '', { next });
    const { url } = (await begun.json()) as { readonly url: string };
    return { query: await walkThrough(url, `${server.url}/sign-in/back`), kept: cookiesOf(begun) };
  };
  const signIn = async (account: ProviderAccount, next?: string): Promise<Response> => {
    const { query, kept } = await away(account, next);
    return ask('POST', 'sign-in/provider', kept, { query });
  };
  const me = async (answer: Response): Promise<unknown> => (await ask('GET', 'me', cookiesOf(answer))).json();

  it('lets in who was invited under the address that it has verified, and leads on to the page they wanted', async () => {
    expect(await (await ask('GET', 'sign-in/ways')).json()).toEqual({
      provider: { name: 'Compte de l’hôpital' },
    });
    const account = somebody();
    const personId = await invited(account.email);
    const answer = await signIn(account, '/reports');
    expect(await answer.clone().json()).toEqual({ next: '/reports' });
    expect(await me(answer)).toMatchObject({ person: { id: personId }, roles: ['supervisor'] });
    // Known from now on by the provider's own name for them, whatever the address becomes there.
    const moved = await signIn({ ...account, email: 'another@hospital.example' });
    expect(await me(moved)).toMatchObject({ person: { id: personId, email: account.email } });
    const people = await server.app.get(People).list('place');
    expect(people.find((one) => one.personId === personId)).toMatchObject({
      isActive: true,
      hasPassword: false,
    });
  });

  it('lets in nobody whose address it has not verified, nor whom nobody has invited', async () => {
    const account = somebody({ email_verified: false });
    await invited(account.email);
    expect(await codeOf(await signIn(account))).toBe('401 email_unverified');
    expect(await codeOf(await signIn(somebody()))).toBe('401 not_invited');
    expect(await codeOf(await signIn(somebody({ groups: ['cafeteria'] })))).toBe('401 not_invited');
    expect(
      await codeOf(await signIn(somebody({ email: 'first@administrator.invalid', groups: ['chefs'] }))),
    ).toBe('401 not_invited');
  });

  it('gives the roles of its groups, which follow them at each sign-in, and leaves those given here', async () => {
    const account = somebody({ groups: ['durand', 'cafeteria'] });
    const first = await signIn(account);
    expect(await me(first)).toMatchObject({
      person: { email: account.email, name: 'Anne' },
      memberships: [{ role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand', 'martin'] } }],
    });
    const person = await server.app.get(People).findByEmail('place', account.email);
    const personId = person?.personId ?? '';
    const held = (await server.app.get(People).one('place', personId)).memberships;
    await server.app
      .get(People)
      .setMemberships('place', personId, [...held, { role: 'officer', scope: { kind: 'all' } }], null);
    await signIn({ ...account, groups: ['chefs'] });
    // The session that was open sees it too.
    expect(await me(first)).toMatchObject({ roles: ['supervisor', 'officer'] });
    await signIn({ ...account, groups: [] });
    expect(await me(first)).toMatchObject({ roles: ['officer'] });
    const told = await server.app.get(AuditLog).search('place', { limit: 200 });
    const ofRoles = told
      .filter(({ subject }) => subject?.startsWith(personId) === true)
      .map(({ action, actor, subject }) => [action, actor.kind, subject?.slice(personId.length + 1)]);
    expect(ofRoles).toEqual([
      ['people.roles', 'server', '-supervisor(all)'],
      ['people.roles', 'server', '-manager(durand,martin) +supervisor(all)'],
      ['people.came-in', 'server', '+manager(durand,martin)'],
    ]);
  });

  it('makes the first administrator, and its claims never leave a centre without one', async () => {
    await server.app.get(People).firstAdministrator('place');
    const account = somebody({ groups: ['admins'] });
    expect((await signIn(account)).status).toBe(200);
    expect(await server.app.get(People).firstAdministrator('place')).toBeNull();
    expect(await codeOf(await signIn({ ...account, groups: [] }))).toBe('409 last_administrator');
  });

  it('has its answer taken once, by the browser that was sent there, and as it was given', async () => {
    const account = somebody();
    await invited(account.email);
    const { query, kept } = await away(account);
    const other = await away(account);
    const refused = '401 provider_refused';
    for (const [cookie, sent] of [
      ['', query],
      ['vigie-provider=AAAA', query],
      [other.kept, query],
      [kept, query.replace(/state=[^&]+/u, 'state=another')],
      [kept, query.replace(/code=[^&]+/u, 'code=another')],
      [kept, query.replace(/iss=[^&]+/u, 'iss=https%3A%2F%2Fevil.example')],
      [kept, `?error=access_denied&${query.slice(1).replace(/code=[^&]+&/u, '')}`],
      [kept, ''],
    ] as const)
      expect([sent, await codeOf(await ask('POST', 'sign-in/provider', cookie, { query: sent }))]).toEqual([
        sent,
        refused,
      ]);
    const fresh = await away(account);
    expect((await ask('POST', 'sign-in/provider', fresh.kept, { query: fresh.query })).status).toBe(200);
    expect(await codeOf(await ask('POST', 'sign-in/provider', fresh.kept, { query: fresh.query }))).toBe(
      refused,
    );
  });

  it('does not let back in whose account was ended here, until they are invited again', async () => {
    const account = somebody({ groups: ['chefs'] });
    const inside = await signIn(account);
    const { person } = (await me(inside)) as { readonly person: { readonly id: string } };
    await server.app.get(People).end('place', person.id);
    expect((await ask('GET', 'me', cookiesOf(inside))).status).toBe(401);
    expect(await codeOf(await signIn(account))).toBe('401 not_invited');
    const again = await invited(account.email);
    expect(await me(await signIn(account))).toMatchObject({ person: { id: again } });
  });

  it('does not give an account to whoever was given its address there afterwards', async () => {
    const account = somebody();
    await invited(account.email);
    expect((await signIn(account)).status).toBe(200);
    expect(await codeOf(await signIn({ ...somebody(), email: account.email }))).toBe('401 not_invited');
  });
});
