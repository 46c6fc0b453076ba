import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { createTestServer, type TestServer } from '../testing/test-server';
import { Bell } from './bell';
import type { Site } from './http/site';

const page = '<vg-root ngCspNonce="CSP_NONCE"></vg-root>';
const text = (body: string, type: string) =>
  ({ type, body: Buffer.from(body), gzipped: undefined, etag: `"${body.length}"`, lasting: false }) as const;
const site: Site = new Map([
  ['/index.html', text(page, 'text/html; charset=utf-8')],
  ['/main.js', text('1', 'text/javascript')],
]);

describe('the server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await createTestServer({ site });
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers });

  it('says that it lives and that it can be given work', async () => {
    expect(await (await get('/health/live')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'ok', hints: 'poll' });
    server.app.get(Bell).setHearsOthers(true);
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'ok', hints: 'notify' });
    server.app.get(Bell).setHearsOthers(false);
  });

  it('answers an unknown address of the API with a problem', async () => {
    const answer = await get('/api/v1/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'not_found',
      retryable: false,
      requestId: expect.any(String),
    });
  });

  it.each(['/', '/wall', '/history?from=x'])(
    'serves the dashboard at %s under a policy of its own',
    async (path) => {
      const answer = await get(path);
      const nonce = /'nonce-([\w-]+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
      expect(nonce).toBeDefined();
      expect(await answer.text()).toBe(page.replace('CSP_NONCE', nonce ?? ''));
    },
  );

  it('answers 304 to a browser that has the file', async () => {
    expect((await get('/main.js')).status).toBe(200);
    expect((await get('/main.js', { 'if-none-match': '"1"' })).status).toBe(304);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/%00',
    '/%',
    '/main.js%00.txt',
    '/%c0%ae',
  ])('serves nothing from outside the dashboard (%s)', async (path) => {
    expect([400, 404]).toContain(await statusOfRawPath(server.url, path));
  });

  it('shows its API by a page that has neither script nor style written in it, under a policy that lets none in', async () => {
    for (const path of ['/api/docs', '/api/docs/']) {
      const answer = await get(path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; img-src/u);
      expect(policy).not.toMatch(/unsafe|nonce|sha\d/u);
      const body = await answer.text();
      expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|<script[^>]*>\s*[^<\s]/iu);
      const files = [...body.matchAll(/\s(?:src|href)="([^"]+)"/gu)].map(([, file = '']) => file);
      const served = await Promise.all(files.map(async (file) => (await get(file)).headers));
      const types = served.map((headers) => headers.get('content-type')?.split(';', 1)[0]);
      expect(types).toEqual([
        'text/css',
        'text/css',
        'image/png',
        'application/javascript',
        'text/javascript',
      ]);
    }
  });

  it.each(['/api/docs/index.html', '/api/docs/package.json', '/api/docs/oauth2-redirect.html'])(
    'serves no page of the viewer that is not ours (%s)',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('asks the database once a second at most whether it takes work', async () => {
    const probe = jest.spyOn(server.database, 'probe');
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('/health/ready')));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(probe.mock.calls.length).toBeLessThanOrEqual(2);
    probe.mockRestore();
  });

  it('describes its API', async () => {
    expect(await (await get('/api/docs/openapi.json')).json()).toMatchObject({ info: { title: 'Vigie' } });
  });

  it('refuses a request line and headers beyond any measure without failing', async () => {
    expect(await rawStatus(server.url, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)).toBe(431);
    const headers = Array.from({ length: 3_000 }, (_, index) => `x-${index}: y`).join('\r\n');
    expect(await rawStatus(server.url, `GET / HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`)).toBe(431);
  });
});

function statusOfRawPath(url: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = rawRequest({ hostname, port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once('error', reject).end();
  });
}

function rawStatus(url: string, bytes: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.once('error', reject).once('data', (data) => {
      resolve(Number(/^HTTP\/1.1 (\d+)/.exec(data.toString())?.[1]));
      socket.destroy();
    });
  });
}
