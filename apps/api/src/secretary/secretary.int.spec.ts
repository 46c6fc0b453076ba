import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  notedSchema,
  ownCallAnswerSchema,
  ownSheetSchema,
  type OwnCall,
  type OwnCallAnswer,
} from '@vigie/contracts';

import type { Membership } from '../access/viewer';
import { askAs, signInPeople } from '../access/testing/test-person';
import { FoldedCallers } from '../fold/caller-erasure';
import { CallStore } from '../fold/call-store';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { sheetTemplates } from '../sheets/templates/sheet-templates';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

/** Monday 23 November 2026, ten in the morning in Paris. */
const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
const settings = `
centre: { timezone: Europe/Paris }
teams:
  - { id: mg, name: Médecine générale, queues: [durand-rdv], members: [clara] }
  - { id: img, name: Imagerie, queues: [radio-rdv], members: [anna] }
clinics:
  - { id: durand, name: Cabinet Durand, followUps: true }
  - { id: radio, name: Radiologie Sud }
queues:
  - { id: durand-rdv, clinicId: durand }
  - { id: radio-rdv, clinicId: radio }
`;
const sheet = { ...sheetTemplates.fr, disclosure: 'Ici le cabinet Durand.' };

describe('the call of a secretary', () => {
  let server: TestServer;
  let cookies: ReadonlyMap<string, string>;
  let sent = 0;

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    await server.app.get(SettingsRegistrar).register('place', { format: 'yaml', text: settings });
    const team = (id: string): Membership => ({
      role: 'secretary',
      scope: { kind: 'teams', teamIds: [id] },
    });
    cookies = await signInPeople(server.app, 'place', {
      Paul: [{ role: 'administrator', scope: { kind: 'all' } }],
      Claire: [{ role: 'supervisor', scope: { kind: 'all' } }],
      Anne: [team('mg'), 'clara'],
      Anna: [team('img'), 'anna'],
    });
    const body = { basedOn: 0, sheet };
    expect((await ask('Paul', 'PUT /sheets/durand', body)).status).toBe(200);
  });
  afterAll(() => server.close());

  const ask = (who: string, way: string, body?: unknown): Promise<Response> =>
    askAs(server.url, cookies.get(who) ?? '', way, body);
  const tell = async (type: string, subject: string, data: object): Promise<void> => {
    const time = new Date(clock.now()).toISOString();
    const event = { specversion: '1.0', id: `e${(sent += 1)}`, source: '/pbx', type, subject, time, data };
    expect(await server.app.get(EventIntake).receive('place', [event])).toMatchObject({ accepted: 1 });
    clock.advance(1_000);
  };
  const folded = (): Promise<unknown> => server.app.get(Projector).foldNow('place');
  const answer = async (who: string): Promise<OwnCallAnswer> => {
    await folded();
    return ownCallAnswerSchema.parse(await (await ask(who, 'GET /own-call')).json());
  };
  const callOf = async (who: string): Promise<OwnCall> => {
    const { call } = await answer(who);
    if (call === null) throw new Error('no call');
    return call;
  };
  const note = async (who: string, callId: string, said: object): Promise<unknown> => {
    const answered = await ask(who, 'POST /own-call/notes', { id: randomUUID(), callId, ...said });
    const body = (await answered.json()) as { code?: string };
    // No two keys are pressed at the same moment.
    clock.advance(1);
    return answered.ok ? notedSchema.parse(body) : [answered.status, body.code];
  };

  it('is told while it rings, while she speaks and after it, and to nobody else', async () => {
    expect((await answer('Anne')).call).toBeNull();
    const ids = { queueId: 'durand-rdv', segmentId: 's1' };
    await tell('call.enqueued', 'c1', { ...ids, ani: '+33639980012', languageRequested: 'fr' });
    await tell('call.offered', 'c1', { ...ids, legId: 'l1', agentId: 'clara' });
    expect(await callOf('Anne')).toMatchObject({
      phase: 'ringing',
      clinicName: 'Cabinet Durand',
      waitMs: null,
    });
    const early = { id: randomUUID(), callId: (await callOf('Anne')).id, kind: 'urgent', isSo: true };
    expect((await ask('Anne', 'POST /own-call/notes', early)).status).toBe(409);
    await tell('call.answered', 'c1', { ...ids, legId: 'l1', agentId: 'clara' });
    expect(await callOf('Anne')).toMatchObject({
      phase: 'talking',
      clinicId: 'durand',
      waitMs: 2_000,
      mask: expect.stringContaining('••'),
      urgent: false,
      appointmentObtained: null,
      plansFollowups: true,
      followups: [],
    });
    expect((await answer('Anna')).call).toBeNull();
    expect((await ask('Claire', 'GET /own-call')).status).toBe(403);
  });

  it('comes with what is said for its clinic, also for a clinic that another team answers for', async () => {
    const read = async (who: string, clinicId: string): Promise<unknown> => {
      const told = await ask(who, `GET /own-call/sheet?clinicId=${clinicId}`);
      return told.ok ? ownSheetSchema.parse(await told.json()) : told.status;
    };
    expect(await read('Anne', 'durand')).toMatchObject({ version: 1, today: '2026-11-23', sheet });
    expect(await read('Anne', 'radio')).toBe(404);
    expect(await read('Anna', 'radio')).toMatchObject({ version: null, sheet: null });
    await tell('call.answered', 'c2', { queueId: 'durand-rdv', legId: 'm1', agentId: 'anna' });
    await folded();
    expect(await read('Anna', 'durand')).toMatchObject({ sheet });
    await tell('call.leg_ended', 'c2', { legId: 'm1' });
    await tell('call.disconnected', 'c2', {});
  });

  it('takes her notes as events of the log, once each, and keeps nobody’s name with them', async () => {
    const { id } = await callOf('Anne');
    const twice = { id: randomUUID(), callId: id, kind: 'urgent', isSo: true };
    for (let time = 0; time < 2; time += 1)
      expect((await ask('Anne', 'POST /own-call/notes', twice)).status).toBe(200);
    await note('Anne', id, { kind: 'difficult', isSo: true });
    await note('Anne', id, { kind: 'difficult', isSo: false });
    await note('Anne', id, { kind: 'appointment', isSo: true });
    await note('Anne', id, { kind: 'reason', reason: 'ordonnance' });
    await note('Anne', id, { kind: 'outcome', outcome: 'resolved' });
    await note('Anne', id, { kind: 'path', pathId: 'appointment', version: 1 });
    await note('Anne', id, { kind: 'found', entryId: 'late', elapsedMs: 4_000 });
    await note('Anne', id, { kind: 'missed', question: 'Parking ?', elapsedMs: 9_000 });
    await note('Anne', id, { kind: 'proposed', question: 'Parking ?' });
    await note('Anne', id, { kind: 'unclear', pathId: 'appointment' });
    expect(await callOf('Anne')).toMatchObject({
      urgent: true,
      difficult: false,
      difficultReason: null,
      appointmentObtained: true,
      reason: 'ordonnance',
    });
    const told = await server.database.withTenant('place', (tx) =>
      tx.query<Readonly<{ type: string; data: Record<string, unknown> }>[]>(
        `SELECT type, data FROM event_log WHERE tenant_id = 'place' AND source = 'vigie' AND subject = 'c1' ORDER BY seq`,
      ),
    );
    expect(told.map(({ type }) => type)).toEqual([
      ...Array.from({ length: 6 }, () => 'call.dispositioned'),
      'script.path_selected',
      'faq.searched',
      'faq.opened',
      'faq.searched',
      'faq.missed',
      'faq.proposed',
      'script.unclear',
    ]);
    expect(JSON.stringify(told)).not.toMatch(/clara|Anne/u);
    const noted = await server.database.withTenant('place', (tx) =>
      tx.query(
        `SELECT kind, item_id AS item, took_ms AS took FROM sheet_note WHERE tenant_id = 'place' ORDER BY at, kind`,
      ),
    );
    expect(noted).toEqual(
      expect.arrayContaining([
        { kind: 'path', item: 'appointment', took: null },
        { kind: 'found', item: 'late', took: 4_000 },
        { kind: 'missed', item: 'parking', took: 9_000 },
        { kind: 'proposed', item: 'parking', took: null },
        { kind: 'unclear', item: 'appointment', took: null },
      ]),
    );
    expect(noted).toHaveLength(5);
    const audit = await server.database.withTenant('place', (tx) =>
      tx.query(`SELECT 1 FROM audit_entry WHERE tenant_id = 'place' AND action = 'calls.note'`),
    );
    expect(audit).toEqual([]);
  });

  it('is called again once that was promised, by closing time or by the end of the next open day', async () => {
    const { id } = await callOf('Anne');
    expect(await note('Anne', id, { kind: 'promised', until: 'today' })).toMatchObject({
      dueAt: '2026-11-23T23:00:00.000Z',
    });
    await folded();
    const owed = async (): Promise<unknown> =>
      server.database.withTenant('place', (tx) =>
        tx.query(`SELECT state FROM obligation WHERE tenant_id = 'place'`),
      );
    expect(await owed()).toEqual([{ state: 'open' }]);
    expect(await note('Anne', id, { kind: 'promised', until: 'none' })).toMatchObject({ dueAt: null });
    await folded();
    expect(await owed()).not.toEqual([{ state: 'open' }]);
  });

  it('plans a call to the patient before it ends, and after: of its patient, once a key, until it is taken back', async () => {
    const { id } = await callOf('Anne');
    const twice = {
      id: randomUUID(),
      callId: id,
      kind: 'planned',
      type: 'visit_reminder',
      reference: 'D-17',
    };
    const first = notedSchema.parse(await (await ask('Anne', 'POST /own-call/notes', twice)).json());
    clock.advance(1_000);
    expect((await ask('Anne', 'POST /own-call/notes', twice)).status).toBe(200);
    const late = { kind: 'planned', type: 'same_day', dueUntil: '2026-11-22' };
    expect(await note('Anne', id, late)).toEqual([400, 'invalid_window']);
    const second = await note('Anne', id, { kind: 'planned', type: 'same_day' });
    const { followups } = await callOf('Anne');
    expect(followups.map(({ type }) => type)).toEqual(['same_day', 'visit_reminder']);
    const of = async (): Promise<unknown> =>
      server.database.withTenant('place', (tx) =>
        tx.query(
          `SELECT state, detail->'followup'->>'reference' AS reference, detail->>'mask' AS mask,
             ani_hash = (SELECT ani_hash FROM call WHERE tenant_id = 'place' AND call_key = $1) AS same
           FROM obligation WHERE tenant_id = 'place' AND obligation_id = $2`,
          [id, first.followupId],
        ),
      );
    expect(await of()).toEqual([
      { state: 'planned', reference: 'D-17', mask: expect.stringContaining('••'), same: true },
    ]);
    const { followupId } = second as { followupId: string };
    expect(await note('Anne', id, { kind: 'unplanned', followupId })).toHaveProperty('at');
    expect((await callOf('Anne')).followups).toHaveLength(1);
    expect(await note('Anne', id, { kind: 'unplanned', followupId })).toEqual([409, 'not_open']);
    expect(await note('Anna', id, { kind: 'unplanned', followupId })).toEqual([409, 'not_own_call']);
    const elsewhere = await callOf('Anna');
    expect(await note('Anna', elsewhere.id, { kind: 'unplanned', followupId })).toEqual([404, 'not_found']);
    const figures = await ask('Claire', 'GET /followups/figures?from=2026-11-23&to=2026-11-30');
    expect(await figures.json()).toMatchObject({ total: { plannedInCall: 2, plannedAfterCall: 0 } });
  });

  it('takes no note of another’s call, nor a question that may hold a name or a number', async () => {
    const { id } = await callOf('Anne');
    expect(await note('Anna', id, { kind: 'urgent', isSo: true })).toEqual([409, 'not_own_call']);
    const missed = { kind: 'missed', elapsedMs: 1 };
    expect(await note('Anne', id, { ...missed, question: 'rappeler au 06 39 98 00 12' })).toEqual([
      400,
      'too_many_words',
    ]);
    const long = Array.from({ length: 11 }, () => 'mot').join(' ');
    expect(await note('Anne', id, { ...missed, question: long })).toEqual([400, 'too_many_words']);
  });

  it('can be noted of for half an hour after its end', async () => {
    const { id } = await callOf('Anne');
    await tell('call.leg_ended', 'c1', { legId: 'l1', agentId: 'clara' });
    await tell('call.disconnected', 'c1', {});
    expect(await callOf('Anne')).toMatchObject({ id, phase: 'ended', urgent: true });
    expect(await note('Anne', id, { kind: 'outcome', outcome: 'unresolved' })).toHaveProperty('at');
    clock.advance(31 * 60_000);
    expect((await answer('Anne')).call).toBeNull();
    expect(await note('Anne', id, { kind: 'urgent', isSo: false })).toEqual([409, 'not_own_call']);
  });

  it('offers the reasons of most calls first, however few the quarters of an hour in which they came', async () => {
    const called = async (callId: string, reasonCode: string): Promise<void> => {
      await tell('call.enqueued', callId, { queueId: 'durand-rdv', segmentId: 's1' });
      await tell('call.dispositioned', callId, { reasonCode });
      await tell('call.disconnected', callId, {});
    };
    for (const [index, reason] of ['arret', 'arret', 'certificat'].entries()) {
      await called(`r${index}`, reason);
      clock.advance(15 * 60_000);
    }
    for (const callId of ['r3', 'r4', 'r5', 'r6']) await called(callId, 'vaccin');
    expect((await answer('Anne')).reasons).toEqual(['vaccin', 'arret', 'certificat', 'ordonnance']);
  });

  it('is the same after a rebuild', async () => {
    await folded();
    const { differences } = await server.app.get(Rebuild).compare('place');
    expect(differences).toBe(0);
    const calls = await server.database.withTenant('place', (tx) =>
      server.app
        .get(CallStore)
        .latestCalls(tx, 'place', { from: 0, to: clock.now(), agentIds: ['clara'] }, 5),
    );
    expect(calls.map(({ call }) => [call.urgent, call.reason])).toEqual([[true, 'ordonnance']]);
  });

  it('leaves nothing of a patient who is erased in what was planned for them, and a rebuild says the same', async () => {
    const owed = (): Promise<readonly Readonly<{ hash: string | null; detail: string }>[]> =>
      server.database.withTenant('place', (tx) =>
        tx.query(
          `SELECT ani_hash AS hash, detail::text FROM obligation
           WHERE tenant_id = 'place' AND followup_type = 'visit_reminder'`,
        ),
      );
    const [{ hash } = { hash: null }] = await owed();
    expect(await server.app.get(FoldedCallers).blank('place', [hash ?? ''])).toMatchObject({ events: 3 });
    const [left] = await owed();
    expect(left?.hash).toBeNull();
    expect(left?.detail).not.toMatch(/D-17|••/u);
    const told = await server.database.withTenant('place', (tx) =>
      tx.query(`SELECT 1 FROM event_log WHERE tenant_id = 'place' AND data::text ~ 'D-17|aniHash'`),
    );
    expect(told).toEqual([]);
    expect(await server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0 });
  });
});
