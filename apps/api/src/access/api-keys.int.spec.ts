import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiKeyView, IntakeAnswer, MadeApiKeyView } from '@vigie/contracts';

import { AuditLog } from '../audit/audit-log';
import { ManualClock } from '../platform/clock';
import { Quarantine } from '../intake/quarantine';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { ApiKeyAuthority } from './api-key-authority';
import { ApiKeys } from './api-keys';
import { askAs, askWithKey, createTestPerson, sendText } from './testing/test-person';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 23, 9);
const clock = new ManualClock(now);
const settings = {
  clinics: [{ id: 'durand' }, { id: 'tilleuls' }],
  queues: ['durand', 'tilleuls'].map((id) => ({ id: `q-${id}`, clinicId: id })),
};

describe('API keys on their page', () => {
  let server: TestServer;
  let cookie = '';

  beforeAll(async () => {
    server = await createTestServer({ clock });
    await createTestTenant(server.database, 'place');
    const text = JSON.stringify(settings);
    await server.app.get(SettingsRegistrar).register('place', { format: 'yaml', text });
    const administrator = { role: 'administrator', scope: { kind: 'all' } } as const;
    ({ cookie } = await createTestPerson(server.app, 'place', [administrator]));
  });
  afterAll(() => server.close());

  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    askAs(server.url, cookie, `${method} /keys${path}`, body);
  const make = async (body: object): Promise<MadeApiKeyView> =>
    (await (await ask('POST', '', body)).json()) as MadeApiKeyView;
  const listed = async (id: string): Promise<ApiKeyView | undefined> =>
    ((await (await ask('GET', '')).json()) as ApiKeyView[]).find((key) => key.id === id);
  const read = (secret: string, path: string): Promise<Response> =>
    askWithKey(server.url, secret, `GET /${path}`);
  const send = async (secret: string, ...events: readonly object[]): Promise<IntakeAnswer> =>
    (await (await askWithKey(server.url, secret, 'POST /events', events)).json()) as IntakeAnswer;
  let sent = 0;
  const event = (data: object, more: object = {}) => ({
    ...{ specversion: '1.0', id: `e${(sent += 1)}`, source: '/pbx', type: 'call.enqueued', subject: 'c1' },
    ...{ time: new Date(clock.now()).toISOString(), data },
    ...more,
  });
  const codes = ({ rejected }: IntakeAnswer) => rejected.map(({ code }) => code);

  it('send for their clinics alone, read them as a manager does, and quarantine keeps nothing of what was not theirs', async () => {
    const scopes = ['events:write', 'live:read', 'metrics:read', 'agents:read'];
    const { secret } = await make({ name: 'Durand', scopes, sendsAs: '/pbx', clinicIds: ['durand'] });
    const answer = await send(
      secret,
      event({ queueId: 'q-durand' }),
      event({ queueId: 'q-tilleuls' }, { subject: 'c2' }),
      event({ queueId: 'q-durand' }, { source: '/other' }),
      event({ queueId: 'q-durand' }, { source: 'vigie' }),
      event({ items: { overall: 5 } }, { type: 'survey.answered' }),
    );
    expect(answer.accepted).toBe(1);
    expect(codes(answer)).toEqual(['foreign_clinic', 'foreign_source', 'foreign_source', 'not_allowed']);
    const kept = await server.database.withTenant('place', (tx) =>
      server.app.get(Quarantine).next(tx, 'place', undefined),
    );
    expect(kept.found).toEqual([]);
    expect(await (await read(secret, 'live')).text()).not.toContain('tilleuls');
    expect((await read(secret, 'metrics?from=2026-11-23&to=2026-11-24&by=agent')).status).toBe(403);
    expect(
      (await sendText(server.url, secret, '/imports/calls-csv', { type: 'text/csv', text: 'callId\n' }))
        .status,
    ).toBe(403);
  });

  it('send nothing as the server itself, bound to a source or not', async () => {
    const { text } = await server.app.get(ApiKeys).create('place', 'any', ['events:write']);
    expect(codes(await send(text, event({ queueId: 'q-durand' }, { source: 'vigie' })))).toEqual([
      'foreign_source',
    ]);
    expect((await send(text, event({ queueId: 'q-durand' }, { source: '/any' }))).accepted).toBe(1);
  });

  it('read what their scopes say and no more', async () => {
    const { secret } = await make({ name: 'Entrepôt', scopes: ['metrics:read'] });
    expect((await read(secret, 'metrics?from=2026-11-23&to=2026-11-24')).status).toBe(200);
    for (const path of ['live', 'reports', 'metrics?from=2026-11-23&to=2026-11-24&by=agent'])
      expect([path, (await read(secret, path)).status]).toEqual([path, 403]);
  });

  it('are replaced without a gap: both open until the chosen end, then the new one alone', async () => {
    const { key, secret } = await make({ name: 'PBX', scopes: ['live:read'] });
    const until = new Date(clock.now() + dayMs).toISOString();
    const next = (await (await ask('POST', `/${key.id}/replace`, { until })).json()) as MadeApiKeyView;
    expect(next.key).toMatchObject({ name: 'PBX', scopes: ['live:read'], replaces: key.id, expiresAt: null });
    expect([(await read(secret, 'live')).status, (await read(next.secret, 'live')).status]).toEqual([
      200, 200,
    ]);
    expect(await listed(key.id)).toMatchObject({ expiresAt: until, usedAt: expect.any(String) });
    clock.advance(dayMs);
    server.app.get(ApiKeyAuthority).verdicts.forget('place');
    expect([(await read(secret, 'live')).status, (await read(next.secret, 'live')).status]).toEqual([
      401, 200,
    ]);
    expect((await ask('POST', `/${key.id}/replace`, { until })).status).toBe(409);
    clock.advance(-dayMs);
  });

  it('end on the day that was chosen, and never before they begin', async () => {
    const expiresAt = new Date(clock.now() + dayMs).toISOString();
    const { secret } = await make({ name: 'Stage', scopes: ['live:read'], expiresAt });
    expect((await read(secret, 'live')).status).toBe(200);
    clock.advance(dayMs);
    server.app.get(ApiKeyAuthority).verdicts.forget('place');
    expect((await read(secret, 'live')).status).toBe(401);
    expect((await ask('POST', '', { name: 'X', scopes: ['live:read'], expiresAt })).status).toBe(400);
    clock.advance(-dayMs);
  });

  it('of before keep what they could read until they are given the narrower set', async () => {
    const { keyId, text } = await server.app
      .get(ApiKeys)
      .create('place', 'ancienne', ['metrics:read'], { isOld: true });
    expect((await read(text, 'live')).status).toBe(200);
    expect(await listed(keyId)).toMatchObject({ isOld: true, scopes: expect.arrayContaining(['live:read']) });
    expect((await ask('PATCH', `/${keyId}`, { scopes: ['metrics:read'] })).status).toBe(200);
    expect(await listed(keyId)).toMatchObject({ isOld: false, scopes: ['metrics:read'] });
    expect((await read(text, 'live')).status).toBe(403);
  });

  it('are revoked at once, and everything done with them is in the audit log, never a secret', async () => {
    const { key, secret } = await make({ name: 'Vieux', scopes: ['live:read'] });
    expect((await read(secret, 'live')).status).toBe(200);
    expect((await ask('DELETE', `/${key.id}`)).status).toBe(204);
    expect((await read(secret, 'live')).status).toBe(401);
    await server.app.get(AuditLog).flush('place');
    const rows = await server.database.withTenant('place', (tx) =>
      tx.query<{ action: string; subject: string }[]>(
        `SELECT action, subject FROM audit_entry WHERE tenant_id = 'place' AND action LIKE 'keys.%' ORDER BY seq`,
      ),
    );
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(['keys.manage', 'keys.made', 'keys.changed', 'keys.replaced', 'keys.revoked']),
    );
    expect(JSON.stringify(rows)).not.toContain(secret.slice(-43));
    expect(rows.find(({ action }) => action === 'keys.made')?.subject).toContain(
      'source=/pbx clinics=durand',
    );
  });
});
