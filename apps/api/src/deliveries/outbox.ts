import { Injectable, Logger } from '@nestjs/common';
import { Counter, register } from 'prom-client';

import { Clock } from '../platform/clock';
import { Database, type Tx } from '../platform/database';
import { errorFields } from '../platform/logging';
import type { RoundRun } from '../platform/rounds/round';
import { Rounds } from '../platform/rounds/rounds';
import {
  deliveryOutcomes,
  retryDelayMs,
  type Delivery,
  type DeliveryKind,
  type DeliveryOutcome,
  type NewDelivery,
  type SendingOutcome,
} from './delivery';
import {
  claimDeliveries,
  forgetDeliveries,
  giveUpDeliveries,
  insertDelivery,
  putOffDelivery,
  settleDelivery,
} from './delivery-store';
import { Mailer } from './mailer';
import { Webhook } from './webhook';

const name = 'vigie_deliveries_total';

type Labels = 'kind' | 'outcome';

const known = register.getSingleMetric(name);
const settled: Counter<Labels> =
  known instanceof Counter
    ? known
    : new Counter({
        name,
        help: 'Messages that were settled by this process, by kind and by what became of them.',
        labelNames: ['kind', 'outcome'],
      });

/** Makes a kind's counters show before anything of it was sent. */
function announceKind(kind: string): void {
  for (const outcome of deliveryOutcomes) settled.inc({ kind, outcome }, 0);
}

function countSettled(kind: string, outcome: DeliveryOutcome): void {
  settled.inc({ kind, outcome });
}

const sending = 'deliveries';
const upkeepMs = 600_000;
const atOnce = 8;
/** Longer than any try lasts: until then no other process tries the same message. */
const leaseMs = 300_000;

/**
 * Everything that is sent goes out here: a room hands its letter in within its own transaction, and it is tried until
 * it is settled. A process that dies between sending and settling makes the next one send again: each message reaches
 * its reader at least once, under one id.
 */
@Injectable()
export class Outbox {
  private readonly logger = new Logger('Deliveries');
  private readonly kinds = new Map<string, DeliveryKind>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rounds: Rounds,
    private readonly mailer: Mailer,
    private readonly webhook: Webhook,
  ) {
    const run = async (tenantId: string, { isStopping }: RoundRun): Promise<void> =>
      void (await this.sendDue(tenantId, isStopping));
    rounds.add({ kind: 'shared', name: sending, everyMs: 5_000, run });
    const upkeep = (tenantId: string): Promise<void> => this.forget(tenantId);
    rounds.add({ kind: 'leased', name: 'old deliveries', everyMs: upkeepMs, run: upkeep });
  }

  /** Letters of this kind are sent from now on. */
  add(kind: DeliveryKind): void {
    announceKind(kind.name);
    this.kinds.set(kind.name, kind);
  }

  /** Puts a letter in with the rest of the transaction; nothing happens when one of that id is there. */
  put(tx: Tx, delivery: NewDelivery): Promise<void> {
    return insertDelivery(tx, delivery, delivery.createdAt + this.kindOf(delivery).triedMs);
  }

  /** It need not be sent any more, if it was not yet. */
  async cancel(tx: Tx, delivery: Pick<NewDelivery, 'tenantId' | 'messageId' | 'kind'>): Promise<void> {
    const wasWaiting = await settleDelivery(tx, delivery, 'cancelled', this.clock.now());
    if (wasWaiting) countSettled(delivery.kind, 'cancelled');
  }

  /** Something of this tenant can be sent now; where this process does not send, another will see it. */
  hint(tenantId: string): void {
    this.rounds.soon(sending, tenantId);
  }

  /** Tries everything of a tenant that is due, some at once; says how many reached their reader. */
  async sendDue(tenantId: string, isStopping: () => boolean = () => false): Promise<number> {
    const kinds = [...this.kinds.keys()];
    const delivered: Delivery[] = [];
    for (let isMore = true; isMore && !isStopping();) {
      const now = this.clock.now();
      const due = { kinds, now, until: now + leaseMs, most: atOnce };
      const taken = await this.database.withTenant(tenantId, (tx) => claimDeliveries(tx, tenantId, due));
      const results = await Promise.all(taken.map((delivery) => this.try(delivery)));
      delivered.push(...taken.filter((_, index) => results[index] === 'delivered'));
      // A way out that is shut is not knocked at for hundreds of others in a row.
      isMore = taken.length === atOnce && results.some((result) => result !== 'unavailable');
    }
    for (const kind of new Set(delivered.map((each) => this.kindOf(each)))) await kind.afterRound?.(tenantId);
    return delivered.length;
  }

  /** Addresses go a turn early, so that none is ever kept longer than was said. */
  private async forget(tenantId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.withTenant(tenantId, async (tx) => {
      const late = await giveUpDeliveries(tx, tenantId, { now, by: now + upkeepMs });
      for (const delivery of late) await this.note(tx, delivery, 'given_up');
      for (const kind of this.kinds.values()) {
        const before = now - kind.keptMs;
        await forgetDeliveries(tx, tenantId, { kind: kind.name, before });
        await kind.forget?.(tx, tenantId, before);
      }
    });
  }

  private async try(delivery: Delivery): Promise<SendingOutcome['result']> {
    const outcome = await this.send(delivery);
    const now = this.clock.now();
    const wait = outcome.result === 'unavailable' ? (outcome.retryAfterMs ?? 0) : 0;
    const dueAt = now + Math.max(wait, retryDelayMs(delivery.attempts, Math.random()));
    const isLater = outcome.result === 'unavailable';
    await this.database.withTenant(delivery.tenantId, async (tx) => {
      if (isLater && dueAt < delivery.createdAt + this.kindOf(delivery).triedMs)
        return putOffDelivery(tx, delivery, dueAt);
      const settled = isLater ? 'given_up' : outcome.result;
      if (await settleDelivery(tx, delivery, settled, now)) await this.note(tx, delivery, settled);
    });
    return outcome.result;
  }

  private async send(delivery: Delivery): Promise<SendingOutcome> {
    const { messageId, kind, tenantId } = delivery;
    try {
      const letter = await this.kindOf(delivery).write(delivery);
      if (letter === null) return { result: 'refused' };
      if (letter.by === 'webhook') return await this.webhook.send({ id: messageId, ...letter });
      const result = await this.mailer.send({ id: messageId, ...letter.mail });
      // Nothing better will ever be known of a message that the mail server has taken.
      return { result: result === 'accepted' ? 'delivered' : result };
    } catch (error) {
      this.logger.warn({
        kind,
        tenant: tenantId,
        messageId,
        ...(error instanceof Error && errorFields(error)),
      });
      return { result: 'unavailable' };
    }
  }

  /** Whoever runs the server learns of what nobody got: which message, and never to whom. */
  private async note(tx: Tx, delivery: Delivery, outcome: DeliveryOutcome): Promise<void> {
    const { kind, tenantId, messageId, attempts } = delivery;
    countSettled(kind, outcome);
    if (outcome === 'refused' || outcome === 'given_up')
      this.logger.warn({ delivery: outcome, kind, tenant: tenantId, messageId, attempts });
    await this.kinds.get(kind)?.settle?.(tx, delivery, outcome, this.clock.now());
  }

  private kindOf({ kind }: Pick<NewDelivery, 'kind'>): DeliveryKind {
    const found = this.kinds.get(kind);
    if (found === undefined) throw new Error(`nobody sends ${kind}`);
    return found;
  }
}
