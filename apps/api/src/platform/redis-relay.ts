import { randomUUID } from 'node:crypto';

import { Redis, type RedisOptions } from 'ioredis';

import { isBellKind, type Bell, type BellKind } from './bell';

const channel = 'vigie:hints';
const separator = '\n';

/**
 * Lets the processes that share a database hear each other's bell through Redis. It carries hints and nothing else:
 * while Redis is away they are dropped, and every process finds its work by looking, twice a second.
 */
export class RedisRelay {
  private readonly self = randomUUID();
  private stopRelaying: (() => void) | undefined;
  private readonly speaking: Redis;
  private readonly listening: Redis;

  constructor(
    url: string,
    private readonly bell: Bell,
    onTrouble: (error: Error) => void,
  ) {
    const options: RedisOptions = {
      lazyConnect: true,
      // A hint that cannot be given now is worth nothing later.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 250, 5_000),
    };
    this.speaking = new Redis(url, options);
    this.listening = new Redis(url, options);
    for (const client of [this.speaking, this.listening]) onceAnOutage(client, onTrouble);
  }

  /** Begins to connect; does not wait for it, since nothing depends on it. */
  start(): void {
    // Each connection asks anew: what one had asked for is gone with it.
    this.listening.on('ready', () => void this.listening.subscribe(channel).catch(() => undefined));
    this.listening.on('message', (_channel, message) => this.hear(message));
    void this.listening.connect().catch(() => undefined);
    void this.speaking.connect().catch(() => undefined);
    this.stopRelaying = this.bell.addRelay((kind, tenantId) => this.say(kind, tenantId));
  }

  async stop(): Promise<void> {
    this.stopRelaying?.();
    this.listening.disconnect();
    this.speaking.disconnect();
  }

  private say(kind: BellKind, tenantId: string): void {
    if (this.speaking.status !== 'ready') return;
    void this.speaking.publish(channel, [this.self, kind, tenantId].join(separator)).catch(() => undefined);
  }

  private hear(message: string): void {
    const [from, kind, tenantId] = message.split(separator);
    if (from === this.self || tenantId === undefined) return;
    if (isBellKind(kind)) this.bell.hear(kind, tenantId);
  }
}

/** Tells of an outage once, not of every attempt to end it. */
function onceAnOutage(client: Redis, tell: (error: Error) => void): void {
  let told = false;
  client.on('ready', () => (told = false));
  client.on('error', (error: Error) => {
    if (!told) tell(error);
    told = true;
  });
}
