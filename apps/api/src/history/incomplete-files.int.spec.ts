import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallList, HistoryBreakdown, HistoryPresets, LiveSnapshot } from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';
import { parse } from 'csv-parse/sync';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { readWorkbook, type SheetCell } from './testing/read-workbook';
import { shownInDays } from './testing/shown-lines';

/** A Thursday of the demonstration, in which nothing was heard from 9:10 to 9:20 UTC. */
const clock = new ManualClock(Date.parse('2026-04-06T12:00:00Z'));
const tenantId = 'deaf';
const [from, to] = ['2026-03-26T09:10:00.000Z', '2026-03-26T09:20:00.000Z'];
const day = 'range=custom&from=2026-03-26&to=2026-03-27';
const dayAfter = 'range=custom&from=2026-03-27&to=2026-03-28';
let source: string;
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, tenantId);
  const text = JSON.stringify(demoSettings());
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
  const events = [...simulateDays(tenantId, '2026-03-26', '2026-03-28', { smallPractices: false })];
  ({ source } = events[0] as { source: string });
  const gap = { specversion: '1.0', id: 'gap', source, type: 'source.gap', subject: source, time: to };
  await server.app
    .get(EventIntake)
    .receiveBulk(tenantId, [...events, { ...gap, data: { from, to, why: 'ami' } }] as never);
  await server.app.get(Projector).foldNow(tenantId);
});
afterAll(() => server.close());

async function answerTo(path: string): Promise<Response> {
  const response = await server.ask(`${server.url}/api/v1/${path}&tenant=${tenantId}`);
  expect([path, response.status]).toEqual([path, 200]);
  return response;
}
const ask = async <T>(path: string): Promise<T> => (await (await answerTo(path)).json()) as T;

type Lines = readonly (readonly SheetCell[])[];
const csvOf = async (path: string): Promise<Lines> =>
  parse(await (await answerTo(`${path}&format=csv`)).text());
const workbookOf = async (path: string): Promise<Lines> => {
  const bytes = new Uint8Array(await (await answerTo(`${path}&format=xlsx`)).arrayBuffer());
  return [...readWorkbook(bytes).values()][0] ?? [];
};

describe.each([
  ['history/breakdown?by=clinic&', 'clinic'],
  ['history/presets?', 'house'],
  ['calls?', 'id'],
])('%s of a day of which something was not heard', (path, key) => {
  it('says so in its answer, and of another day nothing', async () => {
    type Told = HistoryBreakdown | HistoryPresets | CallList;
    expect((await ask<Told>(`${path}${day}`)).incomplete).toEqual([{ from, to }]);
    expect(await ask<Told>(`${path}${dayAfter}`)).not.toHaveProperty('incomplete');
  });

  it('says so before all figures of its CSV', async () => {
    const [[head = [], first = [], ...others], [, ...after]] = [
      await csvOf(`${path}${day}`),
      await csvOf(`${path}${dayAfter}`),
    ];
    expect([head[0], ...head.slice(-2)]).toEqual([key, 'incompleteFrom', 'incompleteTo']);
    expect([first[0], ...first.slice(-2).map((at) => Date.parse(String(at)))]).toEqual([
      'incomplete',
      Date.parse(from),
      Date.parse(to),
    ]);
    expect(first.slice(1, -2).every((cell) => cell === '')).toBe(true);
    expect([others.length > 1, after.length > 1]).toEqual([true, true]);
    for (const line of [...others, ...after])
      expect([line[0] === 'incomplete', ...line.slice(-2)]).toEqual([false, '', '']);
  });

  it('says so before all figures of its workbook, by the clocks of the place', async () => {
    const [head = [], first = [], ...others] = await workbookOf(`${path}${day}`);
    const oneHour = 3_600_000;
    expect([head.length, first[0]]).toEqual([first.length, 'incomplete']);
    expect(first.slice(-2).map((cell) => shownInDays(cell))).toEqual([
      Date.parse(from) + oneHour,
      Date.parse(to) + oneHour,
    ]);
    for (const line of others) expect(line.slice(-2)).toEqual([null, null]);
  });
});

it('a list of calls as a file has a line for each call besides', async () => {
  const { total } = await ask<CallList>(`calls?${day}`);
  expect((await csvOf(`calls?${day}`)).length).toBe(1 + 1 + Number(total));
});

describe('a past moment on the live page', () => {
  const sourcesAt = async (at: string) =>
    Object.values((await ask<LiveSnapshot>(`live?at=${encodeURIComponent(at)}`)).sources);
  const told = (until: string) => ({
    id: source,
    name: source,
    lastEventAt: null,
    silent: false,
    offsetMs: null,
    unheard: [{ from: Date.parse(from), to: Date.parse(until) }],
  });

  it('says from when on nothing was heard while it lasts, and until when afterwards', async () => {
    expect(await sourcesAt('2026-03-26T09:15:00Z')).toEqual([told('2026-03-26T09:15:00Z')]);
    expect(await sourcesAt('2026-03-26T20:00:00Z')).toEqual([told(to)]);
  });

  it('says nothing before it, nor of another day', async () => {
    expect(await sourcesAt('2026-03-26T09:10:00Z')).toEqual([]);
    expect(await sourcesAt('2026-03-27T09:15:00Z')).toEqual([]);
  });
});
