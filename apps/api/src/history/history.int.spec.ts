import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CallExplanation,
  CallList,
  CallRow,
  History,
  HistoryBreakdown,
  HistoryPresets,
  MetricsAnswer,
} from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';

import { viewerOfDemo } from '../access/viewer';
import { Projector } from '../fold/projector';
import { Backfills } from '../event-log/backfills';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { CallLists } from './call-lists';

const clock = new ManualClock(Date.parse('2026-04-06T12:00:00Z'));
const tenantId = 'history';
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, tenantId);
  const text = JSON.stringify(demoSettings());
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
  // Around the night on which the clocks go forward.
  const events = [...simulateDays('history', '2026-03-26', '2026-03-31', { smallPractices: false })];
  await server.app.get(EventIntake).receiveBulk(tenantId, events);
  await server.app.get(Projector).foldNow(tenantId);
});
afterAll(() => server.close());

async function ask<T>(path: string): Promise<T> {
  const joint = path.includes('?') ? '&' : '?';
  const response = await server.ask(`${server.url}/api/v1/${path}${joint}tenant=${tenantId}`);
  expect([response.status, response.status === 200 ? '' : await response.clone().text()]).toEqual([200, '']);
  return (await response.json()) as T;
}
async function refusal(path: string): Promise<string> {
  const response = await server.ask(`${server.url}/api/v1/${path}&tenant=${tenantId}`);
  return `${response.status} ${((await response.json()) as { code: string }).code}`;
}

const days = 'range=custom&from=2026-03-28&to=2026-03-31';

describe('the calls of a range by the definitions of others', () => {
  it.each(['', '&clinicId=cabinet-durand', '&queueId=mg-rendez-vous'])(
    'rest on the numbers of GET /api/v1/metrics%s',
    async (filter) => {
      const { houses } = await ask<HistoryPresets>(`history/presets?${days}${filter}`);
      const told = (house: string, id: string) =>
        houses.find((one) => one.house === house)?.measures.find((one) => one.id === id);
      const levels = ['sl1', 'sl2', 'sl3', 'sl4', 'sl5'].map((formula) =>
        ask<MetricsAnswer>(`metrics?from=2026-03-28&to=2026-03-31${filter}&serviceLevelFormula=${formula}`),
      );
      for (const { definitions, total } of await Promise.all(levels))
        expect(told('serviceLevels', definitions.serviceLevelFormula)?.value).toBe(
          total.metrics.serviceLevel,
        );
      const query = `metrics?from=2026-03-28&to=2026-03-31${filter}&serviceLevelSeconds=180`;
      const { counts, metrics } = (await ask<MetricsAnswer>(query)).total;
      expect(counts.presented).toBeGreaterThan(0);
      expect(told('spain', 'answeredIn3Min')).toMatchObject({
        part: counts.answeredInThreshold,
        of: counts.answered + counts.unanswered,
        thresholdSeconds: 180,
        target: 0.95,
      });
      expect(told('anap', 'answered')?.value).toBe(metrics.answerRate);
      expect(told('anap', 'meanWait')?.value).toBe(metrics.averageSpeedOfAnswerMs);
      expect(told('england', 'volume')?.value).toBe(counts.presented);
      expect(told('wazo', 'closed')?.value).toBe(counts.closed);
    },
  );

  it('tells the hours a clinic is covered a week, and callers called back where these can be told', async () => {
    const told = async (filter: string) => {
      const { houses } = await ask<HistoryPresets>(`history/presets?${days}${filter}`);
      return houses.flatMap(({ measures }) => measures);
    };
    const one = await told('&clinicId=cabinet-durand');
    const hours = one.find(({ id }) => id === 'openingHours')?.value ?? 0;
    expect([hours > 0, hours < 168]).toEqual([true, true]);
    expect(one.find(({ id }) => id === 'callbacksMade')?.value).toEqual(expect.any(Number));
    const narrowed = await told('&queueId=mg-rendez-vous');
    expect(narrowed.find(({ id }) => id === 'callbacksMade')?.value).toBeNull();
  });
});

