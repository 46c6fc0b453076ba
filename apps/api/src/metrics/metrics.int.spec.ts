import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agentTimeNames,
  countNames,
  type AgentTime,
  type Dimension,
  type Interval,
  type MetricsAnswer,
  type ProblemView,
} from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';
import fc from 'fast-check';
import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import { Backfills } from '../event-log/backfills';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { ApiKeys } from '../access/api-keys';
import { informStaff } from '../settings/testing/inform-staff';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { workedDay, workedQuarter } from '../testing/worked-quarter';
import { chooseCuboid } from './cuboid-choice';
import type { Figures } from './figure-table';
import { readMetricsQuestion, type RawQuery } from './metrics-question';
import { FigureReader } from './figure-reader';
import { Statistician } from './statistician';
import { planTime } from './time-plan';

const clock = new ManualClock(Date.parse('2026-04-06T12:00:00Z'));
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, 'worked');
  await informStaff(server.app, 'worked');
  await server.app.get(EventIntake).receive('worked', workedQuarter());
  await server.app.get(Projector).foldNow('worked');
});
afterAll(() => server.close());

const urlOf = (query: string) => `${server.url}/api/v1/metrics?${query}`;
async function get(query: string): Promise<MetricsAnswer> {
  const response = await server.ask(urlOf(query));
  expect([response.status, response.status === 200 ? '' : await response.clone().text()]).toEqual([200, '']);
  return (await response.json()) as MetricsAnswer;
}

describe('a past that is still being loaded', () => {
  it('has no figures but those of which every call is there', async () => {
    const from = (at: string) =>
      `tenant=worked&from=${workedDay}T${at}%2B01:00&to=${workedDay}T10:00:00%2B01:00`;
    const past = server.app.get(Backfills).begin('worked');
    past.reached({ wholeFrom: Date.parse(`${workedDay}T09:15:00+01:00`), share: 0.6 });
    try {
      const refused = await server.ask(urlOf(from('09:00:00')));
      expect([refused.status, await refused.json()]).toMatchObject([
        503,
        { code: 'past_is_loading', retryable: true, progress: 0.6 },
      ]);
      await get(from('09:15:00'));
    } finally {
      past.whole();
    }
    await get(from('09:00:00'));
  });
});

