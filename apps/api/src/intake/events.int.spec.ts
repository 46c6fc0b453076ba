import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IntakeAnswer, ProblemView } from '@vigie/contracts';

import { createTestServer, type TestServer } from '../testing/test-server';
import { ApiKeys } from '../access/api-keys';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { mostNewAtOnce } from './new-ids';

type Body = NonNullable<RequestInit['body']>;
type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: IntakeAnswer & ProblemView;
};

const event = (id: string, change: object = {}): object => ({
  specversion: '1.0',
  id,
  source: '/pbx/lyon',
  type: 'call.enqueued',
  subject: 'c-1042',
  time: '2026-11-22T09:00:05.120+01:00',
  data: { clinicId: 'cabinet-durand', queueId: 'rendez-vous', ani: '+33199001234', languageRequested: 'fr' },
  ...change,
});

describe('POST /api/v1/events', () => {
  let server: TestServer;
  let key: string;
  let tenants = 0;

  beforeAll(async () => {
    server = await createTestServer();
    key = await keyOfNewTenant();
  });
  afterAll(() => server.close(), 30_000);

  async function keyOfNewTenant(
    scopes: readonly ('events:write' | 'metrics:read')[] = ['events:write'],
  ): Promise<string> {
    const tenantId = `t${(tenants += 1)}`;
    await createTestTenant(server.database, tenantId);
    const made = await server.app.get(ApiKeys).create(tenantId, 'pbx', scopes);
    return made.text;
  }

  async function post(
    body: Body,
    type: string,
    headers: Record<string, string> = {},
    as = key,
  ): Promise<Reply> {
    const response = await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${as}`, ...headers },
      body,
      duplex: 'half',
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Reply['body'],
    };
  }

  const one = (value: unknown, as = key) =>
    post(JSON.stringify(value), 'application/cloudevents+json', {}, as);
  const batch = (value: unknown, as = key) =>
    post(JSON.stringify(value), 'application/cloudevents-batch+json', {}, as);
  const lines = (text: Body, as = key, headers = {}) => post(text, 'application/x-ndjson', headers, as);

  async function rowsOf(
    as: string,
  ): Promise<{ seq: number; event_id: string; data: Record<string, unknown> }[]> {
    const tenantId = as.split('_')[1] ?? '';
    return server.database.withTenant(tenantId, (tx) =>
      tx.query('SELECT * FROM event_log WHERE tenant_id = $1 ORDER BY seq', [tenantId]),
    );
  }
  async function quarantinedOf(as: string): Promise<number> {
    const tenantId = as.split('_')[1] ?? '';
    const [row] = await server.database.withTenant(tenantId, (tx) =>
      tx.query('SELECT coalesce(sum(times), 0) AS n FROM quarantine WHERE tenant_id = $1', [tenantId]),
    );
    return row.n;
  }

  it('takes one event, a batch, an array and lines, and answers with the outcome of each', async () => {
    const own = await keyOfNewTenant();
    const expected = { accepted: 1, duplicates: 0, rejectedCount: 0, rejected: [] };
    expect(await one(event('1'), own)).toMatchObject({ status: 200, body: { received: 1, ...expected } });
    const more = [event('1'), event('2')];
    expect((await batch(more, own)).body).toEqual({ received: 2, ...expected, duplicates: 1 });
    expect((await post(JSON.stringify([event('3')]), 'application/json', {}, own)).body).toMatchObject(
      expected,
    );
    expect((await lines(`${JSON.stringify(event('4'))}\n`, own)).body).toMatchObject(expected);
    expect((await rowsOf(own)).map(({ seq, event_id }) => [seq, event_id])).toEqual([
      [1, '1'],
      [2, '2'],
      [3, '3'],
      [4, '4'],
    ]);
    expect((await batch([], own)).body).toMatchObject({ received: 0 });
  });

  it('refuses alone what names new clinics without end, and takes those it knows and those that are configured', async () => {
    const own = await keyOfNewTenant();
    const tenantId = own.split('_')[1] ?? '';
    const of = (clinicId: string) => event(`of-${clinicId}`, { data: { clinicId } });
    const many = Array.from({ length: mostNewAtOnce + 200 }, (_, n) => of(`c${n}`));
    const { body } = await batch(many, own);
    // Some seconds of the hour pass meanwhile.
    expect(body.accepted).toBeGreaterThanOrEqual(mostNewAtOnce);
    expect(body.accepted).toBeLessThan(mostNewAtOnce + 20);
    expect(body.rejectedCount).toBe(many.length - body.accepted);
    expect(new Set(body.rejected.map(({ code }) => code))).toEqual(new Set(['too_many_new_ids']));
    const again = event('again', { data: { clinicId: 'c1' } });
    expect((await batch([again, ...many.slice(-100)], own)).body).toMatchObject({ accepted: 1 });
    expect((await batch(many.slice(-5), await keyOfNewTenant())).body.accepted).toBe(5);
    const text = 'clinics:\n  - id: c-new\n';
    await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
    await setTimeout(2_100);
    expect(
      (await batch([of('c-new'), of('c-newer'), of('c-newest')], own)).body.accepted,
    ).toBeGreaterThanOrEqual(1);
  });

  it('never lets a number in clear into the database', async () => {
    const own = await keyOfNewTenant();
    await batch([event('1'), event('2', { data: { ani: '06 39 98 12 34', queueId: 7 } })], own);
    const [stored] = await rowsOf(own);
    expect(stored?.data).toMatchObject({ aniKind: 'fixed', aniMask: '01 99 00 •• ••' });
    const everything = await server.asAdministrator((tx) =>
      tx.query(
        `SELECT string_agg(t::text, ' ') AS text FROM (SELECT l::text AS t FROM event_log l UNION ALL SELECT q::text FROM quarantine q) s`,
      ),
    );
    expect(JSON.stringify(everything)).not.toMatch(/199001234|639981234|12 34/);
  });

  it.each([
    ['no key', undefined, 401],
    ['something else', 'Basic dXNlcg==', 401],
    ['a key nobody made', `Bearer vg_t1_${'x'.repeat(43)}`, 401],
    ['a key of a tenant that does not exist', `Bearer vg_nobody_${'x'.repeat(43)}`, 401],
  ])('refuses %s', async (_, authorization, status) => {
    const response = await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
      body: JSON.stringify(event('1')),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      code: 'unauthorized',
      retryable: false,
      requestId: expect.any(String),
    });
  });

  it('refuses a key that may only read', async () => {
    const reader = await keyOfNewTenant(['metrics:read']);
    expect(await one(event('1'), reader)).toMatchObject({ status: 403, body: { code: 'missing_scope' } });
  });

  it('refuses CloudEvents in binary mode and bodies it does not know', async () => {
    const unsupported = { status: 415, body: { code: 'unsupported_media_type' } };
    const binary = { 'ce-id': '1', 'ce-specversion': '1.0', 'ce-type': 'call.held', 'ce-source': '/pbx' };
    expect(await post('{}', 'application/json', binary)).toMatchObject(unsupported);
    expect(await post('a', 'text/plain')).toMatchObject(unsupported);
    expect(await post('a', 'application/xml')).toMatchObject(unsupported);
    expect(await post('{}', 'application/json', { 'content-encoding': 'gzip, gzip' })).toMatchObject({
      status: 415,
    });
  });

  it.each(['', '{', '[1,', '"text"', '42', 'null', '\uFEFF{}'])(
    'refuses the body %p as a whole',
    async (text) => {
      expect((await post(text, 'application/json')).status).toBe(400);
    },
  );

  it('refuses a batch that is too long or too large, packed or not', async () => {
    const many = Array.from({ length: 10_001 }, () => 0);
    expect(await batch(many)).toMatchObject({
      status: 413,
      body: { code: 'too_many_events', retryable: false },
    });
    const large = JSON.stringify([event('1', { data: { skill: 'x'.repeat(5_300_000) } })]);
    expect((await post(large, 'application/json')).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(100_000_000, '['));
    expect((await post(bomb, 'application/json', { 'content-encoding': 'gzip' })).status).toBe(413);
    expect(
      (await post(gzipSync('no bomb').subarray(4), 'application/json', { 'content-encoding': 'gzip' }))
        .status,
    ).toBe(400);
  });

  it('takes packed bodies', async () => {
    const own = await keyOfNewTenant();
    const text = JSON.stringify([event('1')]);
    const packed = [
      await post(gzipSync(text), 'application/json', { 'content-encoding': 'gzip' }, own),
      await lines(brotliCompressSync(`${JSON.stringify(event('2'))}\n`), own, { 'content-encoding': 'br' }),
    ];
    for (const reply of packed) expect(reply).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  const poison: readonly (readonly [string, string])[] = [
    ['a NUL in an id', JSON.stringify(event('a\0b'))],
    ['a NUL in the data', JSON.stringify(event('p2', { data: { skill: 'a\0' } }))],
    [
      'half a character',
      `{"id":"p3\\ud800","source":"/pbx","type":"call.held","subject":"c","time":"2026-11-22T09:00:05Z"}`,
    ],
    ['half a character in the data', JSON.stringify(event('p4')).replace('"fr"', '"fr","skill":"\\udfff"')],
    ['1e309', JSON.stringify(event('p5')).replace('"fr"', '"fr","position":1e309')],
    ['2^53 + 1', JSON.stringify(event('p6')).replace('"fr"', '"fr","position":9007199254740993')],
    [
      'data 200,000 deep',
      JSON.stringify(event('p7')).replace('"rendez-vous"', '['.repeat(100_000) + ']'.repeat(100_000)),
    ],
    ['an unknown type', JSON.stringify(event('p8', { type: 'call.teleported' }))],
    ['an unknown version', JSON.stringify(event('p9', { specversion: '0.3' }))],
    ['no object', '[[[]]]'],
    ['an event of a prototype', '{"__proto__":{"id":"p11"},"constructor":{"prototype":{}}}'],
  ];

  it.each(['batch', 'lines'] as const)(
    'stores the good of a poisoned %s and keeps the bad apart: everything adds up',
    async (mode) => {
      const own = await keyOfNewTenant();
      const good = Array.from({ length: 100 }, (_, index) => JSON.stringify(event(`good-${index}`)));
      const texts = [
        ...good.slice(0, 50),
        ...poison.map(([, text]) => text),
        ...good.slice(50),
        good[0] ?? '',
      ];
      const reply =
        mode === 'batch'
          ? await post(`[${texts.join(',')}]`, 'application/json', {}, own)
          : await lines(texts.join('\n'), own);
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({
        received: texts.length,
        accepted: 100,
        duplicates: 1,
        rejectedCount: poison.length,
      });
      expect(reply.body.rejected.map(({ index }) => index)).toEqual(poison.map((_, index) => 50 + index));
      expect(reply.body.rejected.map(({ code }) => code)).toEqual([
        'invalid_text',
        'invalid_text',
        'invalid_text',
        'invalid_text',
        'invalid_event',
        'invalid_event',
        'invalid_event',
        'unknown_type',
        'invalid_event',
        'invalid_event',
        'invalid_event',
      ]);
      const stored = await rowsOf(own);
      expect(reply.body.received).toBe(stored.length + reply.body.duplicates + (await quarantinedOf(own)));
      expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
      expect(({} as Record<string, unknown>)['id']).toBeUndefined();
    },
  );

  it('takes lines of any number, committing every 5,000 on the way', async () => {
    const own = await keyOfNewTenant();
    let sent = 0;
    let seenOnTheWay = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent === 12_000) {
          controller.close();
          return;
        }
        if (sent >= 8_000)
          for (let tries = 0; seenOnTheWay < 5_000 && tries < 100; tries += 1)
            seenOnTheWay = (await rowsOf(own)).length;
        const part = Array.from({ length: 1_000 }, (_, index) => JSON.stringify(event(String(sent + index))));
        sent += 1_000;
        controller.enqueue(Buffer.from(`${part.join('\n')}\n${sent === 7_000 ? '{half\n' : ''}`));
      },
    });
    const reply = await lines(body, own);
    expect(reply.body).toMatchObject({ received: 12_001, accepted: 12_000, duplicates: 0, rejectedCount: 1 });
    expect(reply.body.rejected).toEqual([
      { index: 7_000, id: null, code: 'malformed_json', message: 'the line is not JSON' },
    ]);
    expect(seenOnTheWay).toBe(5_000);
    expect((await rowsOf(own)).length).toBe(12_000);
  });

  it('answers when lines cannot be unpacked or stored half way, and keeps what was committed', async () => {
    const own = await keyOfNewTenant();
    const packed = gzipSync(
      Array.from({ length: 20_000 }, (_, index) => JSON.stringify(event(String(index)))).join('\n'),
    );
    packed.fill(0, Math.floor(packed.length * 0.6), Math.floor(packed.length * 0.7));
    expect(await lines(packed, own, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_encoding' },
    });
    expect((await rowsOf(own)).length % 5_000).toBe(0);

    const other = await keyOfNewTenant();
    const rename = (from: string, to: string) =>
      server.database.asOwner((tx) => tx.query(`ALTER TABLE ${from} RENAME TO ${to}`));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent === 20_000) return controller.close();
        if (sent === 10_000) {
          for (let tries = 0; (await rowsOf(other)).length < 5_000 && tries < 100; tries += 1);
          await rename('tenant_head', 'mislaid');
        }
        const part = Array.from({ length: 1_000 }, (_, index) => JSON.stringify(event(String(sent + index))));
        controller.enqueue(Buffer.from(`${part.join('\n')}\n`));
        sent += 1_000;
      },
    });
    const reply = await lines(body, other).finally(() => rename('mislaid', 'tenant_head'));
    expect(reply).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect((await one(event('next'), other)).body.accepted).toBe(1);
  });

  it('lists at most a thousand refused events and counts all', async () => {
    const own = await keyOfNewTenant();
    const reply = await batch(
      Array.from({ length: 1_500 }, (_, index) => ({ id: String(index) })),
      own,
    );
    expect(reply.body).toMatchObject({ received: 1_500, rejectedCount: 1_500 });
    expect(reply.body.rejected).toHaveLength(1_000);
    expect(await quarantinedOf(own)).toBe(1_500);
  });

  it('takes every event once when many send the same at the same time', async () => {
    const own = await keyOfNewTenant();
    const all = Array.from({ length: 200 }, (_, index) => event(String(index)));
    const replies = await Promise.all(
      Array.from({ length: 16 }, (_, sender) => batch(sender % 2 === 0 ? all : all.toReversed(), own)),
    );
    const sum = (field: 'accepted' | 'duplicates') =>
      replies.reduce((total, { body }) => total + body[field], 0);
    expect([sum('accepted'), sum('duplicates')]).toEqual([200, 3_000]);
    expect((await rowsOf(own)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
  });

  it('keeps the tenants of two keys apart', async () => {
    const [a, b] = [await keyOfNewTenant(), await keyOfNewTenant()];
    await one(event('same'), a);
    expect((await one(event('same'), b)).body.accepted).toBe(1);
    expect(await rowsOf(a)).toHaveLength(1);
  });
});
