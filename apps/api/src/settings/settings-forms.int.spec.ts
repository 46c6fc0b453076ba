import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  staffDaySchema,
  type ChangedSettings,
  type ProblemView,
  type SettingsChanges,
  type SettingsItem,
  type SettingsProposal,
  type SettingsView,
  type StaffDay,
} from '@vigie/contracts';

import { askAs, createTestPerson } from '../access/testing/test-person';
import type { Membership } from '../access/viewer';
import { ManualClock } from '../platform/clock';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { SettingsRegistrar } from './settings-registrar';
import { readVersions } from './settings-store';
import { StaffPlanner } from './staff-plan/staff-planner';

const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
const file = `
clinics:
  - { id: durand, name: Cabinet Durand, numbers: ["01 99 00 12 34"] }
  - { id: tilleuls, name: Cabinet des Tilleuls }
queues:
  - { id: rdv, name: Rendez-vous, clinicId: durand }
teams:
  - { id: mg, name: Médecine générale, queues: [rdv], members: [anna] }
agents:
  - { id: anna, name: Anna M. }
`;

describe('settings as forms', () => {
  let server: TestServer;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    await server.app.get(SettingsRegistrar).register('place', { format: 'yaml', text: file });
    const people: Readonly<Record<string, Membership>> = {
      administrator: { role: 'administrator', scope: { kind: 'all' } },
      ofDurand: { role: 'supervisor', scope: { kind: 'clinics', clinicIds: ['durand'] } },
      ofTeam: { role: 'supervisor', scope: { kind: 'teams', teamIds: ['mg'] } },
      drDurand: { role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand'] } },
      drTilleul: { role: 'manager', scope: { kind: 'clinics', clinicIds: ['tilleuls'] } },
    };
    for (const [name, membership] of Object.entries(people))
      cookies.set(
        name,
        (await createTestPerson(server.app, 'place', [membership], { email: `${name}@example.com` })).cookie,
      );
  });
  afterAll(() => server.close());

  const ask = (who: string, path = '', body?: unknown): Promise<Response> =>
    askAs(
      server.url,
      cookies.get(who) ?? '',
      `${body === undefined ? 'GET' : 'PATCH'} /settings${path}`,
      body,
    );
  const view = async (who: string): Promise<SettingsView> => (await (await ask(who)).json()) as SettingsView;
  const clinic = async (who: string, id: string): Promise<SettingsItem> => {
    const found = (await view(who)).clinics.find((one) => one.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };
  const change = async (who: string, id: string, changes: object, from = '2026-11-23'): Promise<Response> => {
    const { revision } = await clinic('administrator', id);
    return ask(who, `/clinics/${id}`, { revision, from, changes });
  };

  it('hold from their day on, also where a version begins later, and leave the days before as they were', async () => {
    const later = file.replace('Cabinet des Tilleuls', 'Les Tilleuls');
    await server.app
      .get(SettingsRegistrar)
      .register('place', { format: 'yaml', text: later, from: '2027-01-01' });
    const answer = await change('administrator', 'durand', { shortName: 'Durand' }, '2026-12-01');
    const { item } = (await answer.json()) as ChangedSettings;
    expect(item.values).toMatchObject({ shortName: 'Durand' });
    expect(item).toEqual(await clinic('administrator', 'durand'));
    const versions = await server.database.withTenant('place', (tx) => readVersions(tx, 'place'));
    expect(
      versions.map(({ document }) => document.clinics?.map(({ name, shortName }) => [name, shortName])),
    ).toEqual([
      [
        ['Cabinet Durand', undefined],
        ['Cabinet des Tilleuls', undefined],
      ],
      [
        ['Cabinet Durand', 'Durand'],
        ['Cabinet des Tilleuls', undefined],
      ],
      [
        ['Cabinet Durand', 'Durand'],
        ['Les Tilleuls', undefined],
      ],
    ]);
  });

  it('say what is wrong at its field, and change nothing then', async () => {
    const covered = { week: { mon: ['08:00-12:30', '11:30-13:00'] } };
    const answer = await change('administrator', 'durand', { covered, kind: 'tente' });
    expect(answer.status).toBe(400);
    const { code, faults } = (await answer.json()) as ProblemView;
    expect(code).toBe('invalid_settings');
    expect(faults?.map(({ field }) => field)).toEqual(['kind', 'covered.week.mon[1]']);
    expect((await clinic('administrator', 'durand')).values).not.toHaveProperty('covered');
  });

  it('are refused when somebody changed the same clinic meanwhile, and not for another clinic', async () => {
    const { revision } = await clinic('administrator', 'durand');
    expect((await change('administrator', 'tilleuls', { shortName: 'Tilleuls' })).status).toBe(200);
    // Also where its day begins a version of its own.
    expect((await change('administrator', 'tilleuls', { kind: 'centre' }, '2026-11-30')).status).toBe(200);
    expect((await clinic('administrator', 'durand')).revision).toBe(revision);
    expect((await change('administrator', 'durand', { shortName: 'Dr D.' })).status).toBe(200);
    const late = await ask('administrator', '/clinics/durand', {
      revision,
      from: '2026-11-23',
      changes: { kind: 'centre' },
    });
    expect([late.status, ((await late.json()) as ProblemView).code]).toEqual([409, 'settings_changed']);
  });

  it('tell who changed what, when and from when, also where a version of the same day was replaced', async () => {
    await change('administrator', 'durand', { reportLanguage: 'ca' });
    clock.advance(60_000);
    await change('administrator', 'durand', { reportLanguage: null });
    const told = (await (await ask('administrator', '/clinics/durand/changes')).json()) as SettingsChanges;
    const ofLanguage = told.filter(({ fields }) => fields.some(({ field }) => field === 'reportLanguage'));
    expect(ofLanguage).toHaveLength(2);
    expect(ofLanguage[0]).toMatchObject({
      by: 'administrator',
      from: '2026-11-22T23:00:00.000Z',
      fields: [{ field: 'reportLanguage', before: 'ca', after: null }],
    });
    expect(told).toContainEqual(expect.objectContaining({ by: null, from: null }));
  });

  it('let a supervisor change the calendars of the own clinics, nothing else, and no other clinic is there', async () => {
    const covered = { week: { mon: ['08:00-12:00'], fri: ['08:00-12:00'] }, holidays: 'FR' };
    expect((await change('ofDurand', 'durand', { covered })).status).toBe(200);
    expect((await change('ofDurand', 'durand', { answerRateTarget: 0.9 })).status).toBe(403);
    expect((await change('ofDurand', 'tilleuls', { covered })).status).toBe(404);
    const seen = await view('ofDurand');
    expect([seen.clinics, seen.queues].map((all) => all.map(({ id }) => id))).toEqual([['durand'], ['rdv']]);
    expect([seen.teams, seen.agents, seen.isWhole]).toEqual([[], [], false]);
    expect(JSON.stringify(seen)).not.toContain('illeuls');
    expect((await ask('ofDurand', '/clinics/tilleuls/changes')).status).toBe(404);
    expect((await ask('ofDurand', '/file')).status).toBe(403);
  });

  it('let a supervisor of a team change who is in it, and see no clinic', async () => {
    const { teams, clinics } = await view('ofTeam');
    expect([clinics, teams[0]?.mayChange]).toEqual([[], ['members', 'planned', 'absences']]);
    const [team] = teams;
    const body = { revision: team?.revision, from: '2026-11-23', changes: { members: ['anna', 'benoit'] } };
    expect((await ask('ofTeam', '/teams/mg', body)).status).toBe(200);
    expect((await ask('ofTeam', '/teams/other', { ...body, revision: 'new' })).status).toBe(404);
  });

  it('are the same as the file: what is taken out says what holds, and taken in again changes nothing', async () => {
    const text = await (await ask('administrator', '/file')).text();
    expect(text).toContain('Cabinet Durand');
    const again = await server.app
      .get(SettingsRegistrar)
      .register('place', { format: 'yaml', text, from: '2027-01-01' });
    expect(again).toMatchObject({ result: 'unchanged' });
  });

  const asked = (who: string, way: string, body?: unknown): Promise<Response> =>
    askAs(server.url, cookies.get(who) ?? '', way.replace(' ', ' /settings'), body);
  const codeOf = async (answer: Promise<Response>): Promise<unknown> => {
    const response = await answer;
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  const propose = async (
    who: string,
    changes: object,
    { id = 'durand', from = '2026-12-01', note = '' } = {},
  ): Promise<Response> => {
    const { revision } = await clinic('administrator', id);
    return asked(who, `POST /clinics/${id}/proposals`, { revision, from, changes, note });
  };
  const proposed = async (who: string, changes: object, note = ''): Promise<SettingsProposal> => {
    const answer = await propose(who, changes, { note });
    expect(answer.status).toBe(200);
    return (await answer.json()) as SettingsProposal;
  };
  const proposals = async (who: string): Promise<SettingsProposal[]> =>
    (await (await asked(who, 'GET /proposals')).json()) as SettingsProposal[];

  it('are proposed by a clinic, and hold once an administrator accepts them, under both names', async () => {
    const hours = { week: { tue: ['09:00-12:00'] } };
    expect((await clinic('drDurand', 'durand')).mayPropose).toEqual(
      expect.arrayContaining(['hours', 'answerRateTarget', 'reportRecipients']),
    );
    const one = await proposed('drDurand', { hours, answerRateTarget: 0.9 }, 'Fermé le lundi');
    expect(one).toMatchObject({ state: 'open', isMine: true, mayDecide: false, isStale: false });
    expect((await clinic('administrator', 'durand')).values).not.toHaveProperty('hours');
    const [seen] = await proposals('administrator');
    expect(seen).toMatchObject({ id: one.id, by: 'drDurand', note: 'Fermé le lundi', mayDecide: true });
    expect(seen?.fields.map(({ field, now }) => [field, now])).toEqual([
      ['hours', null],
      ['answerRateTarget', null],
    ]);
    const accept = { revision: seen?.revision, from: '2026-12-02' };
    for (let time = 0; time < 2; time += 1) {
      const answer = await asked('administrator', `POST /proposals/${one.id}/accept`, accept);
      expect([answer.status, await answer.json()]).toMatchObject([
        200,
        { state: 'accepted', decided: { by: 'administrator', from: '2026-12-02' } },
      ]);
    }
    expect((await clinic('drDurand', 'durand')).values).toMatchObject({ hours, answerRateTarget: 0.9 });
    const told = (await (await ask('drDurand', '/clinics/durand/changes')).json()) as SettingsChanges;
    expect(told.filter(({ proposedBy }) => proposedBy !== null)).toMatchObject([
      { by: 'administrator', proposedBy: 'drDurand', from: '2026-12-01T23:00:00.000Z' },
    ]);
    expect((await proposals('drDurand')).find(({ id }) => id === one.id)?.decided?.by).toBe('administrator');
  });

  it('are refused to a clinic with a sentence, or taken back by who proposed them, and stay answered', async () => {
    const [no, back] = [
      await proposed('drDurand', { callbackTargetMinutes: 15 }),
      await proposed('drDurand', { callbackTargetMinutes: 20 }),
    ];
    const answer = 'Pas avec cet effectif.';
    await asked('administrator', `POST /proposals/${no.id}/refuse`, { answer });
    expect((await proposals('drDurand')).find(({ id }) => id === no.id)).toMatchObject({
      state: 'refused',
      decided: { answer, by: 'administrator', from: null },
    });
    const { revision } = await clinic('administrator', 'durand');
    const accept = { revision, from: '2026-12-02' };
    const late = asked('administrator', `POST /proposals/${no.id}/accept`, accept);
    expect(await codeOf(late)).toEqual([409, 'proposal_decided']);
    expect(await codeOf(asked('ofDurand', `POST /proposals/${back.id}/withdraw`))).toEqual([
      404,
      'not_found',
    ]);
    expect((await asked('drDurand', `POST /proposals/${back.id}/withdraw`)).status).toBe(200);
    expect((await clinic('administrator', 'durand')).values).not.toHaveProperty('callbackTargetMinutes');
  });

  it('are proposed once, however often it is sent, and what changed since is told before it is accepted', async () => {
    const one = await proposed('drDurand', { contact: { name: 'Nadia', phone: '01 99 00 10 20' } });
    const same = await proposed('drDurand', { contact: { name: 'Nadia', phone: '01 99 00 10 20' } });
    expect(same.id).toBe(one.id);
    await change('administrator', 'durand', { contact: { name: 'Léa', phone: '01 99 00 10 21' } });
    const stale = (await proposals('administrator')).find(({ id }) => id === one.id);
    expect(stale).toMatchObject({ isStale: true, fields: [{ before: null, now: { name: 'Léa' } }] });
    const old = { revision: one.revision, from: '2026-12-02' };
    expect(await codeOf(asked('administrator', `POST /proposals/${one.id}/accept`, old))).toEqual([
      409,
      'settings_changed',
    ]);
    const seen = { revision: stale?.revision, from: '2026-12-02' };
    expect((await asked('administrator', `POST /proposals/${one.id}/accept`, seen)).status).toBe(200);
    expect((await clinic('administrator', 'durand')).values['contact']).toMatchObject({ name: 'Nadia' });
  });

  it('are proposed for one’s own alone: nobody reaches what another clinic proposed', async () => {
    const one = await proposed('drDurand', { shortName: 'Dr. D' });
    expect(await proposals('drTilleul')).toEqual([]);
    expect(JSON.stringify(await proposals('ofTeam'))).not.toContain('durand');
    for (const verb of ['accept', 'refuse', 'withdraw']) {
      const body = verb === 'accept' ? { revision: one.revision, from: '2026-12-02' } : { answer: 'Non' };
      const status = verb === 'withdraw' ? 404 : 403;
      expect([verb, (await asked('drTilleul', `POST /proposals/${one.id}/${verb}`, body)).status]).toEqual([
        verb,
        status,
      ]);
    }
    expect((await propose('drTilleul', { shortName: 'X' })).status).toBe(404);
    expect((await propose('drDurand', { numbers: ['01 99 00 12 35'] })).status).toBe(403);
    expect((await propose('administrator', { shortName: 'X' })).status).toBe(403);
    expect((await propose('drDurand', { kind: 'tente' })).status).toBe(400);
    expect((await propose('ofDurand', { hours: { week: {} } })).status).toBe(403);
    expect((await proposed('ofDurand', { answerRateTarget: 0.8 })).state).toBe('open');
  });

  const staffDay = async (who: string, day = '2026-11-30'): Promise<StaffDay> =>
    staffDaySchema.parse(
      await (await askAs(server.url, cookies.get(who) ?? '', `GET /staff-plan?day=${day}`)).json(),
    );
  const planDay = (who: string, body: object, team = 'mg'): Promise<Response> =>
    askAs(server.url, cookies.get(who) ?? '', `PUT /staff-plan/${team}`, body);

  it('plan the staff of a team: the usual week, who is missing of it, and a day of its own', async () => {
    const planned = [{ days: ['mon', 'tue'], span: '08:00-18:00', count: 4 }];
    const absences = [{ from: '2026-11-30', to: '2026-12-04', span: '08:00-12:00', count: 1 }];
    const [team] = (await view('ofTeam')).teams;
    const body = { revision: team?.revision, from: '2026-11-23', changes: { planned, absences } };
    expect((await ask('ofTeam', '/teams/mg', body)).status).toBe(200);
    const [before] = (await staffDay('ofTeam')).teams;
    expect(before).toMatchObject({
      usual: [{ span: '08:00-18:00', count: 4 }],
      ofDay: null,
      planned: [
        { span: '08:00-12:00', count: 3 },
        { span: '12:00-18:00', count: 4 },
      ],
    });
    const day = { day: '2026-11-30', revision: before?.revision, spans: [{ span: '09:00-13:00', count: 6 }] };
    const [one, twice] = [await planDay('ofTeam', day), await planDay('ofTeam', day)];
    expect([one.status, await codeOf(Promise.resolve(twice))]).toEqual([200, [409, 'settings_changed']]);
    const entered = (await one.json()) as StaffDay['teams'][number];
    expect(entered.planned).toEqual([
      { span: '09:00-12:00', count: 5 },
      { span: '12:00-13:00', count: 6 },
    ]);
    const back = { day: '2026-11-30', revision: entered.revision, spans: null };
    clock.advance(1_000);
    expect((await planDay('ofTeam', back)).status).toBe(200);
    expect((await staffDay('ofTeam')).teams[0]).toEqual(before);
    const way = 'GET /staff-plan/mg/changes';
    const told = await (await askAs(server.url, cookies.get('ofTeam') ?? '', way)).json();
    expect(told).toMatchObject([
      { by: 'ofTeam', day: '2026-11-30', before: [{ count: 6 }], after: null },
      { by: 'ofTeam', before: null, after: [{ span: '09:00-13:00', count: 6 }] },
    ]);
  });

  it('are the same plan as the table: what is imported is what the page shows, and the other way round', async () => {
    const table = Buffer.from('date;équipe;de;à;prévues\n2026-12-01;mg;08:00;09:00;2\n');
    await server.app.get(StaffPlanner).importCsv('place', table, clock.now());
    const [team] = (await staffDay('administrator', '2026-12-01')).teams;
    expect(team).toMatchObject({ ofDay: [{ span: '08:00-09:00', count: 2 }], mayChange: true });
    expect((await staffDay('drDurand')).teams).toEqual([]);
    const body = { day: '2026-12-01', revision: team?.revision, spans: null };
    expect((await planDay('drDurand', body)).status).toBe(403);
    expect((await planDay('ofTeam', body, 'sud')).status).toBe(404);
    expect((await planDay('ofTeam', { ...body, spans: [{ span: '22:00-02:00', count: 1 }] })).status).toBe(
      400,
    );
  });
});
