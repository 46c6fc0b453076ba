import pg from 'pg';

import { eventsOfCall, type SentEvent } from '../harness/calls';
import { importTable } from '../harness/bulk';
import { nowMs, until } from '../harness/clock';
import { send } from '../harness/producer';
import { seeded, shuffled } from '../harness/seeded';
import type { Vigie } from '../harness/vigie';
import { yearOfCalls } from '../harness/year-of-calls';
import { cpuMsOf, cpuMsOfTree } from './cpu';
import { median, shown, type Row } from './figures';

const rounds = 5;
const callsPerRound = 4_000;
const eventsPerRequest = 1_000;
const senders = 4;
const dayMs = 86_400_000;

/** What one bringing-in cost: processor time of the server and its database, and from the last answer to the fold's end. */
type Cost = { readonly cpuMs: number; readonly lagMs: number };
type Centre = Readonly<{ vigie: Vigie; client: pg.Client; tenant: string; key: string }>;

/**
 * A day of history told in order and, to another tenant, the same day with its events in an order of chance; and a table
 * of as many calls with their marks: in turns, so that each pair had the same machine.
 */
export async function backFill(vigie: Vigie): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  await client.connect();
  const centre = async (tenant: string): Promise<Centre> => {
    return { vigie, client, tenant, key: await vigie.tenant(tenant) };
  };
  const [ordered, mixed, tables] = [await centre('ordered'), await centre('mixed'), await centre('tables')];
  const costs: Costs = { ordered: [], mixed: [], tables: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const events = dayOf(round);
    const first = await costOf(ordered, () => sendAll(ordered, events));
    const second = await costOf(mixed, () => sendAll(mixed, shuffled(events, seeded(round))));
    const third = await costOf(tables, () => sendTable(tables, round));
    // The first of each makes tables, plans and code warm.
    if (round === 0) continue;
    costs.ordered.push(first);
    costs.mixed.push(second);
    costs.tables.push(third);
  }
  await client.end();
  return rowsOf(costs);
}

type Costs = Readonly<Record<'ordered' | 'mixed' | 'tables', Cost[]>>;

function rowsOf({ ordered, mixed, tables }: Costs): readonly Row[] {
  const how = `${rounds} interleaved rounds, ${callsPerRound} calls each; CPU of server and database`;
  const each = (all: readonly Cost[]): string =>
    `${shown(median(all.map(({ cpuMs }) => cpuMs)))} ms, fold ${shown(median(all.map(({ lagMs }) => lagMs)))} ms behind the last answer`;
  const disorder = ratios(mixed, ordered);
  const table = ratios(tables, ordered);
  return [
    {
      figure: 'a day told in disorder ÷ told in order (CPU)',
      found: written(disorder),
      start: '≤ 1.8',
      goal: '≤ 1.1',
      met: median(disorder) <= 1.8,
      how: `${how}; in order ${each(ordered)}; in disorder ${each(mixed)}`,
    },
    {
      figure: 'a table of calls with marks ÷ as many calls told in events (CPU)',
      found: written(table),
      start: '≤ 0.6',
      goal: '≤ 0.3',
      met: median(table) <= 0.6,
      how: `${how}; table ${each(tables)}`,
    },
  ];
}

const written = (values: readonly number[]): string =>
  `${median(values).toFixed(2)} (${values.map((value) => value.toFixed(2)).join(' ')})`;

function ratios(over: readonly Cost[], under: readonly Cost[]): readonly number[] {
  return over.map((cost, round) => cost.cpuMs / (under[round] ?? cost).cpuMs);
}

async function costOf(centre: Centre, bringIn: () => Promise<void>): Promise<Cost> {
  const before = await cpuMs(centre.vigie);
  await bringIn();
  const answered = performance.now();
  const { client, tenant } = centre;
  await until('the fold', async () => ((await behind(client, tenant)) === 0 ? true : undefined), 300_000, 10);
  return { cpuMs: (await cpuMs(centre.vigie)) - before, lagMs: performance.now() - answered };
}

const cpuMs = async (vigie: Vigie): Promise<number> =>
  (await cpuMsOf(vigie.pid)) + (await cpuMsOfTree(await vigie.postmaster()));

/** A day's calls in the order in which telephone systems tell of them: by time. */
function dayOf(round: number): readonly SentEvent[] {
  const begin = Math.floor(nowMs() / dayMs) * dayMs - (round + 2) * dayMs + 8 * 3_600_000;
  const apartMs = 36_000_000 / callsPerRound;
  return Array.from({ length: callsPerRound }, (_, index) =>
    eventsOfCall(round * callsPerRound + index, Math.floor(begin + index * apartMs)),
  )
    .flat()
    .toSorted((a, b) => (a.time < b.time ? -1 : 1));
}

async function sendAll({ vigie, key }: Centre, events: readonly SentEvent[]): Promise<void> {
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let start = next; start < events.length; start = next) {
      next += eventsPerRequest;
      const request = events.slice(start, start + eventsPerRequest);
      const sent = await send(vigie.url, key, request);
      if (sent.kind !== 'answered' || sent.answer.accepted !== request.length)
        throw new Error(`A request was not taken: ${JSON.stringify(sent).slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
}

async function sendTable({ vigie, key }: Centre, round: number): Promise<void> {
  const from = Math.floor(nowMs() / dayMs) * dayMs - (round + 2) * dayMs;
  for (const table of yearOfCalls({ calls: callsPerRound, clinics: 40, from, days: 1 }))
    await importTable(vigie, key, table.replaceAll('call-', `call-${round}-`));
}

async function behind(client: pg.Client, tenant: string): Promise<number> {
  const { rows } = await client.query<{ behind: string }>(
    `SELECT h.last - coalesce(c.seq, 0) AS behind FROM tenant_head h LEFT JOIN fold_cursor c USING (tenant_id) WHERE h.tenant_id = $1`,
    [tenant],
  );
  return Number(rows[0]?.behind);
}
