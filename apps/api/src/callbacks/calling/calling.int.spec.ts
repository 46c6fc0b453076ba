import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type {
  CallbackDetail,
  CallbackList,
  CallbackView,
  CallWayTest,
  MadeCallWayView,
  PlacedCallView,
} from '@vigie/contracts';

import { askAs, createTestPerson, type TestPerson } from '../../access/testing/test-person';
import { CallerEraser } from '../../callers/caller-eraser';
import { theServer } from '../../audit/audit-entry';
import { WebhookReceiver } from '../../deliveries/testing/webhook-receiver';
import { isGenuineWebhook } from '../../deliveries/webhook-signature';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { ManualClock } from '../../platform/clock';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { CallSender } from './call-sender';
import { CallSystem } from './call-system';

const settings = `
centre: { timezone: Europe/Paris, sharedNumbers: ["04 65 71 12 00"] }
queues:
  - { id: durand, clinicId: durand }
  - { id: martin, clinicId: martin }
clinics:
  - { id: durand, name: Cabinet Durand, hours: { week: { tue: ["08:00-19:00"] } } }
  - { id: martin, name: Cabinet Martin, hours: { week: { tue: ["08:00-19:00"] } } }
agents:
  - { id: anne, extension: "101" }
  - { id: karim, extension: PJSIP/102 }
  - { id: lea }
`;

/** Tuesday 24 November 2026 in Paris. */
const at = (time: string): number => Date.parse(`2026-11-24T${time}+01:00`);
const clock = new ManualClock(at('10:00:00'));
const tenantId = 'place';
const shared = '04 65 71 12 00';

let server: TestServer;
let pbx: WebhookReceiver;
let administrator: TestPerson;
let anne: TestPerson;
let karim: TestPerson;
let lea: TestPerson;
let supervisor: TestPerson;
let secret = '';

const everywhere = { kind: 'all' } as const;
const ask = (person: TestPerson, way: string, body?: unknown): Promise<Response> =>
  askAs(server.url, person.cookie, way, body);
const told = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const setWay = (roles: readonly string[], more: object = {}): Promise<Response> =>
  ask(administrator, 'PUT /call-ways', { source: '/pbx', url: pbx.url, roles, ...more });

