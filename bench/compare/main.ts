import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SettingsFile } from '@vigie/contracts';
import { addMonths, monthAt } from '@vigie/metrics';
import { demoSettings, simulateDays } from '@vigie/simulator';

import { nowMs, until } from '../harness/clock';
import { Vigie } from '../harness/vigie';
import { differencesOf, kindsOf, type Kind } from './differences';
import { answersOf, type Range } from './questions';

/**
 * `npm run compare -- CHECKOUT [QUEUE_LOG …]`: gives one log to the product built here and to the one built in another
 * checkout, asks both the same questions, and lists every field in which they differ. The log is a simulated week,
 * surveys included, and each queue_log that is named. Ends with 1 when anything differs.
 */
const [checkout, ...queueLogs] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const lastMonth = addMonths(monthAt(nowMs(), 'Europe/Paris'), -1);
const simulated: Range = {
  from: `${lastMonth}-05`,
  to: `${lastMonth}-12`,
  moments: ['06T07:15:00Z', '08T08:40:30Z', '09T14:59:59Z'].map((clock) => `${lastMonth}-${clock}`),
  isWritten: true,
};
const eventsAtOnce = 5_000;
// The same for both versions, their servers and their commands, so that pseudonyms agree.
process.env['VIGIE_KEY'] = 'a key that only comparisons know, no more';

type Body = { readonly path: string; readonly type: string; readonly text: string };

async function post(vigie: Vigie, key: string, { path, type, text }: Body): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': type };
  const answer = await fetch(`${vigie.url}${path}`, { method: 'POST', headers, body: text });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function folded(vigie: Vigie, tenant: string, key: string): Promise<void> {
  const url = `${vigie.url}/api/v1/live?tenant=${tenant}`;
  let last = -1;
  await until(
    'the fold to reach the end of the log',
    async () => {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
      const { seq } = (await answer.json()) as { seq: number };
      const still = seq === last && seq > 0;
      last = seq;
      return still ? true : undefined;
    },
    600_000,
    3_000,
  );
}

type Tenant = { readonly tenant: string; readonly key: string; readonly range: Range };

/** Figures by agent are compared, too: staff are said to be informed, where the version asks for it. */
async function configure(vigie: Vigie, tenant: string, settings: SettingsFile): Promise<void> {
  const staffNotice = demoSettings().centre?.staffNotice;
  const all = { ...settings, centre: { ...settings.centre, staffNotice } };
  const file = join(vigie.folder, 'settings.yaml');
  const line = ['configure', file, '--tenant', tenant, '--from', '2020-01-01'];
  await writeFile(file, JSON.stringify(all));
  try {
    await vigie.command(line);
  } catch (error) {
    await writeFile(file, JSON.stringify(without(all, unknownSettings(String(error)))));
    await vigie.command(line);
  }
}

/** The fields that a version says it does not know: `centre.phoneLines`, `teams[0].planned`. */
const unknownSettings = (refusal: string): ReadonlySet<string> =>
  new Set([...refusal.matchAll(/, (\S+): is not a setting/gu)].map(([, field = '']) => field));

function without(value: unknown, fields: ReadonlySet<string>, at = ''): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  const entries = Object.entries(value as Readonly<Record<string, unknown>>)
    .map(([name, one]) => [name, one, isList ? `${at}[${name}]` : `${at}${at && '.'}${name}`] as const)
    .filter(([, , path]) => !fields.has(path))
    .map(([name, one, path]) => [name, without(one, fields, path)] as const);
  return isList ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

async function feedSimulated(vigie: Vigie): Promise<Tenant> {
  const tenant = 'simulated';
  const key = await vigie.tenant(tenant);
  await configure(vigie, tenant, demoSettings());
  const events = [...simulateDays('compare', simulated.from, simulated.to, { smallPractices: false })];
  for (let from = 0; from < events.length; from += eventsAtOnce) {
    const lines = events.slice(from, from + eventsAtOnce).map((event) => JSON.stringify(event));
    await post(vigie, key, { path: '/api/v1/events', type: 'application/x-ndjson', text: lines.join('\n') });
  }
  await folded(vigie, tenant, key);
  return { tenant, key, range: simulated };
}

async function feedQueueLog(vigie: Vigie, path: string, index: number): Promise<Tenant> {
  const tenant = `log-${index + 1}`;
  const key = await vigie.tenant(tenant);
  await configure(vigie, tenant, {});
  const text = await readFile(path, 'utf8');
  await post(vigie, key, {
    path: '/api/v1/imports/asterisk-queue-log?final=true',
    type: 'text/plain',
    text,
  });
  await folded(vigie, tenant, key);
  const seconds = text
    .split('\n')
    .map((line) => Number(line.split('|', 1)[0]))
    .filter((at) => at > 0);
  const day = (at: number): string => new Date(at * 1_000).toISOString().slice(0, 10);
  const first = Math.min(...seconds);
  const last = Math.max(...seconds);
  const moments = [0.25, 0.5, 0.75].map((part) =>
    new Date((first + (last - first) * part) * 1_000).toISOString(),
  );
  return {
    tenant,
    key,
    range: { from: day(first - 86_400), to: day(last + 2 * 86_400), moments, isWritten: false },
  };
}

/** All answers of one version, by tenant and question. */
async function answersOfVersion(folder: string): Promise<ReadonlyMap<string, unknown>> {
  const vigie = await Vigie.prepare(folder);
  try {
    await vigie.start();
    const tenants = [await feedSimulated(vigie)];
    for (const [index, path] of queueLogs.entries()) tenants.push(await feedQueueLog(vigie, path, index));
    const all = new Map<string, unknown>();
    for (const { range, ...tenant } of tenants) {
      for (const [question, answer] of await answersOf(vigie, tenant, range)) all.set(question, answer);
    }
    return all;
  } finally {
    await vigie.remove();
  }
}

/** Instants of the making of an answer differ from run to run, and so do random names. */
const passing = /\/(epoch|at|head|computedAt|requestId|madeAt|age\w*|lastEventAt)$/u;

function tell(question: string, kinds: readonly Kind[]): void {
  say(`${question}`);
  for (const { field, times, example } of kinds) {
    say(`  ${field} × ${times}: ${example.before} → ${example.after}`);
  }
}

if (checkout === undefined) throw new Error('Say where the other version is checked out and built.');
const before = await answersOfVersion(checkout);
const after = await answersOfVersion(process.cwd());
let differing = 0;
for (const [question, answer] of after) {
  const differences = differencesOf(before.get(question), answer).filter(({ path }) => !passing.test(path));
  if (differences.length === 0) continue;
  differing += 1;
  tell(question, kindsOf(differences));
}
for (const question of before.keys()) if (!after.has(question)) say(`no answer any more: ${question}`);
say(`${after.size} questions, ${differing} answered differently.`);
process.exit(differing === 0 ? 0 : 1);
