import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handoverFiguresSchema, handoverListSchema, type HandoverList } from '@vigie/contracts';
import fc from 'fast-check';

import { askAs, signInPeople, type TestRole } from '../../access/testing/test-person';
import type { Membership } from '../../access/viewer';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';

const minute = 60_000;
/** Tuesday 24 November 2026, nine in the morning in Paris. */
const nine = Date.UTC(2026, 10, 24, 8);
const clock = new ManualClock(nine + 300 * minute);
const settings = `
centre: { timezone: Europe/Paris }
clinics:
  - { id: durand, name: Cabinet Durand, messageFields: [name, number, reason, birthDate] }
  - { id: radio, name: Radiologie Sud }
queues:
  - { id: durand-rdv, clinicId: durand }
  - { id: radio-rdv, clinicId: radio }
`;
const event = (type: string, subject: string, minutes: number, data: object) => ({
  ...{ specversion: '1.0', source: '/pbx', type, subject, data },
  id: `${type}-${subject}-${minutes}-${JSON.stringify(data).length}`,
  time: new Date(nine + minutes * minute).toISOString(),
});
const call = (id: string, queueId: string, minutes: number) => [
  event('call.enqueued', id, minutes, { queueId }),
  event('call.answered', id, minutes, { queueId, agentId: 'anne' }),
  event('call.disconnected', id, minutes + 3, { side: 'caller' }),
];
const usual = ['name', 'number', 'reason'];
/** A morning: Durand asks for the date of birth, too; a message is corrected, another waits since nine. */
const morning = [
  ...['c1', 'c2', 'c3', 'c4'].flatMap((id, nth) => call(id, 'durand-rdv', nth * 10)),
  ...call('c5', 'radio-rdv', 60),
  event('handover.written', 'c1', 4, { handoverId: 'M-1', fields: usual }),
  event('handover.written', 'c1', 6, { handoverId: 'M-1', fields: [...usual, 'birthDate'] }),
  event('handover.sent', 'c1', 7, { handoverId: 'M-1' }),
  event('handover.delivered', 'c1', 8, { handoverId: 'M-1' }),
  event('handover.acknowledged', 'c1', 34, { handoverId: 'M-1' }),
  event('handover.written', 'c2', 14, { fields: usual }),
  event('handover.sent', 'c2', 15, {}),
  event('handover.written', 'c3', 290, {
    handoverId: 'M-3',
    fields: [...usual, 'birthDate'],
    referral: true,
  }),
  event('handover.acknowledged', 'c4', 50, { handoverId: 'M-4' }),
  event('handover.written', 'c5', 70, { handoverId: 'M-5', fields: usual }),
  event('handover.delivered', 'c5', 72, { handoverId: 'M-5' }),
];

let server: TestServer;
let cookies: ReadonlyMap<string, string>;

async function tenantWith(tenantId: string, events: readonly object[]): Promise<void> {
  await createTestTenant(server.database, tenantId);
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text: settings });
  await take(tenantId, events);
}
async function take(tenantId: string, events: readonly object[]): Promise<void> {
  await server.app.get(EventIntake).receive(tenantId, events);
  await server.app.get(Projector).foldNow(tenantId);
}
const stored = (tenantId: string): Promise<unknown[]> =>
  server.database.withTenant(tenantId, (tx) =>
    tx.query<unknown[]>(
      `SELECT call_key, reference, opened_at, written_at, written_tie, fields, is_referral, sent_at, delivered_at,
         acknowledged_at FROM handover WHERE tenant_id = $1 ORDER BY handover_key`,
      [tenantId],
    ),
  );

beforeAll(async () => {
  server = await createTestServer({ clock });
  await tenantWith('place', morning);
  const manager = (id: string): Membership => ({
    role: 'manager',
    scope: { kind: 'clinics', clinicIds: [id] },
  });
  const people: Readonly<Record<string, TestRole>> = {
    Claire: [{ role: 'supervisor', scope: { kind: 'all' } }],
    Radio: [manager('radio')],
  };
  cookies = await signInPeople(server.app, 'place', people, 'handovers.example.com');
});
afterAll(() => server.close());

const open = async (who: string): Promise<HandoverList> => {
  const answer = await askAs(server.url, cookies.get(who) ?? '', 'GET /handovers');
  return handoverListSchema.parse(await answer.json());
};
const figures = async (who: string, by: string) => {
  const way = `GET /handovers/figures?from=2026-11-24&to=2026-11-25&by=${by}`;
  const answer = await askAs(server.url, cookies.get(who) ?? '', way);
  return handoverFiguresSchema.parse(await answer.json());
};

