import type { EntityManager } from 'typeorm';

import { pgClientOf } from '../platform/transaction';
import { inSlices } from '../platform/breather';
import type { LoggedEvent } from './logged-event';

/** Instants as milliseconds: quicker to write there and to read here than dates. */
const selectEvents = `SELECT seq, date_part('epoch', received_at) * 1000, date_part('epoch', at) * 1000,
  source, type, subject, event_id, sequence, data
FROM event_log WHERE tenant_id = $1 AND seq > $2`;

const asText = { rowMode: 'array' as const, types: { getTypeParser: () => (text: string) => text } };

const readOn = { name: 'vigie_read_after', text: `${selectEvents} ORDER BY seq LIMIT $3`, ...asText };

const readRecorded = {
  text: `${selectEvents} AND seq <= $3 AND type = 'call.recorded' ORDER BY seq`,
  ...asText,
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
): Promise<LoggedEvent[]> {
  const client = await pgClientOf(tx);
  const { rows } = await client.query<Row>({ ...readOn, values: [tenantId, after, limit] });
  const events: LoggedEvent[] = [];
  await inSlices(tenantId, rows, (row) => events.push(toEvent(row)));
  return events;
}

/** The calls recorded by files among the events with a number above `after`, up to `upTo`, ascending. */
export async function recordedAfter(
  tx: EntityManager,
  tenantId: string,
  after: number,
  upTo: number,
): Promise<LoggedEvent[]> {
  const client = await pgClientOf(tx);
  const { rows } = await client.query<Row>({ ...readRecorded, values: [tenantId, after, upTo] });
  return rows.map(toEvent);
}

function toEvent([seq, receivedAt, at, source, type, subject, id, sequence, data]: Row): LoggedEvent {
  const told = JSON.parse(data) as LoggedEvent['data'];
  return {
    seq: Number(seq),
    receivedAt: Math.round(Number(receivedAt)),
    at: Math.round(Number(at)) - skewOf(told),
    source,
    type,
    subject,
    id,
    sequence,
    data: told,
  };
}

/** By how much the source's clock was ahead of ours when the event was accepted: the log keeps its time as it was sent. */
function skewOf({ skewMs }: LoggedEvent['data']): number {
  return typeof skewMs === 'number' && Number.isFinite(skewMs) ? skewMs : 0;
}
