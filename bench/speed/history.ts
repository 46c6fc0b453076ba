import type pg from 'pg';

import { loadYear, settle, untilSummed } from '../harness/bulk';
import { nowMs } from '../harness/clock';
import { copyCalls } from '../harness/copy-calls';
import type { Vigie } from '../harness/vigie';
import { clinicName } from '../harness/year-of-calls';
import { median, shown, type Row } from './figures';
import { clientOf, exportRow, timeOf } from './history-files';

const tenant = 'history';
const clinics = 200;
const days = 365;
const times = 5;
/** What comes in through the door; the rest are copies of it. */
const sent = 50_000;
const dayMs = 86_400_000;

type Range = { readonly from: number; readonly to: number };
/** One question of the product, the same in plain SQL over `call`, and how long the product may take. */
type Question = {
  readonly figure: string;
  /** Asked at once, as a page does. */
  readonly paths: readonly string[];
  readonly sql: readonly string[];
  readonly range: Range;
  readonly goalMs: number;
  /** Whether it may be refused with a range that is answered. */
  readonly mayRefuse?: true;
};

/** A history of many calls: pages, lists and files of it, each beside the same question in plain SQL over `call`. */
export async function history(vigie: Vigie, calls: number): Promise<readonly Row[]> {
  const key = await vigie.tenant(tenant, ['events:write', 'metrics:read', 'calls:read']);
  const to = Math.floor(nowMs() / dayMs) * dayMs;
  const copies = Math.ceil(calls / sent) - 1;
  // The last copies come some days later.
  const year = { from: to - (days + Math.ceil(copies / 10)) * dayMs, to };
  await loadYear(vigie, key, { calls: Math.min(calls, sent), clinics, from: year.from, days });
  const client = await clientOf(vigie);
  await copyCalls(client, tenant, copies);
  await untilSummed(vigie, tenant);
  await settle(vigie);
  try {
    const rows: Row[] = [];
    for (const question of questionsOf(year)) rows.push(await rowOf(vigie, client, question));
    for (const format of ['csv', 'xlsx'] as const)
      rows.push(await exportRow(vigie, { tenant, format, year, list: addressOf(year) }));
    return rows.map((row) => ({
      ...row,
      how: `${shown(calls)} calls of ${clinics} clinics in a year: ${shown(sent)} through the door as tables, copied in the fold's own tables ${copies} times; ${row.how}`,
    }));
  } finally {
    await client.end().catch(() => undefined);
  }
}

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

const inRange = 'tenant_id = $1 AND counted AND arrived_at >= $2 AND arrived_at < $3';
/** What a row of any figure is made of. */
const figures = `count(*), count(*) FILTER (WHERE outcome = 'answered'), sum(wait_ms), sum(talk_ms),
  percentile_disc(0.9) WITHIN GROUP (ORDER BY wait_ms)`;
const by = (key: string): string =>
  `SELECT ${key} AS key, ${figures} FROM call WHERE ${inRange} GROUP BY 1 ORDER BY 1`;
const local = `arrived_at AT TIME ZONE 'Europe/Paris'`;

const clinic = clinicName(7);
const pageOf = (range: Range): string => `/api/v1/history?range=custom&compare=none&${addressOf(range)}`;
const listOf = (range: Range, count: string): string =>
  `/api/v1/calls?range=custom&count=${count}&${addressOf(range)}`;
const byDay = (condition: string): string =>
  `SELECT date_trunc('day', ${local}) AS key, ${figures} FROM call WHERE ${inRange} AND ${condition} GROUP BY 1`;
const firstOf = (condition: string): string =>
  `SELECT * FROM call WHERE ${inRange} AND ${condition} ORDER BY arrived_at DESC, call_key DESC LIMIT 50`;

