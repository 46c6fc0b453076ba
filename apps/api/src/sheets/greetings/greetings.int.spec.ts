import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clinicGreetingSchema, type ClinicGreeting } from '@vigie/contracts';

import { askAs, createTestPerson } from '../../access/testing/test-person';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { insertVersion } from '../sheet-store';
import { sheetTemplates } from '../templates/sheet-templates';

const dayMs = 86_400_000;
/** Wednesday 11 March 2026, midnight in Paris: the greeting changes. */
const changed = Date.UTC(2026, 2, 10, 23);
const clock = new ManualClock(changed + 5 * dayMs);
const managerOf = (id: string) => ({ role: 'manager', scope: { kind: 'clinics', clinicIds: [id] } }) as const;

type Told = Readonly<{
  after?: string;
  greetedMs?: number;
  plays?: number;
  leavesMs: number;
  hangsUp: boolean;
}>;
/** A call that hears a greeting after some time, and leaves; `plays`: how long the greeting is. */
function call(id: string, at: number, { after, greetedMs, plays = 0, leavesMs, hangsUp }: Told) {
  const event = (type: string, ms: number, data: object) => ({
    ...{ specversion: '1.0', id: `${id}-${type}`, source: '/pbx', type, subject: id },
    ...{ time: new Date(at + ms).toISOString(), data: { clinicId: 'sud', ...data } },
  });
  const heard = greetedMs === undefined ? undefined : Math.min(plays, leavesMs - greetedMs);
  const queuedMs = (greetedMs ?? 0) + plays;
  const greeting = (fromMs: number, lasts: number) => [
    event('call.greeting_started', fromMs, { messageId: 'accueil', ...(after && { after }) }),
    event('call.greeting_ended', fromMs + lasts, { completed: lasts === plays }),
  ];
  const queue = () => [
    event('call.enqueued', queuedMs, { queueId: 'rdv' }),
    event('call.wait_announced', queuedMs + 1_000, { waitMs: 30_000 }),
    hangsUp
      ? event('call.dequeued', leavesMs, { queueId: 'rdv', reason: 'abandoned' })
      : event('call.answered', leavesMs, { queueId: 'rdv', agentId: 'anne' }),
    event('call.disconnected', leavesMs + 60_000, { side: 'caller' }),
  ];
  return [
    event('call.initiated', 0, {}),
    ...(greetedMs === undefined || heard === undefined ? [] : greeting(greetedMs, heard)),
    ...(hangsUp && leavesMs <= queuedMs
      ? [event('call.disconnected', leavesMs, { side: 'caller' })]
      : queue()),
  ];
}
const many = (name: string, from: number, count: number, told: Told) =>
  Array.from({ length: count }, (_, n) =>
    call(`${name}${n}`, from + (n % 4) * dayMs + 36_000_000 + n * 60_000, told),
  ).flat();
/**
 * Before the change music plays for 5 s, then a greeting of 10 s: of 100 callers 20 hang up in the music and 10 in the
 * greeting. After it the greeting comes at once and is of 6 s: of 100 two hang up in it and 8 later.
 */
const before = changed - 5 * dayMs;
const events = [
  ...many('m', before, 20, { greetedMs: 5_000, plays: 10_000, leavesMs: 3_000, hangsUp: true }).filter(
    ({ type }) => !type.startsWith('call.greeting'),
  ),
  ...many('g', before, 10, {
    after: 'music',
    greetedMs: 5_000,
    plays: 10_000,
    leavesMs: 9_500,
    hangsUp: true,
  }),
  ...many('o', before, 70, {
    after: 'music',
    greetedMs: 5_000,
    plays: 10_000,
    leavesMs: 40_000,
    hangsUp: false,
  }),
  ...many('h', changed, 2, { greetedMs: 0, plays: 6_000, leavesMs: 4_500, hangsUp: true }),
  ...many('w', changed, 8, { greetedMs: 0, plays: 6_000, leavesMs: 50_500, hangsUp: true }),
  ...many('a', changed, 90, { greetedMs: 0, plays: 6_000, leavesMs: 27_000, hangsUp: false }),
];

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, 'place');
  const { greeting } = sheetTemplates.fr;
  const sheet = (version: number, heldFrom: number, text: string) =>
    server.database.withTenant('place', (tx) =>
      insertVersion(tx, 'place', 'sud', {
        ...{ version, at: heldFrom, by: { id: null, name: 'Paul' }, side: 'centre', note: '', heldFrom },
        ...{ sheet: { ...sheetTemplates.fr, greeting: { ...greeting, text } }, isApproved: true },
      }),
    );
  await sheet(1, before - 30 * dayMs, 'De la musique, puis bonjour.');
  await sheet(2, changed, 'Bonjour.');
  await server.app.get(EventIntake).receive('place', events);
  await server.app.get(Projector).foldNow('place');
  cookie = (await createTestPerson(server.app, 'place', [managerOf('sud')])).cookie;
});
afterAll(() => server.close());

const read = async (): Promise<ClinicGreeting> => {
  const answer = await askAs(server.url, cookie, 'GET /clinics/sud/greeting?month=2026-03');
  return clinicGreetingSchema.parse(await answer.json());
};

