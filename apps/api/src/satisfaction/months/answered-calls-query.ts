import type { EntityManager } from 'typeorm';

import type { MonthChannel } from '../entries/entry-store';

/** What happened to a call that was answered about. */
export type CallTraits = {
  readonly callKey: string;
  readonly outcome: string | null;
  readonly waitMs: number | null;
  readonly held: boolean;
  readonly transferred: boolean;
  readonly appointment: boolean | null;
  readonly reason: string | null;
  readonly language: string | null;
  readonly queueId: string | null;
};

const traitsSql = `SELECT call_key::text AS "callKey", outcome, wait_ms AS "waitMs", held, transferred, appointment, reason,
  language, queue_id AS "queueId"
FROM call_survey WHERE tenant_id = $1 AND month = $2::date AND channel = $3 AND counted AND items IS NOT NULL`;

/** The calls that were answered about in a month. */
export function callTraits(
  tx: EntityManager,
  { tenantId, month, channel }: MonthChannel,
): Promise<CallTraits[]> {
  return tx.query(traitsSql, [tenantId, `${month}-01`, channel]);
}

/** A part of a batch, as it stands in what is published. */
export type PublishedEntry = {
  readonly callKey: string;
  readonly item: string;
  readonly batch: number;
  readonly clinicId: string;
  readonly toldIn: string | null;
  /** What the answer was from then on; null: it went, or went to another clinic. */
  readonly added: number | null;
};

const entriesSql = `SELECT call_key::text AS "callKey", item, batch, clinic_id AS "clinicId", told_in AS "toldIn", added
FROM satisfaction_entry WHERE tenant_id = $1 AND month = $2::date AND channel = $3
ORDER BY call_key, item, batch, part`;

/** Everything published of a month, answer by answer, in the order it entered. */
export function publishedEntries(
  tx: EntityManager,
  { tenantId, month, channel }: MonthChannel,
): Promise<PublishedEntry[]> {
  return tx.query(entriesSql, [tenantId, `${month}-01`, channel]);
}
