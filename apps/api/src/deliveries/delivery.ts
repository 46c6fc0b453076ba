import { createHash } from 'node:crypto';

import type { EntityManager } from 'typeorm';

import type { Mail } from './mailer';
import type { WebhookAddress } from './post-webhook';

/** What a room hands in to be sent. Instants in ms since 1970. */
export type NewDelivery = {
  readonly tenantId: string;
  /** The same for every try, so that whoever gets a message twice can see that it is one. No secret, no address. */
  readonly messageId: string;
  readonly kind: string;
  /** What deliveries of a kind are asked for by: the month of a report. Empty where nobody asks. */
  readonly topic: string;
  /** What its kind needs to write the letter when it is sent. */
  readonly about: Readonly<Record<string, string | number>>;
  /** Where it goes, in whatever form the kind keeps it; forgotten when the delivery is settled. */
  readonly address: Buffer;
  readonly createdAt: number;
};

/** One that is being tried; `attempts` counts this try too. */
export type Delivery = NewDelivery & { readonly attempts: number };

/**
 * What became of it: it reached its reader as far as anybody can know; somebody else passes it on and reports later;
 * nobody will ever take it; it was tried for as long as its kind allows; or it is not wanted any more.
 */
export const deliveryOutcomes = ['delivered', 'handed_over', 'refused', 'given_up', 'cancelled'] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

/** What became of one try; `unavailable` is tried again, not before `retryAfterMs` if that was said. */
export type SendingOutcome =
  | { readonly result: 'delivered' | 'handed_over' | 'refused' }
  | { readonly result: 'unavailable'; readonly retryAfterMs?: number };

/** A letter as it leaves the house, by one of the ways there are. */
export type Letter =
  | { readonly by: 'mail'; readonly mail: Omit<Mail, 'id'> }
  | {
      readonly by: 'webhook';
      readonly type: string;
      readonly data: Readonly<Record<string, unknown>>;
      /** Whose it is; without it that of the installation. */
      readonly to?: WebhookAddress;
    };

/** A kind of letter, as its room hands it to the outbox once, when it is made. */
export type DeliveryKind = {
  /** Stored with each delivery, so it never changes. */
  readonly name: string;
  /** How long it is tried, and the address kept. */
  readonly triedMs: number;
  /** How long it is known what became of it. */
  readonly keptMs: number;
  /** Writes the letter for a try. Null: it cannot be written any more, and is refused. Rejects: tried again later. */
  readonly write: (delivery: Delivery) => Promise<Letter | null>;
  /** Notes what became of it, in the transaction that settles it. */
  readonly settle?: (
    tx: EntityManager,
    delivery: Delivery,
    outcome: DeliveryOutcome,
    now: number,
  ) => Promise<void>;
  /** Forgets what else is kept of letters of before, together with what became of them. */
  readonly forget?: (tx: EntityManager, tenantId: string, before: number) => Promise<void>;
  /** After a round in which something was delivered, outside its transactions. */
  readonly afterRound?: (tenantId: string) => Promise<void>;
};

/**
 * A message's id of what tells it from every other, as a header may hold it. Where that has characters which a header may
 * not hold, its digest is added: of two clinics whose ids differ in these alone the second would get no letter.
 */
export function messageIdOf(...parts: readonly (string | number)[]): string {
  const text = parts.join('-');
  const plain = text.replaceAll(/[^\w-]/gu, '_');
  return plain === text ? text : `${plain}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

const firstMs = 20_000;
const longestMs = 3 * 3_600_000;

/**
 * How long to wait after a try that failed: twice as long each time up to three hours, and by chance half of that to
 * all of it, so that messages that failed together do not come back together. `chance` is from 0 to 1.
 */
export function retryDelayMs(attempts: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(full / 2 + (full / 2) * chance);
}
