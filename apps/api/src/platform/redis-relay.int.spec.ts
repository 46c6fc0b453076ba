import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Bell } from './bell';
import { RedisRelay } from './redis-relay';

describe('bells that hear each other through Redis', () => {
  let redis: SmallRedis;
  let relays: RedisRelay[];

  beforeEach(async () => {
    relays = [];
    redis = await SmallRedis.start(0);
  });
  afterEach(async () => {
    for (const relay of relays) await relay.stop();
    await redis.stop();
  });

  const process = (): { bell: Bell; heard: string[]; troubles: Error[] } => {
    const bell = new Bell();
    const heard: string[] = [];
    const troubles: Error[] = [];
    bell.onRing((tenant) => heard.push(`new in ${tenant}`));
    bell.onFolded((tenant) => heard.push(`folded in ${tenant}`));
    const relay = new RedisRelay(`redis://127.0.0.1:${redis.port}`, bell, (error) => troubles.push(error));
    relays.push(relay);
    relay.start();
    return { bell, heard, troubles };
  };

  it('ring once in every process, the one that rang included', async () => {
    const [lyon, nantes] = [process(), process()];
    await until(() => redis.listeners === 2);
    lyon.bell.ring('centre');
    nantes.bell.ringFolded('centre');
    await until(() => lyon.heard.length === 2 && nantes.heard.length === 2);
    await sleep(50);
    expect(lyon.heard.toSorted()).toEqual(['folded in centre', 'new in centre']);
    expect(nantes.heard.toSorted()).toEqual(['folded in centre', 'new in centre']);
  });

  it('still ring at home while Redis is away, and for all again when it is back', async () => {
    const [lyon, nantes] = [process(), process()];
    await until(() => redis.listeners === 2);
    const { port } = redis;
    await redis.stop();
    lyon.bell.ring('away');
    expect(lyon.heard).toEqual(['new in away']);
    redis = await SmallRedis.start(port);
    await until(() => redis.listeners === 2);
    await until(() => {
      lyon.bell.ring('back');
      return nantes.heard.includes('new in back');
    });
    expect(nantes.heard).not.toContain('new in away');
    expect(lyon.troubles.length).toBeLessThanOrEqual(2);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let waitedMs = 0; !holds(); waitedMs += 20) {
    if (waitedMs > 8_000) throw new Error('waited in vain');
    await sleep(20);
  }
}

/** As much of Redis as a hint needs: it answers INFO, takes subscriptions and hands publications on. */
class SmallRedis {
  private readonly sockets = new Set<Socket>();
  private readonly subscribed = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.serve(socket));
  }

  static async start(port: number): Promise<SmallRedis> {
    const server = createServer();
    const redis = new SmallRedis(server);
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    return redis;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get listeners(): number {
    return this.subscribed.size;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.subscribed.delete(socket));
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      for (
        let command = /^\*(\d+)\r\n/.exec(received);
        command !== null;
        command = /^\*(\d+)\r\n/.exec(received)
      ) {
        const lines = received.split('\r\n');
        const size = 1 + 2 * Number(command[1]);
        if (lines.length <= size) return;
        received = lines.slice(size).join('\r\n');
        socket.write(
          this.answer(
            socket,
            lines.slice(1, size).filter((_, index) => index % 2 === 1),
          ),
        );
      }
    });
  }

  private answer(socket: Socket, [name = '', ...words]: readonly string[]): string {
    switch (name.toLowerCase()) {
      case 'info':
        return bulk('redis_version:7.0.15\r\nloading:0');
      case 'subscribe':
        this.subscribed.add(socket);
        return `*3\r\n${bulk('subscribe')}${bulk(words[0] ?? '')}:1\r\n`;
      case 'publish':
        for (const one of this.subscribed) one.write(`*3\r\n${['message', ...words].map(bulk).join('')}`);
        return `:${this.subscribed.size}\r\n`;
      default:
        return '+OK\r\n';
    }
  }
}

const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
