import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { basicNames, type Sheet } from '@vigie/contracts';
import pg from 'pg';

import { settle } from '../harness/bulk';
import { nowMs, pause, until } from '../harness/clock';
import { send } from '../harness/producer';
import { seeded } from '../harness/seeded';
import type { Vigie } from '../harness/vigie';
import { quantile, rowWithin, shown, type Row } from './figures';
import { LightSocket } from './light-socket';
import { probeReceipts } from './posted-to-received';

const tenant = 'sheets';
const clinics = 300;
const answers = 200;
const sockets = 20;
const limitMs = 60_000;

/** What secretaries look up in 300 sheets as they type, and the six errors of 300 clinics judged in one night. */
export async function sheets(vigie: Vigie, calls: number): Promise<readonly Row[]> {
  return [await searchAsTyped(), ...(await judgedInOneNight(vigie, calls))];
}

const words =
  'horaires parking tarif ordonnance résultats vaccination grippe ménopause échographie carte vitale mutuelle tiers payant urgence samedi certificat sport renouvellement téléconsultation accès fauteuil étage digicode enfant nourrisson annulation retard remboursement'.split(
    ' ',
  );
const textOf = (draw: (below: number) => number, count: number): string =>
  Array.from({ length: count }, () => words[draw(words.length)] ?? '').join(' ');

/** The search of the secretary's page, which is no library of ours. */
type PageSearch = {
  readonly readySheet: (
    sheet: Pick<Sheet, 'basics' | 'answers'>,
    nameOf: (name: string) => string,
  ) => unknown;
  readonly searchSheet: (ready: unknown, typed: string) => readonly unknown[];
};

async function pageSearch(): Promise<PageSearch> {
  const tools = pathToFileURL(join(process.cwd(), 'tools', 'load-typescript.mjs')).href;
  const { loadTypescript } = (await import(tools)) as {
    loadTypescript: (path: string) => Promise<PageSearch>;
  };
  return loadTypescript('apps/dashboard/src/app/secretary/search-sheet.ts');
}

/** Every letter of every look-up, in the page's own code; a sheet is made ready once, when its call comes. */
async function searchAsTyped(): Promise<Row> {
  const { readySheet, searchSheet } = await pageSearch();
  const draw = seeded(11);
  const ms: number[] = [];
  let readyMs = 0;
  for (let clinic = 0; clinic < clinics; clinic += 1) {
    const dated = { reviewedOn: null, reviewBy: null };
    const sheet: Pick<Sheet, 'basics' | 'answers'> = {
      basics: Object.fromEntries(
        basicNames.map((name) => [name, { text: textOf(draw, 12), ...dated }]),
      ) as Sheet['basics'],
      answers: Array.from({ length: answers }, (_, n) => ({
        ...{ id: `a${n}`, question: textOf(draw, 8), text: textOf(draw, 60) },
        ...dated,
      })),
    };
    const began = performance.now();
    const ready = readySheet(sheet, (name) => name);
    readyMs = Math.max(readyMs, performance.now() - began);
    const typed = textOf(draw, 2);
    for (let letters = 1; letters <= typed.length; letters += 1) {
      const at = performance.now();
      searchSheet(ready, typed.slice(0, letters));
      ms.push(performance.now() - at);
    }
  }
  const how = `${clinics} sheets of ${answers} answers of 60 words, ${shown(ms.length)} letters typed, by the page's own code; the slowest sheet was made ready in ${readyMs.toFixed(0)} ms`;
  return rowWithin('search in a clinic’s sheet, a letter typed', ms, 50, how);
}

/** The nightly round over twelve months beside a live board with its sockets. */
async function judgedInOneNight(vigie: Vigie, calls: number): Promise<readonly Row[]> {
  const key = await vigie.tenant(tenant, ['events:write', 'live:read', 'reports:read']);
  await oneCall(vigie, key);
  await withClient(vigie, async (client) => {
    await copyYear(client, calls);
    await settle(vigie);
    await client.query('DELETE FROM clinic_diagnosis WHERE tenant_id = $1', [tenant]);
    await client.query(`DELETE FROM round_lease WHERE tenant_id = $1 AND round = 'diagnosis'`, [tenant]);
  });
  // Its PostgreSQL goes with it: whoever looks connects again.
  await vigie.end('SIGTERM');
  await vigie.start();
  return withClient(vigie, (client) => nightBeside(vigie, { key, client, calls }));
}

type Night = { readonly key: string; readonly client: pg.Client; readonly calls: number };

async function nightBeside(vigie: Vigie, { key, client, calls }: Night): Promise<readonly Row[]> {
  const viewers: LightSocket[] = [];
  for (let index = 0; index < sockets; index += 1) viewers.push(await LightSocket.open(vigie, tenant));
  const began = await until('the round to begin', () => begunAt(client), 1_200_000, 200);
  let isOver = false;
  const receipts = probeReceipts(vigie, key, viewers, () => !isOver);
  await until('every month to be judged', () => everyMonthJudged(client), 1_200_000, 200);
  isOver = true;
  const tookMs = nowMs() - began;
  const waits = await receipts;
  await pause(500);
  for (const viewer of viewers) viewer.close();
  return rowsOf(tookMs, waits, calls);
}

