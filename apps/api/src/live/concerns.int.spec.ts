import { liveProtocolVersion } from '@vigie/contracts';
import type { LiveClientEvents, LivePatch, LiveServerEvents, LiveSnapshot } from '@vigie/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';

import { SystemClock } from '../platform/clock';
import { createTestServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { ApiKeys } from '../access/api-keys';
import { createTestTenant } from '../tenants/testing/test-tenant';

const clock = new SystemClock();
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ background: true });
});
afterAll(() => server.close());

const words = 'Personne ne m’a rappelé';
const answer = { channel: 'sms', language: 'fr', items: { overall: 1, callback: 1, comment: words } };

/** A tenant with a call of yesterday, and a way to tell more of it. */
async function aTenant(tenantId: string) {
  await createTestTenant(server.database, tenantId, { demo: true });
  const { text } = await server.app.get(ApiKeys).create(tenantId, '/pbx', ['events:write']);
  const send = async (type: string, minutesAgo: number, data: object) => {
    const time = new Date(clock.now() - minutesAgo * 60_000).toISOString();
    const event = {
      specversion: '1.0',
      id: `${type}-${minutesAgo}`,
      source: '/pbx',
      type,
      subject: 'c1',
      time,
      data,
    };
    const headers = { authorization: `Bearer ${text}`, 'content-type': 'application/cloudevents+json' };
    const sent = await server.ask(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers,
      body: JSON.stringify(event),
    });
    expect(await sent.json()).toMatchObject({ accepted: 1 });
  };
  await send('call.enqueued', 2_000, { queueId: 'q', clinicId: 'durand', ani: '+33639981234' });
  await send('call.disconnected', 1_999, { side: 'caller' });
  return { send };
}

const snapshot = async (tenantId: string): Promise<LiveSnapshot> =>
  (await (await server.ask(`${server.url}/api/v1/live?tenant=${tenantId}`)).json()) as LiveSnapshot;
const acknowledge = (tenantId: string, id: string, headers: Record<string, string> = {}) =>
  server.ask(`${server.url}/api/v1/live/concerns/${id}/acknowledge?tenant=${tenantId}`, {
    method: 'POST',
    headers,
  });
const idsOf = ({ concerns }: Pick<LiveSnapshot, 'concerns'>): string[] => Object.keys(concerns);

async function eventually<T>(look: () => T | Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const seen = await look();
    if (isSo(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error('it did not come to be');
}

describe('a bad answer with a wish to be called back', () => {
  it('is raised at once, without score or comment, until somebody takes note of it', async () => {
    const { send } = await aTenant('wish');
    const client: Socket<LiveServerEvents, LiveClientEvents> = io(`${server.url}/live`, {
      transports: ['websocket'],
      auth: { protocol: liveProtocolVersion },
      forceNew: true,
    });
    const patches: LivePatch[] = [];
    const began = new Promise<LiveSnapshot>((resolve) => void client.on('snapshot', resolve));
    client.on('patch', (patch) => patches.push(patch));
    client.emit('watch', { tenant: 'wish' });
    expect(idsOf(await began)).toEqual([]);
    await send('survey.answered', 1, answer);
    const raised = await eventually(
      () => patches.find(({ set }) => set.concerns !== undefined),
      (patch) => patch !== undefined,
    );
    const [concern] = Object.values(raised?.set.concerns ?? {});
    expect(Object.keys(concern ?? {}).sort()).toEqual([
      'answeredAt',
      'calledAt',
      'clinicId',
      'id',
      'language',
      'mask',
      'teamId',
    ]);
    expect(concern).toMatchObject({ clinicId: 'durand', language: 'fr' });
    expect(concern?.mask).not.toContain('1234');
    expect(JSON.stringify(patches)).not.toContain(words);
    const id = concern?.id ?? '';
    const noted = await acknowledge('wish', id);
    expect(noted.status).toBe(200);
    await eventually(
      () => patches,
      (all) => all.some(({ gone }) => gone.concerns?.includes(id) === true),
    );
    client.disconnect();
    const again = await acknowledge('wish', id);
    expect(await again.json()).toEqual(await noted.json());
    expect(idsOf(await snapshot('wish'))).toEqual([]);
  });

  it('is on a board that begins later, also of a call of another day', async () => {
    const { send } = await aTenant('later');
    await send('survey.answered', 600, answer);
    const board = await eventually(
      () => snapshot('later'),
      (state) => idsOf(state).length === 1,
    );
    const [concern] = Object.values(board.concerns);
    expect(board.totals?.presentedDay).toBe(0);
    expect(concern?.clinicId).toBe('durand');
  });

  it('is taken note of from this machine or with a key that may, and only where it is', async () => {
    await aTenant('may');
    const { text } = await server.app.get(ApiKeys).create('may', '/wall', ['metrics:read']);
    const unknown = '00000000-0000-4000-8000-000000000000';
    const address = `${server.url}/api/v1/live/concerns/${unknown}/acknowledge?tenant=may`;
    const headers = { origin: 'http://elsewhere.example' };
    expect((await fetch(address, { method: 'POST', headers })).status).toBe(401);
    expect((await acknowledge('may', unknown, { authorization: `Bearer ${text}` })).status).toBe(403);
    expect((await acknowledge('may', unknown)).status).toBe(404);
    expect((await acknowledge('may', 'c1')).status).toBe(404);
  });
});
