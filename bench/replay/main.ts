import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { settled } from '../harness/oracle';
import { Vigie } from '../harness/vigie';
import { differencesOf, type Cause, type Counted, type Difference } from './differences';

/**
 * `npm run replay -- FOLDER`: imports the `queue_log.0` and `queue_log` of a recorded telephone system, and holds the
 * figures against the `expected.json` beside them, in all and by queue. Every difference is listed with its cause; ends
 * with 1 when one has none.
 */
const [folder] = process.argv.slice(2);
const tenant = 'replay';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

type Expected = {
  readonly total: { readonly counts: Counted };
  readonly byQueue: { readonly [queue: string]: { readonly counts: Counted } };
  readonly byQuarter: { readonly [epochSecond: string]: unknown };
};
type Row = { readonly key: string | null; readonly counts: Counted };

const causes: readonly Cause[] = [
  {
    what: 'B9: Asterisk writes ABANDON for all who wait when it is stopped; they were lost by the restart, and are unknown',
    of: new Set([
      'abandoned',
      'shortAbandoned',
      'abandonedInThreshold',
      'unanswered',
      'unknown',
      'waitsKnown',
    ]),
    from: 'abandoned',
    to: 'unknown',
  },
  {
    what: 'B2: a greeting that nobody ended is over after the longest known; the caller hung up in it',
    of: new Set(['greeting', 'ivrAbandoned', 'unanswered']),
    from: 'greeting',
    to: 'ivrAbandoned',
  },
];

async function replay(vigie: Vigie, from: string): Promise<readonly Difference[]> {
  await vigie.start({ VIGIE_DEMO: 'off' });
  const key = await vigie.tenant(tenant);
  for (const name of ['queue_log.0', 'queue_log'])
    await vigie.command(['import', 'asterisk-queue-log', join(from, name), '--tenant', tenant, '--final']);
  await settled(vigie, tenant);
  const expected = JSON.parse(await readFile(join(from, 'expected.json'), 'utf8')) as Expected;
  const days = Object.keys(expected.byQuarter).map((second) => dayOf(Number(second) * 1000));
  const rowsBy = async (by: string): Promise<readonly Row[]> => {
    const range = `from=${days[0] ?? ''}T00:00:00Z&to=${dayOf(Date.parse(days.at(-1) ?? '') + 86_400_000)}T00:00:00Z`;
    const url = `${vigie.url}/api/v1/metrics?tenant=${tenant}&interval=all&by=${by}&${range}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { rows: readonly Row[] }).rows;
  };
  const [total] = await rowsBy('none');
  const queues = new Map((await rowsBy('queue')).map(({ key: queue, counts }) => [queue, counts]));
  return [
    ...differencesOf('total', expected.total.counts, total?.counts ?? {}, causes),
    ...Object.entries(expected.byQueue).flatMap(([queue, { counts }]) =>
      differencesOf(`queue ${queue}`, counts, queues.get(queue) ?? {}, causes),
    ),
  ];
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

if (folder === undefined) {
  say('npm run replay -- FOLDER: a folder with queue_log.0, queue_log and expected.json');
  process.exit(2);
}
const vigie = await Vigie.prepare();
try {
  const found = await replay(vigie, folder);
  for (const { where, name, expected, told, cause } of found)
    say(`${where}, ${name}: ${String(expected)} expected, ${String(told)} told: ${cause ?? 'NOT EXPLAINED'}`);
  const unexplained = found.filter(({ cause }) => cause === null).length;
  say(`${found.length} differences, ${unexplained} of them not explained`);
  process.exitCode = unexplained === 0 ? 0 : 1;
} finally {
  await vigie.remove();
}
