import { finished } from 'node:stream/promises';
import { Readable } from 'node:stream';

import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { eventsOfCall, type SentEvent } from '../harness/calls';
import { nowMs, until } from '../harness/clock';
import { send } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { median, shown, type Row } from './figures';

const rounds = 5;
const callsPerRound = 4_000;
const eventsPerRequest = 1_000;
const senders = 4;

const table = `CREATE UNLOGGED TABLE IF NOT EXISTS bench_copy (
  tenant_id text, seq bigint, received_at timestamptz(3), at timestamptz(3), source text, type text, subject text,
  event_id text, sequence text, data jsonb)`;

/** HTTP intake and fold, sustained, against raw COPY of the same rows into the same columns without an index. */
export async function intakeAndFold(vigie: Vigie): Promise<Row> {
  const tenant = 'intake';
  const key = await vigie.tenant(tenant);
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  await client.connect();
  await client.query(table.replace('UNLOGGED ', ''));
  await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant]);
  const ours: number[] = [];
  const raw: number[] = [];
  const accepted: number[] = [];
  const centre = { vigie, key, client, tenant };
  await whole(centre, roundOf(rounds));
  for (let round = 0; round < rounds; round += 1) {
    const events = roundOf(round);
    raw.push(await copy(client, tenant, events));
    const { acceptedMs, foldedMs } = await whole(centre, events);
    ours.push(events.length / (foldedMs / 1_000));
    accepted.push(events.length / (acceptedMs / 1_000));
  }
  await client.end();
  const ratios = ours.map((rate, round) => rate / (raw[round] ?? NaN));
  const ratio = median(ratios);
  return {
    figure: 'HTTP intake and fold ÷ raw COPY',
    found: `${ratio.toFixed(3)} (${ratios.map((value) => value.toFixed(3)).join(' ')})`,
    start: '≥ 0.07',
    goal: '≥ 0.30',
    met: ratio >= 0.07,
    how: `${shown(median(ours))} events/s accepted and folded, ${shown(median(accepted))} accepted, COPY ${shown(median(raw))} rows/s; 1 tenant, ${callsPerRound} calls a round, 10.4 events a call, ${eventsPerRequest} events a request, ${senders} senders, median of ${rounds} interleaved rounds`,
  };
}

/** Calls of one round, a day apart from the next, in the order in which telephone systems send: by time. */
function roundOf(round: number): readonly SentEvent[] {
  const day = Math.floor(nowMs() / 86_400_000) * 86_400_000 - (round + 1) * 86_400_000;
  const begin = day + 8 * 3_600_000;
  const apartMs = 36_000_000 / callsPerRound;
  return Array.from({ length: callsPerRound }, (_, index) =>
    eventsOfCall(round * callsPerRound + index, Math.floor(begin + index * apartMs)),
  )
    .flat()
    .toSorted((a, b) => (a.time < b.time ? -1 : 1));
}

type Centre = Readonly<{ vigie: Vigie; key: string; client: pg.Client; tenant: string }>;

/** Sends all events and waits until they are folded; from the first byte sent. */
async function whole(
  { vigie, key, client, tenant }: Centre,
  events: readonly SentEvent[],
): Promise<{ acceptedMs: number; foldedMs: number }> {
  const requests = Array.from({ length: Math.ceil(events.length / eventsPerRequest) }, (_, index) =>
    events.slice(index * eventsPerRequest, (index + 1) * eventsPerRequest),
  );
  const began = performance.now();
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      const sent = await send(vigie.url, key, request);
      if (sent.kind !== 'answered' || sent.answer.accepted !== request.length) {
        throw new Error(`A request was not taken: ${JSON.stringify(sent).slice(0, 300)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  const acceptedMs = performance.now() - began;
  await until('the fold', async () => ((await behind(client, tenant)) === 0 ? true : undefined), 120_000, 10);
  return { acceptedMs, foldedMs: performance.now() - began };
}

async function behind(client: pg.Client, tenant: string): Promise<number> {
  const { rows } = await client.query<{ behind: string }>(
    `SELECT h.last - coalesce(c.seq, 0) AS behind FROM tenant_head h LEFT JOIN fold_cursor c USING (tenant_id) WHERE h.tenant_id = $1`,
    [tenant],
  );
  return Number(rows[0]?.behind);
}

/** Rows per second of COPY, text format, into a table without an index. */
async function copy(client: pg.Client, tenant: string, events: readonly SentEvent[]): Promise<number> {
  await client.query('TRUNCATE bench_copy');
  const lines = events.map((event, index) =>
    [
      tenant,
      index,
      event.time,
      event.time,
      event.source,
      event.type,
      event.subject,
      event.id,
      '\\N',
      JSON.stringify(event.data),
    ].join('\t'),
  );
  const began = performance.now();
  const stream = client.query(copyFrom('COPY bench_copy FROM STDIN'));
  Readable.from(chunks(lines)).pipe(stream);
  await finished(stream);
  return events.length / ((performance.now() - began) / 1_000);
}

function* chunks(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 1_000) yield `${lines.slice(at, at + 1_000).join('\n')}\n`;
}
