import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallList, History, HistoryBreakdown, MetricsAnswer } from '@vigie/contracts';
import { demoSettings } from '@vigie/simulator';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { expectedLines, type Lines } from './testing/expected-lines';
import { addressOf, narrowedBy, questionsOver, type Question } from './testing/questions';
import { readWorkbook, type SheetCell } from './testing/read-workbook';
import {
  countedOf,
  countsOf,
  figuresOf,
  passes,
  type Counted,
  type Definitions,
  type Unit,
} from './testing/recount';
import {
  cellOfText,
  fileLines,
  metricsFileLines,
  metricsLines,
  pageLines,
  shownInDays,
  shownInText,
  tableFileRows,
  tableRows,
} from './testing/shown-lines';
import { simulatedCalls, withRepeats } from './testing/simulated-calls';
import { strangeCalls } from './testing/strange-calls';
import { tellCalls } from './testing/told-calls';
import { startsOf, wallOf, type Cut } from './testing/wall-clock';

/*
 * 300 questions over a quarter of a year by `npm run recount`; a tenth of both, around the night on which the clocks go
 * forward, with all other tests. A failure prints its seed and the plainest question that fails.
 */
const full = process.env['VIGIE_RECOUNT'] !== undefined;
const [from, to] = full ? ['2026-02-01', '2026-05-03'] : ['2026-03-26', '2026-04-04'];
const first = Date.parse(`${from}T00:00:00Z`);
const quarters = (Date.parse(`${to}T00:00:00Z`) - first) / 900_000;
const questions = Number(process.env['VIGIE_RECOUNT'] ?? 30);
const seed = process.env['VIGIE_RECOUNT_SEED'];
const oneIn = Number(process.env['VIGIE_RECOUNT_ONE_IN'] ?? 4);

const tenantId = 'recounted';
const eventsAtOnce = 5_000;
const settings = demoSettings();
const teams = new Map(
  (settings.teams ?? []).flatMap(({ id, queues = [] }) => queues.map((queue) => [queue, id] as const)),
);
const counted = new Map<Unit, readonly Counted[]>();
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock: new ManualClock(Date.parse('2026-06-20T12:00:00Z')) });
  await createTestTenant(server.database, tenantId);
  const text = JSON.stringify(settings);
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
  const simulated = simulatedCalls('recount', { from, to, oneIn: full ? oneIn : 10 });
  const until = first + quarters * 900_000;
  const strange = strangeCalls('recount', { from: first, to: until, calls: full ? 6_000 : 900, settings });
  // What is strange comes late, and something of everything comes twice.
  const events = withRepeats([...simulated, ...strange], 40);
  // One lot after the other: on a busy machine the second of two waits longer for the first than a lock is waited for.
  for (let start = 0; start < events.length; start += eventsAtOnce)
    await server.app.get(EventIntake).receive(tenantId, events.slice(start, start + eventsAtOnce));
  await server.app.get(Projector).foldNow(tenantId);
  const told = tellCalls(events, settings);
  for (const unit of ['calls', 'segments', 'legs'] as const)
    counted.set(
      unit,
      countedOf(told, unit, (queueId) => teams.get(queueId) ?? ''),
    );
}, 3_600_000);
afterAll(() => server.close());

type Query = readonly (readonly [string, string])[];

async function answer(path: string, query: Query): Promise<Response> {
  const address = `${path}?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()}`;
  const response = await server.ask(`${server.url}/api/v1/${address}&tenant=${tenantId}`);
  if (response.status !== 200) throw new Error(`${address}: ${await response.text()}`);
  return response;
}
const json = async <T>(path: string, query: Query): Promise<T> =>
  (await (await answer(path, query)).json()) as T;

type Sheet = readonly (readonly SheetCell[])[];

/** The cells of a file, as text for programs and as a workbook. */
async function files(path: string, query: Query): Promise<Readonly<Record<'csv' | 'xlsx', Sheet>>> {
  const asked = (format: string) => answer(path, [...query, ['format', format]]);
  const rows: readonly string[][] = parse(await (await asked('csv')).text());
  const book = readWorkbook(new Uint8Array(await (await asked('xlsx')).arrayBuffer()));
  return { csv: rows.map((row) => row.map(cellOfText)), xlsx: [...book.values()][0] ?? [] };
}

/** A question, its address, and what of all that could count passes it. */
type Asked = {
  readonly question: Question;
  readonly query: Query;
  readonly passing: (unit: Unit) => readonly [readonly Counted[], Definitions];
};

