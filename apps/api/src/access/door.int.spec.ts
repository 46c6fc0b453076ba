import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { liveProtocolVersion } from '@vigie/contracts';
import { io, type Socket } from 'socket.io-client';
import WebSocket from 'ws';

import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { ApiKeys } from './api-keys';
import { AccessAudit } from './audit/access-audit';
import { People } from './people/people';
import { createTestPerson } from './testing/test-person';
import type { Membership } from './viewer';

const origin = 'https://vigie.example';
const supervisor: readonly Membership[] = [{ role: 'supervisor', scope: { kind: 'all' } }];
const officer: readonly Membership[] = [{ role: 'officer', scope: { kind: 'all' } }];
/** Far less than what a connection lives by itself; how soon it really is, is measured. */
const soonMs = 30_000;
const password = 'trois bateaux sur la mer';

describe('the door behind a proxy', () => {
  let server: TestServer;
  const opened: Socket[] = [];

  beforeAll(async () => {
    const env = {
      VIGIE_BEHIND_PROXY: '127.0.0.1,10.0.0.0/8',
      VIGIE_ORIGINS: origin,
      VIGIE_REQUESTS_PER_PERSON: '1/12',
      VIGIE_REQUESTS_PER_KEY: '1/12',
      VIGIE_REQUESTS_PER_ADDRESS: '1/60',
    };
    server = await createTestServer({ env });
    await createTestTenant(server.database, 'place');
    await createTestTenant(server.database, 'example', { demo: true });
    await createTestPerson(server.app, 'place', [{ role: 'administrator', scope: { kind: 'all' } }]);
  });
  afterAll(async () => {
    for (const socket of opened) socket.disconnect();
    await server.close();
  });

  const proxied = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https', host: 'vigie.example' };
  const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const codeOf = async (answer: Response): Promise<string> => {
    const { code } = (await answer.json()) as { readonly code: string };
    return `${answer.status} ${code}`;
  };
  const secure = (cookie: string): string => cookie.replace('vigie-session=', '__Host-vigie=');
  const connect = (headers: Record<string, string>): Socket => {
    const socket = io(`${server.url}/live`, {
      transports: ['websocket'],
      auth: { protocol: liveProtocolVersion },
      extraHeaders: headers,
      forceNew: true,
      reconnection: false,
    });
    opened.push(socket);
    return socket;
  };
  const watching = async (headers: Record<string, string>): Promise<Socket> => {
    const socket = connect(headers);
    const began = new Promise((resolve, reject) => {
      socket.once('snapshot', resolve).once('refused', reject).once('connect_error', reject);
    });
    socket.emit('watch', {});
    await began;
    return socket;
  };
  /** How long until it is closed, in ms, and what it was told before. */
  const closed = (socket: Socket): Promise<{ readonly afterMs: number; readonly told: unknown }> => {
    const began = performance.now();
    let told: unknown = null;
    socket.on('refused', (reason: unknown) => (told = reason));
    return new Promise((resolve) => {
      socket.once('disconnect', () => resolve({ afterMs: performance.now() - began, told }));
    });
  };

  it('gives a session a name that nothing but this very host can have set, over https alone', async () => {
    const facts = {
      email: 'a@example.com',
      name: 'A',
      language: 'fr',
      agentId: null,
      memberships: supervisor,
    };
    const { link } = await server.app.get(People).invite('place', facts, null);
    const answer = await post('links/accept', { token: link.token, password }, { ...proxied, origin });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-vigie=vs_place_[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/,
    );
    const inTheClear = { ...proxied, origin, 'x-forwarded-proto': 'http' };
    expect(await codeOf(await post('sign-in', { email: 'a@example.com', password }, inTheClear))).toBe(
      '403 unencrypted',
    );
  });

  it('changes nothing for another site’s page, also when its browser sends the cookie', async () => {
    const { cookie } = await createTestPerson(server.app, 'place', supervisor);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'https://vigie.example.evil.example' },
      { origin: 'http://vigie.example' },
      { origin: 'null' },
      { origin, 'sec-fetch-site': 'cross-site' },
      {},
    ]) {
      const sent = { ...proxied, ...headers, cookie: secure(cookie) };
      expect([headers, await codeOf(await post('sign-out', {}, sent))]).toEqual([
        headers,
        '403 foreign_page',
      ]);
    }
    const foreign = { ...proxied, origin: 'https://evil.example' };
    expect(await codeOf(await post('sign-in', { email: 'a@example.com', password }, foreign))).toBe(
      '403 foreign_page',
    );
    const own = { ...proxied, origin, cookie: secure(cookie) };
    expect((await post('sign-out', {}, own)).status).toBe(204);
  });

  it('shows the demonstration to nobody from elsewhere, and knows nobody by where they sit', async () => {
    for (const headers of [proxied, { ...proxied, 'x-forwarded-for': '127.0.0.1' }])
      expect((await fetch(`${server.url}/api/v1/live?tenant=example`, { headers })).status).toBe(401);
    expect((await fetch(`${server.url}/api/v1/live?tenant=example`)).status).toBe(200);
    expect((await fetch(`${server.url}/api/v1/live?tenant=place`)).status).toBe(401);
  });

  it('shows a browser in which somebody has signed in the demonstration by choice alone, also when the session is over', async () => {
    const { personId, cookie } = await createTestPerson(server.app, 'place', supervisor);
    const status = async (path: string, sent: string) =>
      (await fetch(`${server.url}/api/v1/${path}`, { headers: { cookie: sent } })).status;
    expect(await status('me', cookie)).toBe(200);
    await server.app.get(People).end('place', personId);
    expect(await status('me', cookie)).toBe(401);
    expect(await status('live', 'vigie-device=anything')).toBe(401);
    expect(await status('me?tenant=example', cookie)).toBe(200);
    expect(await status('me', 'other=1')).toBe(200);
  });

  it('answers a person, a key and a network so many requests and no more; health and what a telephone system sends are not counted', async () => {
    const office = { ...proxied, 'x-forwarded-for': '198.51.100.7' };
    const stranger = { ...proxied, 'x-forwarded-for': '198.51.100.8' };
    const { cookie } = await createTestPerson(server.app, 'place', supervisor);
    const keys = server.app.get(ApiKeys);
    const made = await Promise.all(
      ['bi', 'other'].map((name) => keys.create('place', name, ['live:read', 'events:write'])),
    );
    const [bi = '', other = ''] = made.map(({ text }) => `Bearer ${text}`);
    const get = (path: string, headers: Record<string, string>) => fetch(`${server.url}${path}`, { headers });
    /** How many of those sent at once were answered with a status, and how many with 429. */
    const answers = async (count: number, path: string, headers: Record<string, string>) => {
      const all = await Promise.all(Array.from({ length: count }, () => get(path, headers)));
      const refused = all.filter(({ status }) => status === 429);
      for (const each of refused) {
        expect(Number(each.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
        expect(each.headers.get('content-type')).toContain('application/problem+json');
        expect(await each.json()).toMatchObject({ code: 'too_many_requests', retryable: true });
      }
      expect(new Set(all.filter((each) => !refused.includes(each)).map(({ status }) => status)).size).toBe(1);
      return count - refused.length;
    };
    // Seconds may pass meanwhile, in each of which one more is let through.
    const isAbout = (answered: number, atOnce: number) => answered >= atOnce && answered <= atOnce + 8;
    expect(isAbout(await answers(25, '/api/v1/me', { ...office, cookie: secure(cookie) }), 12)).toBe(true);
    expect(isAbout(await answers(25, '/api/v1/live', { ...office, authorization: bi }), 12)).toBe(true);
    expect((await get('/api/v1/live', { ...office, authorization: other })).status).toBe(200);
    expect(isAbout(await answers(75, '/api/v1/live', stranger), 60)).toBe(true);
    expect(await answers(1, '/health/live', stranger)).toBe(1);
    expect((await post('events', {}, { ...stranger, authorization: other })).status).toBe(200);
  });

  it('closes what a session holds open within five seconds of its end', async () => {
    const { personId, cookie } = await createTestPerson(server.app, 'place', supervisor);
    const socket = await watching({ ...proxied, origin, cookie: secure(cookie) });
    const end = closed(socket);
    await server.app.get(People).end('place', personId);
    expect((await end).afterMs).toBeLessThan(soonMs);
  });

  it('closes what a revoked key holds open, and lets it watch nothing more', async () => {
    const { keyId, text } = await server.app.get(ApiKeys).create('place', 'wall', ['live:read']);
    const headers = { ...proxied, authorization: `Bearer ${text}` };
    const socket = await watching(headers);
    const end = closed(socket);
    await server.app.get(ApiKeys).revoke('place', keyId);
    expect(await end).toMatchObject({ told: 'forbidden' });
    expect((await end).afterMs).toBeLessThan(soonMs);
    await expect(watching(headers)).rejects.toBe('forbidden');
  });

  it('lets go of a page whose role was taken away or whose clinics have changed', async () => {
    const { personId, cookie } = await createTestPerson(server.app, 'place', supervisor);
    const headers = { ...proxied, origin, cookie: secure(cookie) };
    const of = async (memberships: readonly Membership[]): Promise<unknown> => {
      const end = closed(await watching(headers));
      await server.app.get(People).setMemberships('place', personId, memberships, null);
      expect((await end).afterMs).toBeLessThan(soonMs);
      return (await end).told;
    };
    expect(await of([{ role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand'] } }])).toBeNull();
    expect(await of([{ role: 'officer', scope: { kind: 'all' } }])).toBe('forbidden');
  });

  it('lets go of a page that shows nothing of the board just as soon, and has nobody look at the board by it', async () => {
    const looked = jest.spyOn(server.app.get(AccessAudit), 'watching');
    const { personId, cookie } = await createTestPerson(server.app, 'place', officer);
    const headers = { ...proxied, origin, cookie: secure(cookie) };
    const people = server.app.get(People);
    const heard: string[] = [];
    const staying = async (): Promise<Socket> => {
      const socket = connect(headers);
      socket.onAny((name: string) => heard.push(name));
      const began = new Promise((resolve, reject) => {
        socket.once('staying', resolve).once('refused', reject).once('connect_error', reject);
      });
      socket.emit('stay', {});
      await began;
      return socket;
    };
    const changed = closed(await staying());
    await people.setMemberships('place', personId, [...officer, ...supervisor], null);
    expect(await changed).toMatchObject({ told: null });
    expect((await changed).afterMs).toBeLessThan(soonMs);
    const ended = closed(await staying());
    await people.end('place', personId);
    expect(await ended).toMatchObject({ told: 'forbidden' });
    expect((await ended).afterMs).toBeLessThan(soonMs);
    expect(heard).toEqual(['staying', 'staying', 'refused']);
    expect(looked).not.toHaveBeenCalled();
    looked.mockRestore();
  });

  it('cuts who sends more than a hundred messages a minute with 1008, and gives nobody a place for nothing', async () => {
    const url = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const code = await new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      socket.once('close', resolve).once('error', reject);
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text.startsWith('0')) socket.send(`40/live,{"protocol":${liveProtocolVersion}}`);
        if (!text.startsWith('40/live')) return;
        for (let sent = 0; sent < 150; sent += 1) socket.send('42/live,["nothing"]');
      });
    });
    expect(code).toBe(1_008);
    const idle = io(`${server.url}/live`, {
      transports: ['websocket'],
      auth: { protocol: liveProtocolVersion },
      forceNew: true,
      reconnection: false,
    });
    opened.push(idle);
    expect((await closed(idle)).afterMs).toBeLessThan(soonMs);
    const other = io(server.url, { transports: ['websocket'], forceNew: true, reconnection: false });
    opened.push(other);
    const refusal = new Promise<Error>((resolve) => other.once('connect_error', resolve));
    expect((await refusal).message).toBe('no_such_stream');
  });
});
