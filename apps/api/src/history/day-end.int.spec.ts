import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallList, History, LiveSnapshot, MetricsAnswer, MetricsRow } from '@vigie/contracts';
import { demoSettings } from '@vigie/simulator';
import { parse } from 'csv-parse/sync';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { listedCounts } from './listed-count';
import { simulatedCalls } from './testing/simulated-calls';
import { strangeCalls } from './testing/strange-calls';

/** A Monday of the demonstration, with calls of every kind among its own; the clock stands at its last second. */
const lastSecond = '2026-03-30T23:59:59+02:00';
const clock = new ManualClock(Date.parse(lastSecond));
const day = 'from=2026-03-30&to=2026-03-31';
const tenantId = 'day-end';
let server: TestServer;
let live: LiveSnapshot;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, tenantId);
  const settings = demoSettings();
  await server.app
    .get(SettingsRegistrar)
    .register(tenantId, { format: 'yaml', text: JSON.stringify(settings) });
  const [from, to] = [Date.parse('2026-03-30T08:00:00+02:00'), Date.parse('2026-03-30T22:00:00+02:00')];
  const strange = strangeCalls('day-end', { from, to, calls: 300, settings });
  const now = new Date(clock.now()).toISOString();
  const simulated = simulatedCalls('day-end', { from: '2026-03-30', to: '2026-03-31', oneIn: 3 });
  const events = [...simulated.filter(({ time }) => time <= now), ...strange];
  await server.app.get(EventIntake).receiveBulk(tenantId, events as never);
  await server.app.get(Projector).foldNow(tenantId);
  live = await ask<LiveSnapshot>(`live?at=${encodeURIComponent(lastSecond)}`);
});
afterAll(() => server.close());