function asking(question: Question): Asked {
  const narrowed = narrowedBy(question, first);
  const thresholdMs = question.seconds * 1000;
  return {
    question,
    query: [...addressOf(question, first)],
    passing: (unit) => [
      (counted.get(unit) ?? []).filter((one) => passes(one, narrowed)),
      { thresholdMs, formula: question.formula, unit },
    ],
  };
}

function unitOf({ queueId }: Question, by: string): Unit {
  if (by === 'agent') return 'legs';
  return by === 'queue' || queueId !== undefined ? 'segments' : 'calls';
}

/** Every count and figure of every row of `GET /api/v1/metrics`, and of its total. */
async function checkMetrics({ question, query, passing }: Asked): Promise<void> {
  const { by, interval, timezone } = question;
  const unit = unitOf(question, by);
  const [all, definitions] = passing(unit);
  const found = await json<MetricsAnswer>('metrics', [...query, ['by', by], ['interval', interval]]);
  const starts = startsOf(narrowedBy(question, first), interval, timezone);
  const cellOf = (start: number, key: string | null): string =>
    `${new Date(start).toISOString()} ${key ?? ''}`;
  const lots = Map.groupBy(all, ({ at, keys }) =>
    cellOf(starts.findLast((start) => start <= at) ?? 0, by === 'none' ? null : keys[by]),
  );
  expect(found.unit).toBe(unit);
  if (by === 'none') expect(found.rows.map(({ start }) => Date.parse(start))).toEqual(starts);
  const cells = new Set<string>();
  for (const { start, key, ...row } of found.rows) {
    const cell = cellOf(Date.parse(start), key);
    cells.add(cell);
    checkFigures(`metrics ${cell}`, row, [lots.get(cell) ?? [], definitions]);
  }
  expect([...lots.keys()].filter((cell) => !cells.has(cell))).toEqual([]);
  checkFigures('metrics, total', found.total, [all, definitions]);
  if (found.rows.length <= 500)
    await checkMetricsFiles(found, [...query, ['by', by], ['interval', interval]]);
}

/** What the API says, in both its files. */
async function checkMetricsFiles(found: MetricsAnswer, query: Query): Promise<void> {
  const { csv, xlsx } = await files('metrics', query);
  const [inSeconds, inDays] = [metricsLines(found, 1000), metricsLines(found, 86_400_000)];
  const names = Object.keys(inSeconds[0] ?? {});
  expect(metricsFileLines(csv, names)).toEqual(inSeconds);
  expect(metricsFileLines(xlsx, names)).toEqual(inDays);
}

/** Told elsewhere: from agents' days, from what is published of surveys, from the calls at one instant. */
const others = new Set(['occupancy', 'peakWaiting', 'peakTalking', 'meanRating', 'csat', 'resolvedRate']);

function checkFigures(
  where: string,
  { counts, metrics }: Pick<MetricsAnswer['total'], 'counts' | 'metrics'>,
  [lot, definitions]: readonly [readonly Counted[], Definitions],
): void {
  const told = (named: Readonly<Record<string, unknown>>, nothing: unknown) =>
    Object.fromEntries(
      Object.entries(named).filter(
        ([name, value]) => !others.has(name) && value !== null && value !== nothing,
      ),
    );
  const shown = { ...told(counts, 0), ...told(metrics, null) };
  const expected = {
    ...Object.fromEntries(countsOf(lot, definitions)),
    ...told(figuresOf(lot, definitions), null),
  };
  expect({ where, ...shown }).toEqual({ where, ...expected });
}

