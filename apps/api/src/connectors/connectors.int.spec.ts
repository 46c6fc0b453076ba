import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { ConnectorsView, ConnectorTest, ConnectorView, LiveSnapshot } from '@vigie/contracts';

import { askAs, codeOf, createTestPerson, sendText } from '../access/testing/test-person';
import { AuditLog } from '../audit/audit-log';
import { signWebhook } from '../deliveries/webhook-signature';
import { EventIntake } from '../intake/event-intake';
import { SystemClock } from '../platform/clock';
import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { amiSecret, amiUser, ScriptedAsterisk } from './asterisk/ami/testing/scripted-asterisk';
import type { ConnectorKind } from './connector';
import { replayRecording } from './recording/testing/replay-recording';
import { SupervisedConnector } from './runner/supervised-connector';

let server: TestServer;
let folder = '';
let cookie = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-pbx-'));
  server = await createTestServer({ background: true, env: { VIGIE_QUEUE_LOG_FOLDERS: folder } });
  await createTestTenant(server.database, 'centre');
  const membership = { role: 'administrator', scope: { kind: 'all' } } as const;
  ({ cookie } = await createTestPerson(server.app, 'centre', [membership]));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const ask = (method: string, path = '', body?: unknown): Promise<Response> =>
  askAs(server.url, cookie, `${method} /connectors${path}`, body);
const listed = async (): Promise<ConnectorsView> => (await (await ask('GET')).json()) as ConnectorsView;
const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(50);
  }
  throw new Error('it never came');
};
const sql = (statement: string): Promise<Record<string, unknown>[]> =>
  server.asAdministrator((tx) => tx.query(statement));
const now = () => new SystemClock().now();
const line = (call: number, event = 'ENTERQUEUE||0199001234|1'): string =>
  `${Math.floor(now() / 1000) - 60}|c${call}|rdv|NONE|${event}\n`;
const logOf = (name: string) => ({
  kind: 'asterisk-queue-log',
  name,
  source: `/${name}`,
  options: { file: join(folder, name) },
});