async function ask<T>(path: string): Promise<T> {
  const joint = path.includes('?') ? '&' : '?';
  const response = await server.ask(`${server.url}/api/v1/${path}${joint}tenant=${tenantId}`);
  if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

const rowsBy = async (query: string): Promise<ReadonlyMap<string, MetricsRow>> =>
  new Map(
    (await ask<MetricsAnswer>(`metrics?${day}&${query}`)).rows.map((row) => [row.key ?? row.start, row]),
  );

const rateOf = ({ counts }: Pick<MetricsRow, 'counts'>) => {
  const of = counts.answered + counts.unanswered;
  return { part: counts.answered, of, value: of === 0 ? null : counts.answered / of };
};

describe('a day at 23:59:59', () => {
  it('is live what the running board says, and what history says of it then and the day after', async () => {
    const board = await ask<LiveSnapshot>('live');
    for (const section of ['totals', 'quarters', 'clinics', 'teams'] as const)
      expect({ section, is: board[section] }).toEqual({ section, is: live[section] });
    const [then, whole] = [
      await ask<History>('history?range=today'),
      await ask<MetricsAnswer>(`metrics?${day}`),
    ];
    const { totals } = live;
    const { counts, metrics } = whole.total;
    const { headlines, waits, callbacks } = then;
    expect(counts.presented).toBeGreaterThan(700);
    expect(totals).toMatchObject({
      presentedDay: counts.presented,
      offeredDay: counts.offered,
      decidedDay: counts.offered - counts.waiting,
      unansweredDay: counts.unanswered,
      answerRateDay: rateOf(whole.total),
      serviceLevelDay: {
        part: headlines.serviceLevel.now.part,
        of: headlines.serviceLevel.now.of,
        value: metrics.serviceLevel,
      },
      waitsDay: {
        known: counts.waitsKnown,
        p50Ms: metrics.waitP50Ms,
        p90Ms: metrics.waitP90Ms,
        meanMs: metrics.meanWaitMs,
      },
      waiting: counts.waiting,
      greeting: counts.greeting,
    });
    expect([headlines.presented.now.value, headlines.unansweredRate.now.part]).toEqual([
      counts.presented,
      counts.unanswered,
    ]);
    expect([waits.known, waits.p50Ms, waits.p90Ms]).toEqual([
      counts.waitsKnown,
      metrics.waitP50Ms,
      metrics.waitP90Ms,
    ]);
    expect(callbacks?.now).toMatchObject({
      callersOwed: totals?.owedDay,
      recovered: totals?.recoveredDay,
      recoveredWithinHour: totals?.recoveredSoonDay.withinHour,
      closedForReason: totals?.recoveredSoonDay.closedForReason,
    });
  });

  it('has the same figures for each clinic, each team and each quarter of an hour', async () => {
    const [clinics, teams] = [await rowsBy('by=clinic'), await rowsBy('by=team')];
    for (const [kind, rows, shown] of [
      ['clinic', clinics, live.clinics],
      ['team', teams, live.teams],
    ] as const) {
      // A call of no known clinic is in the total alone.
      const known = new Set([...rows.keys(), ...Object.keys(shown)].filter((id) => id !== ''));
      expect(known.size).toBeGreaterThan(3);
      for (const id of known) {
        const row = rows.get(id);
        const { presentedDay = 0, answerRateDay } = shown[id] ?? {};
        expect([kind, id, presentedDay]).toEqual([kind, id, row?.counts.presented ?? 0]);
        if (row !== undefined) expect([kind, id, answerRateDay]).toEqual([kind, id, rateOf(row)]);
      }
    }
    const quarters = await rowsBy('interval=15m');
    expect(Object.keys(live.quarters)).toHaveLength(96);
    for (const { start, p90Ms, ...shown } of Object.values(live.quarters)) {
      const row = [...quarters.values()].find((one) => Date.parse(one.start) === Date.parse(start));
      const { counts, metrics } = row as MetricsRow;
      const outside = counts.closed + counts.selfServed + counts.unknown + counts.answeredByBot;
      expect({ start, ...shown, p90Ms }).toEqual({
        start,
        presented: counts.presented,
        answered: counts.answered,
        abandoned: counts.abandoned,
        otherUnanswered: counts.unanswered - counts.abandoned,
        outside,
        open: counts.waiting + counts.greeting,
        p90Ms: metrics.waitP90Ms,
      });
    }
  });

  it.each(['', '&queueId=mg-rendez-vous', '&coveredOnly=true&clinicId=cabinet-durand'])(
    'opens behind each of its counts exactly as many calls%s',
    async (filter) => {
      const { total } = await ask<MetricsAnswer>(`metrics?${day}${filter}`);
      const { abandoned, unanswered, waiting, greeting } = total.counts;
      const counts: Readonly<Record<string, number | null>> = {
        ...total.counts,
        abandonedLonger: abandoned - total.counts.shortAbandoned,
        unansweredOther: unanswered - abandoned,
        spared: total.counts.presented - total.counts.answered - unanswered - waiting - greeting,
        open: waiting + greeting,
      };
      expect(listedCounts.length).toBeGreaterThan(35);
      for (const name of listedCounts) {
        const query = `calls?range=custom&${day}${filter}&count=${name}`;
        const { total: told } = await ask<CallList>(`${query}&limit=1`);
        const file = await server.ask(`${server.url}/api/v1/${query}&format=csv&tenant=${tenantId}`);
        const lines = parse<Record<string, string>>(await file.text(), { columns: true });
        const listed = new Set(lines.map(({ id, passage }) => `${id} ${passage}`)).size;
        const expected = { name, told: counts[name], listed: counts[name], lines: counts[name] };
        expect({ name, told, listed, lines: lines.length }).toEqual(expected);
      }
    },
    600_000,
  );

  it('stays what it was on the day after', async () => {
    const then = await ask<MetricsAnswer>(`metrics?${day}&by=clinic&interval=1h`);
    clock.setTo(Date.parse('2026-03-31T12:00:00+02:00'));
    const { headlines, waits } = await ask<History>('history?range=yesterday');
    expect(await ask<MetricsAnswer>(`metrics?${day}&by=clinic&interval=1h`)).toEqual(then);
    expect([
      headlines.presented.now.value,
      headlines.unansweredRate.now.part,
      waits.known,
      waits.p90Ms,
    ]).toEqual([
      live.totals?.presentedDay,
      live.totals?.unansweredDay,
      live.totals?.waitsDay.known,
      live.totals?.waitsDay.p90Ms,
    ]);
  });
});
