import type { CallbackList } from '@vigie/contracts';
import pg from 'pg';

import { settle } from '../harness/bulk';
import { openChromium } from '../harness/chromium';
import { nowMs, until } from '../harness/clock';
import { send } from '../harness/producer';
import { seeded } from '../harness/seeded';
import type { Vigie } from '../harness/vigie';
import { rowWithin, shown, type Row } from './figures';
import { listInBrowser } from './list-in-browser';

const tenant = 'callers';
const clinics = 200;
const callers = 40_000;
/** To be called back. */
const owed = 2_000;
const asked = 300;
const opened = 40;
const eventsAtOnce = 900;

/**
 * Callers who come back, in a centre of a year of calls: what is told of their earlier ones, and the list of those who
 * are to be called back, over HTTP and in a real browser.
 */
export async function callersWhoComeBack(vigie: Vigie, calls: number): Promise<readonly Row[]> {
  const key = await vigie.tenant(tenant, ['events:write', 'callbacks:write', 'callers:read']);
  await loseCalls(vigie, key);
  const list = await until('the list to be whole', () => wholeList(vigie), 300_000, 500);
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  await client.connect();
  try {
    await copyYear(client, calls);
    await settle(vigie);
    const cookie = await vigie.signIn(tenant);
    const rows = [
      await earlierByHash(vigie, client),
      await earlierOnList(vigie, list, `${cookie.name}=${cookie.value}`),
      await listOverHttp(vigie),
    ];
    const browser = await openChromium();
    if (browser !== undefined) rows.push(...(await listInBrowser(vigie, browser, { tenant, cookie })));
    return rows.map((row) => ({
      ...row,
      how: `${shown(calls)} calls of ${shown(callers)} callers at ${clinics} clinics in a year, copies of one in the fold's own table; ${owed} callers to call back; ${row.how}`,
    }));
  } finally {
    await client.end();
  }
}

/** A call of the day before yesterday that was answered: the one that the year is copies of. */
const copied = 'answered';

/** That call, and others that nobody answered, each of a patient of their own of the fictional range. */
async function loseCalls(vigie: Vigie, key: string): Promise<void> {
  const from = nowMs() - 3_000_000;
  const event = (subject: string, type: string, at: number, data: object): object => ({
    ...{ specversion: '1.0', id: `${subject}-${type}`, source: '/bench', type, subject },
    ...{ time: new Date(at).toISOString(), data },
  });
  const before = from - 2 * 86_400_000;
  const inQueue = { queueId: 'queue-0', clinicId: 'clinic-0', ani: '0199000001' };
  const answered = [
    event(copied, 'call.enqueued', before, inQueue),
    event(copied, 'call.answered', before + 9_000, { queueId: 'queue-0', agentId: 'anne' }),
    event(copied, 'call.disconnected', before + 99_000, { side: 'caller' }),
  ];
  const losses = Array.from({ length: owed }, (_, n) => {
    const told = (type: string, afterMs: number, data: object): object =>
      event(`lost-${n}`, type, from + n * 1_000 + afterMs, data);
    const queueId = `queue-${n % 12}`;
    const clinicId = `clinic-${n % clinics}`;
    return [
      told('call.enqueued', 0, { queueId, clinicId, ani: `063998${String(n).padStart(4, '0')}` }),
      told('call.dequeued', 30_000, { queueId, reason: 'abandoned' }),
      told('call.disconnected', 30_500, { side: 'caller' }),
    ];
  });
  const events = [...answered, ...losses.flat()];
  for (let first = 0; first < events.length; first += eventsAtOnce) {
    const sent = await send(vigie.url, key, events.slice(first, first + eventsAtOnce));
    if (sent.kind !== 'answered') throw new Error(`calls were not taken: ${JSON.stringify(sent)}`);
  }
}

async function wholeList(vigie: Vigie): Promise<CallbackList | undefined> {
  const list = (await (await vigie.ask(tenant, '/api/v1/callbacks')).json()) as CallbackList;
  return list.callbacks.length === owed ? list : undefined;
}

/**
 * A year of calls, copies of one that was folded. Few call often: caller k of all has as many calls as
 * `floor(callers * u²)` gives k. The first of them are those who are to be called back.
 */