describe('a telephone system that the server listens to by itself', () => {
  it('is waited for, heard as soon as it writes, and no more once it is removed', async () => {
    const added = await ask('POST', '', logOf('accueil'));
    expect(added.status).toBe(201);
    const { id } = (await added.json()) as ConnectorView;
    const one = async () => (await listed()).connectors.find((each) => each.id === id);
    const missing = await until(async () => {
      const found = await one();
      return found?.status.state === 'failing' ? found : undefined;
    });
    expect(missing.status).toMatchObject({ fault: 'file_missing' });
    await writeFile(join(folder, 'accueil'), line(1) + line(2) + line(3, 'MYOWNEVENT|x'));
    const heard = await until(async () => {
      const found = await one();
      return found?.status.accepted === 2 ? found : undefined;
    });
    expect(heard.status).toMatchObject({ state: 'running', fault: null, tries: 0, refused: 0 });
    expect(heard.status.unknown).toEqual([{ name: 'MYOWNEVENT', count: 1 }]);
    expect((await ask('DELETE', `/${id}`)).status).toBe(204);
    expect((await listed()).connectors).toEqual([]);
    // Its lease is given back once it listens no more.
    await until(async () => {
      const rows = await sql(
        `SELECT 1 FROM round_lease WHERE round = 'connector ${id}' AND next_at <= now()`,
      );
      return rows.length > 0 ? true : undefined;
    });
    await appendFile(join(folder, 'accueil'), line(4));
    const others = await until(async () => {
      const told = (await listed()).others.map(({ source }) => source);
      return told.length > 0 ? told : undefined;
    });
    expect(others).toEqual(['/accueil']);
  });

  it('goes on where a reading by hand ended: nothing counts twice', async () => {
    await writeFile(join(folder, 'deux'), line(1) + line(2));
    const text = line(1) + line(2);
    const key = await server.keyOf('centre');
    await sendText(server.url, key, '/imports/asterisk-queue-log?source=/deux', { type: 'text/plain', text });
    await writeFile(join(folder, 'deux'), text);
    const { id } = (await (await ask('POST', '', logOf('deux'))).json()) as ConnectorView;
    const read = await until(async () => {
      const found = (await listed()).connectors.find((each) => each.id === id);
      return found?.status.duplicates === 2 ? found : undefined;
    });
    expect(read.status.accepted).toBe(0);
    await ask('DELETE', `/${id}`);
  });

  it('that was not heard for a while leaves figures of that time incomplete, and says from when to when', async () => {
    const at = (minute: number): string => `2026-03-02T09:${minute}:00.000Z`;
    const gap = (from: number, to: number) => ({
      specversion: '1.0',
      id: `gap ${from}`,
      source: '/trou',
      type: 'source.gap',
      subject: '/trou',
      time: at(to),
      data: { from: at(from), to: at(to), why: 'ami' },
    });
    await server.app.get(EventIntake).receive('centre', [gap(10, 15), gap(15, 20), gap(40, 41)]);
    const asked = async (from: string, to: string): Promise<unknown> => {
      const query = new URLSearchParams({ from, to, interval: 'all' });
      const answer = await server.ask(`${server.url}/api/v1/metrics?${query.toString()}`);
      return ((await answer.json()) as { incomplete?: unknown }).incomplete;
    };
    const day = await until(() =>
      asked('2026-03-02T00:00Z', '2026-03-03T00:00Z').then((told) => told ?? undefined),
    );
    expect(day).toEqual([
      { from: at(10), to: at(20) },
      { from: at(40), to: at(41) },
    ]);
    expect(await asked('2026-03-02T09:00Z', '2026-03-02T09:15Z')).toEqual([{ from: at(10), to: at(15) }]);
    expect(await asked('2026-03-03T00:00Z', '2026-03-04T00:00Z')).toBeUndefined();
    // And the wall of today says so of today.
    const [from, to] = [now() - 2_000, now() - 1_000].map((one) => new Date(one).toISOString());
    const today = { ...gap(10, 15), id: 'today', time: to, data: { from, to, why: 'ami' } };
    await server.app.get(EventIntake).receive('centre', [today]);
    const unheard = await until(async () => {
      const board = (await (await server.ask(`${server.url}/api/v1/live`)).json()) as LiveSnapshot;
      return board.sources['/trou']?.unheard;
    });
    expect(unheard).toEqual([{ from: Date.parse(from ?? ''), to: Date.parse(to ?? '') }]);
  });

  it('is tried step by step without being kept, and no other file of the machine is read for it', async () => {
    const tried = async (file: string): Promise<ConnectorTest> =>
      (await (
        await ask('POST', '/test', { kind: 'asterisk-queue-log', options: { file } })
      ).json()) as ConnectorTest;
    await writeFile(join(folder, 'essai'), line(1));
    await writeFile(join(folder, 'lettre'), 'Chère Madame,\nnous vous prions\n');
    expect(await tried(join(folder, 'essai'))).toMatchObject({ ok: true });
    const faultOf = async (file: string) => (await tried(file)).steps.at(-1)?.fault;
    expect(await faultOf(join(folder, 'lettre'))).toBe('wrong_protocol');
    expect(await faultOf(join(folder, 'rien'))).toBe('file_missing');
    expect(await faultOf('/etc/passwd')).toBe('folder_not_allowed');
    expect(await faultOf(join(folder, '..', '..', 'etc', 'passwd'))).toBe('folder_not_allowed');
    expect((await listed()).connectors).toEqual([]);
  });

  it('is written down by whom it was added, changed and removed', async () => {
    const { id } = (await (
      await ask('POST', '', { ...logOf('noté'), secret: 'mot de passe' })
    ).json()) as ConnectorView;
    expect((await ask('PATCH', `/${id}`, { name: 'Autre' })).status).toBe(200);
    await ask('DELETE', `/${id}`);
    const entries = await server.app.get(AuditLog).search('centre', { limit: 20 });
    const told = entries.filter(({ subject }) => subject?.startsWith(`connector:${id}`));
    expect(told.map(({ action }) => action).toReversed()).toEqual([
      'connectors.added',
      'connectors.changed',
      'connectors.removed',
    ]);
    expect(JSON.stringify(entries)).not.toContain('mot de passe');
  });

  it('keeps its password sealed and tells it to nobody', async () => {
    const added = await ask('POST', '', { ...logOf('scellé'), secret: 'sésame ouvre-toi' });
    const text = await added.text();
    expect(JSON.parse(text)).toMatchObject({ hasSecret: true });
    const rows = await sql(`SELECT * FROM connector WHERE name = 'scellé'`);
    for (const told of [
      text,
      JSON.stringify(await listed()),
      JSON.stringify(rows),
      Buffer.from(JSON.stringify(rows)).toString(),
    ])
      expect(told).not.toContain('sésame');
    expect(rows.map((row) => (row['secret'] as Buffer).includes('sésame'))).toEqual([false]);
    await ask('DELETE', `/${(JSON.parse(text) as ConnectorView).id}`);
  });
});

