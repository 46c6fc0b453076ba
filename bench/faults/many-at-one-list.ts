import type { Browser } from '@playwright/test';
import type { CallbackList } from '@vigie/contracts';
import pg from 'pg';

import { openChromium } from '../harness/chromium';
import { nowMs, until } from '../harness/clock';
import { must } from '../harness/oracle';
import type { Vigie } from '../harness/vigie';
import { KeyboardWorker } from './keyboard-worker';
import { ListWorker } from './list-worker';
import { quantile, shown, type Fault, type Scale } from './fault';

const tenant = 'p1';
const people = 40;
const browsers = 2;
const eventsAtOnce = 900;

/** P1. Nobody is called twice, everybody sees who is on whom, and what was answered to is in the log. */
export const manyAtOneList: Fault = {
  id: 'P1',
  title: 'forty people and two browsers call one list back, and the server is killed meanwhile',
  isLong: true,
  async run(vigie, scale) {
    const key = await vigie.tenant(tenant, ['events:write', 'callbacks:write']);
    const patients = scale.count(2_000);
    await loseCalls(vigie, key, patients);
    const { list, openedMs } = await until('the list to be whole', () => wholeList(vigie, patients), 120_000);
    must('P1 the list opens within 500 ms', scale.within(openedMs, 500), shown(openedMs));
    const workers = Array.from({ length: people }, (_, n) => new ListWorker(vigie, tenant, `w${n}`, list));
    await until('everybody to listen', () => workers.every(({ isListening }) => isListening) || undefined);
    const browser = await openChromium();
    try {
      const atKeys = await keyboards(vigie, browser);
      const everybody = [...workers, ...atKeys];
      const work = Promise.all(everybody.map((worker) => worker.empty()));
      await until(
        'a third to be called',
        () => (saidBy(everybody).size > patients / 3 ? true : undefined),
        300_000,
      );
      await vigie.end('SIGKILL');
      const readyMs = await vigie.start();
      await work;
      return await judged(vigie, scale, { workers, atKeys, patients, openedMs, readyMs });
    } finally {
      for (const worker of workers) worker.close();
      await browser?.close();
    }
  },
};

type Done = {
  readonly workers: readonly ListWorker[];
  readonly atKeys: readonly KeyboardWorker[];
  readonly patients: number;
  readonly openedMs: number;
  readonly readyMs: number;
};

/** People who have the list open in a real browser, each signed in; nobody where the machine has none. */
async function keyboards(vigie: Vigie, browser: Browser | undefined): Promise<readonly KeyboardWorker[]> {
  const atKeys: KeyboardWorker[] = [];
  for (let nth = 0; browser !== undefined && nth < browsers; nth += 1) {
    const cookie = await vigie.signIn(tenant, 'supervisor', `supervisor-${nth}`);
    atKeys.push(await KeyboardWorker.open(vigie, browser, tenant, cookie));
  }
  return atKeys;
}

/** What became of everybody, and when claims were seen. */
async function judged(vigie: Vigie, scale: Scale, done: Done): Promise<string> {
  const { workers, atKeys, patients, openedMs, readyMs } = done;
  const everybody = [...workers, ...atKeys];
  const said = saidBy(everybody);
  const claims = claimsOf(everybody);
  const seenMs = workers.flatMap((worker) => worker.seenMs(claims));
  const onPages = (await Promise.all(atKeys.map((worker) => worker.seenMs(claims)))).flat();
  const byKeys = saidBy(atKeys).size;
  must('P1 everybody was called', said.size === patients, `${said.size} of ${patients}`);
  await noneTwice(vigie, said);
  for (const [where, ms] of Object.entries({ sockets: seenMs, pages: onPages })) {
    const p99 = quantile(ms, 0.99);
    must(`P1 claims are seen within 1 s by ${where}`, scale.within(p99, 1_000), shown(p99));
  }
  must('P1 the browsers called too', atKeys.length === 0 || byKeys > 0, String(byKeys));
  const seen = (ms: readonly number[]): string =>
    `${ms.length} seen p50 ${shown(quantile(ms, 0.5))} p99 ${shown(quantile(ms, 0.99))}`;
  return (
    `${people} people and ${atKeys.length} browsers, ${patients} patients, ${byKeys} of them by the browsers' keys, ` +
    `the list opened in ${shown(openedMs)}, claims: by sockets ${seen(seenMs)}, on pages ${seen(onPages)}, ` +
    `killed: ready in ${shown(readyMs)}`
  );
}

