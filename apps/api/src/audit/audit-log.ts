import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { isPassing } from '../platform/database-fault';
import { errorFields } from '../platform/logging';
import { Problem } from '../platform/problems';
import { Keyring } from '../privacy/keyring';
import { auditText, hashOfEntry, theServer, type AuditEntry, type KeptEntry } from './audit-entry';
import { appendEntries, lockHead, searchEntries, type AuditSearch, type ChainedEntry } from './audit-store';

type Waiting = {
  entry: Omit<KeptEntry, 'seq'>;
  /** Whoever does not go on before it is written. */
  readonly settle?: (failure?: Error) => void;
};

/** What of a tenant is on its way into its log. */
type Queue = { waiting: Waiting[]; timer: NodeJS.Timeout | undefined; writing: Promise<void> };

/** Entries that come within this are written together. */
const batchMs = 250;
const retryMs = 1_000;
const largestBatch = 1_000;
const mostWaiting = 10_000;

/**
 * Writes down who did what. Entries are chained for each tenant (`audit-chain.ts`) and written in batches; several
 * processes may write, one at a time for a tenant. A process that is killed loses at most what came in its last second.
 */
@Injectable()
export class AuditLog implements OnApplicationShutdown {
  private readonly logger = new Logger('Audit');
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Written within a second, unless the database is away: then as soon as it is back. Throws 503 `audit_unavailable`
   * when so many wait already that what is done now could not be written down.
   */
  record(tenantId: string, entry: AuditEntry): void {
    const queue = this.openQueueOf(tenantId);
    queue.waiting.push({ entry: this.stamped(entry) });
    queue.timer ??= this.later(tenantId, queue, batchMs);
  }

  /** Resolves when it is written: for what must not happen without a trace. Rejects when it could not be. */
  recordBefore(tenantId: string, entry: AuditEntry): Promise<void> {
    const queue = this.openQueueOf(tenantId);
    return new Promise<void>((resolve, reject) => {
      const settle = (failure?: Error): void => {
        if (failure === undefined) resolve();
        else reject(failure);
      };
      queue.waiting.push({ entry: this.stamped(entry), settle });
      void this.write(tenantId, queue);
    });
  }

  /**
   * For what was done already, so that it is never refused: resolves when it is written or, with the database away, when
   * it waits to be.
   */
  recordDone(tenantId: string, entry: AuditEntry): Promise<void> {
    const queue = this.queueOf(tenantId);
    queue.waiting.push({ entry: this.stamped(entry) });
    return this.write(tenantId, queue);
  }

  /** Part of the caller's transaction: written if it commits, and only then. Until then other entries wait. */
  recordWithin(tx: EntityManager, tenantId: string, entry: AuditEntry): Promise<void> {
    return this.append(tx, tenantId, [this.stamped(entry)]);
  }

  /** The proof that what was kept long enough is gone: of what kind, from before when, how many. None: no entry. */
  async recordRemoval(tenantId: string, kind: string, before: string, count: number): Promise<void> {
    if (count === 0) return;
    const subject = `before=${before} count=${count}`;
    await this.recordDone(tenantId, { actor: theServer, action: `retention.${kind}`, subject });
  }

  /** Writes what waits; of one tenant, or of all. */
  async flush(tenantId?: string): Promise<void> {
    const queues = [...this.queues].filter(([of]) => tenantId === undefined || of === tenantId);
    await Promise.all(queues.map(([of, queue]) => this.write(of, queue)));
  }

  /** What is looked for, newest first; what waits to be written is written before. */
  async search(tenantId: string, search: AuditSearch): Promise<readonly KeptEntry[]> {
    await this.flush(tenantId);
    return this.database.withTenant(tenantId, (tx) => searchEntries(tx, tenantId, search));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush();
    for (const { timer } of this.queues.values()) clearTimeout(timer);
  }

  private queueOf(tenantId: string): Queue {
    const queue = this.queues.get(tenantId) ?? { waiting: [], timer: undefined, writing: Promise.resolve() };
    this.queues.set(tenantId, queue);
    return queue;
  }