describe('a telephone system that is dialled to have patients called', () => {
  it('is asked whether its user may, keeps a password for the address it was given for, and tells it to nobody', async () => {
    const asterisk = await ScriptedAsterisk.start(now);
    const asked = async (method: string, path: string, body: object): Promise<unknown> =>
      (await askAs(server.url, cookie, `${method} /call-ways${path}`, body)).json();
    const url = `ami://${amiUser}@127.0.0.1:${asterisk.port}/vigie`;
    const way = { source: '/dialled', url, roles: [] };
    expect(await asked('PUT', '', way)).toMatchObject({ code: 'invalid_body' });
    const made = await asked('PUT', '', { ...way, password: amiSecret });
    expect(made).toMatchObject({ way: { url }, secret: null });
    expect(await asked('PUT', '', way)).toMatchObject({ way: { url }, secret: null });
    expect(await asked('POST', '/test', { source: '/dialled' })).toMatchObject({ ok: true });
    asterisk.mayOriginate = false;
    expect(await asked('POST', '/test', { source: '/dialled' })).toMatchObject({ fault: 'not_allowed' });
    expect(asterisk.originated).toEqual([]);
    for (const other of [
      `ami://${amiUser}@127.0.0.1:5038/vigie`,
      'ami://127.0.0.1/vigie',
      `ami://x@10.0.0.1/vigie`,
    ])
      expect(await asked('PUT', '', { ...way, url: other })).toMatchObject({ code: 'invalid_body' });
    expect(JSON.stringify(made)).not.toContain(amiSecret);
    await asterisk.stop();
  });
});

