import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemView } from '@vigie/contracts';
import fc from 'fast-check';

import { ApiKeys } from '../access/api-keys';
import { apiScopes } from '../access/api-key';
import { createTestPerson } from '../access/testing/test-person';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from './test-server';

type Parameter = Readonly<{
  name: string;
  in: 'path' | 'query';
  schema?: { readonly enum?: readonly string[] };
}>;
type Body = Readonly<{
  content: Readonly<Record<string, { readonly schema: { readonly properties?: object } }>>;
}>;
type Operation = Readonly<{ parameters?: readonly Parameter[]; requestBody?: Body }>;

const nasty = [
  '\0',
  'a\0b',
  '\ud800',
  '0000-01',
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '9999-12',
  '9999-12-31T23:59:59.999999999+14:00',
  '275760-09-13',
  "'; DROP TABLE call; --",
  '%',
  '\u202e\u200b\u00a0',
  '١٢',
  '-1',
  '1e309',
  'NaN',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '🙂'.repeat(200),
] as const;
/** What a request would hold were nothing wrong with it: so that what is wrong stands alone. */
const usual: Readonly<Record<string, string | readonly string[]>> = {
  month: '2026-10',
  clinicId: 'durand',
  id: '7b6e5b3c-1f0f-4a8e-9d2b-1c2d3e4f5a6b',
  from: '2026-11-01',
  to: '2026-11-02',
  text: 'Un poste de plus',
  owner: 'Claire',
  source: '/pbx',
  callId: 'c1',
  channel: 'sms',
  address: '+33639980001',
  paragraphs: [],
  invitationId: 'AAAAAAAAAAAAAAAA',
  outcome: 'delivered',
  by: 'Claire',
  email: 'claire@example.com',
  name: 'Claire',
  language: 'fr',
  memberships: [],
  token: 'vl_centre_x',
  password: 'trois bateaux sur la mer',
  current: 'trois bateaux sur la mer',
};
const texts = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 40 }));

let server: TestServer;
let key = '';
/** What programs may not is asked by an administrator. */
let cookie = '';
let operations: readonly { method: string; path: string; operation: Operation }[] = [];