describe('messages for clinics', () => {
  it('that nobody acknowledged are told by age, a patient sent on to a doctor first, with what they lack', async () => {
    const { handovers, ...counts } = await open('Claire');
    expect(counts).toMatchObject({ open: 3, openReferrals: 1, overHour: 2, overFourHours: 1, overDay: 0 });
    expect(handovers.map(({ reference, referral, missing }) => [reference, referral, missing])).toEqual([
      ['M-3', true, []],
      [expect.stringMatching(/^[A-Z0-9]{8}$/u), false, ['birthDate']],
      ['M-5', false, []],
    ]);
    expect(handovers[2]).toMatchObject({ clinicName: 'Radiologie Sud', sentAt: null });
  });

  it('are told to a clinic’s manager of that clinic alone', async () => {
    expect((await open('Radio')).handovers.map(({ reference }) => reference)).toEqual(['M-5']);
    expect((await figures('Radio', 'clinic')).rows).toMatchObject([{ key: 'radio', handovers: 1 }]);
  });

  it('are counted by how far they came: what was acknowledged was delivered and sent, whoever said so', async () => {
    const { total, rows } = await figures('Claire', 'clinic');
    expect(total).toEqual({
      ...{ key: '', handovers: 5, handoversWritten: 4, handoversComplete: 3, handoverCompleteRate: 0.75 },
      ...{ handoversSent: 4, handoversDelivered: 3, handoversAcknowledged: 2, handoverAcknowledgedRate: 0.4 },
      ...{ medianToAcknowledgedMs: 0, referrals: 1, referralsAcknowledged: 0 },
    });
    expect(rows.map(({ key, handovers, handoversComplete }) => [key, handovers, handoversComplete])).toEqual([
      ['durand', 4, 2],
      ['radio', 1, 1],
    ]);
    expect((await figures('Claire', 'day')).rows).toMatchObject([{ key: '2026-11-24', handovers: 5 }]);
  });

  it('end as acknowledged when a person of the clinic says so, once, and of no other clinic', async () => {
    await tenantWith('own', morning);
    const manager = (id: string): TestRole => [
      { role: 'manager', scope: { kind: 'clinics', clinicIds: [id] } },
    ];
    const people = { Durand: manager('durand'), Radio: manager('radio') };
    const own = await signInPeople(server.app, 'own', people, 'own.example.com');
    const ask = (who: string, way: string) => askAs(server.url, own.get(who) ?? '', way);
    const list = async () => handoverListSchema.parse(await (await ask('Durand', 'GET /handovers')).json());
    const [first] = (await list()).handovers;
    const way = `POST /handovers/${first?.id ?? ''}/acknowledge`;
    expect((await ask('Radio', way)).status).toBe(404);
    expect((await ask('Durand', 'POST /handovers/M-3/acknowledge')).status).toBe(404);
    const said = await (await ask('Durand', way)).json();
    clock.advance(minute);
    expect(await (await ask('Durand', way)).json()).toEqual(said);
    await server.app.get(Projector).foldNow('own');
    expect(await (await ask('Durand', way)).json()).toEqual(said);
    clock.advance(-minute);
    expect((await list()).handovers.map(({ reference }) => reference)).not.toContain('M-3');
    expect((await list()).open).toBe(1);
    expect(await server.app.get(Rebuild).compare('own')).toMatchObject({ differences: 0, stale: false });
  });

  it('that were complete by the rule of their day stay so when the clinic asks for more', async () => {
    const text = settings.replace('birthDate', 'birthDate, insurance');
    await server.app
      .get(SettingsRegistrar)
      .register('place', { format: 'yaml', text, from: '2026-11-24T14:00:00+01:00' });
    expect((await figures('Claire', 'none')).total.handoversComplete).toBe(3);
  });

  it('come out the same in any order and however often they are told, and a rebuild finds nothing', async () => {
    let tenants = 0;
    const expected = await stored('place');
    expect(expected).toHaveLength(5);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(morning, { minLength: morning.length }),
        fc.nat(morning.length),
        async (events, cut) => {
          const tenantId = `any${(tenants += 1)}`;
          await tenantWith(tenantId, events.slice(0, cut));
          await take(tenantId, events.slice(cut));
          await take(tenantId, events.slice(0, cut).toReversed());
          expect(await stored(tenantId)).toEqual(expected);
        },
      ),
      { numRuns: 8 },
    );
    expect(await server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0, stale: false });
    await server.database.withTenant(
      'any1',
      (tx) => tx.query('UPDATE handover SET sent_at = NULL WHERE tenant_id = $1', ['any1']),
      'fold',
    );
    expect((await server.app.get(Rebuild).compare('any1')).differences).toBeGreaterThan(0);
  });
});