describe('the worked quarter', () => {
  const quarter = `tenant=worked&from=${workedDay}T09:00:00%2B01:00&to=${workedDay}T09:15:00%2B01:00`;

  it('gives every figure to the last digit', async () => {
    const { rows, total, unit, definitions } = await get(quarter);
    expect([unit, definitions]).toEqual([
      'calls',
      { serviceLevelFormula: 'sl2', serviceLevelSeconds: 20, shortAbandonMs: 5000 },
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      start: `${workedDay}T09:00:00.000+01:00`,
      end: `${workedDay}T09:15:00.000+01:00`,
      key: null,
    });
    expect(rows[0]?.counts).toEqual(total.counts);
    expect(total.counts).toMatchObject({
      presented: 12,
      offered: 11,
      answered: 6,
      abandoned: 3,
      shortAbandoned: 1,
      unanswered: 6,
      blocked: 1,
      voicemail: 1,
      callbackExit: 1,
      timeoutOverflow: 0,
      held: 2,
      holds: 3,
      waiting: 0,
      waitsKnown: 11,
    });
    expect(total.metrics).toMatchObject({
      unansweredRate: 0.5,
      abandonRate: 0.2,
      serviceLevel: 0.4,
      answeredWaitP50Ms: 12_000,
      answeredWaitP90Ms: 25_000,
      meanWaitAbandonedMs: 18_000,
      holdRate: 2 / 6,
      occupancy: null,
      meanRating: null,
      csat: null,
    });
    expect(total.metrics.averageSpeedOfAnswerMs).toBeCloseTo(86_000 / 6, 9);
    expect(total.metrics.meanWaitMs).toBeCloseTo(265_000 / 11, 9);
    expect(total.metrics.meanTalkMs).toBeCloseTo(755_000 / 6, 9);
    expect(total.metrics.meanHoldMs).toBeCloseTo(80_000 / 6, 9);
    expect(total.metrics.meanWrapMs).toBeCloseTo(160_000 / 6, 9);
    expect(total.metrics.averageHandleTimeMs).toBeCloseTo(995_000 / 6, 9);
  });

  it.each([
    ['sl1', 4 / 11],
    ['sl2', 4 / 10],
    ['sl3', 4 / 9],
    ['sl4', 6 / 11],
    ['sl5', 4 / 6],
  ])('has its service level by %s', async (formula, expected) => {
    const { total } = await get(`${quarter}&serviceLevelFormula=${formula}`);
    expect(total.metrics.serviceLevel).toBeCloseTo(expected, 12);
  });

  it('tells legs by agent, with the offers, answers and handling alone', async () => {
    const { rows, unit } = await get(`${quarter}&by=agent`);
    expect(unit).toBe('legs');
    // The last two were answered in the next quarter.
    expect(rows.map(({ key }) => key)).toEqual(['agent-c1', 'agent-c2', 'agent-c3', 'agent-c4']);
    const half = await get(
      `tenant=worked&from=${workedDay}T09:00:00%2B01:00&to=${workedDay}T09:30:00%2B01:00&by=agent`,
    );
    expect(half.rows.map(({ key }) => key)).toEqual([
      'agent-c1',
      'agent-c11',
      'agent-c12',
      'agent-c2',
      'agent-c3',
      'agent-c4',
    ]);
    expect(half.rows[1]?.counts).toMatchObject({ offered: 1, answered: 1, holds: 2, presented: 0 });
    expect(half.rows[1]?.metrics).toMatchObject({
      meanTalkMs: 200_000,
      meanHoldMs: 60_000,
      meanWrapMs: 30_000,
      serviceLevel: null,
    });
  });

  it('has its empty intervals as rows and its local day in 96 of them', async () => {
    const { rows } = await get(`tenant=worked&from=${workedDay}&to=2026-03-03&interval=15m`);
    expect(rows).toHaveLength(96);
    expect(rows.map(({ counts }) => counts.presented).filter((presented) => presented > 0)).toEqual([12]);
    expect(rows[0]?.metrics.answerRate).toBeNull();
  });

  it('counts those who wait past the threshold, now', async () => {
    await createTestTenant(server.database, 'waiting');
    const arrived = (id: string, time: string, queueId: string) => ({
      specversion: '1.0',
      id,
      source: '/pbx',
      type: 'call.enqueued',
      subject: id,
      time,
      data: { queueId, clinicId: 'durand' },
    });
    await server.app
      .get(EventIntake)
      .receive('waiting', [
        arrived('a', '2026-04-06T11:59:39.999Z', 'rdv'),
        arrived('b', '2026-04-06T11:59:40Z', 'rdv'),
        arrived('c', '2026-04-06T11:58:00Z', 'resultats'),
      ]);
    await server.app.get(Projector).foldNow('waiting');
    const day = 'tenant=waiting&from=2026-04-06&to=2026-04-07';
    expect((await get(day)).total.counts).toMatchObject({
      presented: 3,
      offered: 3,
      waiting: 3,
      waitingPastThreshold: 2,
    });
    expect((await get(`${day}&serviceLevelSeconds=120`)).total.counts.waitingPastThreshold).toBe(0);
    const byQueue = await get(`${day}&by=queue&serviceLevelSeconds=21`);
    expect(byQueue.rows.map(({ key, counts }) => [key, counts.waitingPastThreshold])).toEqual([
      ['rdv', 0],
      ['resultats', 1],
    ]);
    expect(byQueue.total.metrics.serviceLevel).toBeNull();
  });
});

