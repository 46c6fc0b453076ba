import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveSnapshot, MetricsAnswer } from '@vigie/contracts';

import { askWithKey, sendText } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { createTestServer, type TestServer } from './test-server';
import { ApiKeys } from '../access/api-keys';
import { TenantDirectory } from '../tenants/tenant-directory';
import { workedQuarter } from './worked-quarter';

const quarter = 'from=2026-03-02T09:00:00%2B01:00&to=2026-03-02T09:15:00%2B01:00&interval=all';

describe('the worked quarter of an hour, through the HTTP door', () => {
  let server: TestServer;
  let key: string;

  beforeAll(async () => {
    server = await createTestServer();
    const tenant = {
      tenantId: 'worked',
      name: 'Worked',
      timezone: 'Europe/Paris',
      locale: 'fr',
      demo: false,
    };
    await server.app.get(TenantDirectory).create(tenant);
    const scopes = ['events:write', 'metrics:read', 'agents:read', 'live:read'] as const;
    key = (await server.app.get(ApiKeys).create('worked', 'pbx', scopes)).text;
    const answer = await sendText(server.url, key, '/events', {
      type: 'application/cloudevents-batch+json',
      text: JSON.stringify(workedQuarter()),
    });
    expect(await answer.json()).toMatchObject({ duplicates: 0, rejectedCount: 0, rejected: [] });
    await server.app.get(Projector).foldNow('worked');
  });
  afterAll(() => server.close());

  const get = async <T>(path: string): Promise<T> => {
    const answer = await askWithKey(server.url, key, `GET ${path}`);
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.json()) as T;
  };
  const metrics = async (query = ''): Promise<MetricsAnswer['total']> =>
    (await get<MetricsAnswer>(`/metrics?${quarter}${query}`)).total;

  it('counts every call once, by its outcome', async () => {
    expect((await metrics()).counts).toMatchObject({
      presented: 12,
      offered: 11,
      answered: 6,
      unanswered: 6,
      abandoned: 3,
      shortAbandoned: 1,
      blocked: 1,
      voicemail: 1,
      callbackExit: 1,
      timeoutOverflow: 0,
      waiting: 0,
      answeredInThreshold: 4,
      abandonedInThreshold: 2,
      waitsKnown: 11,
      held: 2,
      holds: 3,
    });
  });

  it('gives every rate and mean to the last digit', async () => {
    const { metrics: figures } = await metrics();
    expect(figures.answerRate).toBe(6 / 12);
    expect(figures.unansweredRate).toBe(6 / 12);
    expect(figures.abandonRate).toBe(2 / 10);
    expect(figures.serviceLevel).toBe(4 / 10);
    expect(figures.averageSpeedOfAnswerMs).toBe(86_000 / 6);
    expect(figures.meanWaitMs).toBe(265_000 / 11);
    expect(figures.meanWaitAbandonedMs).toBe(18_000);
    expect(figures.answeredWaitP50Ms).toBe(12_000);
    expect(figures.answeredWaitP90Ms).toBe(25_000);
    expect(figures.meanTalkMs).toBe(755_000 / 6);
    expect(figures.meanHoldMs).toBe(80_000 / 6);
    expect(figures.meanWrapMs).toBe(160_000 / 6);
    expect(figures.averageHandleTimeMs).toBe(995_000 / 6);
    expect(figures.holdRate).toBe(2 / 6);
  });

  it.each([
    ['sl1', 4 / 11],
    ['sl2', 4 / 10],
    ['sl3', 4 / 9],
    ['sl4', 6 / 11],
    ['sl5', 4 / 6],
  ])('service level by %s', async (formula, expected) => {
    expect((await metrics(`&serviceLevelFormula=${formula}`)).metrics.serviceLevel).toBe(expected);
  });

  it('at 09:15:00 two callers wait, and only decided calls are in the service level', async () => {
    const { totals, waiting } = await get<LiveSnapshot>('/live?at=2026-03-02T09:15:00%2B01:00');
    expect(totals).toMatchObject({
      waiting: 2,
      longestSince: Date.parse('2026-03-02T09:14:50+01:00'),
      offeredDay: 11,
      decidedDay: 9,
      serviceLevelDay: { value: 3 / 8, part: 3, of: 8 },
    });
    expect(
      Object.values(waiting).map(({ since }) => since - Date.parse('2026-03-02T09:15:00+01:00')),
    ).toEqual(expect.arrayContaining([-10_000, -2_000]));
  });

  it('settled, nobody waits and the day says what the quarter says', async () => {
    const { totals } = await get<LiveSnapshot>('/live?at=2026-03-02T09:40:00%2B01:00');
    expect(totals).toMatchObject({
      waiting: 0,
      presentedDay: 12,
      unansweredDay: 6,
      serviceLevelDay: { value: 4 / 10, part: 4, of: 10 },
      answerRateDay: { value: 1 / 2, part: 6, of: 12 },
    });
  });
});
