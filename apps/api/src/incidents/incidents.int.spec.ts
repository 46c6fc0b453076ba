import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  auditPageSchema,
  incidentDetailSchema,
  incidentListSchema,
  historySchema,
  type History,
  type IncidentDetail,
  type IncidentList,
  type LiveSnapshot,
} from '@vigie/contracts';

import { parse } from 'csv-parse/sync';

import { askAs, codeOf, signInPeople } from '../access/testing/test-person';
import type { Membership } from '../access/viewer';
import { callKey } from '../event-log/logged-event';
import { FoldedCallers } from '../fold/caller-erasure';
import { Projector } from '../fold/projector';
import { Rebuild } from '../fold/rebuild';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';

/** Monday 23 November 2026, ten in the morning in Paris. */
const start = Date.UTC(2026, 10, 23, 9);
const settings = `
centre: { timezone: Europe/Paris }
teams:
  - { id: mg, name: Médecine générale, queues: [durand-rdv], members: [clara] }
  - { id: img, name: Imagerie, queues: [radio-rdv], members: [anna] }
clinics:
  - { id: durand, name: Cabinet Durand }
  - { id: radio, name: Radiologie Sud }
queues:
  - { id: durand-rdv, clinicId: durand }
  - { id: radio-rdv, clinicId: radio }
`;