const pageIntervals: Readonly<Partial<Record<Cut, Cut>>> = { all: '1d', '30m': '1h' };
const inOrder = (lines: Lines) =>
  Object.fromEntries([...lines].toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Everything the page draws, in its answer and in both its files. */
async function checkPage({ question, query, passing }: Asked): Promise<void> {
  const interval = pageIntervals[question.interval] ?? question.interval;
  const [all, definitions] = passing(unitOf(question, 'none'));
  const expected = inOrder(
    expectedLines(all, { narrowed: narrowedBy(question, first), interval, definitions }),
  );
  const page: Query = [...query, ['range', 'custom'], ['compare', 'none'], ['interval', interval]];
  const { csv, xlsx } = await files('history', page);
  expect(inOrder(pageLines(await json<History>('history', page)))).toEqual(expected);
  expect(inOrder(fileLines(csv, shownInText))).toEqual(expected);
  expect(inOrder(fileLines(xlsx, shownInDays))).toEqual(expected);
}

/** The table by a dimension, in its answer and in both its files, whose durations are seconds and days. */
async function checkTable({ question, query, passing }: Asked): Promise<void> {
  const { table, timezone } = question;
  const [all, definitions] = passing(unitOf(question, table));
  const keyOf = ({ keys, at }: Counted): string => {
    if (table !== 'hour' && table !== 'weekday') return keys[table];
    const { weekday, minute } = wallOf(at, timezone);
    return String(table === 'weekday' ? weekday : Math.floor(minute / 60));
  };
  const lots = [...Map.groupBy(all, keyOf), ['total', all] as const];
  const expectedIn = (durationMs: number) =>
    Object.fromEntries(lots.map(([key, lot]) => [key, rowOf(lot, definitions, durationMs)]));
  const shown: Query = [...query, ['range', 'custom'], ['compare', 'none'], ['by', table]];
  const { csv, xlsx } = await files('history/breakdown', shown);
  const answered = await json<HistoryBreakdown>('history/breakdown', shown);
  expect(Object.fromEntries(tableRows(answered))).toEqual(expectedIn(1));
  expect(Object.fromEntries(tableFileRows(csv))).toEqual(expectedIn(1000));
  expect(Object.fromEntries(tableFileRows(xlsx))).toEqual(expectedIn(86_400_000));
}

function rowOf(lot: readonly Counted[], definitions: Definitions, durationMs: number): (number | null)[] {
  const counts = countsOf(lot, definitions);
  const figures = figuresOf(lot, definitions);
  const long = (ms: number | null | undefined) => (typeof ms === 'number' ? ms / durationMs : null);
  return [
    lot.length,
    counts.get('answered') ?? 0,
    counts.get('unanswered') ?? 0,
    figures['unansweredRate'] ?? null,
    figures['serviceLevel'] ?? null,
    long(figures['waitP90Ms']),
    long(figures['averageHandleTimeMs']),
  ];
}

/** The calls behind one of the counts, as the list says and as its files have them. */
async function checkList({ question, query, passing }: Asked): Promise<void> {
  const [all, definitions] = passing(unitOf(question, 'none'));
  const names = [...countsOf(all, definitions)].filter(
    ([name]) => name !== 'holds' && name !== 'ringNoAnswer',
  );
  const [name, expected] = names[question.from % Math.max(1, names.length)] ?? ['presented', 0];
  const list: Query = [...query, ['range', 'custom'], ['count', name]];
  const { total } = await json<CallList>('calls', [...list, ['limit', '1']]);
  expect([name, total]).toEqual([name, expected]);
  if (expected > 2_000) return;
  const { csv, xlsx } = await files('calls', list);
  expect([name, csv.length - 1, xlsx.length - 1]).toEqual([name, expected, expected]);
}

/** First of all: the whole range, narrowed by nothing. */
const whole: Question = {
  from: 0,
  length: quarters,
  timezone: 'Europe/Paris',
  interval: '1d',
  by: 'clinic',
  table: 'hour',
  seconds: 20,
  formula: 'sl2',
  coveredOnly: false,
};

describe('any filter, range, zone and interval', () => {
  it('is the same on the page, by the API, in CSV and in XLSX as a slow count of the raw events', async () => {
    await fc.assert(
      fc.asyncProperty(questionsOver(quarters), async (question) => {
        const asked = asking(question);
        await checkMetrics(asked);
        await checkPage(asked);
        await checkTable(asked);
        await checkList(asked);
      }),
      {
        numRuns: questions,
        examples: [[whole]],
        ...(seed === undefined ? {} : { seed: Number(seed) }),
      },
    );
  }, 7_200_000);

  it('were asked of calls that end in every way', () => {
    const ended = countsOf(...asking(whole).passing('calls'));
    const ways = ['answered', 'answeredByBot', 'shortAbandoned', 'ivrAbandoned', 'closed', 'selfServed'];
    const refused = ['blockedFull', 'blockedNoAgents', 'blockedBusy', 'blockedRefused', 'systemFailed'];
    const left = ['exitTimeout', 'exitNoAgents', 'exitKey', 'exitWithdrawn', 'exitOverflow', 'voicemail'];
    const beside = ['callbackExit', 'answeredOutsideHours', 'talkUnder5s', 'transferred', 'ringNoAnswer'];
    for (const name of [...ways, ...refused, ...left, ...beside])
      expect([name, (ended.get(name) ?? 0) > 0]).toEqual([name, true]);
  });
});