describe('GET /api/v1/metrics', () => {
  const problem = async (query: string, headers: Record<string, string> = {}) => {
    const response = await server.ask(urlOf(query), { headers });
    const { code } = (await response.json()) as ProblemView;
    return `${response.status} ${code}`;
  };

  it('refuses a wrong question with its code', async () => {
    expect(await problem('tenant=worked&from=2026-03-02')).toBe('400 missing_parameter');
    expect(await problem('tenant=worked&from=2026-03-02T09:01:00Z&to=2026-03-03')).toBe('400 unaligned');
    expect(await problem('tenant=worked&from=2026-03-02&to=2026-03-03&from=2026-03-01')).toBe(
      '400 invalid_parameter',
    );
    expect(await problem('tenant=worked&from=2024-01-01&to=2026-01-01&interval=15m')).toBe(
      '400 too_many_rows',
    );
    expect(await problem('tenant=nobody&from=2026-03-02&to=2026-03-03')).toBe('403 foreign_tenant');
  });

  it('counts rows by interval and key against the limit', async () => {
    const quarters = 'tenant=worked&from=2026-01-01&to=2026-04-01&interval=15m';
    expect((await get(quarters)).rows).toHaveLength(90 * 96 - 4);
    expect(await problem(`${quarters}&by=agent`)).toBe('400 too_many_rows');
  });

  it('answers a key of the scope, and no other', async () => {
    const keyWith = async (scope: 'metrics:read' | 'events:write') =>
      `Bearer ${(await server.app.get(ApiKeys).create('worked', 'pbx', [scope])).text}`;
    const query = `from=${workedDay}&to=2026-03-03`;
    const read = await server.ask(urlOf(query), {
      headers: { authorization: await keyWith('metrics:read') },
    });
    expect(((await read.json()) as MetricsAnswer).total.counts.presented).toBe(12);
    expect(await problem(query, { authorization: await keyWith('events:write') })).toMatch(/^403 /u);
    expect(await problem(query, { authorization: '' })).toMatch(/^401 /u);
  });

  it('is on the OpenAPI page with every parameter', async () => {
    const page = (await (await server.ask(`${server.url}/api/docs/openapi.json`)).json()) as {
      paths: Record<string, { get: { parameters: { name: string }[] } }>;
    };
    const names = page.paths['/api/v1/metrics']?.get.parameters.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['from', 'to', 'interval', 'by', 'queueId', 'serviceLevelSeconds', 'dayEnd']),
    );
  });
});