async function withClient<T>(vigie: Vigie, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function rowsOf(tookMs: number, waits: readonly number[], calls: number): readonly Row[] {
  const how = `${clinics} clinics, ${shown(calls)} calls in 12 months, each greeted and led along a path, every third with a look-up; ${sockets} sockets and four events a second beside it`;
  const goal = `≤ ${limitMs / 1_000} s`;
  const p95 = quantile(waits, 0.95);
  return [
    {
      figure: 'the six errors judged, 12 months in one night',
      found: `${(tookMs / 1_000).toFixed(1)} s`,
      ...{ start: goal, goal, met: tookMs <= limitMs, how },
    },
    {
      figure: 'event posted → patch received, meanwhile',
      found: `p50 ${quantile(waits, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms of ${waits.length}`,
      ...{ start: 'p95 ≤ 1000 ms', goal: 'p95 ≤ 500 ms', met: p95 <= 1_000, how },
    },
  ];
}

/** A call that was answered: the one that the year is copies of. */
async function oneCall(vigie: Vigie, key: string): Promise<void> {
  const at = nowMs() - 3_600_000;
  const event = (type: string, afterMs: number, data: object): object => ({
    ...{ specversion: '1.0', id: type, source: '/bench', type, subject: 'one' },
    ...{ time: new Date(at + afterMs).toISOString(), data },
  });
  const sent = await send(vigie.url, key, [
    event('call.enqueued', 0, { queueId: 'queue-0', clinicId: 'clinic-0' }),
    event('call.answered', 9_000, { queueId: 'queue-0', agentId: 'anne' }),
    event('call.disconnected', 99_000, { side: 'caller' }),
  ]);
  if (sent.kind !== 'answered') throw new Error(`the call was not taken: ${JSON.stringify(sent)}`);
  await until('the call to be folded', () => isFolded(vigie), 60_000, 200);
}

const isFolded = (vigie: Vigie): Promise<true | undefined> =>
  withClient(vigie, async (client) => {
    const { rowCount } = await client.query('SELECT FROM call WHERE tenant_id = $1', [tenant]);
    return (rowCount ?? 0) > 0 ? true : undefined;
  });

/** A year of copies of it at all clinics, and what their events told of greeting, path and look-ups. */
async function copyYear(client: pg.Client, calls: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = 'call' AND is_generated = 'NEVER' ORDER BY ordinal_position`,
  );
  const columns = rows.map(({ name }) => name);
  const own: Readonly<Record<string, string>> = {
    call_key: 'gen_random_uuid()',
    call_id: `'year-' || n`,
    clinic_id: `'clinic-' || n % ${clinics}`,
    ...Object.fromEntries(
      ['arrived_at', 'first_at', 'last_at', 'decided_at', 'ended_at'].map((name) => [
        name,
        `one.${name} - interval '364 days' * (n::float8 / ${calls})`,
      ]),
    ),
  };
  await client.query(
    `INSERT INTO call (${columns.join(', ')}) SELECT ${columns.map((name) => own[name] ?? `one.${name}`).join(', ')}
     FROM (SELECT * FROM call WHERE tenant_id = $1) AS one, generate_series(${calls}, 1, -1) AS n`,
    [tenant],
  );
  await client.query(
    `INSERT INTO sheet_note (tenant_id, note_key, call_key, at, kind, item_id, took_ms)
     SELECT $1, gen_random_uuid(), call_key, first_at + told.after, told.kind,
       CASE told.kind WHEN 'path' THEN 'path-' || ascii(call_id) % 4 WHEN 'found' THEN 'answer-1' END,
       CASE told.kind WHEN 'found' THEN 6000 END
     FROM call, (VALUES ('greeting', interval '0.4 s'), ('path', interval '20 s'), ('found', interval '40 s')) AS told (kind, after)
     WHERE tenant_id = $1 AND (told.kind <> 'found' OR right(call_id, 1) IN ('0', '3', '6'))`,
    [tenant],
  );
}

async function begunAt(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ at: string }>(
    `SELECT extract(epoch FROM begun_at) * 1000 AS at FROM round_lease WHERE tenant_id = $1 AND round = 'diagnosis'`,
    [tenant],
  );
  return rows[0] === undefined ? undefined : Number(rows[0].at);
}

/** By the round's own word: in the first days of a month few clinics have a call in it to be judged by. */
async function everyMonthJudged(client: pg.Client): Promise<true | undefined> {
  const { rowCount } = await client.query(
    `SELECT FROM round_lease WHERE tenant_id = $1 AND round = 'diagnosis' AND ended_at IS NOT NULL AND failures = 0`,
    [tenant],
  );
  return rowCount === 1 ? true : undefined;
}
