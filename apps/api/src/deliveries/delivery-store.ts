import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import type { Delivery, DeliveryOutcome, NewDelivery } from './delivery';

const at = (place: number): string => `to_timestamp($${place}::float8 / 1000)`;

const columns = `delivery.tenant_id AS "tenantId", delivery.message_id AS "messageId", kind, topic, about, address,
  ${msOf('created_at')} AS "createdAt", attempts`;

/** Puts a letter in, due at once; nothing happens when one of that id is there. */
export async function insertDelivery(
  tx: EntityManager,
  delivery: NewDelivery,
  giveUpAt: number,
): Promise<void> {
  const { tenantId, messageId, kind, topic, about, address, createdAt } = delivery;
  await tx.query(
    `INSERT INTO delivery (tenant_id, message_id, kind, topic, about, address, created_at, due_at, give_up_at)
     VALUES ($1, $2, $3, $4, $5, $6, ${at(7)}, ${at(7)}, ${at(8)}) ON CONFLICT DO NOTHING`,
    [tenantId, messageId, kind, topic, JSON.stringify(about), address, createdAt, giveUpAt],
  );
}

/** What to take: of these kinds, due now, at most so many; until when nobody else may. */
export type Due = {
  readonly kinds: readonly string[];
  readonly now: number;
  readonly until: number;
  readonly most: number;
};

/** Takes what is due, so that no other process takes it before `until`: should this one die, it is due again then. */
export async function claimDeliveries(
  tx: EntityManager,
  tenantId: string,
  { kinds, now, until, most }: Due,
): Promise<readonly Delivery[]> {
  const [rows] = await tx.query<[Delivery[], number]>(
    // Materialized: as a mere condition the limited choice may be made anew for every row, and more are taken.
    `WITH chosen AS MATERIALIZED (
       SELECT message_id FROM delivery
       WHERE tenant_id = $1 AND due_at <= ${at(2)} AND kind = ANY ($5::text[])
       ORDER BY due_at, message_id LIMIT $4 FOR UPDATE SKIP LOCKED)
     UPDATE delivery SET due_at = ${at(3)}, attempts = attempts + 1
     FROM chosen WHERE tenant_id = $1 AND delivery.message_id = chosen.message_id
     RETURNING ${columns}`,
    [tenantId, now, until, most, kinds],
  );
  return rows;
}

type Key = Pick<NewDelivery, 'tenantId' | 'messageId'>;

/** Settles a delivery and forgets its address; false when it was settled meanwhile. */
export async function settleDelivery(
  tx: EntityManager,
  { tenantId, messageId }: Key,
  outcome: DeliveryOutcome,
  now: number,
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE delivery SET outcome = $3, settled_at = ${at(4)}, address = NULL, due_at = NULL
     WHERE tenant_id = $1 AND message_id = $2 AND outcome IS NULL`,
    [tenantId, messageId, outcome, now],
  );
  return count > 0;
}

/** Puts the next try off, unless another process has taken it over. */
export async function putOffDelivery(
  tx: EntityManager,
  { tenantId, messageId, attempts }: Delivery,
  dueAt: number,
): Promise<void> {
  await tx.query(
    `UPDATE delivery SET due_at = ${at(3)}
     WHERE tenant_id = $1 AND message_id = $2 AND outcome IS NULL AND attempts = $4`,
    [tenantId, messageId, dueAt, attempts],
  );
}

/** Gives up what was to be given up by then, whatever became of the tries; gives it back. */
export async function giveUpDeliveries(
  tx: EntityManager,
  tenantId: string,
  { now, by }: { readonly now: number; readonly by: number },
): Promise<readonly Delivery[]> {
  const [rows] = await tx.query<[Delivery[], number]>(
    `UPDATE delivery SET outcome = 'given_up', settled_at = ${at(2)}, address = NULL, due_at = NULL
     WHERE tenant_id = $1 AND due_at IS NOT NULL AND give_up_at <= ${at(3)}
     RETURNING ${columns}`,
    [tenantId, now, by],
  );
  return rows;
}

/** Forgets those of a kind that were settled before. */
export async function forgetDeliveries(
  tx: EntityManager,
  tenantId: string,
  { kind, before }: { readonly kind: string; readonly before: number },
): Promise<void> {
  await tx.query(`DELETE FROM delivery WHERE tenant_id = $1 AND kind = $2 AND settled_at < ${at(3)}`, [
    tenantId,
    kind,
    before,
  ]);
}

/** What became of one delivery; null while it waits. */
export type DeliveryState = Pick<NewDelivery, 'messageId' | 'about'> & {
  readonly outcome: DeliveryOutcome | null;
};

/** The latest delivery of a kind about each thing, of those whose `about` holds this. */
export function latestDeliveries(
  tx: EntityManager,
  tenantId: string,
  { kind, about }: Pick<NewDelivery, 'kind' | 'about'>,
): Promise<readonly (Pick<NewDelivery, 'topic' | 'createdAt'> & Pick<DeliveryState, 'outcome'>)[]> {
  return tx.query(
    `SELECT DISTINCT ON (topic) topic, ${msOf('created_at')} AS "createdAt", outcome
     FROM delivery WHERE tenant_id = $1 AND kind = $2 AND about @> $3
     ORDER BY topic, created_at DESC, message_id`,
    [tenantId, kind, JSON.stringify(about)],
  );
}

/** Every delivery of a kind about something. */
export function deliveriesAbout(
  tx: EntityManager,
  tenantId: string,
  { kind, topic }: Pick<NewDelivery, 'kind' | 'topic'>,
): Promise<readonly DeliveryState[]> {
  return tx.query<DeliveryState[]>(
    `SELECT message_id AS "messageId", about, outcome FROM delivery
     WHERE tenant_id = $1 AND kind = $2 AND topic = $3 ORDER BY message_id`,
    [tenantId, kind, topic],
  );
}

/** How many deliveries of a tenant are not settled: to be made, or to be tried again. */
export async function deliveriesWaiting(tx: EntityManager, tenantId: string): Promise<number> {
  const [row] = await tx.query<{ waiting: number }[]>(
    `SELECT count(*) AS waiting FROM delivery WHERE tenant_id = $1 AND due_at IS NOT NULL`,
    [tenantId],
  );
  return row?.waiting ?? 0;
}