describe('a telephone system that calls us', () => {
  const secret = 'ce que seuls nous deux savons';
  const mapping = {
    kind: 'event',
    time: 'at',
    call: 'call',
    queue: 'queue',
    caller: 'from',
    'fact.queued': 'queued',
    'fact.answered': 'answered',
  };
  const message = (event: string, call: string, more: object = {}) =>
    JSON.stringify({ event, call, at: now() - 20_000, queue: 'rdv', from: '0199001234', ...more });
  const deliver = (path: string, body: string, by = secret): Promise<Response> => {
    const timestamp = Math.floor(now() / 1_000);
    return fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'm',
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook({ id: 'm', timestamp, body }, by),
      },
      body,
    });
  };
  const added = async (source: string, key: string | null = secret): Promise<ConnectorView> => {
    const wanted = { kind: 'webhook', name: source, source, options: mapping, secret: key };
    return (await (await ask('POST', '', wanted)).json()) as ConnectorView;
  };
  const standing = async (id: string, isThere: (view: ConnectorView) => boolean): Promise<ConnectorView> =>
    until(async () => {
      const found = (await listed()).connectors.find((each) => each.id === id);
      return found !== undefined && isThere(found) ? found : undefined;
    });

  it('is believed by its signature, and what it says counts once', async () => {
    const { id, hookPath } = await added('/ring');
    const path = hookPath ?? '';
    expect(path).toBe(`/api/v1/hooks/centre/${id}`);
    const body = message('queued', 'c1');
    const told = async (sent: Promise<Response>): Promise<unknown> => (await sent).json();
    expect(await told(deliver(path, body))).toEqual({ received: 1, accepted: 1, duplicates: 0, refused: 0 });
    expect(await told(deliver(path, body))).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await told(deliver(path, `[${message('answered', 'c1')},${body}]`))).toMatchObject({
      received: 2,
      accepted: 1,
      duplicates: 1,
    });
    expect(await told(deliver(path, message('faxed', 'c1')))).toMatchObject({ received: 0 });
    const far = message('queued', 'c2', { at: now() + 3 * 86_400_000 });
    expect(await told(deliver(path, far))).toMatchObject({ received: 1, accepted: 0, refused: 1 });
    const { status } = await standing(id, (view) => view.status.refused === 1);
    expect(status).toMatchObject({ state: 'running', fault: null, accepted: 2, duplicates: 2 });
    expect(status.unknown).toEqual([{ name: 'faxed', count: 1 }]);
    const rows = await sql(`SELECT data::text FROM event_log WHERE source = '/ring'`);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('0199001234');
  });

  it('is answered nothing but that it is not known where the signature is not its own, and the page says so', async () => {
    const { id, hookPath } = await added('/faux');
    const path = hookPath ?? '';
    const body = message('queued', 'c1');
    expect(await codeOf(deliver(path, body, 'autre'))).toBe('401 signature_wrong');
    const bare = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    expect(await codeOf(fetch(`${server.url}${path}`, bare))).toBe('401 signature_missing');
    expect(await codeOf(deliver(path, '{"event":'))).toBe('400 body_unreadable');
    expect(await codeOf(deliver(path, JSON.stringify({ x: 'y'.repeat(1_048_576) })))).toBe('413 too_large');
    expect(await codeOf(deliver('/api/v1/hooks/centre/nobody', body))).toBe('404 not_found');
    expect(await codeOf(deliver(`/api/v1/hooks/elsewhere/${id}`, body))).toBe('404 not_found');
    const text = { ...bare, headers: { 'content-type': 'text/plain' } };
    expect(await codeOf(fetch(`${server.url}${path}`, text))).toBe('415 unsupported_media_type');
    const { status } = await standing(id, (view) => view.status.state === 'failing');
    expect(status).toMatchObject({ fault: 'body_unreadable', accepted: 0 });
    expect((await deliver(path, message('queued', 'c9', { at: 'hier' }))).status).toBe(200);
    const unclear = await standing(id, (view) => view.status.fault === 'mapping_incomplete');
    expect(unclear.status.detail).toBe('time_unreadable (at)');
    expect((await deliver(path, body)).status).toBe(200);
    await standing(id, (view) => view.status.state === 'running');
  });

  it('is recorded at one click without names and numbers, for who asks and nobody else, and replays', async () => {
    const { id, hookPath } = await added('/enregistré');
    const record = async (method: string) => ask(method, `/${id}/recording`);
    expect((await record('GET')).status).toBe(404);
    expect(await (await record('POST')).json()).toMatchObject({
      recording: { isRunning: true, messages: 0 },
    });
    await deliver(hookPath ?? '', message('queued', 'c1', { queue: 'Cabinet Durand' }));
    await deliver(hookPath ?? '', message('queued', 'c1'), 'autre');
    const ended = (await (await record('DELETE')).json()) as ConnectorView;
    expect(ended.recording).toMatchObject({ isRunning: false, messages: 1 });
    await deliver(hookPath ?? '', message('answered', 'c1'));
    const file = await record('GET');
    expect(file.headers.get('content-disposition')).toContain('recording.jsonl');
    const text = await file.text();
    expect(text).not.toMatch(/Durand|0199001234/u);
    expect(replayRecording(text, mapping)).toMatchObject([{ type: 'call.enqueued' }]);
    expect(await (await record('DELETE')).json()).toMatchObject({ recording: null });
    const entries = await server.app.get(AuditLog).search('centre', { limit: 20 });
    const told = entries.filter(({ action }) => action.startsWith('connectors.record'));
    expect(told.map(({ action }) => action).toReversed()).toEqual([
      'connectors.recorded',
      'connectors.recording_ended',
      'connectors.recording_taken',
      'connectors.recording_ended',
    ]);
  });

  it('waits for its secret where its vendor tells that later, and an example is read without being kept', async () => {
    const { id, status } = await added('/essai', null);
    expect(status).toMatchObject({ state: 'failing', fault: 'secret_missing' });
    const tried = async (example: string): Promise<ConnectorTest> =>
      (await (await ask('POST', '/test', { id, example })).json()) as ConnectorTest;
    const good = await tried(message('queued', 'c77'));
    expect(good).toMatchObject({ ok: true, problems: [], facts: [{ meaning: 'queued', subject: 'c77' }] });
    expect(good.facts[0]?.fields).toContainEqual({ name: 'ani', text: '01 99 00 •• ••' });
    expect(await tried(message('faxed', 'c77', { at: 'hier' }))).toMatchObject({
      ok: false,
      problems: [{ code: 'kind_unknown', field: 'kind', value: 'faxed' }],
    });
    expect((await tried('nothing')).steps).toMatchObject([{ step: 'message', fault: 'body_unreadable' }]);
    expect(await sql(`SELECT 1 FROM event_log WHERE source = '/essai'`)).toEqual([]);
    const steps = (await (await ask('POST', '/test', { id })).json()) as ConnectorTest;
    expect(steps.steps.map(({ step, fault }) => [step, fault])).toEqual([
      ['address', 'address_local'],
      ['secret', 'secret_missing'],
    ]);
  });
});

