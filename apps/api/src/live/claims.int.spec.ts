import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveSnapshot, RecentCallView } from '@vigie/contracts';

import { ApiKeys } from '../access/api-keys';
import { askAs, createTestPerson } from '../access/testing/test-person';
import { SystemClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const clock = new SystemClock();
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ background: true });
});
afterAll(() => server.close());

const settings = `
teams:
  - { id: accueil, name: Accueil, queues: [durand] }
clinics:
  - { id: durand, name: Cabinet Durand }
`;

async function aTenant(tenantId: string): Promise<string> {
  await createTestTenant(server.database, tenantId);
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text: settings });
  return (await server.app.get(ApiKeys).create(tenantId, '/pbx', ['events:write'])).text;
}

async function read<T>(path: string): Promise<T> {
  return (await (await server.ask(`${server.url}/api/v1/live${path}`)).json()) as T;
}

const post = (path: string, body?: unknown): Promise<Response> =>
  server.ask(`${server.url}/api/v1/live/clinics/${path}`, {
    method: 'POST',
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const from = performance.now();
  while (!(await isSo())) {
    if (performance.now() - from > 60_000) throw new Error('it never was so');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

describe('who deals with a clinic in trouble', () => {
  it('is on every board within a second, is released, and is found again when the past is looked at', async () => {
    await aTenant('claims');
    const claim = async (query = '') =>
      (await read<LiveSnapshot>(`?tenant=claims${query}`)).clinics['durand']?.claim ?? null;
    expect(await claim()).toBeNull();
    const answer = await post('durand/claim?tenant=claims', { by: 'Claire' });
    expect([answer.status, await answer.json()]).toMatchObject([200, { by: 'Claire' }]);
    await until(async () => (await claim())?.by === 'Claire');
    const then = new Date(clock.now()).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await post('durand/release?tenant=claims')).status).toBe(204);
    await until(async () => (await claim()) === null);
    expect((await claim(`&at=${then}`))?.by).toBe('Claire');
  });

  it.each([{}, { by: '' }, { by: 'x'.repeat(41) }, { by: 'a\u0007' }, { by: 'Claire', at: 1 }, { by: 7 }])(
    'is told by a name and nothing else: %j',
    async (body) => {
      const answer = await post('durand/claim?tenant=claims', body);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        400,
        'invalid_name',
      ]);
    },
  );

  it('is whoever is signed in, under their own name', async () => {
    await aTenant('signed');
    const supervisor = [{ role: 'supervisor', scope: { kind: 'all' } }] as const;
    const { cookie } = await createTestPerson(server.app, 'signed', supervisor, {
      email: 'claire@example.com',
    });
    const answer = await askAs(server.url, cookie, 'POST /live/clinics/durand/claim', {
      by: 'somebody else',
    });
    expect(await answer.json()).toMatchObject({ by: 'claire' });
  });

  it('is told of clinics that there are', async () => {
    expect((await post('nosuch/claim?tenant=claims', { by: 'Claire' })).status).toBe(404);
    expect((await post('durand/claim?tenant=nosuch', { by: 'Claire' })).status).toBe(403);
  });
});

describe('present against planned', () => {
  it('is on the board within a second after a plan was imported', async () => {
    const key = await aTenant('staff');
    const send = (body: string) =>
      server.ask(`${server.url}/api/v1/imports/staff-csv`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
        body,
      });
    const planned = async () => (await read<LiveSnapshot>('?tenant=staff')).totals?.planned;
    expect(await planned()).toBeNull();
    const days = [-1, 0, 1].map((ahead) => new Date(clock.now() + ahead * 86_400_000).toISOString());
    const rows = days.map((day) => `${day.slice(0, 10)};Accueil;00:00;24:00;14`);
    const answer = await send(['date;équipe;de;à;prévues', ...rows, ''].join('\n'));
    expect([answer.status, await answer.json()]).toEqual([200, { rows: 3, teamDays: 3 }]);
    await until(async () => (await planned()) === 14);
    const { headline } = await read<LiveSnapshot>('?tenant=staff');
    expect(headline?.missing).toEqual({ id: 'accueil', name: 'Accueil', missing: 14 });
    const refused = await send('date;équipe;de;à;prévues\n2026-11-30;nosuch;08:00;09:00;1\n');
    expect([refused.status, await refused.text()]).toMatchObject([400, expect.stringContaining('line 2')]);
    expect(await planned()).toBe(14);
  });
});

describe('the latest calls of a clinic', () => {
  it('say since when caller and secretary speak, and never a conversation of no length', async () => {
    const key = await aTenant('talking');
    const now = clock.now();
    const event = (id: string, type: string, secondsAgo: number, data: object = {}) => ({
      specversion: '1.0',
      id,
      source: '/pbx',
      type,
      subject: 'c1',
      time: new Date(now - secondsAgo * 1000).toISOString(),
      data: { clinicId: 'durand', queueId: 'durand', ...data },
    });
    await server.ask(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify([
        event('1', 'call.enqueued', 60),
        event('2', 'call.answered', 40, { agentId: 'anne' }),
      ]),
    });
    const calls = () => read<RecentCallView[]>('/calls?tenant=talking&clinicId=durand');
    await until(async () => (await calls()).length === 1);
    expect(await calls()).toMatchObject([
      { outcome: 'answered', talkMs: null, talkingSince: new Date(now - 40_000).toISOString() },
    ]);
  });
});
