import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MetricsAnswer } from '@vigie/contracts';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { Publisher } from '../satisfaction/publisher';
import { informStaff } from '../settings/testing/inform-staff';
import { createTestTenant } from '../tenants/testing/test-tenant';

const clock = new ManualClock(Date.parse('2026-07-15T12:00:00Z'));
let server: TestServer;

/** An answered call of a clinic on a day of 2026, and what its caller said. */
const rated = (clinicId: string, index: number, date: string, overall: number, channel = 'sms') => {
  const subject = `${clinicId}-${channel}-${date}-${index}`;
  const event = (type: string, minute: number, data: object) => ({
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: '/pbx',
    type,
    subject,
    time: `${date}T09:${String(minute).padStart(2, '0')}:00+02:00`,
    data,
  });
  return [
    event('call.enqueued', 0, { clinicId, queueId: 'rdv' }),
    event('call.answered', 1, { agentId: 'anna' }),
    event('call.disconnected', 5, { side: 'caller' }),
    event('survey.answered', 30, { channel, items: { overall } }),
  ];
};

async function ratedMonth(tenantId: string, events: readonly object[]): Promise<void> {
  await createTestTenant(server.database, tenantId);
  await informStaff(server.app, tenantId);
  const { rejected } = await server.app.get(EventIntake).receive(tenantId, events);
  expect(rejected).toEqual([]);
  await server.app.get(Projector).foldNow(tenantId);
  await server.app.get(Publisher).publish(tenantId);
  clock.advance(10_000);
  await server.app.get(Publisher).publish(tenantId);
}

async function ask(tenantId: string, query: string): Promise<MetricsAnswer> {
  const response = await server.ask(`${server.url}/api/v1/metrics?tenant=${tenantId}&${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as MetricsAnswer;
}

const many = (clinicId: string, count: number, date: string, channel?: string) =>
  Array.from({ length: count }, (_, index) => rated(clinicId, index, date, 1 + (index % 5), channel)).flat();

beforeAll(async () => {
  server = await createTestServer({ clock });
  await ratedMonth('rated', [
    ...many('durand', 20, '2026-05-04'),
    ...many('petit', 6, '2026-05-04'),
    ...many('roux', 15, '2026-05-05'),
    ...many('martin', 7, '2026-05-05'),
    ...many('durand', 10, '2026-06-02'),
  ]);
  await ratedMonth('mixed', [
    ...many('durand', 12, '2026-05-04'),
    ...many('durand', 11, '2026-05-04', 'ivr'),
  ]);
});
afterAll(() => server.close());

const may = 'from=2026-05-01&to=2026-06-01';

describe('ratings among the metrics', () => {
  it('are told of a whole calendar month, of all clinics', async () => {
    const { total } = await ask('rated', may);
    expect(total.suppressed).toBeNull();
    expect(total.counts).toMatchObject({ rated: 48, rating1: 11, rating5: 9 });
    expect(total.metrics.csat).toBeCloseTo(18 / 48, 12);
    expect(total.metrics.meanRating).toBeCloseTo((11 + 2 * 10 + 3 * 9 + 4 * 9 + 5 * 9) / 48, 12);
  });

  it('are told by clinic where the clinic is, and say why where it is not', async () => {
    const { rows, total } = await ask('rated', `${may}&by=clinic`);
    expect(rows.map(({ key, counts, suppressed }) => [key, counts.rated, suppressed])).toEqual([
      ['durand', 20, null],
      ['martin', null, 'few_answers'],
      ['petit', null, 'few_answers'],
      ['roux', 15, null],
    ]);
    expect(total.counts.rated).toBe(48);
    expect((await ask('rated', `${may}&clinicId=durand`)).total.counts.rated).toBe(20);
    expect((await ask('rated', `${may}&clinicId=petit`)).total.suppressed).toBe('few_answers');
  });

  it('are told month by month and of several whole months', async () => {
    const { rows, total } = await ask('rated', 'from=2026-05-01&to=2026-07-01&interval=1mo');
    expect(rows.map(({ counts }) => counts.rated)).toEqual([48, 10]);
    expect([total.counts.rated, total.suppressed]).toEqual([58, null]);
  });

  it.each([
    'from=2026-05-01&to=2026-05-31',
    'from=2026-05-02&to=2026-06-01',
    `${may}&timezone=Europe/London`,
    `${may}&interval=1d`,
    `${may}&by=queue`,
    `${may}&by=agent`,
    `${may}&by=language`,
    `${may}&queueId=rdv`,
    `${may}&clinicId=durand&clinicId=petit`,
    `${may}&weekdays=1`,
    `${may}&dayStart=08:00`,
  ])('are not told off the grid: %s', async (query) => {
    const { rows, total } = await ask('rated', query);
    const answers = query.includes('interval=1d') ? rows : [...rows, total];
    expect(answers.length).toBeGreaterThan(0);
    for (const { counts, metrics, suppressed } of answers) {
      expect([counts.rated, counts.rating1, counts.rating5]).toEqual([null, null, null]);
      expect([metrics.meanRating, metrics.csat, suppressed]).toEqual([null, null, 'off_grid']);
    }
  });

  it('are of one way of asking, never of several', async () => {
    expect((await ask('mixed', may)).total.suppressed).toBe('mixed_channels');
    const { total } = await ask('mixed', `${may}&surveyChannel=ivr`);
    expect([total.counts.rated, total.suppressed]).toEqual([11, null]);
  });
});