beforeAll(async () => {
  server = await createTestServer({
    env: {
      VIGIE_PUBLIC_URL: 'https://avis.example',
      VIGIE_SURVEY_WEBHOOK_URL: 'http://127.0.0.1:9/never',
      VIGIE_SURVEY_WEBHOOK_SECRET: 'a secret that only the specs know',
    },
  });
  await createTestTenant(server.database, 'centre');
  key = (await server.app.get(ApiKeys).create('centre', 'spec', apiScopes)).text;
  const membership = { role: 'administrator', scope: { kind: 'all' } } as const;
  cookie = (await createTestPerson(server.app, 'centre', [membership])).cookie;
  const file = (await (await fetch(`${server.url}/api/docs/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  operations = Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
});
afterAll(() => server.close());

describe('whatever is sent', () => {
  it('is answered, and never with a fault of ours: in every parameter of every route', async () => {
    const places = operations.flatMap((one) =>
      (one.operation.parameters ?? []).map(({ name }) => ({ ...one, name })),
    );
    for (const { method, path, operation, name } of places)
      for (const text of nasty)
        await isAnswered(method, addressOf(path, operation, { [name]: text }), bodyOf(operation));
  });

  it('is answered in every field of every body', async () => {
    for (const { method, path, operation } of operations)
      for (const name of fieldsOf(operation))
        for (const text of nasty)
          await isAnswered(method, addressOf(path, operation, {}), bodyOf(operation, { [name]: text }));
  });

  it('is answered anywhere, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), texts, texts, async (which, first, second) => {
        const one = operations[which % operations.length];
        if (one === undefined) return;
        const named = [
          ...(one.operation.parameters ?? []).map(({ name }) => name),
          ...fieldsOf(one.operation),
        ];
        const wrong = Object.fromEntries(
          named.map((name, place) => [name, place % 2 === 0 ? first : second]),
        );
        await isAnswered(one.method, addressOf(one.path, one.operation, wrong), bodyOf(one.operation, wrong));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [
      'a path that is no UTF-8',
      'GET /api/v1/reports/actions/a%ffb/changes HTTP/1.1\r\nhost: localhost\r\n\r\n',
      400,
    ],
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
    ],
    ['a header beyond measure', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ])('is told as any other problem, and quoted nowhere: %s', async (_, bytes, status) => {
    const { head, body } = await rawAnswer(bytes);
    expect(head).toContain(`HTTP/1.1 ${status} `);
    for (const header of ['application/problem+json', 'nosniff', "default-src 'none'", 'no-store'])
      expect(head.toLowerCase()).toContain(header);
    const problem = JSON.parse(body) as ProblemView;
    expect(problem).toMatchObject({ status, requestId: expect.any(String), retryable: false });
    expect(body).not.toMatch(/FST_|%ff|yyy/u);
  });
});

describe('what is not for the asking', () => {
  it.each([
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/..%5c..%5c..%5cetc%5cpasswd',
    '//etc/passwd',
    '/assets/..;/..;/etc/passwd',
    '/api/docs/../../../../../etc/passwd',
    '/.env',
    '/package.json',
  ])('is a file outside of the pages, however the way to it is written: %s', async (way) => {
    const { head, body } = await rawAnswer(`GET ${way} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
    expect(head).toMatch(/^HTTP\/1\.1 (?:200|30\d|4\d\d) /u);
    expect(body).not.toMatch(/root:|"dependencies"|VIGIE_KEY/u);
  });

  it('is what every object begins with: no body and no query changes it', async () => {
    const poison = '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}';
    for (const { method, path, operation } of operations) {
      if (operation.requestBody !== undefined)
        await isAnswered(method, addressOf(path, operation, {}), poison);
      const query = '__proto__[x]=1&constructor.prototype.x=1';
      if (method === 'GET') await isAnswered(method, `${addressOf(path, operation, {})}&${query}`, undefined);
    }
    expect([({} as { x?: unknown }).x, Object.hasOwn(Object.prototype, 'x')]).toEqual([undefined, false]);
  });
});

const ofPeople = /^\/api\/v1\/(people|me|links|sign-in|keys|settings|connectors)/u;

async function isAnswered(method: string, address: string, body: string | undefined): Promise<void> {
  const answer = await fetch(`${server.url}${address}`, {
    method,
    headers: {
      ...(ofPeople.test(address) ? { cookie, origin: server.url } : { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  expect([method, address, body, answer.status < 500]).toEqual([method, address, body, true]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  if (answer.status < 400) return;
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(JSON.parse(text)).toMatchObject({ status: answer.status, requestId: expect.any(String) });
}

function addressOf(
  path: string,
  { parameters = [] }: Operation,
  wrong: Readonly<Record<string, string>>,
): string {
  const valueOf = (name: string): string => wrong[name] ?? [usual[name] ?? 'x'].join('');
  const at = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => encoded(valueOf(name)));
  const asked = parameters.filter(
    ({ in: where, name }) => where === 'query' && (name in wrong || name in usual),
  );
  return `${at}?${asked.map(({ name }) => `${name}=${encoded(valueOf(name))}`).join('&')}`;
}

/** Half a pair of surrogates as its three bytes: a browser would not send it, a program does. */
function encoded(text: string): string {
  return [...text].map((sign) => (sign.isWellFormed() ? encodeURIComponent(sign) : '%ED%A0%80')).join('');
}

function fieldsOf({ requestBody }: Operation): string[] {
  return Object.keys(requestBody?.content['application/json']?.schema.properties ?? {});
}

function bodyOf(operation: Operation, wrong: object = {}): string | undefined {
  const names = fieldsOf(operation);
  if (operation.requestBody === undefined) return undefined;
  const held = Object.fromEntries(names.filter((name) => name in usual).map((name) => [name, usual[name]]));
  return JSON.stringify({ ...held, ...wrong });
}

function rawAnswer(bytes: string): Promise<{ head: string; body: string }> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.once('error', reject).once('data', (data) => {
      const [head = '', body = ''] = data.toString().split('\r\n\r\n');
      socket.destroy();
      resolve({ head, body });
    });
  });
}
