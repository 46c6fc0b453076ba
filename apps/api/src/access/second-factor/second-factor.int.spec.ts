import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';

import { AuditLog } from '../../audit/audit-log';
import { ManualClock } from '../../platform/clock';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { People } from '../people/people';
import { askAs, codeOf, cookiesOf, createTestPerson, type TestPerson } from '../testing/test-person';

const password = 'trois bateaux sur la mer';
const all = { kind: 'all' } as const;

/** Somebody with a second factor, and what only they hold. */
type Holder = Readonly<{
  email: string;
  personId: string;
  cookie: string;
  secret: string;
  recoveryCodes: readonly string[];
}>;

describe('a code beside the password', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 23, 8));
  let server: TestServer;
  let administrator: TestPerson;
  let count = 0;

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    administrator = await createTestPerson(server.app, 'place', [{ role: 'administrator', scope: all }]);
  });
  afterAll(() => server.close());

  const ask = (method: string, path: string, cookie = '', body?: unknown): Promise<Response> =>
    askAs(server.url, cookie, `${method} /${path}`, body);
  /** The code of the application, so many steps of half a minute from now. */
  const codeAt = (secret: string, steps = 0): string =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: clock.now() + steps * 30_000 });
  const accepted = async (): Promise<{ email: string; personId: string; cookie: string }> => {
    const email = `h${(count += 1)}@example.com`;
    const memberships = [{ role: 'supervisor', scope: all } as const];
    const facts = { email, name: 'Claire', language: 'fr', agentId: null, memberships };
    const { personId, link } = await server.app.get(People).invite('place', facts, null);
    const answer = await ask('POST', 'links/accept', '', { token: link.token, password });
    return { email, personId, cookie: cookiesOf(answer) };
  };
  const holder = async (): Promise<Holder> => {
    const somebody = await accepted();
    const begun = await ask('POST', 'me/second-factor', somebody.cookie, { password });
    const { secret } = (await begun.json()) as { readonly secret: string };
    const on = await ask('PUT', 'me/second-factor', somebody.cookie, { code: codeAt(secret, -1) });
    const { recoveryCodes } = (await on.json()) as { readonly recoveryCodes: readonly string[] };
    return { ...somebody, secret, recoveryCodes };
  };
  /** The first step; what the browser holds after it. */
  const half = async (email: string, cookie = ''): Promise<string> => {
    const answer = await ask('POST', 'sign-in', cookie, { email, password });
    expect(await answer.json()).toEqual({ next: 'code' });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^vigie-half=vh_place_[\w-]{43}; Path=\/; Max-Age=300; HttpOnly; SameSite=Strict$/u,
      ),
    ]);
    return [cookie, cookiesOf(answer)].filter((one) => one !== '').join('; ');
  };
  const second = (cookie: string, code: string): Promise<Response> =>
    ask('POST', 'sign-in/code', cookie, { code });

  it('is set up by the password and a first code, and ends every other session', async () => {
    const { email, cookie } = await accepted();
    const elsewhere = cookiesOf(await ask('POST', 'sign-in', '', { email, password }));
    expect(await codeOf(await ask('POST', 'me/second-factor', cookie, { password: 'wrong' }))).toBe(
      '401 sign_in_failed',
    );
    const begun = await ask('POST', 'me/second-factor', cookie, { password });
    const { secret } = (await begun.json()) as { readonly secret: string };
    // Nothing is asked for before the application has shown that it works.
    expect((await ask('POST', 'sign-in', '', { email, password })).headers.getSetCookie()[0]).toContain(
      'vs_',
    );
    expect(await codeOf(await ask('PUT', 'me/second-factor', cookie, { code: '000000' }))).toBe(
      '400 code_wrong',
    );
    const on = await ask('PUT', 'me/second-factor', cookie, { code: codeAt(secret) });
    expect(((await on.json()) as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(10);
    expect(await (await ask('GET', 'me/second-factor', cookie)).json()).toEqual({
      since: new Date(clock.now()).toISOString(),
      recoveryCodesLeft: 10,
    });
    expect((await ask('GET', 'me', elsewhere)).status).toBe(401);
    expect(await codeOf(await ask('POST', 'me/second-factor', cookie, { password }))).toBe(
      '409 second_factor_on',
    );
  });

  it('lets in who gives it after the password, and opens nothing in between', async () => {
    const { email, secret, cookie } = await holder();
    const between = await half(email);
    const token = between.slice('vigie-half='.length);
    for (const cookies of [between, `vigie-session=${token}`])
      for (const path of ['me', 'me/sessions', 'live', 'me/second-factor'])
        expect([path, (await ask('GET', path, cookies)).status]).toEqual([path, 401]);
    expect((await ask('POST', 'me/second-factor/switch-off', between, { password })).status).toBe(401);
    expect(await codeOf(await second('', codeAt(secret)))).toBe('401 sign_in_again');
    expect(await codeOf(await second(`vigie-half=${cookie}`, codeAt(secret)))).toBe('401 sign_in_again');
    const inside = await second(between, codeAt(secret));
    expect(inside.status).toBe(204);
    expect((await ask('GET', 'me', cookiesOf(inside))).status).toBe(200);
    expect(await codeOf(await second(between, codeAt(secret, 1)))).toBe('401 sign_in_again');
  });

  it('is taken once, also by who looks over a shoulder within its minute', async () => {
    const { email, secret } = await holder();
    const code = codeAt(secret);
    const [mine, theirs] = [await half(email), await half(email)];
    const answers = await Promise.all([second(mine, code), second(theirs, code)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401]);
    clock.advance(30_000);
    // Still within the window, as is the one before it, which nobody has used.
    const again = await half(email);
    expect(await codeOf(await second(again, code))).toBe('401 code_wrong');
    expect(await codeOf(await second(again, codeAt(secret, -1)))).toBe('401 code_wrong');
    expect((await second(again, codeAt(secret))).status).toBe(204);
  });

  it('must follow the password within five minutes, and falls with it', async () => {
    const { email, personId, secret } = await holder();
    const slow = await half(email);
    clock.advance(5 * 60_000);
    expect(await codeOf(await second(slow, codeAt(secret)))).toBe('401 sign_in_again');
    const between = await half(email);
    const reset = await server.app.get(People).link('place', personId);
    const answer = await ask('POST', 'links/accept', '', {
      token: reset.token,
      password: `${password} bleue`,
    });
    // Whoever has the link of a reset alone is not in.
    expect(await answer.json()).toEqual({ next: 'code' });
    expect(await codeOf(await second(between, codeAt(secret)))).toBe('401 sign_in_again');
    expect((await second(cookiesOf(answer), codeAt(secret))).status).toBe(204);
  });

  it('is guessed ten times at once and then once a minute, and not by a known browser’s leave', async () => {
    const { email, secret, cookie } = await holder();
    const between = await half(email);
    const answers: string[] = [];
    for (let guess = 0; guess < 14; guess += 1)
      answers.push(await codeOf(await second(between, `00000${guess % 10}`)));
    expect(answers.filter((answer) => answer === '401 code_wrong')).toHaveLength(10);
    expect(answers.slice(10)).toEqual(Array.from({ length: 4 }, () => '429 too_many_requests'));
    expect(await codeOf(await second(between, codeAt(secret)))).toBe('429 too_many_requests');
    // Its owner, in the browser she used before, is not kept out by who guesses.
    const device = cookie.split('; ').find((one) => one.startsWith('vigie-device=')) ?? '';
    expect((await second(await half(email, device), codeAt(secret))).status).toBe(204);
    clock.advance(60_000);
    const later = await half(email);
    expect(await codeOf(await second(later, '000000'))).toBe('401 code_wrong');
    expect(await codeOf(await second(later, '000001'))).toBe('429 too_many_requests');
  });

  it('is replaced once by each recovery code, of which new ones end the old', async () => {
    const { email, cookie, recoveryCodes } = await holder();
    const [first = '', next = ''] = recoveryCodes;
    expect((await second(await half(email), first.toUpperCase().replaceAll('-', ''))).status).toBe(204);
    const again = await half(email);
    expect(await codeOf(await second(again, first))).toBe('401 code_wrong');
    const left = await (await ask('GET', 'me/second-factor', cookie)).json();
    expect(left).toMatchObject({ recoveryCodesLeft: 9 });
    const renewed = await ask('POST', 'me/second-factor/recovery-codes', cookie, { password });
    const { recoveryCodes: others } = (await renewed.json()) as { readonly recoveryCodes: readonly string[] };
    expect(await codeOf(await second(again, next))).toBe('401 code_wrong');
    expect((await second(again, others[0] ?? '')).status).toBe(204);
  });

  it('is not asked for any more once it is switched off by the password, or by an administrator', async () => {
    const { email, cookie } = await holder();
    expect(await codeOf(await ask('POST', 'me/second-factor/switch-off', cookie, { password: 'no' }))).toBe(
      '401 sign_in_failed',
    );
    expect((await ask('POST', 'me/second-factor/switch-off', cookie, { password })).status).toBe(204);
    expect(await (await ask('POST', 'sign-in', '', { email, password })).json()).toEqual({ next: null });

    const other = await holder();
    const path = `people/${other.personId}/second-factor`;
    expect((await ask('DELETE', path, other.cookie)).status).toBe(403);
    expect((await ask('DELETE', path, administrator.cookie)).status).toBe(204);
    expect((await ask('DELETE', path, administrator.cookie)).status).toBe(404);
    expect(await (await ask('POST', 'sign-in', '', { email: other.email, password })).json()).toEqual({
      next: null,
    });
  });

  it('is kept so that a copy of the database makes no codes, and every step of it is told', async () => {
    const { email, personId, secret, recoveryCodes } = await holder();
    const between = await half(email);
    await second(between, '000000');
    await second(between, recoveryCodes[0] ?? '');
    await ask('DELETE', `people/${personId}/second-factor`, administrator.cookie);
    const other = await holder();
    const rows = await server.database.withTenant('place', (tx) =>
      tx.query(`SELECT f::text FROM second_factor f UNION ALL SELECT c::text FROM recovery_code c
        UNION ALL SELECT h::text FROM half_session h`),
    );
    expect(rows).not.toHaveLength(0);
    const text = JSON.stringify(rows);
    const halfToken = between.slice('vigie-half=vh_place_'.length);
    const hex = (plain: string): string => Buffer.from(plain).toString('hex');
    for (const secretText of [secret, other.secret, ...other.recoveryCodes, halfToken]) {
      expect(text).not.toContain(secretText);
      expect(text).not.toContain(hex(secretText));
    }
    const entries = await server.app.get(AuditLog).search('place', { limit: 200 });
    const ofHolder = entries.filter(({ actor, subject }) => actor.id === personId || subject === personId);
    const told = ofHolder.map(({ action, actor, subject }) => [action, actor.kind, subject]);
    for (const entry of [
      ['second-factor.on', 'person', personId],
      ['sign-in.half', 'person', null],
      ['sign-in.refused', 'nobody', 'code'],
      ['sign-in', 'person', 'recovery code'],
      ['second-factor.reset', 'person', personId],
    ])
      expect(told).toContainEqual(entry);
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  describe('that a role must have', () => {
    const rule = (roles: readonly string[]): Promise<Response> =>
      ask('PUT', 'second-factor-rule', administrator.cookie, { roles });
    const me = async (cookie: string): Promise<unknown> => (await ask('GET', 'me', cookie)).json();
    const seesBoard = async (cookie: string): Promise<number> => (await ask('GET', 'live', cookie)).status;
    const setUp = async (cookie: string): Promise<Response> => {
      const begun = await ask('POST', 'me/second-factor', cookie, { password });
      const { secret } = (await begun.json()) as { readonly secret: string };
      return ask('PUT', 'me/second-factor', cookie, { code: codeAt(secret, -1) });
    };

    it('leads whoever lacks it to set it up, and lets them do nothing else until they have', async () => {
      const somebody = await accepted();
      const { cookie: withCode } = await holder();
      expect(await seesBoard(somebody.cookie)).toBe(200);
      expect((await rule(['supervisor', 'officer'])).status).toBe(204);
      expect(await (await ask('GET', 'second-factor-rule', administrator.cookie)).json()).toEqual({
        roles: ['supervisor', 'officer'],
      });
      expect(await me(somebody.cookie)).toMatchObject({ owesSecondFactor: true, roles: [], permissions: [] });
      expect(await seesBoard(somebody.cookie)).toBe(403);
      expect(await seesBoard(withCode)).toBe(200);
      expect((await setUp(somebody.cookie)).status).toBe(200);
      expect(await me(somebody.cookie)).toMatchObject({ owesSecondFactor: false, roles: ['supervisor'] });
      expect(await seesBoard(somebody.cookie)).toBe(200);
      await ask('POST', 'me/second-factor/switch-off', somebody.cookie, { password });
      expect(await seesBoard(somebody.cookie)).toBe(403);
      expect((await rule([])).status).toBe(204);
      expect(await seesBoard(somebody.cookie)).toBe(200);
      const told = await server.app
        .get(AuditLog)
        .search('place', { limit: 2, actions: ['second-factor.rule'] });
      expect(told.map(({ subject }) => subject)).toEqual([null, 'supervisor officer']);
    });

    it('does not shut out the administrator who asks for it: they set up their own first', async () => {
      expect(await codeOf(await rule(['administrator']))).toBe('409 enrol_first');
      expect(await (await ask('GET', 'second-factor-rule', administrator.cookie)).json()).toEqual({
        roles: [],
      });
      expect((await ask('GET', 'people', administrator.cookie)).status).toBe(200);
      expect((await ask('PUT', 'second-factor-rule', (await accepted()).cookie, { roles: [] })).status).toBe(
        403,
      );
    });
  });
});