let events = 0;
type Told = Readonly<{ type: string; subject: string; time: number; data?: object }>;
async function send(...facts: readonly Told[]): Promise<void> {
  const answer = await server.ask(`${server.url}/api/v1/events?tenant=${tenantId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      facts.map(({ type, subject, time, data = {} }) => ({
        ...{ specversion: '1.0', id: `e${(events += 1)}`, source: '/pbx', type, subject, data },
        time: new Date(time).toISOString(),
      })),
    ),
  });
  expect(answer.status).toBeLessThan(300);
  await server.app.get(Projector).foldNow(tenantId);
}
async function lost(subject: string, ani: string, queueId = 'durand'): Promise<void> {
  const time = clock.now() - 600_000;
  await send(
    { type: 'call.enqueued', subject, time, data: { queueId, ani } },
    { type: 'call.dequeued', subject, time: time + 40_000, data: { queueId, reason: 'abandoned' } },
    { type: 'call.disconnected', subject, time: time + 41_000, data: { side: 'caller' } },
  );
}
const number = (nth: number): string => `06 39 98 00 ${String(nth).padStart(2, '0')}`;

/** The row of the latest lost call of a clinic. */
async function rowOf(nth: number, clinicId = 'durand', ani = number(nth)): Promise<string> {
  const known = new Set(
    (await told<CallbackList>(ask(anne, 'GET /callbacks'))).callbacks.map(({ id }) => id),
  );
  await lost(`in-${nth}-${clinicId}-${events}`, ani, clinicId);
  const { callbacks } = await told<CallbackList>(ask(anne, 'GET /callbacks'));
  return callbacks.find(({ id }) => !known.has(id))?.id ?? '';
}
const claim = async (person: TestPerson, id: string): Promise<void> => {
  expect((await ask(person, `POST /callbacks/${id}/claim`, {})).status).toBe(200);
};
const place = (person: TestPerson, id: string): Promise<Response> =>
  ask(person, `POST /callbacks/${id}/call`);
const codeOf = async (answer: Promise<Response>): Promise<string> =>
  (await told<{ readonly code: string }>(answer)).code;
const detailOf = async (id: string): Promise<CallbackDetail> => {
  await server.app.get(Projector).foldNow(tenantId);
  return told<CallbackDetail>(ask(anne, `GET /callbacks/${id}`));
};
const viewOf = async (id: string): Promise<CallbackView> => (await detailOf(id)).callback;

beforeAll(async () => {
  pbx = await WebhookReceiver.open();
  server = await createTestServer({ clock });
  const { app } = server;
  await createTestTenant(server.database, tenantId);
  await app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text: settings });
  const secretary = [{ role: 'secretary', scope: everywhere }] as const;
  administrator = await createTestPerson(app, tenantId, [{ role: 'administrator', scope: everywhere }]);
  supervisor = await createTestPerson(app, tenantId, [{ role: 'supervisor', scope: everywhere }]);
  anne = await createTestPerson(app, tenantId, secretary, { agentId: 'anne' });
  karim = await createTestPerson(app, tenantId, secretary, { agentId: 'karim' });
  lea = await createTestPerson(app, tenantId, secretary, { agentId: 'lea' });
});
afterAll(async () => {
  await server.close();
  await pbx.close();
});
beforeEach(() => {
  pbx.received.length = 0;
  pbx.answers = [{ status: 202 }];
  clock.advance(60_000);
});

describe('patients whom the telephone system calls', () => {
  it('are called by nobody until the administrator says how, and to which role that is given', async () => {
    const id = await rowOf(1);
    await claim(anne, id);
    expect((await told<CallbackList>(ask(anne, 'GET /callbacks'))).placesCalls).toBe(false);
    expect((await detailOf(id)).callObstacle).toBe('noWay');
    expect(await codeOf(place(anne, id))).toBe('no_way');
    expect((await setWay([], { url: 'http://pbx.example/call' })).status).toBe(400);
    expect((await setWay([], { url: 'https://vigie:sesame@pbx.example/call' })).status).toBe(400);
    expect((await ask(anne, 'PUT /call-ways', { source: '/pbx', url: pbx.url, roles: [] })).status).toBe(403);
    const made = await told<MadeCallWayView>(setWay([]));
    secret = made.secret ?? '';
    expect(secret).toMatch(/^whsec_.{44}$/u);
    expect((await told<CallbackList>(ask(anne, 'GET /callbacks'))).placesCalls).toBe(true);
    expect((await detailOf(id)).callObstacle).toBe('notGiven');
    const refused = await place(anne, id);
    expect([refused.status, await codeOf(Promise.resolve(refused))]).toEqual([403, 'not_given']);
    expect((await place(supervisor, id)).status).toBe(409);
    expect((await told<MadeCallWayView>(setWay(['secretary']))).secret).toBeNull();
    expect((await detailOf(id)).callObstacle).toBeNull();
    expect(pbx.received).toEqual([]);
    const kept = await server.asAdministrator((tx) => tx.query(`SELECT * FROM call_way`));
    expect(JSON.stringify(kept)).not.toContain(secret);
    const log = await server.asAdministrator((tx) =>
      tx.query<{ subject: string }[]>(
        `SELECT subject FROM audit_entry WHERE action = 'calling.set' ORDER BY seq`,
      ),
    );
    expect(log.map(({ subject }) => subject.split(' ').slice(2).join(' '))).toEqual([
      'roles=nobody secret=new',
      'roles=secretary',
    ]);
  });

  it('are rung after her own set, and what came of the call is proposed without a click', async () => {
    pbx.answers = [{ status: 202, body: '{"call":"out-2"}' }];
    const id = await rowOf(2);
    expect(await codeOf(place(anne, id))).toBe('not_claimed');
    await claim(anne, id);
    const placed = await told<PlacedCallView>(place(anne, id));
    expect(placed).toMatchObject({ state: 'ringing', why: null });
    const [{ headers, body } = { headers: {}, body: '' }] = pbx.received;
    const timestamp = Number(headers['webhook-timestamp']);
    const parts = { id: placed.requestId, timestamp, body };
    expect(headers['webhook-id']).toBe(placed.requestId);
    expect(isGenuineWebhook(parts, String(headers['webhook-signature']), secret, clock.now() / 1000)).toBe(
      true,
    );
    const { data, type } = JSON.parse(body) as { type: string; data: Record<string, string> };
    expect([type, Object.keys(data)]).toEqual(['call.place', ['requestId', 'call', 'extension']]);
    expect(data).toMatchObject({ requestId: placed.requestId, extension: '101' });
    expect(data['call']).toMatch(/^in-2-durand/u);
    expect(body).not.toMatch(/06 ?39|399800/u);

    const begun = clock.now() + 1_000;
    const agentId = 'anne';
    // Neither the caller nor the clinic is told of it: it is known by what the system called it.
    await send(
      { type: 'call.initiated', subject: 'out-2', time: begun, data: { direction: 'outbound' } },
      { type: 'call.offered', subject: 'out-2', time: begun, data: { agentId } },
    );
    expect(await viewOf(id)).toMatchObject({ placed: { state: 'ringing' }, claim: { until: null } });
    await send({
      type: 'call.offer_ended',
      subject: 'out-2',
      time: begun + 3_000,
      data: { agentId, result: 'answered' },
    });
    expect((await viewOf(id)).placed?.state).toBe('patient');
    await send({ type: 'call.answered', subject: 'out-2', time: begun + 20_000, data: { agentId } });
    expect((await viewOf(id)).placed?.state).toBe('talking');
    await send({
      type: 'call.disconnected',
      subject: 'out-2',
      time: begun + 55_000,
      data: { side: 'caller' },
    });
    expect(await viewOf(id)).toMatchObject({ placed: { state: 'over' }, suggested: 'reached' });
    clock.advance(60_000);
    expect((await ask(anne, `POST /callbacks/${id}/close`, { outcome: 'reached' })).status).toBe(204);
    expect(await viewOf(id)).toMatchObject({ state: 'recovered', placed: null });
  });

  it('is proposed nothing after a short call; a source that names no call of its own names the request', async () => {
    const id = await rowOf(3);
    await claim(anne, id);
    const { requestId } = await told<PlacedCallView>(place(anne, id));
    const begun = clock.now() + 1_000;
    const data = { direction: 'outbound', requestId };
    await send(
      { type: 'call.initiated', subject: 'out-3', time: begun, data },
      { type: 'call.answered', subject: 'out-3', time: begun + 5_000, data: { agentId: 'anne' } },
      { type: 'call.disconnected', subject: 'out-3', time: begun + 20_000 },
    );
    expect(await viewOf(id)).toMatchObject({ placed: { state: 'over' }, suggested: null });
    // Said: and it may be tried again.
    clock.advance(60_000);
    await ask(anne, `POST /callbacks/${id}/attempts`, { outcome: 'noAnswer' });
    await claim(anne, id);
    expect((await told<PlacedCallView>(place(anne, id))).requestId).not.toBe(requestId);
  });

  it('are never called twice: not by one who presses twice, nor by two persons, nor of two clinics', async () => {
    const id = await rowOf(4);
    const elsewhere = await rowOf(4, 'martin');
    await claim(anne, id);
    await claim(karim, elsewhere);
    const both = await Promise.all([place(anne, id), place(anne, id), place(karim, elsewhere)]);
    expect(pbx.received).toHaveLength(1);
    const statuses = both.map(({ status }) => status);
    expect(statuses.filter((status) => status === 409).length).toBeGreaterThan(0);
    expect(await codeOf(place(karim, id))).toBe('claimed');
    const again = statuses[2] === 200 ? place(karim, elsewhere) : place(anne, id);
    expect((await again).status).toBe(200);
    expect(pbx.received).toHaveLength(1);
  });

  it('of a number that many share are called by their own call, and while nobody else calls it', async () => {
    const [first, second] = [await rowOf(5, 'durand', shared), await rowOf(6, 'durand', shared)];
    await claim(anne, first);
    await claim(karim, second);
    expect(await codeOf(place(anne, first))).toBe('shared_held');
    expect((await ask(karim, `POST /callbacks/${second}/release`, {})).status).toBe(204);
    await server.app.get(Projector).foldNow(tenantId);
    expect((await place(anne, first)).status).toBe(200);
    expect(pbx.received[0]?.body).toContain('"call":"in-5-durand');
  });

  it('are not called outside the hours of the clinic, without a number, or from a set that nobody knows', async () => {
    const id = await rowOf(7);
    await claim(lea, id);
    expect(await codeOf(place(lea, id))).toBe('no_set');
    await lost('in-8', 'anonymous');
    await send({ type: 'callback.requested', subject: 'in-8', time: clock.now() - 1_000 });
    const { callbacks } = await told<CallbackList>(ask(anne, 'GET /callbacks'));
    const withheld = callbacks.find(({ mask }) => mask === null)?.id ?? '';
    await claim(anne, withheld);
    expect(await codeOf(place(anne, withheld))).toBe('no_number');
    await ask(lea, `POST /callbacks/${id}/release`, {});
    const before = clock.now();
    clock.setTo(at('19:05:00'));
    await claim(anne, id);
    expect(await codeOf(place(anne, id))).toBe('outside_hours');
    clock.setTo(before + 1_000);
    expect(pbx.received).toEqual([]);
  });

  it('says within seconds why the telephone system does not call', async () => {
    const id = await rowOf(9);
    await claim(anne, id);
    pbx.answers = [{ status: 409, body: '{"reason":"set_busy"}' }];
    expect(await told<PlacedCallView>(place(anne, id))).toMatchObject({ state: 'refused', why: 'set_busy' });
    expect((await viewOf(id)).placed).toMatchObject({ state: 'refused', why: 'set_busy' });
    pbx.answers = [{ status: 503 }, { status: 202 }];
    expect(await told<PlacedCallView>(place(anne, id))).toMatchObject({ state: 'ringing' });
    const [refused, ...tries] = pbx.received.map(({ headers }) => headers['webhook-id']);
    expect(tries).toHaveLength(2);
    expect(new Set(tries).size).toBe(1);
    expect(refused).not.toBe(tries[0]);
    const { url } = pbx;
    await setWay(['secretary'], { url: url.replace(/:\d+/u, ':9') });
    const test = await told<CallWayTest>(ask(administrator, 'POST /call-ways/test', { source: '/pbx' }));
    expect(test).toMatchObject({ ok: false, fault: 'unreachable' });
    await setWay(['secretary']);
    expect(
      await told<CallWayTest>(ask(administrator, 'POST /call-ways/test', { source: '/pbx' })),
    ).toMatchObject({
      ok: true,
      fault: null,
    });
    expect(JSON.parse(pbx.received.at(-1)?.body ?? '{}')).toMatchObject({ type: 'call.test', data: {} });
  });

  it('are neither lost nor called twice unawares when the server dies before or after it asked', async () => {
    const { app } = server;
    const sender = app.get(CallSender);
    const system = app.get(CallSystem);
    const ofSystem = system.ask.bind(system);
    const [before, after, long] = [await rowOf(10), await rowOf(11), await rowOf(12)];
    // Died before anything was sent.
    const death = jest.spyOn(sender, 'send').mockResolvedValueOnce();
    await claim(anne, before);
    await place(anne, before);
    death.mockRestore();
    expect((await viewOf(before)).placed?.state).toBe('asked');
    expect((await place(anne, before)).status).toBe(200);
    // Died when it was sent, before the answer was kept.
    const cut = jest.spyOn(system, 'ask').mockImplementationOnce(async (...message) => {
      await ofSystem(...message);
      throw new Error('power cut');
    });
    await claim(anne, after);
    await place(anne, after);
    cut.mockRestore();
    expect(pbx.received).toHaveLength(1);
    await sender.takeUp(tenantId);
    expect(pbx.received).toHaveLength(1);
    clock.advance(20_001);
    await sender.takeUp(tenantId);
    const ids = pbx.received.map(({ headers }) => [headers['webhook-id'], headers['webhook-attempt']]);
    expect(ids).toHaveLength(3);
    const again = ids.filter(([id]) => id === ids[0]?.[0]);
    expect(again.map(([, tries]) => tries)).toEqual(['1', '2']);
    expect([(await viewOf(before)).placed?.state, (await viewOf(after)).placed?.state]).toEqual([
      'ringing',
      'ringing',
    ]);
    // Whoever asked has hung up long since: nobody is rung, and it is said that nobody knows.
    const later = jest.spyOn(sender, 'send').mockResolvedValueOnce();
    await claim(anne, long);
    await place(anne, long);
    later.mockRestore();
    clock.advance(300_000);
    await sender.takeUp(tenantId);
    await sender.takeUp(tenantId);
    expect(pbx.received).toHaveLength(3);
    expect((await viewOf(long)).placed?.state).toBe('unknown');
  });

  it('are of one tenant: of another nothing is asked, and no way of it is known', async () => {
    await createTestTenant(server.database, 'other');
    const stranger = await createTestPerson(
      server.app,
      'other',
      [
        { role: 'administrator', scope: everywhere },
        { role: 'secretary', scope: everywhere },
      ],
      { agentId: 'anne' },
    );
    const id = await rowOf(13);
    await claim(anne, id);
    expect((await place(stranger, id)).status).toBe(404);
    expect((await ask(stranger, 'POST /call-ways/test', { source: '/pbx' })).status).toBe(404);
    expect(await told<object>(ask(stranger, 'GET /call-ways'))).toMatchObject({ ways: [], sources: [] });
    expect(pbx.received).toEqual([]);
  });

  it('are told the same by a rebuild, and nothing is left of a request when its caller is erased', async () => {
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
    const left = async (): Promise<number> => {
      const [row] = await server.asAdministrator((tx) =>
        tx.query<{ n: number }[]>(
          `SELECT count(*)::int AS n FROM call_request WHERE reference LIKE 'in-12-%'`,
        ),
      );
      return row?.n ?? -1;
    };
    expect(await left()).toBe(1);
    await server.app.get(CallerEraser).erase(tenantId, number(12), theServer);
    expect(await left()).toBe(0);
  });
});
