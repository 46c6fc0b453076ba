import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { History, HistoryBreakdown, MetricsAnswer } from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

const clock = new ManualClock(Date.parse('2026-04-06T12:00:00Z'));
const tenantId = 'history';
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, tenantId);
  const text = JSON.stringify(demoSettings());
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
  // Around the night on which the clocks go forward.
  const events = simulateDays('history', '2026-03-26', '2026-03-31', { smallPractices: false });
  await server.app.get(EventIntake).receiveBulk(tenantId, events);
  await server.app.get(Projector).foldNow(tenantId);
}, 120_000);
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
