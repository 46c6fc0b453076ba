import { request } from 'node:http';

import { applyPatch, liveProtocolVersion } from '@vigie/contracts';
import type {
  LiveClientEvents,
  LiveServerEvents,
  LiveSnapshot,
  RecentCallView,
  Watch,
} from '@vigie/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';

import { keepSince } from '../event-log/log-progress-store';
import { createTestServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { ApiKeys } from '../access/api-keys';
import { createTestTenant, zoneAtMidday } from '../tenants/testing/test-tenant';
import { workedQuarter } from '../testing/worked-quarter';

type Client = Socket<LiveServerEvents, LiveClientEvents>;
type Send = (events: readonly object[]) => Promise<void>;

let server: TestServer;
const opened: Client[] = [];

beforeAll(async () => {
  server = await createTestServer({ background: true });
});
afterEach(() => {
  for (const client of opened.splice(0)) client.disconnect();
});
afterAll(() => server.close());

describe('GET /api/v1/live', () => {
  it('looks at the worked quarter as it was at 09:15:00, to the last digit', async () => {
    const send = await aTenant('worked');
    await send(workedQuarter());
    const { totals, waiting } = await eventually(
      () => live('worked', '&at=2026-03-02T09:15:00%2B01:00'),
      (state) => state?.totals?.presentedDay === 12,
    );
    expect(totals).toMatchObject({
      waiting: 2,
      longestSince: Date.parse('2026-03-02T09:14:50+01:00'),
      offeredDay: 11,
      decidedDay: 9,
    });
    expect(totals?.serviceLevelDay).toEqual({ value: 0.375, part: 3, of: 8 });
    expect(Object.values(waiting).map(({ since }) => since)).toEqual(
      ['09:14:50', '09:14:58'].map((clock) => Date.parse(`2026-03-02T${clock}+01:00`)),
    );
    const settled = await live('worked', '&at=2026-03-02T10:00:00%2B01:00');
    expect(settled.totals?.serviceLevelDay).toEqual({ value: 0.4, part: 4, of: 10 });
    expect(settled.totals?.answerRateDay).toEqual({ value: 0.5, part: 6, of: 12 });
  });

  it('tells nothing of secretaries whose days are no longer kept, and refuses a day whose calls are gone', async () => {
    // Whose day begins where the spec says, whenever it is run.
    const send = await aTenant('long-ago', 'Europe/Paris');
    await send(workedQuarter());
    const at = '2026-03-02T09:15:00%2B01:00';
    const status = async () =>
      (await server.ask(`${server.url}/api/v1/live?tenant=long-ago&at=${at}`)).status;
    const keep = (callsFrom: string, agentsFrom: string) =>
      server.database.withTenant(
        'long-ago',
        (tx) => keepSince(tx, 'long-ago', { callsFrom: Date.parse(callsFrom), agentsFrom }),
        'fold',
      );
    const before = await eventually(
      () => live('long-ago', `&at=${at}`),
      (state) => state?.totals?.presentedDay === 12,
    );
    expect(before.totals?.agents).not.toBeNull();
    await keep('2026-03-01T00:00:00Z', '2026-03-03');
    const { totals, agents } = await live('long-ago', `&at=${at}`);
    expect([totals?.agents, totals?.planned, totals?.presentedDay, agents]).toEqual([null, null, 12, {}]);
    // Later than that day begins, in whatever zone it is midday now.
    await keep('2026-03-02T08:15:00Z', '2026-03-03');
    expect(await status()).toBe(410);
  });

  it('looks back for one tenant while another asks for more past moments than it may', async () => {
    await aTenant('asks-much');
    await aTenant('asks-once');
    const status = async (tenant: string) =>
      (await server.ask(`${server.url}/api/v1/live?tenant=${tenant}&at=2026-03-02T10:00:00%2B01:00`)).status;
    expect([await status('asks-much'), await status('asks-once')]).toEqual([200, 200]);
    const many = Array.from({ length: 40 }, () => status('asks-much'));
    expect(await status('asks-once')).toBe(200);
    expect(new Set(await Promise.all(many))).toEqual(new Set([200, 429]));
    expect(await status('asks-much')).toBe(200);
  });

  it('shows a call that was posted just now', async () => {
    const send = await aTenant('now');
    await send([happened('c1', 'call.enqueued', { ani: '+33639981234' })]);
    const state = await eventually(
      () => live('now'),
      ({ totals }) => totals?.waiting === 1,
    );
    expect(Object.values(state.waiting)).toMatchObject([{ clinicId: 'durand', phase: 'queued', attempt: 1 }]);
    expect(JSON.stringify(state)).not.toContain('981234');
  });

  it.each(['at=tomorrow', 'at=2999-01-01T00:00:00Z', 'at=2026-03-02', 'at=a&at=b'])(
    'refuses %s',
    async (query) => {
      await aTenant(`bad-${query.length}`);
      const answer = await server.ask(`${server.url}/api/v1/live?tenant=bad-${query.length}&${query}`);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        400,
        'invalid_time',
      ]);
    },
  );

  it('lists the latest calls of a clinic, newest first, without anything personal', async () => {
    const send = await aTenant('recent');
    const ani = { ani: '+33639985678' };
    const now = present();
    await send([
      happened('c1', 'call.enqueued', ani, now - 600_000),
      happened('c1', 'call.dequeued', { reason: 'abandoned' }, now - 560_000),
      happened('c2', 'call.enqueued', ani, now - 300_000),
      happened('c2', 'call.answered', { agentId: 'anne' }, now - 290_000),
      happened('c2', 'call.disconnected', {}, now - 200_000),
    ]);
    const read = async () =>
      (await (
        await server.ask(`${server.url}/api/v1/live/calls?tenant=recent&clinicId=durand`)
      ).json()) as RecentCallView[];
    const calls = await eventually(read, (list) => list.length === 2);
    expect(calls).toMatchObject([
      { outcome: 'answered', waitMs: 10_000, agentId: 'anne', attempt: 2, recovered: false },
      { outcome: 'abandoned', waitMs: 40_000, agentId: null, attempt: 1, recovered: true },
    ]);
    expect(JSON.stringify(calls)).not.toContain('985678');
  });
});