describe('a connection of several servers', () => {
  it('is held by one of them at a time, and by another when that one goes', async () => {
    let held = 0;
    let most = 0;
    const begun: string[] = [];
    const kindOf = (name: string): ConnectorKind => ({
      name,
      isExperimental: false,
      needsSecret: false,
      readOptions: () => ({}),
      test: () => Promise.resolve([]),
      run: async (_, { signal, alive }) => {
        held += 1;
        most = Math.max(most, held);
        begun.push(name);
        alive();
        await wait(60_000, undefined, { signal }).catch(() => undefined);
        held -= 1;
      },
    });
    const parts = {
      database: server.database,
      clock: new SystemClock(),
      intake: server.app.get(EventIntake),
    };
    const of = { tenantId: 'centre', id: 'two', source: '/two', kind: 'x' };
    await sql(
      `INSERT INTO connector (tenant_id, connector_id, kind, name, source, options, created_at)
       VALUES ('centre', 'two', 'x', 'x', '/two', '{}', now())`,
    );
    const open = () => ({ ...of, name: '', options: {}, secret: null });
    const first = new SupervisedConnector(kindOf('first'), open, of, parts);
    const second = new SupervisedConnector(kindOf('second'), open, of, parts);
    first.start();
    await until(async () => (begun.length > 0 ? true : undefined));
    second.start();
    await wait(200);
    expect(begun).toEqual(['first']);
    await first.stop();
    await sql(`UPDATE round_lease SET next_at = now() WHERE round = 'connector two'`);
    await second.stop();
    const third = new SupervisedConnector(kindOf('third'), open, of, parts);
    third.start();
    await until(async () => (begun.length > 1 ? true : undefined));
    expect([begun, most]).toEqual([['first', 'third'], 1]);
    // One that is gone, with its tenant perhaps, is let go without being told to.
    await sql(`DELETE FROM connector WHERE connector_id = 'two'`);
    await until(async () => (held === 0 ? true : undefined));
    await third.stop();
  });
});