function questionsOf(year: Range): readonly Question[] {
  const month = { from: year.to - 30 * dayMs, to: year.to };
  return [
    {
      figure: 'a year opens: its page and its table by clinic',
      paths: [pageOf(year), pageOf(year).replace('history?', 'history/breakdown?by=clinic&')],
      sql: [by(`date_trunc('week', ${local})`), by(`to_char(${local}, 'ID HH24')`), by('clinic_id')],
      range: year,
      goalMs: 1_000,
    },
    {
      figure: 'a month by hour',
      paths: [`/api/v1/metrics?interval=1h&${addressOf(month)}`],
      sql: [by(`date_trunc('hour', ${local})`)],
      range: month,
      goalMs: 150,
    },
    {
      figure: 'the first page of a year of calls',
      paths: [listOf(year, 'presented')],
      sql: [firstOf('true')],
      range: year,
      goalMs: 200,
    },
    {
      figure: 'the first page of those of one clinic that nobody answered',
      paths: [`${listOf(year, 'unanswered')}&clinicId=${clinic}`],
      sql: [firstOf(`clinic_id = '${clinic}' AND outcome <> 'answered'`)],
      range: year,
      goalMs: 200,
    },
    ...withoutSums(year, month),
  ];
}

/** Filters together of which no sums are stored: read from the calls, or refused with a range that is answered. */
function withoutSums(year: Range, month: Range): readonly Question[] {
  const narrowed = { goalMs: 2_000, mayRefuse: true } as const;
  const asked = (filters: string, range: Range): string =>
    `/api/v1/metrics?interval=1d&${filters}&${addressOf(range)}`;
  return [
    {
      figure: 'a month by day of one reason in one language (no stored sums)',
      paths: [asked('reason=ordonnance&language=fr', month)],
      sql: [byDay(`reason = 'ordonnance' AND language = 'fr'`)],
      range: month,
      ...narrowed,
    },
    {
      figure: 'a year by day of one reason of one queue (no stored sums)',
      paths: [asked(`reason=urgent&queueId=queue-${clinic}`, year)],
      sql: [byDay(`reason = 'urgent' AND queue_id = 'queue-${clinic}'`)],
      range: year,
      ...narrowed,
    },
    {
      figure: 'the page of a year, in covered hours only (no stored sums)',
      paths: [`${pageOf(year)}&coveredOnly=true`],
      sql: [by(`date_trunc('week', ${local})`), by(`to_char(${local}, 'ID HH24')`)],
      range: year,
      ...narrowed,
    },
  ];
}

const addressOf = ({ from, to }: Range): string =>
  `from=${iso(from)}&to=${iso(to)}&timezone=Europe/Paris&tenant=${tenant}`;

async function rowOf(vigie: Vigie, client: pg.Client, question: Question): Promise<Row> {
  const { figure, paths, sql, range, goalMs, mayRefuse } = question;
  const [ours, plain]: [number[], number[]] = [[], []];
  let refused: string | null = null;
  for (let turn = 0; turn < times; turn += 1) {
    ours.push(
      await timeOf(async () => {
        for (const said of await Promise.all(paths.map((path) => ask(vigie, path))))
          refused = said ?? refused;
      }),
    );
    plain.push(
      await timeOf(async () => {
        for (const text of sql) await client.query(text, [tenant, new Date(range.from), new Date(range.to)]);
      }),
    );
  }
  if (refused !== null && mayRefuse === undefined) throw new Error(`${figure}: ${String(refused)}`);
  // The first turn warms both.
  const [mine, theirs] = [median(ours.slice(1)), median(plain.slice(1))];
  const ratio = `× ${(mine / theirs).toFixed(2)} of plain SQL (${theirs.toFixed(0)} ms)`;
  return {
    figure,
    found: `${mine.toFixed(0)} ms, ${ratio}${refused === null ? '' : `; refused: ${String(refused)}`}`,
    start: `< ${goalMs} ms${mayRefuse ? ', or a word' : ''}`,
    goal: `< ${goalMs} ms${mayRefuse ? ', or a word' : ''}`,
    met: mine < goalMs,
    how: `median of ${times - 1}, cold first ${(ours[0] ?? NaN).toFixed(0)} ms; over HTTP with a key, the SQL as its superuser`,
  };
}

/** Asks, and gives the word of a refusal for being too wide; null for an answer. */
async function ask(vigie: Vigie, path: string): Promise<string | null> {
  const answer = await vigie.ask(tenant, path);
  const text = await answer.text();
  if (answer.ok) return null;
  const { code, detail } = JSON.parse(text) as { readonly code?: string; readonly detail?: string };
  if (code === 'range_too_wide') return detail ?? '';
  throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`);
}