describe('the live stream', () => {
  it('sends a snapshot, then what changed, then a heartbeat with the head', async () => {
    const send = await aTenant('stream');
    const client = connect();
    const wall = follow(client, { tenant: 'stream' });
    await eventually(wall.state, (state) => state !== undefined);
    await send([happened('c1', 'call.enqueued'), happened('c2', 'call.enqueued')]);
    const state = await eventually(wall.state, (now) => now?.totals?.waiting === 2);
    expect(Object.keys(state?.waiting ?? {})).toHaveLength(2);
    const heartbeat = await new Promise((resolve) => client.once('heartbeat', resolve));
    expect(heartbeat).toMatchObject({ epoch: state?.epoch, seq: 2, head: 2 });
    expect(wall.state()).toMatchObject({ seq: 2 });
    expect(wall.gaps()).toBe(0);
    expect(rest(await live('stream'))).toEqual(rest(wall.state()));
  });

  it('repairs a gap when the viewer asks again', async () => {
    const send = await aTenant('gap');
    const client = connect();
    const wall = follow(client, { tenant: 'gap' }, (nth) => nth !== 1);
    await eventually(wall.state, (state) => state !== undefined);
    for (let call = 1; call <= 4; call += 1) {
      await send([happened(`c${call}`, 'call.enqueued')]);
      await pause(250);
    }
    await eventually(wall.state, (state) => state?.totals?.waiting === 4);
    expect(wall.gaps()).toBeGreaterThan(0);
  });

  it('gives only the rows that are watched, and the totals of all', async () => {
    const send = await aTenant('rows');
    const wall = follow(connect(), { tenant: 'rows', clinicIds: ['durand'] });
    await send([
      happened('c1', 'call.enqueued'),
      happened('c2', 'call.enqueued', { clinicId: 'martin', queueId: 'martin' }),
    ]);
    const state = await eventually(wall.state, (now) => now?.totals?.waiting === 2);
    expect(Object.values(state?.waiting ?? {}).map(({ clinicId }) => clinicId)).toEqual(['durand']);
    expect(Object.keys(state?.clinics ?? {})).toEqual(['durand']);
  });

  it('takes no more than ten patches a second to tell a busy minute', async () => {
    const send = await aTenant('busy');
    const wall = follow(connect(), { tenant: 'busy' });
    await eventually(wall.state, (state) => state !== undefined);
    const from = performance.now();
    for (let call = 0; call < 60; call += 1) await send([happened(`c${call}`, 'call.enqueued')]);
    await eventually(wall.state, (state) => state?.totals?.waiting === 60);
    const seconds = (performance.now() - from) / 1000;
    expect(wall.patches()).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 1);
  });

  it('names why it refuses a watch', async () => {
    await aTenant('refusals');
    const client = connect();
    const refusal = (): Promise<unknown> => new Promise((resolve) => client.once('refused', resolve));
    const watch = async (body: unknown): Promise<unknown> => {
      const refused = refusal();
      client.emit('watch', body as Watch);
      return refused;
    };
    expect(await watch({ clinicIds: 'durand' })).toBe('invalid_watch');
    expect(await watch({ rooms: ['durand'] })).toBe('invalid_watch');
    expect(await watch({ clinicIds: Array(501).fill('x') })).toBe('invalid_watch');
    expect(await watch({ tenant: 'nobody' })).toBe('forbidden');
    for (let asked = 0; asked < 25; asked += 1) client.emit('watch', { tenant: 'nobody' });
    await eventually(refusal, (reason) => reason === 'too_many_requests');
  });

  it('follows what was asked for last, however quickly one asks for several', async () => {
    await aTenant('asked-first');
    await aTenant('asked-last');
    const client = connect();
    const told: string[] = [];
    client.on('snapshot', ({ centre }) => void told.push(centre.tenantId));
    // The first is slower: its board has to be made, while the other's is there.
    await live('asked-last');
    client.emit('watch', { tenant: 'asked-first' });
    client.emit('watch', { tenant: 'asked-last' });
    await eventually(
      () => told,
      (all) => all.includes('asked-last'),
    );
    await pause(500);
    expect(told.at(-1)).toBe('asked-last');
  });

  it('refuses a client of another protocol', async () => {
    const client = connect({ auth: { protocol: liveProtocolVersion + 1 } });
    const error = await new Promise<Error>((resolve) => client.once('connect_error', resolve));
    expect(error.message).toBe('client_too_old');
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a page without an origin of its own', { origin: 'null' }],
    ['through a proxy', { 'x-forwarded-for': '192.0.2.1' }],
    ['under a foreign name', { host: 'vigie.evil.example' }],
  ])('refuses a handshake %s before there is a socket', async (_, headers) => {
    expect(await upgradeStatus(headers)).toBe(403);
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a site whose name begins like ours', { origin: 'http://localhost.evil.example' }],
  ])('refuses a handshake %s whatever key it brings', async (_, headers) => {
    await createTestTenant(server.database, 'foreign').catch(() => undefined);
    const { text } = await server.app.get(ApiKeys).create('foreign', 'wall', ['metrics:read']);
    expect(await upgradeStatus({ ...headers, authorization: `Bearer ${text}` })).toBe(403);
    expect(await upgradeStatus({ ...headers, authorization: 'nonsense' })).toBe(403);
  });

  it('admits a hundred viewers at once, and each ends with the same state', async () => {
    const send = await aTenant('storm');
    const walls = Array.from({ length: 100 }, () => follow(connect(), { tenant: 'storm' }));
    const seqs = walls.map((wall) => wall.state()?.seq ?? 0);
    for (let call = 0; call < 20; call += 1) await send([happened(`c${call}`, 'call.enqueued')]);
    for (const wall of walls) await eventually(wall.state, (state) => state?.totals?.waiting === 20);
    walls.forEach((wall, index) => expect(wall.state()?.seq).toBeGreaterThanOrEqual(seqs[index] ?? 0));
    expect(new Set(walls.map((wall) => JSON.stringify(wall.state()?.waiting))).size).toBe(1);
  });
});