describe('the greeting of a clinic', () => {
  it('is measured: when it is heard, after what, whether to its end, and who hangs up when', async () => {
    const { numbers, byPhase } = await read();
    expect(numbers).toMatchObject({
      ...{ greetingCalls: 200, greeted: 180, greetedRate: 0.9, greetedAfterOther: 80 },
      ...{ medianToGreetingMs: 0, p90ToGreetingMs: 5_000, heardToEnd: 168 },
      ...{ hungUpBefore: 20, hungUpDuring: 12, hungUpAfter: 8, hungUpInGreetingRate: 0.16 },
    });
    expect(byPhase.map(({ phase, hungUp, ms }) => [phase, hungUp, Math.round(ms / 1_000)])).toEqual([
      ['before', 20, 20 * 3 + 80 * 5],
      ['during', 12, 10 * 4.5 + 70 * 10 + 2 * 4.5 + 98 * 6],
      ['after', 8, Math.round(70 * 25 + 8 * 44.5 + 90 * 21)],
    ]);
  });

  it('tells for each second how many were still there and how many hung up in it', async () => {
    const { bySecond } = await read();
    expect(bySecond[0]).toEqual({ second: 0, atRisk: 200, hungUp: 0 });
    expect(bySecond.filter(({ hungUp }) => hungUp > 0)).toEqual([
      { second: 3, atRisk: 200, hungUp: 20 },
      { second: 4, atRisk: 180, hungUp: 2 },
      { second: 9, atRisk: 178, hungUp: 10 },
    ]);
    // Of the eight who are left after forty seconds a second would tell chance.
    expect(bySecond.at(-1)?.second).toBe(40);
  });

  it('that was changed is told before and after, with an interval', async () => {
    const [change, ...others] = (await read()).changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      ...{ version: 2, at: '2026-03-10T23:00:00.000Z', days: 5, isShown: true },
      before: { calls: 100, hungUp: 30, medianToGreetingMs: 5_000 },
      after: { calls: 100, hungUp: 2, medianToGreetingMs: 0 },
    });
    expect(change?.difference?.value).toBeCloseTo(-0.28, 10);
    expect(change?.difference?.low).toBeLessThan(-0.28);
    expect(change?.difference?.high).toBeLessThan(-0.17);
  });

  it('is beside the wait that was announced, where a source tells it', async () => {
    const { numbers } = await read();
    // 40 − 16 = 24 s of 30 announced, and 27 − 7 = 20 s.
    expect(numbers).toMatchObject({
      waitsAnnounced: 160,
      announcedErrorP50Ms: 10_000,
      announcedErrorP90Ms: 10_000,
    });
  });

  it('is told of no clinic that is not there', async () => {
    expect((await askAs(server.url, cookie, 'GET /clinics/nord/greeting')).status).toBe(404);
  });

  it('is the same after every event came again in another order, and a rebuild finds nothing', async () => {
    const told = await read();
    await createTestTenant(server.database, 'other');
    for (const some of [events.slice(300), events.toReversed(), events.slice(0, 50)])
      await server.app.get(EventIntake).receive('other', some);
    await server.app.get(Projector).foldNow('other');
    const stored = (tenantId: string): Promise<unknown[]> =>
      server.database.withTenant(tenantId, (tx) =>
        tx.query<unknown[]>(
          `SELECT call_key, started_at, message_id, after, ended_at, completed, announced_at, announced_ms
           FROM call_greeting WHERE tenant_id = $1 ORDER BY call_key`,
          [tenantId],
        ),
      );
    expect(await stored('other')).toEqual(await stored('place'));
    expect(await server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0, stale: false });
    expect(await read()).toEqual(told);
  });

  it('that was cut short is left during it by who hangs up within a second of that, and is told to its clinic alone', async () => {
    const cut = (id: string, hangsUpMs: number, completed: boolean) => {
      const event = (type: string, ms: number, data: object) => ({
        ...{ specversion: '1.0', id: `${id}-${type}`, source: '/pbx', type, subject: id },
        ...{ time: new Date(changed + ms).toISOString(), data: { clinicId: 'est', ...data } },
      });
      return [
        event('call.initiated', 0, {}),
        event('call.greeting_started', 0, { messageId: 'accueil' }),
        event('call.greeting_ended', 5_000, { completed }),
        event('call.enqueued', 5_100, { queueId: 'rdv' }),
        event('call.dequeued', hangsUpMs, { queueId: 'rdv', reason: 'abandoned' }),
        event('call.disconnected', hangsUpMs, { side: 'caller' }),
      ];
    };
    const left = [...cut('cut', 5_900, false), ...cut('waited', 6_200, false), ...cut('whole', 5_900, true)];
    await server.app.get(EventIntake).receive('place', left);
    await server.app.get(Projector).foldNow('place');
    // The manager of the other clinic is told nothing of this one, which the centre knows by now.
    expect((await askAs(server.url, cookie, 'GET /clinics/est/greeting')).status).toBe(404);
    const east = await createTestPerson(server.app, 'place', [managerOf('est')]);
    const answer = await askAs(server.url, east.cookie, 'GET /clinics/est/greeting?month=2026-03');
    expect(clinicGreetingSchema.parse(await answer.json()).numbers).toMatchObject({
      ...{ greetingCalls: 3, heardToEnd: 1, hungUpBefore: 0, hungUpDuring: 1, hungUpAfter: 2 },
    });
  });
});
