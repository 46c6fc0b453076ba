import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SatisfactionAnswer } from '@vigie/contracts';

import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { PublishedSatisfaction } from './answer/published-satisfaction';
import { Publisher } from './publisher';
import { answerSurveys, takeBack, type SpecAnswer } from './testing/answered-surveys';

const clock = new ManualClock(Date.parse('2026-10-15T12:00:00Z'));
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
});
afterAll(() => server.close());

/** Moves the clock on to an instant; it never goes back. */
const until = (instant: string) => clock.advance(Math.max(0, Date.parse(instant) - clock.now()));

async function publish(tenantId: string): Promise<void> {
  clock.advance(5_000);
  await server.app.get(Publisher).publish(tenantId);
  clock.advance(5_000);
  await server.app.get(Publisher).publish(tenantId);
}

async function ask(tenantId: string, query: string): Promise<SatisfactionAnswer> {
  const response = await server.ask(`${server.url}/api/v1/satisfaction?tenant=${tenantId}&${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as SatisfactionAnswer;
}

/** `count` answers of one clinic, numbered from `from`. */
const some = (
  clinicId: string,
  count: number,
  more: Partial<SpecAnswer> & { from?: number } = {},
): SpecAnswer[] =>
  Array.from({ length: count }, (_, index) => ({
    call: `${clinicId}-${(more.from ?? 0) + index}-${more.at ?? ''}`,
    clinicId,
    at: '2026-08-12T09:00:00+02:00',
    items: { overall: 1 + (index % 5) },
    ...more,
  }));

const tell = ({ total }: SatisfactionAnswer) => total.suppressed ?? total.n;

describe('a month whose day 10 is past when its answers come', () => {
  beforeAll(async () => {
    await createTestTenant(server.database, 'past');
    const sizes = { nine: 9, ten: 10, twenty: 29, thirty: 30, ninety: 99, hundred: 100 };
    const answers = Object.entries(sizes).flatMap(([clinicId, count]) => some(clinicId, count));
    await answerSurveys(server.database, 'past', answers);
    await publish('past');
  });

  it('is final once it has been quiet', async () => {
    const { status, version, channels } = await ask('past', 'month=2026-08');
    expect([status, version, channels]).toEqual(['final', 1, ['sms']]);
  });

  it.each([
    ['nine', 'few_answers'],
    ['ten', 'protects_another'],
    ['twenty', 29],
    ['thirty', 30],
    ['ninety', 99],
    ['hundred', 100],
  ])('tells of the clinic with %s: %s', async (clinicId, expected) => {
    const answer = await ask('past', `month=2026-08&clinicId=${clinicId}`);
    expect(tell(answer)).toBe(expected);
    if (typeof expected === 'string') expect(answer.total).toMatchObject({ n: null, items: [] });
  });

  it('tells all clinics together, with a figure of each value', async () => {
    const { total } = await ask('past', 'month=2026-08');
    expect(total.n).toBe(277);
    expect(total.items[0]?.distribution.map(({ count }) => count).reduce((a, b) => a + b)).toBe(277);
  });

  it('moves only by ten answers or more, for all clinics and for each', async () => {
    await answerSurveys(server.database, 'past', some('hundred', 9, { from: 500 }));
    await publish('past');
    expect((await ask('past', 'month=2026-08')).version).toBe(1);
    await answerSurveys(server.database, 'past', some('ninety', 1, { from: 500 }));
    await publish('past');
    const all = await ask('past', 'month=2026-08');
    expect([all.status, all.version, all.total.n]).toEqual(['revised', 2, 287]);
    expect(tell(await ask('past', 'month=2026-08&clinicId=hundred'))).toBe(100);
    await answerSurveys(server.database, 'past', some('hundred', 12, { from: 600 }));
    await publish('past');
    expect(tell(await ask('past', 'month=2026-08'))).toBe(299);
    // its nine of the step before share that step with one answer of another clinic
    expect(tell(await ask('past', 'month=2026-08&clinicId=hundred'))).toBe(100);
    await answerSurveys(server.database, 'past', some('ninety', 9, { from: 700 }));
    await answerSurveys(server.database, 'past', some('twenty', 1, { from: 700 }));
    await publish('past');
    expect(tell(await ask('past', 'month=2026-08'))).toBe(309);
    expect(tell(await ask('past', 'month=2026-08&clinicId=hundred'))).toBe(100);
  });

  it('counts corrections and answers taken back toward the ten', async () => {
    const corrected = some('thirty', 9, { items: { overall: 5 } });
    await answerSurveys(server.database, 'past', corrected);
    await publish('past');
    const before = await ask('past', 'month=2026-08&clinicId=thirty');
    await takeBack(
      server.database,
      'past',
      some('thirty', 30)
        .slice(20)
        .map(({ call }) => call),
    );
    await publish('past');
    const after = await ask('past', 'month=2026-08&clinicId=thirty');
    expect([before.total.n, after.total.n]).toEqual([30, 20]);
    expect(after.total.items[0]?.distribution.at(-1)?.count).toBe(12);
  });
});

describe('the running month', () => {
  const day = (date: string) => `2026-10-${date}T09:00:00+02:00`;

  it('tells today and the month in steps, of all clinics alone, then clinics from day 2 on', async () => {
    await createTestTenant(server.database, 'live');
    const published = server.app.get(PublishedSatisfaction);
    until('2026-10-15T12:00:00Z');
    const today = new Date(clock.now()).toISOString().slice(8, 10);
    await answerSurveys(server.database, 'live', [
      ...some('a', 5, { at: day(today) }),
      ...some('b', 4, { at: day(today) }),
    ]);
    await publish('live');
    expect(await published.running('live')).toMatchObject({ today: null, month: null });
    await answerSurveys(server.database, 'live', some('b', 3, { from: 50, at: day(today) }));
    await publish('live');
    const running = await published.running('live');
    expect([running.today?.n, running.month?.n]).toEqual([12, 12]);
    await answerSurveys(server.database, 'live', [
      ...some('a', 20, { at: day('02') }),
      ...some('b', 20, { at: day('03') }),
    ]);
    await publish('live');
    const later = await published.running('live');
    expect([later.today?.n, later.month?.n]).toEqual([12, 52]);
    const all = await ask('live', 'month=2026-10');
    expect([all.status, all.total.n]).toEqual(['running', 52]);
    expect(tell(await ask('live', 'month=2026-10&clinicId=a'))).toBe('not_published');

    until('2026-11-01T23:30:00Z');
    await publish('live');
    const provisional = await ask('live', 'month=2026-10&clinicId=a');
    expect([provisional.status, provisional.total.n]).toEqual(['provisional', 25]);
    await answerSurveys(server.database, 'live', some('a', 11, { from: 200, at: day('30') }));
    await publish('live');
    expect(tell(await ask('live', 'month=2026-10&clinicId=a'))).toBe(25);
    until('2026-11-10T08:00:00Z');
    await publish('live');
    const final = await ask('live', 'month=2026-10&clinicId=a');
    expect([final.status, final.total.n]).toEqual(['final', 36]);
  });
});

describe('clinics too small for single months', () => {
  const inMonth = (month: string, sizes: Record<string, number>) =>
    Object.entries(sizes).flatMap(([clinicId, count]) =>
      some(clinicId, count, { at: `2026-0${month}-12T09:00:00+02:00` }),
    );

  beforeAll(async () => {
    await createTestTenant(server.database, 'small');
    await answerSurveys(server.database, 'small', [
      ...inMonth('4', { large: 40, petit: 4, roux: 5, rare: 3 }),
      ...inMonth('5', { large: 40, petit: 4, roux: 5, rare: 2 }),
      ...inMonth('6', { large: 40, petit: 5, roux: 5, rare: 1, once: 12 }),
    ]);
    await publish('small');
  });

  it('are hidden month by month', async () => {
    for (const month of ['2026-04', '2026-05', '2026-06']) {
      expect(tell(await ask('small', `month=${month}&clinicId=petit`))).toBe('few_answers');
    }
  });

  it.each([
    ['large', 120],
    ['roux', 15],
    ['rare', 'few_answers'],
    ['once', 12],
  ])('are told by quarter where that gives nothing away: %s, %s', async (clinicId, expected) => {
    const answer = await ask('small', `month=2026-04&months=3&clinicId=${clinicId}`);
    expect([answer.status, tell(answer)]).toEqual(['final', expected]);
  });

  it('hide one more where the rest of the quarter would be of fewer than ten', async () => {
    const quarter = await ask('small', 'month=2026-04&months=3&clinicId=petit');
    expect(tell(quarter)).toBe('protects_another');
    expect(tell(await ask('small', 'month=2026-04&months=3'))).toBe(166);
  });

  it('are not told by year before its last month is final', async () => {
    const year = await ask('small', 'month=2026-01&months=12&clinicId=roux');
    expect([year.status, tell(year)]).toEqual([null, 'not_published']);
  });
});

describe('the details of a final month', () => {
  beforeAll(async () => {
    await createTestTenant(server.database, 'detail');
    const answers = Array.from({ length: 240 }, (_, index): SpecAnswer => ({
      call: `detail-${index}`,
      clinicId: index % 3 === 0 ? 'roux' : 'durand',
      at: '2026-07-10T10:00:00+02:00',
      items: { overall: 1 + (index % 5), courtesy: 1 + ((index * 7) % 5), resolved: 1 + ((index * 3) % 5) },
      waitMs: [5_000, 40_000, 100_000, 400_000][index % 4] ?? 0,
      held: index % 5 === 0,
      transferred: index < 3,
      appointment: index % 7 < 3,
    }));
    await answerSurveys(server.database, 'detail', answers);
    await publish('detail');
  });

  it('are told by dimensions whose parts have ten answers and add up to the whole', async () => {
    for (const by of ['waitBand', 'hold', 'appointment']) {
      const { total, cells } = await ask('detail', `month=2026-07&clinicId=durand&by=${by}`);
      expect(cells.length).toBeGreaterThan(1);
      expect(cells.reduce((sum, { n }) => sum + (n ?? 0), 0)).toBe(total.n);
      expect(Math.min(...cells.map(({ n }) => n ?? 0))).toBeGreaterThanOrEqual(10);
    }
  });

  it('leave out a dimension that three answers alone would differ by', async () => {
    const { cells } = await ask('detail', 'month=2026-07&clinicId=durand&by=transfer');
    expect(cells).toEqual([
      { key: null, suppressed: 'protects_another', n: null, items: [], score100: null },
    ]);
  });

  it('have a score out of 100, drivers and the funnel', async () => {
    const { total, drivers, funnel } = await ask('detail', 'month=2026-07&clinicId=roux');
    expect(total.score100?.value).toBeCloseTo(50, 0);
    expect(drivers.map(({ itemId, n }) => [itemId, n])).toEqual([
      ['courtesy', 80],
      ['resolved', 80],
    ]);
    expect(funnel).toMatchObject({ invited: 80, delivered: 80, answered: 80 });
    expect(funnel?.responseRate?.value).toBe(1);
  });
});
