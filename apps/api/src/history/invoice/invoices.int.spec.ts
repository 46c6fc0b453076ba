import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallList, Invoice, InvoiceLine } from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';

import { askAs, createTestPerson, type TestPerson } from '../../access/testing/test-person';
import { AuditLog } from '../../audit/audit-log';
import { Projector } from '../../fold/projector';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';

const tenantId = 'place';
const clock = new ManualClock(Date.parse('2026-04-02T09:00+02:00'));

describe('calls by contract line', () => {
  let server: TestServer;
  let claire: TestPerson;
  let durand: TestPerson;
  let team: TestPerson;

  const ask = async <T>(who: TestPerson, path: string): Promise<T> =>
    (await (await askAs(server.url, who.cookie, `GET /${path}`)).json()) as T;
  const give = (who: TestPerson, text: string): Promise<Response> =>
    fetch(`${server.url}/api/v1/history/invoice?month=2026-03`, {
      method: 'PUT',
      headers: { cookie: who.cookie, origin: server.url, 'content-type': 'text/csv' },
      body: text,
    });
  const lineOf = ({ lines }: Invoice, id: string): InvoiceLine => {
    const found = lines.find(({ clinicId, lineId }) => clinicId === 'cabinet-durand' && lineId === id);
    if (found === undefined) throw new Error(`no line ${id}`);
    return found;
  };

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, tenantId);
    const settings = demoSettings();
    const clinics = (settings.clinics ?? []).map((clinic) =>
      clinic.id === 'cabinet-durand'
        ? {
            ...clinic,
            contractLines: [
              { id: 'matin', name: 'Appels du matin', hours: '08:00-12:00' },
              { id: 'perdus', count: 'unanswered' as const, coveredOnly: true },
              { id: 'rdv', queues: ['durand'] },
            ],
          }
        : clinic,
    );
    const text = JSON.stringify({ ...settings, clinics });
    await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
    const events = simulateDays('invoice', '2026-03-30', '2026-04-01', { smallPractices: false });
    await server.app.get(EventIntake).receiveBulk(tenantId, [...events]);
    await server.app.get(Projector).foldNow(tenantId);
    const ofDurand = { kind: 'clinics', clinicIds: ['cabinet-durand'] } as const;
    const ofTeam = { kind: 'teams', teamIds: ['mg'] } as const;
    claire = await createTestPerson(server.app, tenantId, [{ role: 'supervisor', scope: { kind: 'all' } }]);
    durand = await createTestPerson(server.app, tenantId, [{ role: 'manager', scope: ofDurand }]);
    team = await createTestPerson(server.app, tenantId, [{ role: 'supervisor', scope: ofTeam }]);
  });
  afterAll(() => server.close());

  it('are as many as the list that each opens has, by what each line narrows', async () => {
    const invoice = await ask<Invoice>(claire, 'history/invoice');
    expect(invoice).toMatchObject({ month: '2026-03', running: false, enteredAt: null });
    for (const id of ['matin', 'perdus', 'rdv']) {
      const line = lineOf(invoice, id);
      expect(line.calls).toBeGreaterThan(0);
      const list = await ask<CallList>(claire, `calls?${line.query}&limit=200`);
      expect([list.total, list.calls.length]).toEqual([line.calls, line.calls]);
    }
    // A clinic whose contract names no line is counted by its answered calls.
    const parc = invoice.lines.find(({ clinicId }) => clinicId === 'clinique-parc') ?? invoice.lines[0];
    expect(parc).toMatchObject({ lineId: 'answered', lineName: null, count: 'answered' });
  });

  it('stand beside what the centre counted, and a day that differs opens its calls', async () => {
    const before = lineOf(await ask<Invoice>(claire, 'history/invoice'), 'matin');
    const list = await ask<CallList>(claire, `calls?${before.query}&limit=200`);
    const ofDay = (date: string): number =>
      list.calls.filter(({ arrivedAt }) => arrivedAt.startsWith(date)).length;
    const [one, two] = [ofDay('2026-03-30'), ofDay('2026-03-31')];
    const text = `cabinet;ligne;jour;appels\ncabinet-durand;matin;30/03/2026;${one}\ncabinet-durand;matin;31/03/2026;${two + 2}\ncabinet-durand;perdus;;0\n`;
    expect((await give(claire, text)).status).toBe(200);
    const invoice = await ask<Invoice>(claire, 'history/invoice?month=2026-03');
    expect(invoice.enteredAt).toBe(new Date(clock.now()).toISOString());
    const morning = lineOf(invoice, 'matin');
    expect(morning).toMatchObject({ own: one + two + 2, difference: 2 });
    expect(morning.days).toMatchObject([{ date: '2026-03-31', calls: two, own: two + 2, difference: 2 }]);
    const opened = await ask<CallList>(claire, `calls?${morning.days[0]?.query ?? ''}`);
    expect(opened.total).toBe(two);
    const lost = lineOf(invoice, 'perdus');
    expect(lost).toMatchObject({ own: 0, difference: -lost.calls, days: [] });
    expect(lineOf(invoice, 'rdv')).toMatchObject({ own: null, difference: null });
    const search = { limit: 50, actions: ['invoice.count'] };
    expect(await server.app.get(AuditLog).search(tenantId, search)).toHaveLength(1);
  });

  it('are taken whole or not at all, and from nobody whom the table does not name', async () => {
    const refused = await give(claire, 'clinic;line;calls\ncabinet-durand;matin;4\nnobody;;1\n');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'invalid_counts', faults: [{ field: '3' }] });
    const kept = lineOf(await ask<Invoice>(claire, 'history/invoice'), 'matin');
    expect(kept.days).toHaveLength(1);
    expect((await give(durand, 'clinic;line;calls\ncabinet-durand;matin;4\n')).status).toBe(403);
  });

  it('are told a clinic of itself alone, and nobody who sees a part of it', async () => {
    const own = await ask<Invoice>(durand, 'history/invoice');
    expect(new Set(own.lines.map(({ clinicId }) => clinicId))).toEqual(new Set(['cabinet-durand']));
    expect(lineOf(own, 'matin')).toMatchObject({ difference: 2 });
    expect((await ask<Invoice>(team, 'history/invoice')).lines).toEqual([]);
    expect((await give(team, 'clinic;line;calls\ncabinet-durand;matin;4\n')).status).toBe(400);
  });

  it('come as a file of what the page shows', async () => {
    const answer = await askAs(server.url, claire.cookie, 'GET /history/invoice?format=csv&locale=fr');
    const lines = (await answer.text()).split('\r\n');
    const [head = '', ...rows] = lines;
    expect(head).toContain('"period";"clinicId";"clinic";"lineId"');
    expect(rows.filter((row) => row.startsWith('"2026-03-31";"cabinet-durand"'))).toHaveLength(1);
  });

  it('differ on a day that a count by day names nowhere', async () => {
    const { calls } = lineOf(await ask<Invoice>(claire, 'history/invoice'), 'matin');
    const given = await give(claire, 'cabinet;ligne;jour;appels\ncabinet-durand;matin;01/03/2026;3\n');
    expect(given.status).toBe(200);
    const { own, difference, days } = lineOf(await ask<Invoice>(claire, 'history/invoice'), 'matin');
    expect({ own, difference }).toEqual({ own: 3, difference: 3 - calls });
    expect(days.map((day) => [day.date, day.own])).toEqual([
      ['2026-03-01', 3],
      ['2026-03-30', 0],
      ['2026-03-31', 0],
    ]);
    expect(days.reduce((sum, day) => sum + day.difference, 0)).toBe(difference);
  });
});
