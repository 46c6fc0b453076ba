import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../platform/clock';
import { Breather, inSlices } from '../platform/breather';
import { pgClientOf } from '../platform/transaction';
import { textArray, timestamptzArray, utcDayArray, uuidArray } from './binary-array';
import { eventHash, pairText, type Appended, type NewEvent } from './logged-event';
import { LogMonths } from './log-months';

const lockHead = {
  name: 'vigie_lock_head',
  text: 'SELECT last FROM tenant_head WHERE tenant_id = $1 FOR UPDATE',
};

const append = {
  name: 'vigie_append',
  text: `
WITH given AS MATERIALIZED (
  SELECT * FROM unnest($2::uuid[], $3::date[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[],
                       $9::text[], $10::text[])
    WITH ORDINALITY AS g (hash, day, at, source, type, subject, event_id, sequence, data, place)
), fresh AS (
  INSERT INTO event_key (tenant_id, day, hash) SELECT $1, day, hash FROM given ON CONFLICT DO NOTHING RETURNING hash
), counted AS (
  SELECT count(*) AS n FROM fresh
), head AS (
  UPDATE tenant_head SET last = last + (SELECT n FROM counted) WHERE tenant_id = $1 RETURNING last
), kept AS (
  SELECT given.*, row_number() OVER (ORDER BY place) AS nth FROM given JOIN fresh USING (hash)
), logged AS (
  INSERT INTO event_log (tenant_id, seq, received_at, at, source, type, subject, event_id, sequence, data)
  SELECT $1, head.last - (SELECT n FROM counted) + nth, to_timestamp($11::float8 / 1000), at, source, type, subject,
         event_id, sequence, data::jsonb
  FROM kept, head
)
SELECT last, (SELECT n FROM counted) AS accepted,
       CASE WHEN (SELECT n FROM counted) < $12::int THEN
         ARRAY(SELECT place::int - 1 FROM given WHERE hash NOT IN (SELECT hash FROM fresh) ORDER BY place)
       END AS duplicates
FROM head`,
};

type AppendedRow = Readonly<{ last: number; accepted: number; duplicates: readonly number[] | null }>;

/** Each tenant's ordered stream of events: numbers without a gap, in the order of commit, nothing twice. */
@Injectable()
export class PgEventLog {
  constructor(
    private readonly months: LogMonths,
    private readonly clock: Clock,
  ) {}

  /**
   * Appends what the log does not have yet, in the given order, and takes the tenant's next numbers for exactly that.
   * Another writer of the tenant waits until this transaction ends. An event the log has (same source and id, on the
   * same UTC day) is left out and named in the answer. Throws when the tenant does not exist.
   */
  async append(tx: EntityManager, tenantId: string, events: readonly NewEvent[]): Promise<Appended> {
    const { first, repeated } = await withoutRepetitions(tenantId, events);
    const now = this.clock.now();
    const instants = first.map(({ event }) => event.at);
    await this.months.ensure('event_log', now, [now]);
    await this.months.ensure('event_key', now, instants);
    const columns = await columnsOf(tenantId, first, instants);
    const client = await pgClientOf(tx);
    // The lock comes before the keys: two writers that hold keys the other one wants would never end.
    const locked = await client.query<{ last: number }>({ ...lockHead, values: [tenantId] });
    if (locked.rows[0] === undefined) throw new Error('there is no such tenant');
    if (first.length === 0) return { accepted: 0, duplicates: repeated, last: locked.rows[0].last };
    const values = [tenantId, ...columns, now, first.length];
    const { rows } = await client.query<AppendedRow>({ ...append, values });
    const { accepted, duplicates, last } = rows[0] as AppendedRow;
    return { accepted, duplicates: merged(placesOf(first, duplicates), repeated), last };
  }

  /** The number of the tenant's last event; 0 when it has none. */
  async head(tx: EntityManager, tenantId: string): Promise<number> {
    const client = await pgClientOf(tx);
    const { rows } = await client.query<{ last: number }>(
      'SELECT last FROM tenant_head WHERE tenant_id = $1',
      [tenantId],
    );
    return rows[0]?.last ?? 0;
  }
}

type Placed = Readonly<{ event: NewEvent; hash: Buffer; place: number }>;

/** Keeps the first of several events with the same source and id. */
async function withoutRepetitions(
  tenantId: string,
  events: readonly NewEvent[],
): Promise<{ first: Placed[]; repeated: number[] }> {
  const seen = new Set<string>();
  const first: Placed[] = [];
  const repeated: number[] = [];
  let place = 0;
  const look = (event: NewEvent): void => {
    const pair = pairText(event.source, event.id);
    const size = seen.size;
    seen.add(pair);
    if (seen.size === size) repeated.push(place);
    else first.push({ event, hash: eventHash(pair), place });
    place += 1;
  };
  await inSlices(tenantId, events, look);
  return { first, repeated };
}

const texts = ['source', 'type', 'subject', 'id', 'sequence', 'data'] as const;

/** Made before the lock is taken, and a column at a time: a large batch must keep no other request waiting. */
async function columnsOf(
  tenantId: string,
  placed: readonly Placed[],
  instants: readonly number[],
): Promise<readonly Buffer[]> {
  const breather = new Breather(tenantId);
  const columns = [
    uuidArray(placed.map(({ hash }) => hash)),
    utcDayArray(instants),
    timestamptzArray(instants),
  ];
  for (const field of texts) {
    if (breather.due) await breather.breathe();
    columns.push(textArray(placed.map(({ event }) => event[field])));
  }
  return columns;
}

function placesOf(placed: readonly Placed[], found: readonly number[] | null): number[] {
  return (found ?? []).map((index) => (placed[index] as Placed).place);
}

function merged(some: readonly number[], others: readonly number[]): readonly number[] {
  return [...some, ...others].sort((a, b) => a - b);
}
