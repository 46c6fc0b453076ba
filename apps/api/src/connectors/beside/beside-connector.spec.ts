import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { SystemClock } from '../../platform/clock';
import type { AmiEvent } from '../asterisk/ami/ami-event';
import { AmiKind } from '../asterisk/ami/ami-kind';
import { amiSecret, amiUser, ScriptedAsterisk } from '../asterisk/ami/testing/scripted-asterisk';
import { BesideCheckpoint } from './beside-checkpoint';
import { BesideConnector } from './beside-connector';
import { Door } from './door';
import { DoorClock } from './door-clock';
import { Spool } from './spool';

const own = new SystemClock();

/** The door of a Vigie: takes lines, or does not. */
class TestDoor {
  readonly events = new Map<string, AmiEvent>();
  status = 200;
  aheadMs = 0;
  mostLines = Number.POSITIVE_INFINITY;
  /** Commits, and dies before it has answered. */
  diesAfter = false;
  requests = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TestDoor> {
    const server = createServer();
    const door = new TestDoor(server);
    server.on('request', (request, response) => {
      void readAll(request).then((body) => {
        door.requests += 1;
        const lines = body.split('\n').filter((line) => line !== '');
        const status = lines.length > door.mostLines ? 413 : door.status;
        const isTaken = status === 200;
        if (isTaken) for (const line of lines) door.take(JSON.parse(line) as AmiEvent);
        if (door.diesAfter) return response.destroy();
        const count = lines.length;
        response.writeHead(status, { date: new Date(own.now() - door.aheadMs).toUTCString() });
        const answer = { received: count, accepted: count, duplicates: 0, rejectedCount: 0, rejected: [] };
        return response.end(JSON.stringify(isTaken ? answer : { code: 'no_key' }));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  typesOf(subject: string): string[] {
    return [...this.events.values()].flatMap((event) => (event.subject === subject ? [event.type] : []));
  }

  private take(event: AmiEvent): void {
    this.events.set(event.id, event);
  }
}

describe('a connector beside its telephone system', () => {
  let asterisk: ScriptedAsterisk;
  let door: TestDoor;
  let folder: string;
  let said: string[];
  let stops: (() => Promise<void>)[];

  beforeEach(async () => {
    asterisk = await ScriptedAsterisk.start(() => own.now());
    door = await TestDoor.start();
    folder = await mkdtemp(join(tmpdir(), 'beside-'));
    said = [];
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await asterisk.stop();
    await door.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const begin = async (mostBytes = 1_048_576): Promise<() => Promise<void>> => {
    const say = (line: string): void => void said.push(line);
    const clock = new DoorClock(own, folder, say);
    await clock.load();
    const there = new Door({ to: door.url, key: 'vg_x' }, () => own.now());
    const beside = new BesideConnector({
      kind: new AmiKind(clock),
      connector: {
        ...{ tenantId: '', id: 'beside', kind: 'asterisk-ami', name: '', source: '/asterisk' },
        options: { host: '127.0.0.1', port: asterisk.port, user: amiUser },
        secret: amiSecret,
      },
      spool: await Spool.open(folder, mostBytes),
      checkpoint: new BesideCheckpoint(folder),
      door: there,
      clockMoved: () => clock.follow(there),
      say,
    });
    const stop = new AbortController();
    const done = beside.run(stop.signal);
    const end = async (): Promise<void> => {
      stop.abort();
      await done;
    };
    stops.push(end);
    await until(() => asterisk.connections > 0 && asterisk.actions.at(-1) === 'QueueStatus');
    return end;
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 6_000 && !isSo(); tries += 1) await wait(10);
    expect(isSo()).toBe(true);
  };
  const join1 = async (call: string): Promise<void> =>
    asterisk.say(
      asterisk.event('QueueCallerJoin', { Uniqueid: call, Linkedid: call, Queue: 'rdv', Position: 1 }),
      7,
    );
  const uid = (call: number): string => `${Math.floor(own.now() / 1_000) + 2}.${call}`;

  it('sends what is heard, and loses nothing while the server is away, refuses, or dies before it answers', async () => {
    await begin();
    const calls = Array.from({ length: 5 }, (_, call) => uid(call));
    await join1(calls[0] ?? '');
    await until(() => door.typesOf(calls[0] ?? '').length === 1);
    const troubles: (() => void)[] = [
      () => (door.status = 503),
      () => (door.status = 401),
      () => (door.diesAfter = true),
    ];
    for (const [index, begins] of troubles.entries()) {
      begins();
      const before = door.requests;
      await join1(calls[index + 1] ?? '');
      await until(() => door.requests > before);
      Object.assign(door, { status: 200, diesAfter: false });
    }
    await join1(calls[4] ?? '');
    await until(() => calls.every((call) => door.typesOf(call).length === 1));
    expect(said.some((line) => line.includes('refuses the key'))).toBe(true);
    await until(() => said.includes('What waited on the disk is being sent.'));
    // Nothing was missed, so nothing is a gap.
    expect(door.typesOf('/asterisk')).not.toContain('source.gap');
  });

  it('goes on after its own end with what it had taken, and tells what it did not hear', async () => {
    door.status = 503;
    const end = await begin();
    const first = uid(1);
    await join1(first);
    await until(() => said.some((line) => line.includes('takes nothing just now')));
    await end();
    expect(door.events.size).toBe(0);
    await wait(1_100);
    door.status = 200;
    await begin();
    await until(() => door.typesOf('/asterisk').includes('source.gap'));
    expect(door.typesOf(first).slice(0, 1)).toEqual(['call.enqueued']);
    expect(door.typesOf(first)).toContain('call.unheard');
  });

  it('says that its spool is full, listens no more, and tells a gap when there is room again', async () => {
    door.status = 503;
    await begin(2_000);
    for (let call = 0; call < 12 && !said.some((line) => line.includes('spool is full')); call += 1) {
      await join1(uid(call));
      await wait(60);
    }
    await until(() => said.some((line) => line.includes('The spool is full')));
    const kept = asterisk.actions.length;
    await wait(1_500);
    expect(asterisk.actions).toHaveLength(kept);
    door.status = 200;
    await until(() => door.typesOf('/asterisk').includes('source.gap'));
    const gap = [...door.events.values()].find(({ type }) => type === 'source.gap');
    expect(Date.parse(String(gap?.data['to'])) - Date.parse(String(gap?.data['from']))).toBeGreaterThan(
      1_400,
    );
  });

  it('sends less at once where a proxy takes less', async () => {
    door.status = 503;
    await begin();
    const calls = Array.from({ length: 20 }, (_, call) => uid(call));
    for (const call of calls) await join1(call);
    await until(() => door.requests > 1);
    Object.assign(door, { status: 200, mostLines: 3 });
    await until(() => calls.every((call) => door.typesOf(call).length === 1));
  });

  it('takes a clock of this machine that is an hour ahead into account, and says so', async () => {
    door.aheadMs = 3_600_000;
    await begin();
    await join1(uid(1));
    await until(() => said.some((line) => line.includes('3600 s ahead of the server')));
    // Begun anew on the server's clock, it measures what the telephone system's is ahead by.
    await until(() => said.some((line) => /telephone system is 3(599|600|601) s ahead/u.test(line)));
  });
});
