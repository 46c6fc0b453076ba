import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { History } from '@vigie/contracts';
import { parse } from 'csv-parse/sync';

import { askAs, createTestPerson } from '../access/testing/test-person';
import type { ViewerScope } from '../access/viewer';
import { Projector } from '../fold/projector';
import { ManualClock } from '../platform/clock';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

const tenantId = 'loads';
const clock = new ManualClock(Date.parse('2026-04-10T12:00:00+02:00'));
const month = 'range=month&on=2026-03-15';
let server: TestServer;

let made = 0;
const event = (time: string, type: string, subject: string, data: object) => ({
  specversion: '1.0',
  id: `load-${(made += 1)}`,
  source: '/pbx/loads',
  type,
  subject,
  time: `${time}+01:00`,
  data,
});
type Said = Readonly<{ clinicId: string; agentId: string; difficult?: true }>;

/** A call of five minutes at most, without a wrap-up. */
function call(day: string, from: string, to: string, { clinicId, agentId, difficult }: Said) {
  const subject = `${day}-${from}-${agentId}`;
  const leg = { agentId, legId: 'l1' };
  const [answered, ended] = [`${day}T${from}`, `${day}T${to}`];
  return [
    event(answered, 'call.enqueued', subject, { clinicId, queueId: clinicId }),
    event(answered, 'call.answered', subject, { ...leg, clinicId, queueId: clinicId }),
    event(ended, 'call.leg_ended', subject, { ...leg, side: 'caller' }),
    event(ended, 'call.disconnected', subject, { side: 'caller' }),
    event(ended, 'call.dispositioned', subject, {
      ...leg,
      outcome: 'resolved',
      ...(difficult && { difficult, difficultReason: 'angry' }),
    }),
  ];
}

const agents = ['anne', 'bea', 'cleo', 'dora', 'emma'];
const worked = (day: string, agentId: string) => [
  event(`${day}T08:00:00`, 'agent.logged_in', agentId, { agentId }),
  event(`${day}T09:00:00`, 'agent.state_changed', agentId, { agentId, state: 'break', reason: 'pause' }),
  event(`${day}T09:20:00`, 'agent.state_changed', agentId, { agentId, state: 'available' }),
  event(`${day}T18:00:00`, 'agent.logged_out', agentId, { agentId }),
];
/** Of each: half an hour after the log-in, half a minute after that one a difficult one, half an hour after the break. */
const north = ['2026-03-02', '2026-03-03'].flatMap((day) =>
  agents.flatMap((agentId) => [
    ...worked(day, agentId),
    ...call(day, '08:30:00', '08:35:00', { clinicId: 'north', agentId }),
    ...call(day, '08:35:30', '08:40:00', { clinicId: 'north', agentId, difficult: true }),
    ...call(day, '09:50:00', '09:55:00', { clinicId: 'north', agentId }),
  ]),
);
/** Nine difficult calls, two hours after the break: one too few. */
const south = ['2026-03-04', '2026-03-05'].flatMap((day) =>
  agents.flatMap((agentId, place) => [
    ...worked(day, agentId),
    ...call(day, '11:20:00', '11:25:00', {
      clinicId: 'south',
      agentId,
      ...((day === '2026-03-04' || place > 0) && { difficult: true }),
    }),
    ...call(day, '12:20:00', '12:25:00', { clinicId: 'south', agentId }),
  ]),
);
const northLoad = {
  difficultLoads: 10,
  difficultSinceBreakMs: 35.5 * 60_000,
  difficultInARow: 1,
  otherLoads: 20,
  otherSinceBreakMs: 30 * 60_000,
  otherInARow: 0,
};

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, tenantId);
  // As they come: the last first.
  await post([...north, ...south].toReversed());
});
afterAll(() => server.close());

async function post(events: readonly object[]): Promise<void> {
  const answer = await server.ask(`${server.url}/api/v1/events?tenant=${tenantId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  const told = (await answer.json()) as { accepted: number };
  expect(told).toMatchObject({ accepted: events.length, rejectedCount: 0 });
  await server.app.get(Projector).foldNow(tenantId);
}

async function noted(query: string, scope: ViewerScope = { kind: 'all' }): Promise<History['noted']> {
  const { cookie } = await createTestPerson(server.app, tenantId, [{ role: 'supervisor', scope }]);
  const answer = await askAs(server.url, cookie, `GET /history?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return ((await answer.json()) as History).noted;
}
const loadOf = async (query: string, scope?: ViewerScope) => (await noted(query, scope))?.now.load;

describe('the load before calls', () => {
  it('is told of the clinic of ten difficult calls, as worked out by hand, and of no other', async () => {
    const all = await noted(month);
    expect([all?.now.difficult, all?.now.load, all?.before?.load]).toEqual([19, northLoad, null]);
    expect(await loadOf(`${month}&clinicId=north`)).toEqual(northLoad);
    expect(await loadOf(`${month}&clinicId=south`)).toBeNull();
    expect(await loadOf(`${month}&clinicId=north&clinicId=south`)).toEqual(northLoad);
  });

  it('is told of whole months, of nothing that splits them, and over 92 days at most', async () => {
    for (const query of [
      'range=custom&from=2026-03-02&to=2026-04-01',
      'range=custom&from=2026-03-01&to=2026-03-31',
      `${month}&teamId=none`,
      `${month}&dayStart=08:00&dayEnd=12:00`,
      `${month}&weekdays=1,2`,
      `${month}&coveredOnly=true`,
      'range=custom&from=2026-01-01&to=2026-04-06',
    ])
      expect([query, (await loadOf(query)) ?? null]).toEqual([query, null]);
    expect(await loadOf('range=custom&from=2026-02-10&to=2026-04-05')).toEqual(northLoad);
  });

  it('is of what somebody sees', async () => {
    expect(await loadOf(month, { kind: 'clinics', clinicIds: ['north'] })).toEqual(northLoad);
    expect(await loadOf(month, { kind: 'clinics', clinicIds: ['south'] })).toBeNull();
    expect((await loadOf(month, { kind: 'teams', teamIds: ['any'] })) ?? null).toBeNull();
  });

  it('stands in the file beside what was noted', async () => {
    const { cookie } = await createTestPerson(server.app, tenantId, [
      { role: 'supervisor', scope: { kind: 'all' } },
    ]);
    const answer = await askAs(server.url, cookie, `GET /history?${month}&format=csv`);
    const rows: Record<string, string>[] = parse(await answer.text(), { bom: true, columns: true });
    const linesOf = (section: string) =>
      rows
        .filter((row) => row['section'] === section)
        .map(({ item, measure, value }) => [item, measure, value]);
    expect(linesOf('load')).toEqual(
      Object.entries(northLoad).map(([measure, value]) => ['now', measure, String(value)]),
    );
    expect(linesOf('noted')).toContainEqual(['now', 'difficult', '19']);
  });

  it('is told of both clinics once the other has ten as well', async () => {
    await post([
      ...worked('2026-03-06', 'anne'),
      ...call('2026-03-06', '11:20:00', '11:25:00', { clinicId: 'south', agentId: 'anne', difficult: true }),
    ]);
    expect(await loadOf(`${month}&clinicId=south`)).toEqual({
      difficultLoads: 10,
      difficultSinceBreakMs: 120 * 60_000,
      difficultInARow: 0,
      otherLoads: 11,
      // Ten of 180 min and one of 120.
      otherSinceBreakMs: (1_920 * 60_000) / 11,
      otherInARow: 0,
    });
    expect((await loadOf(month))?.difficultLoads).toBe(20);
  });
});