describe('three simulated days around the change of the clocks', () => {
  const tenantId = 'simulated';
  const days = 'from=2026-03-28&to=2026-03-31';
  const ask = (query: string) => get(`tenant=${tenantId}&${days}&${query}`);

  beforeAll(async () => {
    await createTestTenant(server.database, tenantId);
    const text = JSON.stringify(demoSettings());
    expect(
      await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text }),
    ).toMatchObject({ result: 'registered' });
    const events = simulateDays('metrics', '2026-03-28', '2026-03-31', { smallPractices: false });
    await server.app.get(EventIntake).receiveBulk(tenantId, events);
    await server.app.get(Projector).foldNow(tenantId);
  });

  const bare = ({ key, row, tally, bins }: Figures) => ({
    key,
    row,
    tally: { ...tally, busyMs: 0, staffedMs: 0 },
    bins,
  });
  const isSomething = ({ tally, bins }: Figures) =>
    bins.length > 0 || Object.values(tally).some((value) => value !== 0);
  const sorted = (figures: readonly Figures[]) =>
    figures
      .map(bare)
      .filter(isSomething)
      .sort((a, b) => a.row - b.row || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));

  async function bothWays(query: RawQuery): Promise<{ stored: Figures[]; folded: Figures[] }> {
    const reader = server.app.get(FigureReader);
    const defaults = {
      timezone: 'Europe/Paris',
      serviceLevelSeconds: 20,
      serviceLevelFormula: 'sl2' as const,
    };
    const question = readMetricsQuestion(query, defaults);
    const plan = planTime(question);
    const shape = chooseCuboid(question);
    if (shape === undefined) throw new Error('no stored cuboid');
    return server.database.withTenant(tenantId, async (tx) => ({
      stored: await reader.fromRollup(tx, tenantId, { question, plan, shape }),
      folded: (await reader.fromCalls(tx, tenantId, question, [plan])).flat(),
    }));
  }

  const questions = fc.record(
    {
      by: fc.constantFrom<Dimension>('none', 'queue', 'team', 'clinic', 'agent', 'language', 'reason'),
      interval: fc.constantFrom<Interval>('15m', '1h', '1d', '1w', '1mo', 'all'),
      timezone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kathmandu'),
      from: fc.constantFrom('2026-03-28', '2026-03-28T23:15:00Z', '2026-03-29T00:45:00Z'),
      to: fc.constantFrom('2026-03-30', '2026-03-30T06:30:00Z', '2026-03-31'),
      queueId: fc.constantFrom('lilas-rendez-vous', ['mg-rendez-vous', 'parc']),
      clinicId: fc.constantFrom('centre-lilas', ['clinique-parc', 'cabinet-durand', 'radiologie-sud']),
      reason: fc.constantFrom('rendez-vous', ''),
      language: fc.constantFrom('ca', ['fr', '']),
      weekdays: fc.constantFrom('1', '6,7'),
      dayStart: fc.constantFrom('02:00', '08:15'),
      dayEnd: fc.constantFrom('10:30', '24:00'),
    },
    { requiredKeys: ['from', 'to'] },
  );
  const stored = questions.filter(
    (query) =>
      chooseCuboid(
        readMetricsQuestion(query, {
          timezone: 'Europe/Paris',
          serviceLevelSeconds: 20,
          serviceLevelFormula: 'sl2',
        }),
      ) !== undefined,
  );

  it('give the same figures from stored sums as from the calls, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(stored, async (query) => {
        const both = await bothWays(query);
        expect(sorted(both.stored)).toEqual(sorted(both.folded));
      }),
      { numRuns: 60 },
    );
  });

  it('add up: intervals, clinics, teams, reasons and languages each to the total', async () => {
    const { total } = await ask('interval=all');
    expect(total.counts.presented).toBeGreaterThan(1000);
    expect((await ask('interval=15m')).rows).toHaveLength(96 + 92 + 96);
    for (const query of [
      'interval=15m',
      'interval=1d',
      'by=clinic',
      'by=team&interval=1h',
      'by=reason',
      'by=language',
    ]) {
      const answer = await ask(query);
      expect([query, answer.total.counts]).toEqual([query, total.counts]);
      for (const name of countNames) {
        const sum = answer.rows.reduce((count, { counts }) => count + (counts[name] ?? 0), 0);
        expect([query, name, sum]).toEqual([query, name, total.counts[name] ?? 0]);
      }
    }
  });

  it('add up by outcome to what is presented, and agree with the stored calls', async () => {
    const { counts } = (await ask('')).total;
    const { answered, answeredByBot, unanswered, closed, selfServed, unknown, waiting, greeting } = counts;
    expect(counts.presented).toBe(
      answered + answeredByBot + unanswered + closed + selfServed + unknown + waiting + greeting,
    );
    const rows = await server.database.withTenant(tenantId, (tx) =>
      tx.query<{ outcome: string; calls: number }[]>(
        `SELECT outcome, count(*) AS calls FROM call
         WHERE tenant_id = $1 AND counted AND arrived_at >= '2026-03-28T00:00+01' AND arrived_at < '2026-03-31T00:00+02'
         GROUP BY outcome`,
        [tenantId],
      ),
    );
    for (const { outcome, calls } of rows)
      expect([outcome, counts[outcome as 'answered']]).toEqual([outcome, calls]);
  });

  it('answer combinations that nothing is stored for, and their parts add up too', async () => {
    for (const [by, filter] of [
      ['clinic', 'teamId=mg'],
      ['reason', 'teamId=cds&language=fr'],
      ['language', 'clinicId=centre-lilas&reason=rendez-vous'],
      ['agent', 'clinicId=centre-lilas'],
      ['queue', 'teamId=cat'],
    ]) {
      const whole = await ask(
        by === 'agent' ? `by=agent&${filter}` : `${by === 'queue' ? 'by=queue&' : ''}${filter}`,
      );
      const parts = await ask(`by=${by}&interval=1d&${filter}`);
      // Occupancy is no matter of calls: only stored sums know it.
      const metrics = { ...whole.total.metrics, occupancy: null };
      expect([by, filter, parts.total]).toEqual([by, filter, { ...whole.total, metrics }]);
      expect(parts.total.counts.offered).toBeGreaterThan(0);
    }
  });

  it('know the occupancy of everybody, a team and a secretary', async () => {
    const all = await ask('interval=1d');
    const monday = all.rows[2]?.metrics.occupancy ?? 0;
    expect(monday).toBeGreaterThan(0.3);
    expect(monday).toBeLessThan(1);
    const teams = await ask('by=team');
    // Calls that never reached a queue are of no team, and nobody works for it.
    const withoutOccupancy = teams.rows.filter(({ metrics }) => metrics.occupancy === null);
    expect(withoutOccupancy.map(({ key }) => key)).toEqual(['']);
    const agents = await ask('by=agent');
    expect(agents.rows.length).toBeGreaterThan(10);
    expect(agents.total.metrics.occupancy).toBe((await ask('')).total.metrics.occupancy);
    expect((await ask('by=agent&interval=1d')).total.metrics.occupancy).toBe(agents.total.metrics.occupancy);
  });

  const timeOf = ({ agentTime }: MetricsAnswer['total']): AgentTime => {
    if (agentTime === undefined || agentTime === null) throw new Error('agents’ time was asked for');
    return agentTime;
  };

  it('tell what agents’ time was spent in, by quarter, day, team and secretary, each millisecond once', async () => {
    const whole = (await ask('agentTime=true')).total;
    const time = timeOf(whole);
    const busyMs = time.ringingMs + time.talkingMs + time.onHoldMs + time.wrapUpMs + time.outboundMs;
    expect(time.loggedInMs).toBe(busyMs + time.freeMs + time.pausedMs + time.offPhoneMs);
    expect(whole.metrics.occupancy).toBe(busyMs / (busyMs + time.freeMs));
    expect(
      Math.min(time.pausedMs, time.onHoldMs, time.wrapUpMs, time.offPhoneMs + time.freeMs),
    ).toBeGreaterThan(0);
    const sumOf = (values: Readonly<Record<string, number>> | null) =>
      Object.values(values ?? {}).reduce((sum, ms) => sum + ms, 0);
    expect(sumOf(time.pausedMsByReason)).toBe(time.pausedMs);
    for (const query of ['interval=15m', 'interval=1d', 'by=agent', 'by=agent&interval=1h']) {
      const { rows, total } = await ask(`agentTime=true&${query}`);
      for (const name of agentTimeNames) {
        expect([query, name, timeOf(total)[name]]).toEqual([query, name, time[name]]);
        const sum = rows.reduce((ms, row) => ms + timeOf(row)[name], 0);
        expect([query, name, sum]).toEqual([query, name, time[name]]);
      }
    }
    const teams = await ask('agentTime=true&by=team&interval=15m');
    // One who is in two teams is in each.
    expect(timeOf(teams.total).loggedInMs).toBeGreaterThanOrEqual(time.loggedInMs);
    const told = teams.rows.map(timeOf).filter(({ pausedMsByReason }) => pausedMsByReason !== null);
    expect(told.length).toBeGreaterThan(0);
    for (const { pausedMs, pausedMsByReason } of told) expect(sumOf(pausedMsByReason)).toBe(pausedMs);
  });
});

