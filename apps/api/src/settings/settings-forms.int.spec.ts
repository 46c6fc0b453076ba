import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ChangedSettings,
  ProblemView,
  SettingsChanges,
  SettingsItem,
  SettingsView,
} from '@vigie/contracts';

import { createTestPerson } from '../access/testing/test-person';
import type { Membership } from '../access/viewer';
import { ManualClock } from '../platform/clock';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { SettingsRegistrar } from './settings-registrar';
import { readVersions } from './settings-store';

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
    };
    for (const [name, membership] of Object.entries(people))
      cookies.set(
        name,
        (await createTestPerson(server.app, 'place', [membership], { email: `${name}@example.com` })).cookie,
      );
  });
  afterAll(() => server.close());

  const ask = (who: string, path = '', body?: unknown): Promise<Response> =>
    fetch(`${server.url}/api/v1/settings${path}`, {
      method: body === undefined ? 'GET' : 'PATCH',
      headers: { cookie: cookies.get(who) ?? '', origin: server.url, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
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
    const covered = { week: { mon: ['08:00-12:00'] }, holidays: 'FR' };
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
    expect([clinics, teams[0]?.mayChange]).toEqual([[], ['members', 'planned']]);
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
});