async function copyYear(client: pg.Client, calls: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = 'call' AND is_generated = 'NEVER' ORDER BY ordinal_position`,
  );
  const columns = rows.map(({ name }) => name);
  const own: Readonly<Record<string, string>> = {
    call_key: 'gen_random_uuid()',
    call_id: `'year-' || n`,
    ani_hash: `coalesce(known.hashes[k + 1], 'caller ' || k)`,
    clinic_id: `coalesce(known.clinics[k + 1], 'clinic-' || k % ${clinics})`,
    ...Object.fromEntries(
      ['arrived_at', 'first_at', 'last_at', 'decided_at', 'ended_at'].map((name) => [
        name,
        `one.${name} - interval '365 days' * (n::float8 / ${calls})`,
      ]),
    ),
  };
  await client.query('SELECT setseed(0.41)');
  await client.query(
    `INSERT INTO call (${columns.join(', ')})
     SELECT ${columns.map((name) => own[name] ?? `one.${name}`).join(', ')}
     FROM (SELECT * FROM call WHERE tenant_id = $1 AND call_id = '${copied}') AS one,
       (SELECT array_agg(ani_hash ORDER BY obligation_id) AS hashes, array_agg(clinic_id ORDER BY obligation_id) AS clinics
        FROM obligation WHERE tenant_id = $1) AS known,
       (SELECT n, floor(${callers} * power(random(), 2))::int AS k FROM generate_series(1, ${calls}) AS n) AS drawn`,
    [tenant],
  );
}

type Asked = { readonly ms: readonly number[]; readonly found: number };

/** Asks one after the other and counts the calls that were told. */
async function ask(questions: readonly (() => Promise<Response>)[]): Promise<Asked> {
  const ms: number[] = [];
  let found = 0;
  for (const question of questions) {
    const began = performance.now();
    const answer = await question();
    const body = (await answer.json()) as { readonly calls?: readonly unknown[] };
    ms.push(performance.now() - began);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${JSON.stringify(body).slice(0, 300)}`);
    found += body.calls?.length ?? 0;
  }
  return { ms, found };
}

/** As another software asks: of callers as they ring, those who call often more often than others. */
async function earlierByHash(vigie: Vigie, client: pg.Client): Promise<Row> {
  const draw = seeded(7);
  const questions = Array.from({ length: asked }, () => {
    const k = owed + Math.floor((callers - owed) * (draw(1_000_000) / 1_000_000) ** 2);
    const path = `/api/v1/callers/caller%20${k}/calls?clinicId=clinic-${k % clinics}`;
    return () => vigie.ask(tenant, path);
  });
  const answers = await ask(questions);
  const plan = await planOf(client);
  return rowWithin(
    'earlier calls of a caller, by hash and clinic',
    answers.ms,
    100,
    `${asked} callers one after the other with a key, cold ones with them, ${answers.found} calls told; ${plan}`,
  );
}

/** By what the first of those who call most is found. */
async function planOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS) SELECT call_key FROM call
     WHERE tenant_id = $1 AND ani_hash = ANY($2::text[]) AND clinic_id = $3 AND counted`,
    [tenant, [`caller ${owed}`], `clinic-${owed % clinics}`],
  );
  const lines = rows.map((row) => row['QUERY PLAN'].trim());
  const scans = lines.filter((line) => line.includes('Scan'));
  return `the plan for one of them: ${scans.join(' ')}; ${lines.at(-1) ?? ''}`;
}

/** As the list asks of one of its rows, for a supervisor who is signed in. */
async function earlierOnList(vigie: Vigie, list: CallbackList, cookie: string): Promise<Row> {
  const questions = list.callbacks.slice(0, asked).map(
    ({ id }) =>
      () =>
        fetch(`${vigie.url}/api/v1/callbacks/${id}/calls?tenant=${tenant}`, { headers: { cookie } }),
  );
  const answers = await ask(questions);
  const how = `${answers.ms.length} rows one after the other by a supervisor, ${answers.found} calls told`;
  return rowWithin('earlier calls of somebody on the list', answers.ms, 100, how);
}

async function listOverHttp(vigie: Vigie): Promise<Row> {
  const questions = Array.from({ length: opened }, () => () => vigie.ask(tenant, '/api/v1/callbacks'));
  return rowWithin(
    `the list of ${owed}, over HTTP`,
    (await ask(questions)).ms,
    500,
    `${opened} times with a key`,
  );
}