describe('an urgent call', () => {
  const clock = new ManualClock(start);
  let server: TestServer;
  let cookies: ReadonlyMap<string, string>;
  let sent = 0;

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    await server.app.get(SettingsRegistrar).register('place', { format: 'yaml', text: settings });
    const of = (role: Membership['role'], scope: Membership['scope']): Membership => ({ role, scope });
    const everything = { kind: 'all' } as const;
    cookies = await signInPeople(server.app, 'place', {
      Claire: [of('supervisor', everything)],
      Marc: [of('supervisor', { kind: 'teams', teamIds: ['mg'] })],
      Zoé: [of('supervisor', { kind: 'teams', teamIds: ['img'] })],
      Durand: [of('manager', { kind: 'clinics', clinicIds: ['durand'] })],
      Radio: [of('manager', { kind: 'clinics', clinicIds: ['radio'] })],
      Anne: [of('secretary', everything), 'clara'],
      Inès: [of('officer', everything)],
    });
  });
  afterAll(() => server.close());

  const ask = (who: string, way: string, body?: unknown): Promise<Response> =>
    askAs(server.url, cookies.get(who) ?? '', way, body);
  const tell = async (type: string, subject: string, data: object): Promise<void> => {
    const time = new Date(clock.now()).toISOString();
    const event = { specversion: '1.0', id: `e${(sent += 1)}`, source: '/pbx', type, subject, time, data };
    expect(await server.app.get(EventIntake).receive('place', [event])).toMatchObject({ accepted: 1 });
    clock.advance(1_000);
    await server.app.get(Projector).foldNow('place');
  };
  const answered = async (subject: string): Promise<string> => {
    await tell('call.enqueued', subject, { clinicId: 'durand', queueId: 'durand-rdv', ani: '+33199001234' });
    await tell('call.answered', subject, { agentId: 'clara', queueId: 'durand-rdv' });
    return callKey('/pbx', subject);
  };
  const list = async (who: string, query = ''): Promise<IncidentList> =>
    incidentListSchema.parse(await (await ask(who, `GET /incidents${query}`)).json());
  const stateOf = async (who: string, id: string): Promise<string | undefined> =>
    (await list(who)).incidents.find((one) => one.id === id)?.state;
  const act = async (who: string, id: string, what: string, body: object = {}): Promise<IncidentDetail> => {
    const detail = incidentDetailSchema.parse(
      await (await ask(who, `POST /incidents/${id}/${what}`, body)).json(),
    );
    clock.advance(1_000);
    return detail;
  };
  const taken = async (who: string, id: string) => {
    await server.app.get(Projector).foldNow('place');
    const board = (await (await ask(who, 'GET /live')).json()) as LiveSnapshot;
    return board.alerts[id]?.taken;
  };

  it('opens an incident that is taken, passed on to 15, ended and reviewed, each step by its name', async () => {
    const id = await answered('c1');
    expect((await list('Claire')).incidents).toEqual([]);
    await tell('call.dispositioned', 'c1', { urgent: true });
    expect(await list('Claire')).toMatchObject({
      mayWork: true,
      figures: { incidents: 1, incidentsEnded: 0, incidentReviewedRate: null },
      incidents: [{ id, state: 'open', clinicName: 'Cabinet Durand', isGoingOn: true, taken: null }],
    });
    expect(await taken('Claire', id)).toBeNull();
    expect(await act('Marc', id, 'take')).toMatchObject({ state: 'open', owner: { by: 'Marc' } });
    for (const who of ['Claire', 'Marc', 'Durand'])
      expect(await taken(who, id)).toMatchObject({ by: 'Marc' });
    expect(await codeOf(ask('Claire', `POST /incidents/${id}/take`, {}))).toBe('409 taken');
    expect(await codeOf(ask('Claire', `POST /incidents/${id}/review`, {}))).toBe('409 not_ended');
    await tell('call.transferred', 'c1', { kind: 'blind', toId: '15', agentId: 'clara' });
    await act('Marc', id, 'notes', { note: 'Le 15 rappelle au 01 99 00 12 34.' });
    expect((await act('Claire', id, 'take', { over: true })).owner).toMatchObject({ by: 'Claire' });
    await act('Claire', id, 'end', { outcome: 'emergency' });
    expect(await codeOf(ask('Claire', `POST /incidents/${id}/end`, { outcome: 'lost' }))).toBe(
      '409 not_open',
    );
    expect(await list('Claire')).toMatchObject({ figures: { incidentsEnded: 1, incidentReviewedRate: 0 } });
    const done = await act('Marc', id, 'review', { note: 'Transfert rapide.' });
    expect(await codeOf(ask('Marc', `POST /incidents/${id}/review`, {}))).toBe('409 reviewed');
    expect(done.course.map(({ kind, by }) => `${kind} ${by ?? ''}`.trim())).toEqual([
      'marked',
      'taken Marc',
      'emergency',
      'noted Marc',
      'taken Claire',
      'ended Claire',
      'reviewed Marc',
    ]);
    expect(done).toMatchObject({ state: 'reviewed', ended: { outcome: 'emergency' } });
    expect(done.course[3]?.note).not.toContain('99');
    await server.app.get(Projector).foldNow('place');
    expect(await list('Claire')).toMatchObject({
      figures: {
        incidentReviewedRate: 1,
        incidentsToEmergency: 1,
        incidentToEmergencyMedianMs: done.answerToEmergencyMs,
      },
      incidents: [{ state: 'reviewed' }],
    });
    expect(done.answerToEmergencyMs).toBeGreaterThan(0);
  });

  it('is of those who see its clinic or team alone, and worked by supervisors', async () => {
    const id = await answered('c2');
    await tell('call.dispositioned', 'c2', { urgent: true });
    for (const who of ['Claire', 'Marc', 'Durand']) expect(await stateOf(who, id)).toBe('open');
    for (const who of ['Zoé', 'Radio']) {
      expect((await list(who)).incidents).toEqual([]);
      expect(await codeOf(ask(who, `GET /incidents/${id}`))).toBe('404 not_found');
    }
    for (const who of ['Anne', 'Inès'])
      expect(await codeOf(ask(who, 'GET /incidents'))).toBe('403 forbidden');
    expect((await list('Durand')).mayWork).toBe(false);
    for (const what of ['take', 'notes', 'end', 'review'])
      expect(await codeOf(ask('Durand', `POST /incidents/${id}/${what}`, {}))).toBe('403 forbidden');
    expect(await codeOf(ask('Zoé', `POST /incidents/${id}/take`, {}))).toBe('404 not_found');
    expect(await codeOf(ask('Claire', 'GET /incidents/nobody'))).toBe('404 not_found');
    const entries = await (await ask('Inès', 'GET /audit?action=incidents.work')).json();
    expect(auditPageSchema.parse(entries).entries.length).toBeGreaterThan(0);
  });

  it('is no incident where the mark is taken back at once, and is one where somebody had taken it', async () => {
    const [slip, meant] = [await answered('c3'), await answered('c4')];
    for (const subject of ['c3', 'c4']) await tell('call.dispositioned', subject, { urgent: true });
    await act('Claire', meant, 'take');
    for (const subject of ['c3', 'c4']) await tell('call.dispositioned', subject, { urgent: false });
    expect([await stateOf('Claire', slip), await stateOf('Claire', meant)]).toEqual(['withdrawn', 'open']);
    expect(await codeOf(ask('Claire', `POST /incidents/${slip}/take`, {}))).toBe('409 not_open');
  });

  // Reviewed, open and taken, open; the one whose mark was taken back is none. Two were taken a second after their mark,
  // one caller was passed on to 15 three seconds after the answer.
  const byHand = {
    ...{ incidents: 3, incidentsEnded: 1, incidentsReviewed: 1, incidentReviewedRate: 1 },
    ...{ incidentTakenMedianMs: 1_000, incidentsToEmergency: 1, incidentToEmergencyMedianMs: 3_000 },
  };
  const day = 'range=custom&from=2026-11-23&to=2026-11-24&compare=none';
  const ofHistory = async (who: string, query = ''): Promise<History['incidents']> =>
    historySchema.parse(await (await ask(who, `GET /history?${day}${query}`)).json()).incidents;
  const lines = async (who: string, path: string): Promise<Record<string, string>[]> =>
    parse(await (await ask(who, `GET /${path}`)).text(), { bom: true, columns: true });

  it('is counted in the history of whoever sees its clinic or team, by clinic too, and in the file of it', async () => {
    await server.app.get(Projector).foldNow('place');
    for (const who of ['Claire', 'Marc', 'Durand'])
      expect([who, await ofHistory(who)]).toEqual([who, { now: byHand, before: null }]);
    for (const who of ['Zoé', 'Radio']) expect([who, await ofHistory(who)]).toEqual([who, null]);
    expect(await ofHistory('Claire', '&clinicId=durand')).toEqual({ now: byHand, before: null });
    for (const query of ['&clinicId=radio', '&queueId=durand-rdv', '&weekdays=1', '&coveredOnly=true'])
      expect([query, await ofHistory('Claire', query)]).toEqual([query, null]);
    const told = (await lines('Claire', `history?${day}&format=csv`)).filter(
      ({ section, item }) => section === 'incidents' && item === 'now',
    );
    expect(Object.fromEntries(told.map(({ measure, value }) => [measure, Number(value)]))).toEqual(byHand);
  });

  it('is counted in the report of its clinic and month alone', async () => {
    const told = async (clinicId: string): Promise<Record<string, string>[]> =>
      (await lines('Claire', `reports/2026-11/clinics/${clinicId}?format=csv`)).filter(
        ({ block }) => block === 'incidents',
      );
    const durand = await told('durand');
    expect(Object.fromEntries(durand.map(({ item, value }) => [item, Number(value)]))).toEqual(byHand);
    expect(await told('radio')).toEqual([]);
  });

  it('is listed as long as nobody reviewed it, whatever the range', async () => {
    const { incidents } = await list('Claire', '?from=2027-01-01&to=2027-02-01');
    expect(incidents.map(({ state }) => state)).toEqual(['open', 'open']);
    expect((await list('Claire', '?from=2027-01-01&to=2027-02-01')).figures.incidents).toBe(0);
  });

  it('is the same when everything is read again from the log, also after its caller was erased', async () => {
    const rebuild = server.app.get(Rebuild);
    expect(await rebuild.compare('place')).toMatchObject({ differences: 0 });
    const hashes = await server.database.withTenant('place', (tx) =>
      tx.query<{ hash: string }[]>(`SELECT DISTINCT ani_hash AS hash FROM call WHERE tenant_id = 'place'`),
    );
    await server.app.get(FoldedCallers).blank(
      'place',
      hashes.map(({ hash }) => hash),
    );
    const detail = await (await ask('Claire', `GET /incidents/${callKey('/pbx', 'c1')}`)).json();
    expect(incidentDetailSchema.parse(detail).course.map(({ note }) => note)).toEqual(Array(7).fill(null));
    expect(await rebuild.compare('place')).toMatchObject({ differences: 0 });
  });
});