describe('the history of a range', () => {
  it.each([
    '',
    '&clinicId=cabinet-durand',
    '&clinicId=cabinet-durand&language=fr',
    '&queueId=mg-rendez-vous',
    '&teamId=mg&reason=rendez-vous',
    '&weekdays=1,6&dayStart=08:30&dayEnd=12:00',
    '&coveredOnly=true',
  ])('has the very numbers of GET /api/v1/metrics%s', async (filter) => {
    const history = await ask<History>(`history?${days}${filter}`);
    const { total, unit } = await ask<MetricsAnswer>(`metrics?from=2026-03-28&to=2026-03-31${filter}`);
    const { headlines, outcomes, waits, frame } = history;
    expect(total.counts.presented).toBeGreaterThan(0);
    expect(frame).toMatchObject({ unit, interval: '1h', days: 3, running: false });
    expect(headlines.presented.now.value).toBe(total.counts.presented);
    expect(headlines.unansweredRate.now).toMatchObject({
      value: total.metrics.unansweredRate,
      part: total.counts.unanswered,
    });
    expect(headlines.serviceLevel.now.value).toBe(total.metrics.serviceLevel);
    expect(headlines.abandonRate.now.value).toBe(total.metrics.abandonRate);
    expect(headlines.waitP90.nowMs).toBe(total.metrics.waitP90Ms);
    expect(waits).toMatchObject({ known: total.counts.waitsKnown, p50Ms: total.metrics.waitP50Ms });
    expect(outcomes.presented).toBe(total.counts.presented);
  });

  it('has parts that add up: outcomes, points, hours and waits', async () => {
    const { outcomes, trend, heat, waits } = await ask<History>(`history?${days}&interval=1d`);
    const sum = (counts: readonly { readonly count: number }[]) =>
      counts.reduce((all, { count }) => all + count, 0);
    expect(sum(outcomes.groups)).toBe(outcomes.presented);
    for (const { count, parts } of outcomes.groups) {
      expect(sum(parts)).toBe(count);
      for (const part of parts) if (part.parts.length > 0) expect(sum(part.parts)).toBe(part.count);
    }
    const presented = (all: readonly { readonly presented: number }[]) =>
      all.reduce((total, each) => total + each.presented, 0);
    expect(trend.points).toHaveLength(3);
    expect(trend.before).toHaveLength(3);
    expect(presented(trend.points)).toBe(outcomes.presented);
    expect(presented(heat.cells)).toBe(outcomes.presented);
    expect(waits.bins.reduce((all, bin) => all + bin.answered + bin.abandoned + bin.other, 0)).toBe(
      waits.known,
    );
  });

  it('is compared with the days before, by weeks that are sums of days', async () => {
    const { frame, headlines, trend } = await ask<History>(`history?range=month&on=2026-03-05&interval=1w`);
    expect(frame).toMatchObject({ from: '2026-02-28T23:00:00.000Z', to: '2026-03-31T22:00:00.000Z' });
    expect(frame.compared).toMatchObject({ with: 'before', days: 28 });
    expect(headlines.presented.now.days).toBe(5);
    expect(headlines.presented.before?.value).toBe(0);
    expect(headlines.unansweredRate.change).toBeNull();
    expect(trend.points.map(({ presented }) => presented > 0)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('of a day is that of its clock, an hour short', async () => {
    const { trend, frame } = await ask<History>('history?range=today&on=2026-03-29');
    expect(frame.days).toBe(1);
    expect(trend.points).toHaveLength(23);
  });

  it.each([
    ['range=custom&from=2026-03-28', '400 missing_parameter'],
    ['range=custom&from=2026-03-28&to=2026-03-28', '400 empty_range'],
    ['range=month&on=2026-02-30', '400 invalid_time'],
    ['range=month&agentId=x', '400 unknown_parameter'],
    ['range=decade', '400 invalid_parameter'],
    ['range=year&interval=15m', '400 too_many_rows'],
  ])('refuses %s with %s', async (query, expected) => {
    expect(await refusal(`history?${query}`)).toBe(expected);
  });
});

describe('a past that is still being loaded', () => {
  const routes = ['history?', 'history/breakdown?by=clinic&', 'history/presets?', 'calls?count=presented&'];

  it('has no figures but those of which every call is there, with what they are compared with', async () => {
    const past = server.app.get(Backfills).begin(tenantId);
    past.reached({ wholeFrom: Date.parse('2026-03-27T23:00:00Z'), share: 0.6 });
    const whole = 'range=custom&from=2026-03-28&to=2026-03-31&compare=none';
    for (const route of routes) {
      expect([route, await refusal(`${route}${days}`)]).toEqual([route, '503 past_is_loading']);
      await ask(`${route}${whole}`);
    }
    past.whole();
    for (const route of routes) await ask(`${route}${days}`);
  });
});

describe('the table of a history', () => {
  it.each(['clinic', 'team', 'queue', 'language', 'reason', 'hour', 'weekday'] as const)(
    'by %s adds up to its total and says how many changes are chance',
    async (by) => {
      const { rows, total, chance } = await ask<HistoryBreakdown>(`history/breakdown?${days}&by=${by}`);
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.reduce((sum, { presented }) => sum + presented, 0)).toBe(total.presented);
      expect(rows.reduce((sum, { unanswered }) => sum + unanswered, 0)).toBe(total.unanswered);
      expect(chance.expected).toBeCloseTo(chance.judged / 20, 10);
      expect(chance.judged).toBe(rows.filter(({ change }) => change !== null).length);
    },
  );

  it('calls clinics by their names, and draws the rate of each interval', async () => {
    const { rows, frame } = await ask<HistoryBreakdown>(`history/breakdown?${days}&by=clinic&interval=1d`);
    const durand = rows.find(({ key }) => key === 'cabinet-durand');
    expect(durand).toMatchObject({ name: 'Cabinet Durand' });
    expect(durand?.trend).toHaveLength(3);
    expect(frame.interval).toBe('1d');
  });
});

/** Every page of a list, one after the other. */
async function all(
  query: string,
): Promise<{ total: number | null; rows: readonly CallRow[]; pages: number }> {
  const rows: CallRow[] = [];
  let total: number | null = null;
  let pages = 0;
  for (let next: string | null = ''; next !== null; pages += 1) {
    const page: CallList = await ask<CallList>(`calls?${query}${next === '' ? '' : `&cursor=${next}`}`);
    total ??= page.total;
    rows.push(...page.calls);
    next = page.next;
  }
  return { total, rows, pages };
}

describe('the list behind a number', () => {
  it.each([
    'count=presented&clinicId=cabinet-durand',
    'count=unanswered',
    'count=abandonedLonger',
    'count=unansweredOther',
    'count=spared',
    'count=shortAbandoned',
    'count=blockedFull',
    'count=timeoutOverflow&language=fr',
    'count=answeredInThreshold&serviceLevelSeconds=10&clinicId=cabinet-durand',
    'count=unanswered&weekdays=6&dayStart=09:00&dayEnd=11:00',
    'count=closed&coveredOnly=true',
    'count=unanswered&queueId=mg-rendez-vous',
    'count=transferred&teamId=mg&reason=rendez-vous',
  ])('has exactly as many calls as are counted: %s', async (query) => {
    const { total, rows } = await all(`${days}&${query}&limit=200`);
    expect(rows).toHaveLength(total ?? -1);
    expect(new Set(rows.map(({ id, segment }) => `${id} ${segment}`)).size).toBe(rows.length);
    const name = /count=(\w+)/.exec(query)?.[1] ?? '';
    if (['abandonedLonger', 'unansweredOther', 'spared'].includes(name)) return;
    const filter = query.replace(/count=\w+/u, '');
    const told = await ask<MetricsAnswer>(`metrics?from=2026-03-28&to=2026-03-31${filter && `&${filter}`}`);
    expect(total).toBe(told.total.counts[name as 'presented']);
  });

  it('comes latest first, page by page, each call once', async () => {
    const { rows, pages } = await all(`${days}&count=unanswered&limit=50`);
    expect(pages).toBeGreaterThan(1);
    const arrivals = rows.map(({ arrivedAt }) => arrivedAt);
    expect(arrivals).toEqual(arrivals.toSorted().toReversed());
  });

  it('refuses a count that counts no calls, and a cursor that no page gave', async () => {
    expect(await refusal('calls?range=month&count=holds')).toBe('400 invalid_parameter');
    expect(await refusal('calls?range=month&cursor=1.x')).toBe('400 invalid_parameter');
    expect(await refusal('calls?range=month&rating=5')).toBe('400 unknown_parameter');
  });
});

describe('a file of what is shown', () => {
  async function file(path: string): Promise<Response> {
    const response = await server.ask(`${server.url}/api/v1/${path}&tenant=${tenantId}`);
    expect(response.status).toBe(200);
    return response;
  }
  const linesOf = async (path: string) =>
    parse<Record<string, string>>(await (await file(path)).text(), { bom: true, columns: true });

  it('has the definitions of others too, with formula and source', async () => {
    const lines = await linesOf(`history/presets?${days}&format=csv`);
    expect(lines.find(({ measure }) => measure === 'sl2')).toMatchObject({
      house: 'serviceLevels',
      formula: 'answeredInThreshold ÷ (offered − waiting − shortAbandoned)',
      source: expect.stringContaining('https://'),
    });
  });

  it('of a page holds its figures, to the last digit', async () => {
    const page = await ask<History>(`history?${days}`);
    const lines = await linesOf(`history?${days}&format=csv`);
    const valueOf = (section: string, item: string, measure: string) =>
      lines.find(
        (line) => line['section'] === section && line['item'] === item && line['measure'] === measure,
      );
    expect(Number(valueOf('headlines', 'unansweredRate', 'now')?.['value'])).toBe(
      page.headlines.unansweredRate.now.value,
    );
    expect(valueOf('headlines', 'serviceLevel', 'now')?.['of']).toBe(
      String(page.headlines.serviceLevel.now.of),
    );
    expect(lines.filter(({ section }) => section === 'trend')).toHaveLength(page.trend.points.length * 8);
    expect(lines.filter(({ section }) => section === 'hours')).toHaveLength(page.heat.cells.length * 4);
  });

  it('of a table opens in a French spreadsheet, and as a workbook with the definitions beside it', async () => {
    const { rows } = await ask<HistoryBreakdown>(`history/breakdown?${days}&by=clinic`);
    const response = await file(`history/breakdown?${days}&by=clinic&format=csv&locale=fr`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="history-clinic/u);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines: string[][] = parse(bytes, { bom: true, delimiter: ';' });
    expect(lines).toHaveLength(rows.length + 2);
    expect(lines[1]?.[2]).toBe(String(rows[0]?.presented));
    const book = await file(`history/breakdown?${days}&by=clinic&format=xlsx`);
    const parts = unzipSync(new Uint8Array(await book.arrayBuffer()));
    expect(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('Cabinet Durand');
    expect(strFromU8(parts['xl/worksheets/sheet2.xml'] ?? new Uint8Array())).toContain('unansweredRate');
  });

  it('of a list holds every call that is counted, however many pages that is', async () => {
    const { total } = await ask<CallList>(`calls?${days}&limit=1`);
    const lines = await linesOf(`calls?${days}&format=csv`);
    expect(lines).toHaveLength(total ?? -1);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  });

  it('is refused before it is begun when a sheet cannot hold it', async () => {
    const { total } = await ask<CallList>(`calls?${days}&limit=1`);
    const viewer = viewerOfDemo(tenantId, 'calls.export');
    const query = Object.fromEntries(new URLSearchParams(days));
    const lists = server.app.get(CallLists);
    await expect(lists.every(viewer, query, Number(total))).resolves.toMatchObject({
      timezone: 'Europe/Paris',
    });
    await expect(lists.every(viewer, query, Number(total) - 1)).rejects.toMatchObject({
      code: 'range_too_wide',
      message: expect.stringContaining('ask for `csv`, or for the range in 2 parts'),
    });
  });
});

describe('one call', () => {
  it('is explained by the rules that count it, without what may not be told', async () => {
    const { calls } = await ask<CallList>(`calls?${days}&count=abandonedLonger&limit=1`);
    const [first] = calls;
    const told = await ask<CallExplanation>(`calls/${first?.id}`);
    expect(told.call).toEqual(first);
    const rules = Object.fromEntries(told.counted.map(({ rule, parameters }) => [rule, parameters]));
    expect(rules['abandoned']).toEqual({ waitMs: first?.waitMs, shortMs: 5000 });
    expect(rules['answerRate']).toEqual({ as: 'unanswered' });
    expect(told.lanes[0]?.kind).toBe('caller');
    expect(told.facts.map(({ type }) => type)).toContain('call.enqueued');
    expect(JSON.stringify(told)).not.toMatch(/aniHash|"tie"|"items"|"rating"/u);
  });

  it('is the same 404 for one that is not there and for no id at all', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'nobody'])
      expect(await refusal(`calls/${id}?`)).toBe('404 not_found');
  });
});
