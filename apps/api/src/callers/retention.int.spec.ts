import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  retentionPreviewSchema,
  retentionSchema,
  type RetentionRequest,
  type SettingsFile,
} from '@vigie/contracts';

import { askAs, createTestPerson } from '../access/testing/test-person';
import { AuditLog } from '../audit/audit-log';
import { Projector } from '../fold/projector';
import { Retention } from '../fold/retention';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { listChanges } from '../settings/settings-change-store';
import { SettingsForms } from '../settings/settings-forms';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

const april = Date.UTC(2026, 3, 20, 9);
const october = Date.UTC(2026, 9, 20, 9);
const usual = { callMonths: 12, agentMonths: 3, auditMonths: 12 };

describe('how long data is kept', () => {
  const clock = new ManualClock(april);
  let server: TestServer;
  let cookie = '';

  const ask = (method: string, path = '', body?: RetentionRequest): Promise<Response> =>
    askAs(server.url, cookie, `${method} /retention${path}`, body);
  const read = async () => retentionSchema.parse(await (await ask('GET')).json());

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    const text = JSON.stringify({ centre: { name: 'La Place' } } satisfies SettingsFile);
    await server.app.get(SettingsRegistrar).register('place', { format: 'yaml', text });
    const event = { specversion: '1.0', source: '/pbx', subject: 'c1', time: '2026-04-20T08:59:00Z' };
    await server.app.get(EventIntake).receive('place', [
      { ...event, id: '1', type: 'call.enqueued', data: { queueId: 'rdv' } },
      { ...event, id: '2', type: 'call.abandoned', time: '2026-04-20T08:59:30Z', data: {} },
    ]);
    await server.app.get(Projector).foldNow('place');
    clock.advance(october - april);
    const officer = { role: 'officer', scope: { kind: 'all' } } as const;
    ({ cookie } = await createTestPerson(server.app, 'place', [officer], { email: 'odile@example.com' }));
  });
  afterAll(() => server.close());

  it('is told with what patients were promised, before anything went', async () => {
    expect(await read()).toEqual({
      ...usual,
      promisedMonths: 12,
      runs: [],
      keptNumbers: { count: 0, oldestAt: null },
      changes: [],
    });
  });

  it('is shown before it is shortened: so many calls would go', async () => {
    const shorter = { ...usual, callMonths: 3 };
    const answer = await ask('POST', '/preview', shorter);
    expect(retentionPreviewSchema.parse(await answer.json())).toMatchObject({ calls: 1, agentDays: 0 });
    const same = await ask('POST', '/preview', usual);
    expect(retentionPreviewSchema.parse(await same.json())).toMatchObject({ calls: 0 });
    expect((await read()).callMonths).toBe(12);
  });

  it('is never shorter for the audit log than for calls, of which it tells who looked', async () => {
    const answer = await ask('PUT', '', { ...usual, auditMonths: 6 });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid_settings' }]);
    expect((await read()).auditMonths).toBe(12);
  });

  it('is a version of the settings beside everything else that they say, told in the audit log', async () => {
    const answer = await ask('PUT', '', { callMonths: 3, agentMonths: 2, auditMonths: 24 });
    expect(retentionSchema.parse(await answer.json())).toMatchObject({
      callMonths: 3,
      agentMonths: 2,
      auditMonths: 24,
      changes: [{ by: 'odile', fields: [{ field: 'callMonths', before: null, after: 3 }, {}, {}] }],
    });
    expect(await server.app.get(SettingsForms).document('place')).toEqual({
      centre: { name: 'La Place' },
      retention: { callMonths: 3, agentMonths: 2, auditMonths: 24 },
    });
    const search = { actions: ['retention-settings'], limit: 5 };
    expect(await server.app.get(AuditLog).search('place', search)).toMatchObject([
      { subject: 'callMonths=3 agentMonths=2 auditMonths=24', actor: { role: 'officer' } },
    ]);
  });

  it('is in the history of the settings when it was changed on the page, by whom, and once', async () => {
    const same = await ask('PUT', '', { callMonths: 3, agentMonths: 2, auditMonths: 24 });
    expect(same.status).toBe(200);
    const centre = { kind: 'centre', id: '' } as const;
    const told = await server.database.withTenant('place', (tx) => listChanges(tx, 'place', centre, 10));
    expect(told.filter(({ by }) => by !== null)).toEqual([
      {
        at: october,
        fromAt: Date.UTC(2026, 9, 19, 22),
        by: 'odile',
        proposedBy: null,
        fields: [
          { field: 'retention', before: null, after: { callMonths: 3, agentMonths: 2, auditMonths: 24 } },
        ],
      },
    ]);
  });

  it('takes effect by the next round, which leaves its proof on the page', async () => {
    await server.app.get(Retention).run('place', { isStopping: () => false });
    const { runs } = await read();
    expect(runs.map(({ kind, count }) => [kind, count])).toContainEqual(['calls', 1]);
    const again = await ask('POST', '/preview', { callMonths: 3, agentMonths: 2, auditMonths: 24 });
    expect(retentionPreviewSchema.parse(await again.json())).toMatchObject({ calls: 0 });
  });
});
