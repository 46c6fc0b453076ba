import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import { pgClientOf } from '../platform/transaction';
import { inSlices } from '../platform/in-slices';

/** An event of the log as the fold reads it. */
export type FoldedEvent = {
  readonly seq: number;
  readonly receivedAt: Instant;
  readonly at: Instant;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly id: string;
  readonly sequence: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Instants as milliseconds: quicker to write there and to read here than dates. */
const readOn = {
  name: 'vigie_fold_events',
  text: `SELECT seq, date_part('epoch', received_at) * 1000, date_part('epoch', at) * 1000,
  source, type, subject, event_id, sequence, data
FROM event_log WHERE tenant_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
  rowMode: 'array' as const,
  types: { getTypeParser: () => (text: string) => text },
};

type Row = [
  seq: string,
  receivedAt: string,
  at: string,
  source: string,
  type: string,
  subject: string,
  id: string,
  sequence: string | null,
  data: string,
];

/** At most `limit` events with a number above `after`, ascending. */
export async function eventsAfter(
  tx: EntityManager,
  tenantId: string,
  after: number,
  limit: number,
): Promise<FoldedEvent[]> {
  const client = await pgClientOf(tx);
  const { rows } = await client.query<Row>({ ...readOn, values: [tenantId, after, limit] });
  const events: FoldedEvent[] = [];
  await inSlices(rows, (row) => events.push(toEvent(row)));
  return events;
}

function toEvent([seq, receivedAt, at, source, type, subject, id, sequence, data]: Row): FoldedEvent {
  return {
    seq: Number(seq),
    receivedAt: Math.round(Number(receivedAt)),
    at: Math.round(Number(at)),
    source,
    type,
    subject,
    id,
    sequence,
    data: JSON.parse(data) as FoldedEvent['data'],
  };
}
