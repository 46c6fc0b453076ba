import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../../platform/clock';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { People, type MadeLink } from '../people/people';
import { SessionAuthority } from '../sessions/session-authority';
import { askAs, codeOf } from '../testing/test-person';
import type { Membership } from '../viewer';

const supervisor: readonly Membership[] = [{ role: 'supervisor', scope: { kind: 'all' } }];
const password = 'trois bateaux sur la mer';
const json = { 'content-type': 'application/json' };

describe('coming in', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 23, 8));
  let server: TestServer;
  let count = 0;

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
  });
  afterAll(() => server.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(body),
    });
  const me = (cookie: string): Promise<Response> => askAs(server.url, cookie, 'GET /me');
  const invited = async (
    email = `s${(count += 1)}@example.com`,
  ): Promise<{ email: string; link: MadeLink }> => {
    const facts = { email, name: 'Une superviseuse', language: 'fr', agentId: null, memberships: supervisor };
    return { email, link: (await server.app.get(People).invite('place', facts, null)).link };
  };
  const active = async (): Promise<{ email: string; cookies: readonly string[] }> => {
    const { email, link } = await invited();
    const answer = await post('links/accept', { token: link.token, password });
    return { email, cookies: cookiesOf(answer) };
  };
  const cookiesOf = (answer: Response): readonly string[] =>
    answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');

  it('is by a link that opens once and by the password chosen with it', async () => {
    const { email, link } = await invited();
    const look = await post('links/look', { token: link.token });
    expect(await look.json()).toMatchObject({ purpose: 'invitation', email, tenant: { id: 'place' } });
    const accepted = await post('links/accept', { token: link.token, password });
    expect(accepted.status).toBe(200);
    expect(await codeOf(await post('links/accept', { token: link.token, password }))).toBe('404 not_found');
    expect(await codeOf(await post('links/look', { token: link.token }))).toBe('404 not_found');

    const again = await post('sign-in', { email: email.toUpperCase(), password });
    expect(await again.json()).toEqual({ next: null });
    const [session = ''] = cookiesOf(again);
    expect(await (await me(session)).json()).toMatchObject({
      person: { email },
      roles: ['supervisor'],
      owesSecondFactor: false,
      demoPeople: [],
    });
  });

  it('opens no link after its days, nor the one before the latest', async () => {
    const { email, link } = await invited();
    const { personId } = (await server.app.get(People).findByEmail('place', email)) ?? { personId: '' };
    const later = await server.app.get(People).link('place', personId);
    expect((await post('links/look', { token: link.token })).status).toBe(404);
    expect((await post('links/look', { token: later.token })).status).toBe(200);
    clock.advance(7 * 24 * 3_600_000);
    expect((await post('links/look', { token: later.token })).status).toBe(404);
  });

  it('keeps the session in a cookie that no script and no other site’s page can use', async () => {
    const { link } = await invited();
    const answer = await post('links/accept', { token: link.token, password });
    const [session = '', device = ''] = answer.headers.getSetCookie();
    expect(session).toMatch(
      /^vigie-session=vs_place_[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    expect(device).toMatch(/^vigie-device=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const rows = await server.database.withTenant('place', (tx) => tx.query('SELECT s::text FROM session s'));
    expect(JSON.stringify(rows)).not.toContain(session.slice('vigie-session=vs_place_'.length, 40));
  });

  it('changes nothing for another site’s page, though the browser sent the cookie along', async () => {
    const { cookies } = await active();
    const cookie = cookies.join('; ');
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${server.url}.evil.example` },
      { origin: 'http://localhost:1' },
      { origin: server.url, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: server.url },
      {},
    ])
      expect([headers, (await post('sign-out', {}, { cookie, ...headers })).status]).toEqual([
        headers,
        'origin' in headers ? 401 : 403,
      ]);
    expect((await me(cookie)).status).toBe(200);
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie, origin: server.url };
    expect((await post('sign-out', {}, form)).status).toBe(415);
    expect((await post('sign-out', {}, { cookie, origin: server.url })).status).toBe(204);
    expect((await me(cookie)).status).toBe(401);
  });

  it('takes a long password, and none of those that are tried first or that are made of one’s name', async () => {
    for (const weak of [
      'trop court',
      'qazwsxedcrfv',
      '12345678901234',
      'Superviseuse2026!',
      'abcabcabcabcabc',
    ]) {
      const { link } = await invited();
      expect([weak, await codeOf(await post('links/accept', { token: link.token, password: weak }))]).toEqual(
        [weak, '400 weak_password'],
      );
    }
    const { link } = await invited();
    expect(
      (await post('links/accept', { token: link.token, password: 'é'.repeat(2) + 'x y z w '.repeat(30) }))
        .status,
    ).toBe(200);
  });

  it('asks again after twelve idle hours, and after two weeks in any case', async () => {
    const { cookies } = await active();
    const [cookie = ''] = cookies;
    const personOf = async (): Promise<unknown> =>
      ((await (await me(cookie)).json()) as { readonly person?: unknown }).person ?? null;
    for (let hour = 0; hour < 33; hour += 1) {
      clock.advance(10 * 3_600_000);
      await server.app
        .get(People)
        .update('place', 'nobody', {})
        .catch(() => undefined);
      server.app.get(SessionAuthority).verdicts.elapsedMs = () => hour * 10_000;
      expect(await personOf()).not.toBeNull();
    }
    clock.advance(10 * 3_600_000);
    server.app.get(SessionAuthority).verdicts.elapsedMs = () => 1_000_000;
    expect(await personOf()).toBeNull();
  });
});