  private openQueueOf(tenantId: string): Queue {
    const queue = this.queueOf(tenantId);
    if (queue.waiting.length >= mostWaiting) throw unavailable();
    return queue;
  }

  private stamped({ actor, action, subject, requestId, address }: AuditEntry): Omit<KeptEntry, 'seq'> {
    const rest = { requestId: requestId ?? null, address: address ?? null, times: 1 };
    // The server's own words are ids, dates and counts, which may be long.
    const told = subject === null || actor.kind === 'server' ? subject : auditText(subject);
    return { at: this.clock.now(), actor, action, subject: told, ...rest };
  }

  private later(tenantId: string, queue: Queue, afterMs: number): NodeJS.Timeout {
    return setTimeout(() => void this.write(tenantId, queue), afterMs).unref();
  }

  /** Never rejects: who waits for an entry is told by it. */
  private write(tenantId: string, queue: Queue): Promise<void> {
    queue.writing = queue.writing.then(async () => {
      clearTimeout(queue.timer);
      queue.timer = undefined;
      while (queue.waiting.length > 0) {
        const batch = queue.waiting.splice(0, largestBatch);
        const failure = await this.database
          .withTenant(tenantId, (tx) => this.append(tx, tenantId, merged(batch.map(({ entry }) => entry))))
          .then(() => undefined, asFailure);
        for (const { settle } of batch) settle?.(failure);
        if (failure === undefined) continue;
        this.keep(tenantId, queue, batch, failure);
        break;
      }
      if (queue.waiting.length === 0 && this.queues.get(tenantId) === queue) this.queues.delete(tenantId);
    });
    return queue.writing;
  }

  /** What nobody waits for is tried again while the database is away; a tenant that is gone has no log any more. */
  private keep(tenantId: string, queue: Queue, batch: readonly Waiting[], failure: Error): void {
    // Whoever signs in names a tenant, which need not be one.
    if (isOfNoTenant(failure)) return;
    const isKept = isPassing(failure);
    this.logger.warn({ tenantId, entries: batch.length, isKept, ...errorFields(failure) });
    if (!isKept) return;
    queue.waiting.unshift(...batch.filter(({ settle }) => settle === undefined));
    if (queue.waiting.length > 0) queue.timer ??= this.later(tenantId, queue, retryMs);
  }

  private async append(
    tx: EntityManager,
    tenantId: string,
    entries: readonly Omit<KeptEntry, 'seq'>[],
  ): Promise<void> {
    const key = this.keyring.keyOf(tenantId, 'audit chain');
    let { seq, hash } = await lockHead(tx, tenantId);
    const chained = entries.map((entry): ChainedEntry => {
      const next = { ...entry, seq: (seq += 1) };
      hash = hashOfEntry(key, hash, next);
      return { ...next, hash };
    });
    await appendEntries(tx, tenantId, chained);
  }
}

const isOfNoTenant = (failure: Error): boolean =>
  'constraint' in failure && failure.constraint === 'audit_head_tenant_id_fkey';

/**
 * The same one doing the same to the same several times on end, within one batch, is one entry, with how many times.
 * What came in between keeps its place: signing in, being refused and signing in again are three.
 */
function merged(entries: readonly Omit<KeptEntry, 'seq'>[]): Omit<KeptEntry, 'seq'>[] {
  const told: Omit<KeptEntry, 'seq'>[] = [];
  for (const entry of entries) {
    const last = told.at(-1);
    if (last !== undefined && actOf(last) === actOf(entry))
      told[told.length - 1] = { ...last, times: last.times + 1 };
    else told.push(entry);
  }
  return told;
}

function actOf({ actor, action, subject, address }: Omit<KeptEntry, 'seq'>): string {
  return JSON.stringify([actor.kind, actor.id, actor.role, action, subject, address]);
}

const asFailure = (error: unknown): Error => (error instanceof Error ? error : unavailable());

function unavailable(): Problem {
  return new Problem({
    code: 'audit_unavailable',
    status: 503,
    detail: 'What is done now cannot be written down; try again in a moment.',
  });
}
