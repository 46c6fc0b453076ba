import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReportDocument, ReportSummaries } from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';

import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../platform/testing/test-server';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';

const clock = new ManualClock(Date.parse('2026-04-03T12:00:00Z'));
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, 'centre');
  const text = JSON.stringify(demoSettings());
  await server.app.get(SettingsRegistrar).register('centre', { format: 'yaml', text });
  const events = simulateDays('reports', '2026-03-23', '2026-03-30', { smallPractices: false });
  await server.app.get(EventIntake).receiveBulk('centre', events);
  await server.app.get(Projector).foldNow('centre');
}, 120_000);
afterAll(() => server.close());

const get = async <T>(path: string): Promise<T> => {
  const response = await fetch(`${server.url}/api/v1/reports${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
};

describe('GET /api/v1/reports', () => {
  it('lists every clinic of the month by name', async () => {
    const list = await get<ReportSummaries>('?tenant=centre&month=2026-03');
    expect(list.months).toEqual(['2026-03']);
    expect(list.clinics.find(({ clinicId }) => clinicId === 'cabinet-durand')?.presented).toBeGreaterThan(50);
  });

  it('gives the report of a clinic', async () => {
    const report = await get<ReportDocument>('/2026-03/clinics/radiologie-sud?tenant=centre&language=fr');
    expect(report.title).toBe('Radiologie Sud');
  });
});