/** A tenant of its own; answers how to send it events. */
async function aTenant(tenantId: string, timezone = zoneAtMidday(present())): Promise<Send> {
  // Nothing in it is real, so that it may be watched from here without a key.
  await createTestTenant(server.database, tenantId, { demo: true, timezone });
  const key = await server.app.get(ApiKeys).create(tenantId, 'pbx', ['events:write']);
  return async (events) => {
    const answer = await server.ask(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key.text}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(await answer.json()).toMatchObject({ accepted: events.length });
  };
}

let ordinal = 0;

function present(): number {
  return Math.floor(performance.timeOrigin + performance.now());
}

function happened(call: string, type: string, data: object = {}, at = present()): object {
  ordinal += 1;
  const time = new Date(at).toISOString();
  return {
    specversion: '1.0',
    id: `e${ordinal}`,
    source: '/pbx',
    type,
    subject: call,
    time,
    data: { clinicId: 'durand', queueId: 'durand', ...data },
  };
}

async function live(tenantId: string, query = ''): Promise<LiveSnapshot> {
  return (await (
    await server.ask(`${server.url}/api/v1/live?tenant=${tenantId}${query}`)
  ).json()) as LiveSnapshot;
}

function connect(options: Partial<ManagerOptions & SocketOptions> = {}): Client {
  const client: Client = io(`${server.url}/live`, {
    transports: ['websocket'],
    auth: { protocol: liveProtocolVersion },
    forceNew: true,
    reconnection: false,
    ...options,
  });
  opened.push(client);
  return client;
}

/** Keeps the state as a page does; `hears` may lose a patch on its way. */
function follow(client: Client, watch: Watch, hears: (nthPatch: number) => boolean = () => true) {
  let state: LiveSnapshot | undefined;
  let [patches, gaps] = [0, 0];
  const repair = (): void => {
    gaps += 1;
    client.emit('watch', watch);
  };
  client.on('snapshot', (frame) => (state = frame));
  client.on('patch', (frame) => {
    patches += 1;
    const result = state === undefined ? { kind: 'gap' as const } : applyPatch(state, frame);
    if (!hears(patches)) return;
    if (result.kind === 'applied') state = result.state;
    if (result.kind === 'gap') repair();
  });
  client.on('heartbeat', ({ seq }) => {
    if (state !== undefined && state.seq !== seq) repair();
  });
  client.emit('watch', watch);
  return { state: () => state, patches: () => patches, gaps: () => gaps };
}

/** Sources tell when they were heard, which goes on by itself; and each answer has its own instant. */
function rest(state: LiveSnapshot | undefined): object {
  return { ...state, at: '', epoch: '', sources: {} };
}

function upgradeStatus(headers: Record<string, string>): Promise<number | undefined> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const asked = request({
      port,
      host: '127.0.0.1',
      path: '/socket.io/?EIO=4&transport=websocket',
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function eventually<T>(look: () => T | Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const seen = await look();
    if (isSo(seen) || tries > 3_000) {
      expect(isSo(seen)).toBe(true);
      return seen;
    }
    await pause(30);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
