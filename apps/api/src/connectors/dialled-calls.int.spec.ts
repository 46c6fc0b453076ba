import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallbackDetail, CallbackList, PlacedCallView } from '@vigie/contracts';

import { askAs, createTestPerson, type TestPerson } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { amiSecret, amiUser, ScriptedAsterisk } from './asterisk/ami/testing/scripted-asterisk';
import { eslSecret, ScriptedFreeSwitch } from './freeswitch/testing/scripted-freeswitch';

const settings = `
centre: { timezone: Europe/Paris }
queues: [{ id: durand, clinicId: durand }]
clinics: [{ id: durand, name: Cabinet Durand, hours: { week: { tue: ["08:00-19:00"] } } }]
agents: [{ id: anne, extension: "101" }]
`;
const tenantId = 'dialled';
const clock = new ManualClock(Date.parse('2026-11-24T10:00:00+01:00'));
let server: TestServer;
let administrator: TestPerson;
let anne: TestPerson;
let asterisk: ScriptedAsterisk;
let freeswitch: ScriptedFreeSwitch;

const ask = (person: TestPerson, way: string, body?: unknown): Promise<Response> =>
  askAs(server.url, person.cookie, way, body);
const told = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;

let events = 0;
async function send(source: string, type: string, subject: string, agoMs: number, data = {}): Promise<void> {
  const time = new Date(clock.now() - agoMs).toISOString();
  const id = `e${(events += 1)}`;
  const answer = await server.ask(`${server.url}/api/v1/events?tenant=${tenantId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ specversion: '1.0', id, source, type, subject, time, data }]),
  });
  expect(answer.status).toBeLessThan(300);
}

/** The row of a patient who hung up, taken by Anne. */
async function lost(source: string, subject: string, ani: string): Promise<string> {
  const listed = async () => (await told<CallbackList>(ask(anne, 'GET /callbacks'))).callbacks;
  const known = new Set((await listed()).map(({ id }) => id));
  await send(source, 'call.enqueued', subject, 600_000, { queueId: 'durand', ani });
  await send(source, 'call.dequeued', subject, 560_000, { queueId: 'durand', reason: 'abandoned' });
  await send(source, 'call.disconnected', subject, 559_000, { side: 'caller' });
  await server.app.get(Projector).foldNow(tenantId);
  const id = (await listed()).find((row) => !known.has(row.id))?.id ?? '';
  expect((await ask(anne, `POST /callbacks/${id}/claim`, {})).status).toBe(200);
  return id;
}
async function place(id: string): Promise<PlacedCallView> {
  clock.advance(1_000);
  const placed = await told<PlacedCallView>(ask(anne, `POST /callbacks/${id}/call`));
  clock.advance(1_000);
  return placed;
}
const shown = async (id: string) => {
  await server.app.get(Projector).foldNow(tenantId);
  return (await told<CallbackDetail>(ask(anne, `GET /callbacks/${id}`))).callback.placed;
};
const setWay = (source: string, url: string, password: string) =>
  ask(administrator, 'PUT /call-ways', { source, url, password, roles: ['secretary'] });

beforeAll(async () => {
  const now = () => clock.now();
  [asterisk, freeswitch] = await Promise.all([ScriptedAsterisk.start(now), ScriptedFreeSwitch.start(now)]);
  server = await createTestServer({ clock });
  await createTestTenant(server.database, tenantId);
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text: settings });
  const scope = { kind: 'all' } as const;
  administrator = await createTestPerson(server.app, tenantId, [{ role: 'administrator', scope }]);
  anne = await createTestPerson(server.app, tenantId, [{ role: 'secretary', scope }], { agentId: 'anne' });
});
afterAll(async () => {
  await Promise.all([asterisk.stop(), freeswitch.stop()]);
  await server.close();
});

describe('patients who are called by the telephone system itself', () => {
  it('are called by an Asterisk by the reference of their call, and the page says how far it has come', async () => {
    const url = `ami://${amiUser}@127.0.0.1:${asterisk.port}/vigie`;
    expect((await setWay('/asterisk', url, amiSecret)).status).toBe(200);
    const id = await lost('/asterisk', '1795508000.41', '06 39 98 00 01');
    asterisk.cannotRing = '5';
    expect(await place(id)).toMatchObject({ state: 'refused', why: 'set_busy' });
    expect(await shown(id)).toMatchObject({ state: 'refused', why: 'set_busy' });
    asterisk.cannotRing = null;
    const { state, requestId } = await place(id);
    expect(state).toBe('ringing');
    const asked = asterisk.originated.at(-1);
    expect(asked).toMatchObject({ Channel: 'Local/101@vigie/n', Context: 'vigie', Exten: 'patient' });
    expect(asked?.['Variable']).toBe(`VIGIE_CALL=1795508000.41,VIGIE_REQUEST=${requestId}`);
    expect(JSON.stringify(asterisk.originated)).not.toMatch(/39 ?98/u);
    // What the manager interface tells of the channel of that name, as its mapper hands it in.
    const placed = `vigie-${requestId}`;
    await send('/asterisk', 'call.initiated', placed, 0, { direction: 'outbound', requestId });
    await send('/asterisk', 'call.offer_ended', placed, 0, { legId: placed, result: 'answered' });
    expect(await shown(id)).toMatchObject({ state: 'patient' });
    await send('/asterisk', 'call.answered', placed, 0, { legId: placed });
    expect(await shown(id)).toMatchObject({ state: 'talking' });
    const kept = await server.asAdministrator((tx) => tx.query(`SELECT * FROM call_way`));
    expect(JSON.stringify(kept)).not.toContain(amiSecret);
    const log = await server.asAdministrator((tx) => tx.query(`SELECT * FROM audit_entry`));
    expect(JSON.stringify(log)).not.toContain(amiSecret);
  });

  it('are called by a FreeSWITCH, and a password that it no longer takes is said to who asked', async () => {
    const url = `esl://127.0.0.1:${freeswitch.port}/vigie`;
    expect((await setWay('/freeswitch', url, 'autre')).status).toBe(200);
    const id = await lost('/freeswitch', 'b7d1-4', '06 39 98 00 02');
    expect(await place(id)).toMatchObject({ state: 'refused', why: 'not_believed' });
    expect(freeswitch.commands.some((command) => command.includes('originate'))).toBe(false);
    expect((await setWay('/freeswitch', url, eslSecret)).status).toBe(200);
    const { state, requestId } = await place(id);
    expect(state).toBe('ringing');
    expect(freeswitch.commands.at(-1)).toContain(`vigie_call=b7d1-4,vigie_request=${requestId},`);
    expect(freeswitch.commands.at(-1)).toContain('}user/101 patient XML vigie\n');
    expect(await shown(id)).toMatchObject({ state: 'ringing' });
    await freeswitch.stop();
    clock.advance(180_000);
    expect(await place(id)).toMatchObject({ state: 'unreachable' });
  });
});