/** Calls that nobody answered, each of a patient of their own, of the fictional range. */
async function loseCalls(vigie: Vigie, key: string, patients: number): Promise<void> {
  const from = nowMs() - 600_000;
  const events = Array.from({ length: patients }, (_, n) => {
    const told = (type: string, afterMs: number, data: object): object => ({
      specversion: '1.0',
      id: `${n}-${type}`,
      source: '/bench',
      type,
      subject: `call-${n}`,
      time: new Date(from + n + afterMs).toISOString(),
      data,
    });
    const queueId = 'accueil';
    return [
      told('call.enqueued', 0, { queueId, clinicId: 'cabinet', ani: `063998${String(n).padStart(4, '0')}` }),
      told('call.dequeued', 30_000, { queueId, reason: 'abandoned' }),
      told('call.disconnected', 30_500, { side: 'caller' }),
    ];
  }).flat();
  for (let first = 0; first < events.length; first += eventsAtOnce) {
    const answer = await fetch(`${vigie.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events.slice(first, first + eventsAtOnce)),
    });
    if (!answer.ok) throw new Error(`calls were refused: ${await answer.text()}`);
  }
}

async function wholeList(
  vigie: Vigie,
  patients: number,
): Promise<{ readonly list: CallbackList; readonly openedMs: number } | undefined> {
  const began = performance.now();
  const list = (await (await vigie.ask(tenant, '/api/v1/callbacks')).json()) as CallbackList;
  return list.callbacks.length === patients ? { list, openedMs: performance.now() - began } : undefined;
}

type Worker = Pick<ListWorker, 'said' | 'claimedAt'>;

/** Of whom somebody was answered that the outcome is noted. */
const saidBy = (workers: readonly Worker[]): ReadonlySet<string> =>
  new Set(workers.flatMap(({ said }) => [...said]));

/** When each claim was answered, by patient. */
const claimsOf = (workers: readonly Worker[]): ReadonlyMap<string, number> =>
  new Map(workers.flatMap(({ claimedAt }) => [...claimedAt]));

/** One outcome a patient is in the log, and only who called noted it. */
async function noneTwice(vigie: Vigie, said: ReadonlySet<string>): Promise<void> {
  const client = new pg.Client({ connectionString: await vigie.databaseUrl() });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; callers: number; outcomes: number }>(
      `SELECT subject AS id, count(DISTINCT data->>'byId')::int AS callers,
         (count(*) FILTER (WHERE type = 'obligation.closed'))::int AS outcomes
       FROM event_log WHERE tenant_id = $1 AND type LIKE 'obligation.%' GROUP BY 1`,
      [tenant],
    );
    const twice = rows.filter(({ callers, outcomes }) => callers > 1 || outcomes > 1);
    must('P1 nobody was called twice', twice.length === 0, JSON.stringify(twice.slice(0, 3)));
    const noted = new Set(rows.filter(({ outcomes }) => outcomes === 1).map(({ id }) => id));
    const lost = [...said].filter((id) => !noted.has(id));
    must('P1 no outcome is lost', lost.length === 0, `${lost.length} of ${said.size}`);
    const folded = async (): Promise<true | undefined> => {
      const open = await client.query(`SELECT FROM obligation WHERE tenant_id = $1 AND state = 'open'`, [
        tenant,
      ]);
      return open.rowCount === 0 ? true : undefined;
    };
    await until('every outcome to be folded', folded);
  } finally {
    await client.end();
  }
}