describe('a call that is passed on at ten to ten', () => {
  const tenantId = 'passed-on';
  const at = (clock: string) => Date.parse(`2026-03-02T${clock}+01:00`);
  const call = (type: string, clock: string, data: object, subject = 'c1'): NewEvent => ({
    at: at(clock),
    source: '/pbx/lyon',
    type,
    subject,
    id: `${subject}/${type}/${clock}`,
    sequence: null,
    data: JSON.stringify(data),
  });
  const agentOf = (agentId: string, type: string, clock: string, data = {}) =>
    call(type, clock, data, agentId);
  const events = [
    call('call.enqueued', '09:53:09', { queueId: 'q01', clinicId: 'durand', languageRequested: 'ca' }),
    call('call.dequeued', '10:02:30', { queueId: 'q01', reason: 'timeout' }),
    call('call.enqueued', '10:02:30', { queueId: 'q02' }),
    call('call.offered', '10:02:30', { queueId: 'q02', agentId: 'anne' }),
    call('call.answered', '10:02:32', { queueId: 'q02', agentId: 'anne' }),
    call('call.disconnected', '10:05:00', { side: 'caller' }),
    agentOf('anne', 'agent.logged_in', '09:45:00'),
    agentOf('béa', 'agent.logged_in', '09:45:00'),
    agentOf('anne', 'agent.logged_out', '10:15:00'),
    agentOf('béa', 'agent.logged_out', '10:15:00'),
  ];
  const range = 'from=2026-03-02T09:45:00%2B01:00&to=2026-03-02T10:15:00%2B01:00';
  const ask = (query: string) => get(`tenant=${tenantId}&${range}&${query}`);
  const placed = async (query: string, names: readonly ('answered' | 'presented' | 'exitTimeout')[]) =>
    (await ask(query)).rows
      .filter(({ counts }) => names.some((name) => counts[name] > 0))
      .map(({ start, key, counts }) => [start.slice(11, 16), key, ...names.map((name) => counts[name])]);

  beforeAll(async () => {
    await createTestTenant(server.database, tenantId);
    await informStaff(server.app, tenantId);
    await server.database.withTenant(
      tenantId,
      (tx) => server.app.get(PgEventLog).append(tx, tenantId, events),
      'intake',
    );
    await server.app.get(Projector).foldNow(tenantId);
  });

  const expectations = async (): Promise<void> => {
    const names = ['presented', 'answered', 'exitTimeout'] as const;
    expect(await placed('interval=15m', names)).toEqual([['09:45', null, 1, 1, 0]]);
    expect(await placed('interval=15m&by=queue', names)).toEqual([
      ['09:45', 'q01', 1, 0, 1],
      ['10:00', 'q02', 1, 1, 0],
    ]);
    // No stored sums for this one: the calls themselves say the same, although none arrived in the second quarter.
    expect(await placed('interval=15m&queueId=q02&by=language', names)).toEqual([['10:00', 'ca', 1, 1, 0]]);
    expect(await placed('interval=15m&by=agent', ['answered'])).toEqual([['10:00', 'anne', 1]]);
  };

  it('is work of the second queue and of its agent at ten, and a call of the quarter before', expectations);

  it('says that of an agent who took no call too how busy everybody was', async () => {
    const { rows, total } = await ask('by=agent');
    expect(rows.map(({ key, metrics }) => [key, metrics.occupancy])).toEqual([
      ['anne', 150_000 / 1_800_000],
      ['béa', 0],
    ]);
    expect(total.metrics.occupancy).toBe(150_000 / 3_600_000);
    expect((await ask('')).total.metrics.occupancy).toBe(total.metrics.occupancy);
  });

  it('tells what the two spent their time in, and pauses by reason of none but oneself', async () => {
    const told = ({ rows }: MetricsAnswer) =>
      rows.map(({ start, key, agentTime }) => {
        const { freeMs, ringingMs, talkingMs, loggedInMs, pausedMsByReason } = agentTime ?? {};
        return [start.slice(11, 16), key, loggedInMs, freeMs, ringingMs, talkingMs, pausedMsByReason];
      });
    expect(told(await ask('interval=15m&agentTime=true'))).toEqual([
      ['09:45', null, 1_800_000, 1_800_000, 0, 0, null],
      ['10:00', null, 1_800_000, 1_650_000, 2_000, 148_000, null],
    ]);
    expect(told(await ask('by=agent&agentTime=true'))).toEqual([
      ['09:45', 'anne', 1_800_000, 1_650_000, 2_000, 148_000, null],
      ['09:45', 'béa', 1_800_000, 1_800_000, 0, 0, null],
    ]);
    expect((await ask('by=clinic&agentTime=true')).total.agentTime).toBeNull();
    expect((await ask('by=agent')).total.agentTime).toBeUndefined();
    const scope = { kind: 'agent', agentId: 'anne' } as const;
    const hers = { from: '2026-03-02', to: '2026-03-03', by: 'agent', agentTime: 'true' };
    const own = await server.app
      .get(Statistician)
      .ask({ tenantId, scope, keyId: null, may: () => true }, hers);
    expect(told(own.answer).map(([, key, ...times]) => [key, ...times])).toEqual([
      ['anne', 1_800_000, 1_650_000, 2_000, 148_000, {}],
    ]);
  });

  it('tells how many waited and talked at most, and since when', async () => {
    const asked = await ask('interval=15m&peaks=true');
    expect(asked.rows.map(({ metrics, peaks }) => [metrics.peakWaiting, metrics.peakTalking, peaks])).toEqual(
      [
        [1, 0, { waitingAt: '2026-03-02T09:53:09.000+01:00', talkingAt: null }],
        [1, 1, { waitingAt: '2026-03-02T10:00:00.000+01:00', talkingAt: '2026-03-02T10:02:32.000+01:00' }],
      ],
    );
    expect(asked.total.metrics).toMatchObject({ peakWaiting: 1, peakTalking: 1 });
    expect(asked.total.peaks?.waitingAt).toBe('2026-03-02T09:53:09.000+01:00');
    const later = await get(
      `tenant=${tenantId}&from=2026-03-02T10:00:00%2B01:00&to=2026-03-02T10:15:00%2B01:00&by=queue&peaks=true`,
    );
    expect(later.rows.map(({ key, metrics }) => [key, metrics.peakWaiting, metrics.peakTalking])).toEqual([
      ['q01', 1, 0],
      ['q02', 1, 1],
    ]);
    expect((await ask('')).total.metrics.peakWaiting).toBeNull();
    expect((await ask('by=agent&peaks=true')).total).toMatchObject({ metrics: { peakWaiting: null } });
    const quarterOfAYear = `tenant=${tenantId}&from=2026-01-01&to=2026-04-04&peaks=true`;
    expect((await server.ask(urlOf(quarterOfAYear))).status).toBe(400);
  });

  it('is answered from the calls themselves while stored sums are folded again', async () => {
    await server.asAdministrator(async (tx) => {
      await tx.query(
        `UPDATE fold_cursor SET projections = jsonb_set(projections, '{calls}', '{"version": 1}') WHERE tenant_id = $1`,
        [tenantId],
      );
      await tx.query(
        `UPDATE rollup SET answered = 9 WHERE tenant_id = $1 AND answered IS NOT NULL AND cuboid IN
        ('queue', 'clinic_queue', 'agent')`,
        [tenantId],
      );
    });
    await expectations();
    const occupancy = (await ask('by=agent')).total.metrics.occupancy;
    expect(occupancy).toBe(150_000 / 3_600_000);
    await server.app.get(Projector).foldNow(tenantId);
    await expectations();
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
  });
});
