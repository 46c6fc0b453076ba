import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LiveClientEvents, LiveServerEvents } from '@vigie/contracts';
import { io, type Socket } from 'socket.io-client';

import { AccessChanges } from '../access/access-changes';
import { Admission } from '../access/admission';
import { createTestPerson } from '../access/testing/test-person';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { LiveRooms } from './live-rooms';

type Client = Socket<LiveServerEvents, LiveClientEvents>;

const drops = 60;
const slowMs = 100;

describe('a socket that drops while it asks to watch', () => {
  let server: TestServer;
  let cookie = '';
  let open = 0;

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'lyon');
    ({ cookie } = await createTestPerson(server.app, 'lyon', [
      { role: 'supervisor', scope: { kind: 'all' } },
    ]));
    countHolds();
  });
  afterAll(() => server.close());

  const connected = async (): Promise<Client> => {
    const client: Client = io(`${server.url}/live`, {
      transports: ['websocket'],
      auth: { protocol: 1 },
      extraHeaders: { cookie },
      forceNew: true,
      reconnection: false,
    });
    await new Promise<void>((resolve, reject) => {
      client.on('connect', resolve).on('connect_error', reject);
    });
    return client;
  };
  const countHolds = (): void => {
    const changes = server.app.get(AccessChanges);
    const follow = changes.follow.bind(changes);
    jest.spyOn(changes, 'follow').mockImplementation((tenantId) => {
      open += 1;
      const unfollow = follow(tenantId);
      return () => {
        open -= 1;
        unfollow();
      };
    });
  };
  /** Asks to watch, and drops as soon as `begun` says that the server is about it. */
  const watchAndDrop = async (begun: () => Promise<void>): Promise<void> => {
    const client = await connected();
    const isBegun = begun();
    client.emit('watch', {});
    await isBegun;
    client.disconnect();
  };
  const answer = async (): Promise<string> => {
    const client = await connected();
    try {
      return await new Promise((resolve) => {
        client.on('snapshot', () => resolve('snapshot')).on('refused', resolve);
        client.emit('watch', {});
      });
    } finally {
      client.disconnect();
    }
  };

  it('is not held when it dropped before it was admitted', async () => {
    const admission = server.app.get(Admission);
    const viewer = admission.viewer.bind(admission);
    const step = slowStep();
    const slow = jest.spyOn(admission, 'viewer').mockImplementation(async (...asked) => {
      await step.pass();
      return viewer(...asked);
    });
    for (let drop = 0; drop < drops; drop += 1) await watchAndDrop(step.begun);
    await pause(4 * slowMs);
    slow.mockRestore();
    expect(open).toBe(0);
    expect(await answer()).toBe('snapshot');
  });

  it('is not held when it dropped before its board was there', async () => {
    const rooms = server.app.get(LiveRooms);
    const of = rooms.of.bind(rooms);
    const step = slowStep();
    const slow = jest.spyOn(rooms, 'of').mockImplementation(async (tenantId) => {
      await step.pass();
      return of(tenantId);
    });
    for (let drop = 0; drop < drops; drop += 1) await watchAndDrop(step.begun);
    await pause(4 * slowMs);
    slow.mockRestore();
    expect(open).toBe(0);
    expect(await answer()).toBe('snapshot');
  });
});

/** Something that takes a while; tells when it begins the next time. */
function slowStep() {
  let tell: () => void = () => undefined;
  return {
    begun: () => new Promise<void>((resolve) => (tell = resolve)),
    pass: async (): Promise<void> => {
      tell();
      await pause(slowMs);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
