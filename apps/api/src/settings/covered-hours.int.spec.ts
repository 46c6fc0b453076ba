import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { Statistician } from '../metrics/statistician';
import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { SettingsRegistrar } from './settings-registrar';

const tenantId = 'lyon';

/** Monday 23 November 2026, Europe/Paris. */
const event = (subject: string, type: string, time: string, data: object) => ({
  specversion: '1.0',
  id: `${subject}-${type}`,
  source: '/pbx',
  type,
  subject,
  time: `2026-11-23T${time}+01:00`,
  data: { queueId: 'rdv', ...data },
});
const lost = (subject: string, from: string, to: string, dnis = '0199001234') => [
  event(subject, 'call.enqueued', from, { dnis }),
  event(subject, 'call.dequeued', to, { reason: 'abandoned' }),
];
const answered = (subject: string, from: string, to: string) => [
  event(subject, 'call.enqueued', from, { dnis: '0199001234' }),
  event(subject, 'call.answered', to, { agentId: 'anna' }),
  event(subject, 'call.leg_ended', '20:30:00', { agentId: 'anna' }),
];

const events = [
  ...lost('morning', '10:00:00', '10:01:00'),
  ...lost('lunch', '12:30:00', '12:31:00'),
  ...answered('evening', '20:00:00', '20:00:10'),
  ...lost('across', '11:59:50', '12:00:30'),
  ...lost('quick', '10:10:00', '10:10:07'),
  ...lost('test', '10:20:00', '10:21:00', '+33 1 99 00 99 99'),
];

const clinic = (more: string) => `
centre: { testNumbers: ["01 99 00 99 99"] }
teams: [{ id: mg, queues: [rdv], members: [anna] }]
clinics:
  - id: durand
    numbers: ["+33 1 99 00 12 34"]
    ${more}
`;
const covered = 'covered: { week: { mon: ["08:00-12:00", "14:00-19:00"] } }';

describe('settings and the calls of the past', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, tenantId);
    await server.app.get(EventIntake).receive(tenantId, events);
    await server.app.get(Projector).foldNow(tenantId);
  });
  afterAll(() => server.close());

  async function configure(text: string, from?: string): Promise<void> {
    const request = { format: 'yaml' as const, text, ...(from !== undefined && { from }) };
    const registration = await server.app.get(SettingsRegistrar).register(tenantId, request);
    if (registration.result === 'refused') throw new Error(JSON.stringify(registration.problems));
    await server.app.get(Projector).refoldFrom(tenantId, registration.fromAt);
  }
  async function figures(query: Readonly<Record<string, string>> = {}) {
    const range = { from: '2026-11-23', to: '2026-11-24', ...query };
    const { rows } = await server.app.get(Statistician).answer(tenantId, range);
    return rows.map(({ key, counts }) => {
      const { presented, unanswered, closed, abandoned, shortAbandoned, answeredOutsideHours } = counts;
      return { key, presented, unanswered, closed, abandoned, shortAbandoned, answeredOutsideHours };
    });
  }

  it('without settings every hour is covered and the queue is its own clinic', async () => {
    const all = {
      presented: 6,
      unanswered: 5,
      closed: 0,
      abandoned: 5,
      shortAbandoned: 0,
      answeredOutsideHours: 0,
    };
    expect(await figures({ by: 'clinic' })).toEqual([{ key: 'rdv', ...all }]);
  });

  it('covered hours close what nobody answered outside them, by the instant of arrival', async () => {
    await configure(clinic(covered));
    const all = {
      presented: 5,
      unanswered: 3,
      closed: 1,
      abandoned: 3,
      shortAbandoned: 0,
      answeredOutsideHours: 1,
    };
    expect(await figures({ by: 'clinic' })).toEqual([{ key: 'durand', ...all }]);
    expect(await figures({ by: 'team' })).toEqual([{ key: 'mg', ...all }]);
  });

  it('another short abandon moves calls, not the unanswered count', async () => {
    await configure(clinic(`${covered}\n    shortAbandonSeconds: 10`), '2026-11-01');
    expect(await figures()).toMatchObject([{ abandoned: 3, shortAbandoned: 1, unanswered: 3 }]);
  });

  it('a version of a later day leaves the calls before it alone', async () => {
    const before = await figures({ by: 'clinic' });
    await configure(clinic('covered: { week: {} }'), '2026-11-24');
    expect(await figures({ by: 'clinic' })).toEqual(before);
    await configure(clinic('covered: { week: {} }'), '2026-11-23');
    expect(await figures()).toMatchObject([{ closed: 4, unanswered: 0, answeredOutsideHours: 1 }]);
  });

  it('dropped again, they leave what was there before', async () => {
    await configure('centre: {}\n', '2026-11-23');
    const all = {
      presented: 6,
      unanswered: 5,
      closed: 0,
      abandoned: 5,
      shortAbandoned: 0,
      answeredOutsideHours: 0,
    };
    expect(await figures({ by: 'clinic' })).toEqual([{ key: 'rdv', ...all }]);
  });
});
