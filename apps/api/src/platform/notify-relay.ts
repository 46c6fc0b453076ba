import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { isBellKind, type Bell } from './bell';

const channel = 'vigie_bell';
const separator = '\n';
const probe = 'probe';
/** Of one tenant and kind at most twenty a second: a hint says no more by being repeated. */
const restMs = 50;
const firstRetryMs = 250;
const longestRetryMs = 5_000;
const farewellMs = 1_000;

/**
 * Lets the processes that share a database hear each other's bell through PostgreSQL's own LISTEN and NOTIFY, on a
 * connection of its own and outside every transaction that writes. It carries hints and nothing else: while the
 * connection is away, every process finds its work by looking more often.
 */
export class NotifyRelay {
  private readonly self = randomUUID();
  private client: pg.Client | undefined;
  private state: 'idle' | 'running' | 'stopped' = 'idle';
  private stopRelaying: (() => void) | undefined;
  private connecting: Promise<void> = Promise.resolve();
  /** What is still to be told, and what was told too lately to be told again. */
  private readonly unsaid = new Set<string>();
  private readonly resting = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly url: string,
    private readonly bell: Bell,
  ) {}

  /** Begins to connect; does not wait for it, since nothing depends on it. */
  start(): void {
    this.state = 'running';
    this.stopRelaying = this.bell.addRelay((kind, tenantId) => this.say([kind, tenantId].join(separator)));
    this.connecting = this.connect();
  }

  /** Tells what is still to be told, if that can be done in a second. */
  async stop(): Promise<void> {
    this.stopRelaying?.();
    await Promise.race([
      this.connecting.then(() => this.sayAll()),
      sleep(farewellMs, undefined, { ref: false }),
    ]);
    this.state = 'stopped';
    for (const timer of this.resting.values()) clearTimeout(timer);
    this.resting.clear();
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    for (let waitMs = firstRetryMs; this.state === 'running'; waitMs = Math.min(2 * waitMs, longestRetryMs)) {
      const client = new pg.Client({
        connectionString: this.url,
        application_name: 'vigie bell',
        connectionTimeoutMillis: 2_000,
        query_timeout: 2_000,
        keepAlive: true,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        client.on('notification', ({ payload }) => this.hear(payload ?? ''));
        await client.query(`LISTEN ${channel}`);
        // Heard by ourselves we hear the others too; a pooler that swallows LISTEN gives no answer.
        await client.query('SELECT pg_notify($1, $2)', [channel, [this.self, probe].join(separator)]);
        // From here on its end begins the next: before, this loop does, and both together would double every time.
        client.once('end', () => this.lost());
        this.client = client;
        await this.sayAll();
        return;
      } catch {
        this.bell.setHearsOthers(false);
        await client.end().catch(() => undefined);
        await sleep(waitMs, undefined, { ref: false });
      }
    }
  }

  private lost(): void {
    this.client = undefined;
    this.bell.setHearsOthers(false);
    if (this.state === 'running') this.connecting = this.connect();
  }

  private say(message: string): void {
    this.unsaid.add(message);
    if (this.client !== undefined && !this.resting.has(message)) void this.sayNow(message);
  }

  private async sayAll(): Promise<void> {
    await Promise.all([...this.unsaid].map((message) => this.sayNow(message)));
  }

  private async sayNow(message: string): Promise<void> {
    this.unsaid.delete(message);
    const rest = setTimeout(() => {
      this.resting.delete(message);
      if (this.unsaid.has(message)) this.say(message);
    }, restMs);
    this.resting.set(message, rest);
    // A hint that cannot be given now is worth nothing later.
    await this.client
      ?.query('SELECT pg_notify($1, $2)', [channel, [this.self, message].join(separator)])
      .catch(() => undefined);
  }

  private hear(payload: string): void {
    const [from, kind, tenantId] = payload.split(separator);
    if (from === this.self && kind === probe) this.bell.setHearsOthers(true);
    if (from === this.self || tenantId === undefined) return;
    if (isBellKind(kind)) this.bell.hear(kind, tenantId);
  }
}
