import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveSnapshot, MadeWallLink, WallLinkView } from '@vigie/contracts';
import { Command } from 'commander';
import { io, type Socket } from 'socket.io-client';

import { AuditLog } from '../../audit/audit-log';
import { registerCommands } from '../../boot/commands';
import { Projector } from '../../fold/projector';
import { EventIntake } from '../../intake/event-intake';
import type { CliContext } from '../../platform/cli-context';
import { ManualClock } from '../../platform/clock';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { Entries } from '../entries';
import { ruleOf } from '../permissions';
import { askAs, createTestPerson } from '../testing/test-person';
import { WallLinks } from './wall-links';

const now = Date.UTC(2026, 3, 20, 9);
const all = { kind: 'all' } as const;
const settings = {
  clinics: [{ id: 'durand', name: 'Cabinet Durand' }],
  queues: [{ id: 'q', name: 'Accueil Durand', clinicId: 'durand' }],
  teams: [{ id: 'accueil', name: 'Accueil', queues: ['q'], members: ['anne'] }],
  agents: [{ id: 'anne', name: 'Anne Lopez' }],
};

describe('the link of a television', () => {
  let server: TestServer;
  let administrator = '';
  const open: Socket[] = [];

  beforeAll(async () => {
    server = await createTestServer({ clock: new ManualClock(now) });
    await createTestTenant(server.database, 'centre');
    const text = JSON.stringify(settings);
    await server.app.get(SettingsRegistrar).register('centre', { format: 'yaml', text });
    await server.app.get(EventIntake).receive('centre', someCalls());
    await server.app.get(Projector).foldNow('centre');
    ({ cookie: administrator } = await createTestPerson(server.app, 'centre', [
      { role: 'administrator', scope: all },
    ]));
  });
  afterAll(async () => {
    for (const socket of open) socket.disconnect();
    await server.close();
  });

  const ask = (method: string, path: string, cookie: string, body?: unknown): Promise<Response> =>
    askAs(server.url, cookie, `${method} ${path}`, body);
  const made = async (wanted: object): Promise<MadeWallLink> => {
    const answer = await ask('POST', '/wall-links', administrator, wanted);
    expect(answer.status).toBe(201);
    return (await answer.json()) as MadeWallLink;
  };
  const tokenOf = ({ url }: MadeWallLink): string => url.split('#')[1] ?? '';
  /** The cookie a browser has after it opened the link. */
  const opened = async (link: MadeWallLink): Promise<string> => {
    const answer = await ask('POST', '/wall/open', '', { token: tokenOf(link) });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^vigie-wall=vw_.*; Max-Age=34560000; HttpOnly; SameSite=Strict$/u);
    return cookie.split(';', 1)[0] ?? '';
  };
  const socketOf = (cookie: string): Socket => {
    const socket = io(`${server.url}/live`, {
      transports: ['websocket'],
      extraHeaders: { cookie },
      forceNew: true,
      reconnection: false,
    });
    open.push(socket);
    return socket;
  };
  const watched = (cookie: string, watch: object): Promise<LiveSnapshot | string> =>
    new Promise((resolve) => {
      const socket = socketOf(cookie);
      socket.on('snapshot', (frame: LiveSnapshot) => resolve(frame));
      socket.on('refused', (reason: string) => resolve(reason));
      socket.emit('watch', watch);
    });
  const boardOf = async (cookie: string): Promise<LiveSnapshot> => {
    const told = await watched(cookie, { wall: true, byLink: true });
    if (typeof told === 'string') throw new Error(told);
    return told;
  };

  it('shows totals and teams; no caller, no secretary and, unless it is wished, no clinic by name', async () => {
    const board = await boardOf(await opened(await made({ name: 'Plateau', scope: all })));
    expect(board.totals).toMatchObject({ waiting: 3, presentedDay: 4 });
    expect(Object.values(board.teams)).toMatchObject([{ name: 'Accueil', waiting: 3 }]);
    expect(Object.values(board.clinics)).toMatchObject([
      { id: 'clinic-1', name: '', waiting: 3, claim: null },
    ]);
    for (const section of ['waiting', 'agents', 'concerns', 'quarters', 'standing'] as const)
      expect([section, board[section]]).toEqual([section, {}]);
    expect(board.satisfaction).toBeNull();
    expect(board.headline?.clinic).toBeNull();
    expect(JSON.stringify(board)).not.toMatch(/Durand|durand|Lopez|"anne"|33639/u);
  });

  it('names the clinics in trouble where the link says so', async () => {
    const link = await made({ name: 'Direction', scope: all, namesClinics: true });
    const board = await boardOf(await opened(link));
    expect(Object.values(board.clinics)).toMatchObject([{ id: 'durand', name: 'Cabinet Durand' }]);
    expect(JSON.stringify(board)).not.toMatch(/Lopez|"anne"|33639/u);
  });

  it('has a scope: of a team it has no totals of calls, of a foreign one no row', async () => {
    const teams = { kind: 'teams', teamIds: ['accueil'] };
    const ofTeam = await boardOf(await opened(await made({ name: 'Accueil', scope: teams })));
    expect([ofTeam.totals, Object.keys(ofTeam.teams)]).toEqual([null, ['accueil']]);
    const clinics = { kind: 'clinics', clinicIds: ['autre'] };
    const ofOther = await boardOf(await opened(await made({ name: 'Autre', scope: clinics })));
    expect([ofOther.totals?.presentedDay, ofOther.teams, ofOther.clinics]).toEqual([0, {}, {}]);
  });

  it('opens the wall and nothing else: every other way in is closed to its cookie', async () => {
    const cookie = await opened(await made({ name: 'Couloir', scope: all }));
    const ways = server.app
      .get(Entries)
      .list()
      .filter(
        ({ way, permission = 'health.see' }) => way.includes(' /api/') && ruleOf(permission).of !== 'anyone',
      );
    expect(ways.length).toBeGreaterThan(30);
    for (const { way, permission } of ways) {
      const [method = '', path = ''] = way.split(' ');
      const address = path.replace('/api/v1', '').replace(':month', '2026-03').replaceAll(/:\w+/gu, 'durand');
      const { status } = await ask(method, address, cookie);
      expect([way, status]).toEqual([way, permission === 'wall.see' ? 200 : 401]);
    }
    expect(await watched(cookie, {})).toBe('forbidden');
    expect(await watched(cookie, { wall: true })).toBe('forbidden');
    expect(await watched(cookie, { wall: true, byLink: true, tenant: 'other' })).toBe('forbidden');
    expect(await watched(administrator, { wall: true, byLink: true })).toBe('forbidden');
  });

  it('is revoked at once: what shows the board by it is told and cut within five seconds', async () => {
    const link = await made({ name: 'Accueil 2', scope: all });
    const cookie = await opened(link);
    const socket = socketOf(cookie);
    await new Promise((resolve) => {
      socket.on('snapshot', resolve);
      socket.emit('watch', { wall: true, byLink: true });
    });
    const closed = new Promise((resolve) => {
      let reason = '';
      socket.on('refused', (told: string) => (reason = told));
      socket.on('disconnect', () => resolve(reason));
    });
    const revokedAt = performance.now();
    expect((await ask('DELETE', `/wall-links/${link.wall.id}`, administrator)).status).toBe(204);
    expect(await closed).toBe('forbidden');
    expect(performance.now() - revokedAt).toBeLessThan(30_000);
    expect((await ask('GET', '/wall', cookie)).status).toBe(401);
    expect((await ask('POST', '/wall/open', '', { token: tokenOf(link) })).status).toBe(404);
    expect((await ask('DELETE', `/wall-links/${link.wall.id}`, administrator)).status).toBe(404);
  });

  it('is listed without its token: who made it, when, and when it was last seen', async () => {
    const link = await made({ name: 'Liste', scope: all });
    await opened(link);
    const answer = await ask('GET', '/wall-links', administrator);
    const text = await answer.text();
    expect(text).not.toContain('vw_');
    const found = (JSON.parse(text) as WallLinkView[]).find(({ id }) => id === link.wall.id);
    const at = new Date(now).toISOString();
    expect(found).toMatchObject({ name: 'Liste', madeBy: expect.stringMatching(/^p\d+$/u), madeAt: at });
    expect(found?.seenAt).toBe(at);
  });

  it('tells the officer who made, opened and revoked it, and not what was shown', async () => {
    const link = await made({ name: 'Registre', scope: all });
    const cookie = await opened(link);
    await boardOf(cookie);
    await ask('DELETE', `/wall-links/${link.wall.id}`, administrator);
    await server.app.get(AuditLog).flush('centre');
    const entries = await server.app.get(AuditLog).search('centre', { actions: ['wall'], limit: 3 });
    expect(entries.map(({ action, actor }) => [action, actor.kind])).toEqual([
      ['wall.revoked', 'person'],
      ['wall.opened', 'wall'],
      ['wall.made', 'person'],
    ]);
    const watching = await server.app.get(AuditLog).search('centre', { actorKind: 'wall', limit: 50 });
    expect(new Set(watching.map(({ action }) => action))).toEqual(new Set(['wall.opened']));
  });

  it('is made, listed and revoked by commands', async () => {
    const printed: string[] = [];
    const program = new Command().exitOverride();
    const cli = {
      app: server.app,
      platform: { config: { door: { origins: [] }, port: 1 } },
      print: (line: string) => void printed.push(line),
      note: () => undefined,
    } as unknown as CliContext;
    registerCommands(program, () => Promise.resolve(cli));
    const run = (...args: string[]) => program.parseAsync(['wall', ...args], { from: 'user' });
    await run('add', 'Salle 3', '--tenant', 'centre', '--teams', 'accueil', '--names');
    expect(printed.at(-1)).toMatch(/\/wall#vw_centre_/u);
    const link = (await server.app.get(WallLinks).list('centre')).find(({ name }) => name === 'Salle 3');
    await run('list', '--tenant', 'centre');
    expect(printed.join('\n')).toContain(`${link?.linkId}\tSalle 3\tteams accueil\tnames\tnever opened`);
    await run('revoke', link?.linkId ?? '', '--tenant', 'centre');
    await expect(run('revoke', link?.linkId ?? '', '--tenant', 'centre')).rejects.toThrow('no such link');
  });
});

/** One was answered, three wait: the clinic is in trouble. */
function someCalls(): object[] {
  const happened = (subject: string, type: string, at: number, data: object) => ({
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: '/pbx',
    type,
    subject,
    time: new Date(at).toISOString(),
    data,
  });
  const where = { queueId: 'q', clinicId: 'durand', ani: '+33639980002' };
  return [
    happened('taken', 'call.enqueued', now - 600_000, where),
    happened('taken', 'call.answered', now - 590_000, { agentId: 'anne' }),
    ...[1, 2, 3].map((n) => happened(`waits-${n}`, 'call.enqueued', now - n * 60_000, where)),
  ];
}
