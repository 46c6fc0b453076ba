import { applyPatch, liveProtocolVersion } from '@vigie/contracts';
import type { LiveClientEvents, LiveServerEvents, LiveSnapshot } from '@vigie/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';

import { ApiKeys } from '../access/api-keys';
import { Bell } from '../platform/bell';
import { SystemClock } from '../platform/clock';
import { NotifyRelay } from '../platform/notify-relay';
import { createTestDatabase } from '../platform/testing/test-database';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

const tenant = 'three';
const settings = `
teams:
  - { id: accueil, name: Accueil, queues: [durand] }
clinics:
  - { id: durand, name: Cabinet Durand }
`;

type Viewer = Readonly<{ state: () => LiveSnapshot | undefined; isOpen: () => boolean; close: () => void }>;

describe('three servers on one database', () => {
  const servers: TestServer[] = [];
  const relays: NotifyRelay[] = [];
  let viewers: Viewer[] = [];
  let key: { id: string; text: string };

  beforeAll(async () => {
    const test = await createTestDatabase();
    const lent = { ...test, drop: () => Promise.resolve() };
    for (const each of [test, lent, lent])
      servers.push(await createTestServer({ test: each, background: true }));
    for (const { app, databaseUrl } of servers) {
      const relay = new NotifyRelay(databaseUrl, app.get(Bell));
      relay.start();
      relays.push(relay);
    }
    const [first] = servers as [TestServer];
    await createTestTenant(first.database, tenant);
    await first.app.get(SettingsRegistrar).register(tenant, { format: 'yaml', text: settings });
    const made = await first.app.get(ApiKeys).create(tenant, '/wall', ['live:read']);
    key = { id: made.keyId, text: made.text };
    viewers = servers.map(({ url }) => watching(url, key.text));
    await until(() => viewers.every(({ state }) => state() !== undefined));
    await until(() => servers.every(({ app }) => app.get(Bell).hearsOthers));
  });
  afterAll(async () => {
    for (const { close } of viewers) close();
    await Promise.all(relays.map((relay) => relay.stop()));
    // The first goes last: the database is its own.
    for (const server of servers.toReversed()) await server.close();
  });

  const post = async (server: TestServer, path: string, body?: unknown): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const address = `${server.url}/api/v1/live/${path}?tenant=${tenant}`;
    return (await server.ask(address, { method: 'POST', ...sent })).status;
  };
  const everywhere = (isSo: (state: LiveSnapshot) => boolean): Promise<void> =>
    until(() => viewers.every(({ state }) => isSo(state() as LiveSnapshot)));

  it.each([0, 1, 2])(
    'show a claim that server %i was told on the boards of all, and its release',
    async (n) => {
      const server = servers[n] as TestServer;
      expect(await post(server, 'clinics/durand/claim', { by: `Claire ${n}` })).toBe(200);
      await everywhere(({ clinics }) => clinics['durand']?.claim?.by === `Claire ${n}`);
      expect(await post(server, 'clinics/durand/release')).toBe(204);
      await everywhere(({ clinics }) => (clinics['durand']?.claim ?? null) === null);
    },
  );

  it('show a wish to be called back on all, until it is taken note of at any', async () => {
    const [first, second, third] = servers as [TestServer, TestServer, TestServer];
    const at = new SystemClock().now();
    await send(first, 'call.enqueued', at - 120_000, {
      queueId: 'durand',
      clinicId: 'durand',
      ani: '+33639981234',
    });
    await send(second, 'call.disconnected', at - 60_000, { side: 'caller' });
    const items = { overall: 1, callback: 1, comment: 'Personne ne m’a rappelé' };
    await send(third, 'survey.answered', at - 30_000, { channel: 'sms', language: 'fr', items });
    await everywhere(({ concerns }) => Object.keys(concerns).length === 1);
    const [id = ''] = Object.keys(viewers[0]?.state()?.concerns ?? {});
    expect(await post(second, `concerns/${id}/acknowledge`)).toBe(200);
    await everywhere(({ concerns }) => Object.keys(concerns).length === 0);
  });

  it('close the sockets of a key that was revoked at one of them, at all', async () => {
    expect(viewers.map(({ isOpen }) => isOpen())).toEqual([true, true, true]);
    await (servers[1] as TestServer).app.get(ApiKeys).revoke(tenant, key.id);
    await until(() => viewers.every(({ isOpen }) => !isOpen()));
  });
});

async function send(server: TestServer, type: string, at: number, data: object): Promise<void> {
  const event = { specversion: '1.0', id: type, source: '/pbx', type, subject: 'c1', data };
  const sent = await server.ask(`${server.url}/api/v1/events?tenant=${tenant}`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ ...event, time: new Date(at).toISOString() }),
  });
  expect(await sent.json()).toMatchObject({ accepted: 1 });
}

/** A board that is kept as a page keeps it. */
function watching(url: string, text: string): Viewer {
  const socket: Socket<LiveServerEvents, LiveClientEvents> = io(`${url}/live`, {
    transports: ['websocket'],
    auth: { protocol: liveProtocolVersion },
    extraHeaders: { authorization: `Bearer ${text}` },
    forceNew: true,
    reconnection: false,
  });
  let state: LiveSnapshot | undefined;
  socket.on('snapshot', (frame) => (state = frame));
  socket.on('patch', (frame) => {
    if (state === undefined) return;
    const result = applyPatch(state, frame);
    if (result.kind === 'applied') state = result.state;
    if (result.kind === 'gap') socket.emit('watch', { tenant });
  });
  socket.emit('watch', { tenant });
  return { state: () => state, isOpen: () => socket.connected, close: () => void socket.disconnect() };
}

async function until(isSo: () => boolean): Promise<void> {
  const from = performance.now();
  while (!isSo()) {
    if (performance.now() - from > 60_000) throw new Error('it never was so');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
