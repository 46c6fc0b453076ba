import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditPageSchema, auditVerificationSchema, type AuditPage } from '@vigie/contracts';
import { Command } from 'commander';
import { io } from 'socket.io-client';

import { AuditLog } from '../../audit/audit-log';
import { AuditVerifications } from '../../audit/audit-verifications';
import { registerCommands } from '../../boot/commands';
import type { CliContext } from '../../platform/cli-context';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { ApiKeys } from '../api-keys';
import { apiScopes } from '../api-key';
import { askAs, askWithKey, createTestPerson } from '../testing/test-person';

describe('what people and programs do with what is personal', () => {
  let server: TestServer;
  let key = { keyId: '', text: '' };
  let officer = { personId: '', cookie: '' };

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'lyon');
    key = await server.app.get(ApiKeys).create('lyon', 'crm', apiScopes);
    officer = await createTestPerson(server.app, 'lyon', [{ role: 'officer', scope: { kind: 'all' } }]);
  });
  afterAll(() => server.close());

  const ask = async (way: string, body?: object): Promise<number> =>
    (await askWithKey(server.url, key.text, way, body)).status;
  const told = async (action: string): Promise<AuditPage['entries']> => {
    const answer = await askAs(server.url, officer.cookie, `GET /audit?action=${action}`);
    return auditPageSchema.parse(await answer.json()).entries;
  };

  it('is told with who it was, by what right, of which month and clinic, and by which request', async () => {
    await ask(
      'GET /comments?month=2026-10&clinicId=durand&agentId=Anne%20Roux&secret=06%2039%2098%2012%2034',
    );
    expect(await told('comments.see')).toMatchObject([
      {
        actor: { kind: 'key', id: key.keyId, role: null },
        subject: 'GET /api/v1/comments month=2026-10 clinicId=durand',
        address: '127.0.0.1',
        times: 1,
      },
    ]);
    const [{ requestId } = { requestId: null }] = await told('comments.see');
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/u);
  });

  it('is told of a page of last calls, and of looking at the log itself', async () => {
    await ask('GET /live/calls?limit=1');
    expect(await told('calls.see')).toHaveLength(1);
    await ask('GET /live?at=2026-04-17T10:00:00Z');
    expect((await told('board.see'))[0]?.subject).toBe('GET /api/v1/live at=2026-04-17T10:00:00Z');
    expect((await told('audit.see'))[0]).toMatchObject({
      actor: { kind: 'person', id: officer.personId, role: 'officer' },
    });
  });

  it('is not told of figures, which are of nobody unless they are asked for by agent, nor of events, which are their own record', async () => {
    await ask('GET /metrics?from=2026-04-20&to=2026-04-21&interval=1h&by=none');
    await ask('POST /events', []);
    expect(await told('metrics.see')).toEqual([]);
    await ask('GET /metrics?from=2026-04-20&to=2026-04-21&interval=1h&by=agent');
    expect((await told('metrics.see'))[0]?.subject).toContain('by=agent');
    expect(await told('events.send')).toEqual([]);
  });

  it('is told of a change, and of a file before it is given', async () => {
    await ask('POST /live/clinics/durand/claim', { by: 'Claire' });
    await ask('GET /reports/2026-03/clinics/durand?format=csv');
    await ask('GET /reports/2026-03/clinics/durand?format=json');
    expect(await told('troubles.claim')).toMatchObject([
      { subject: 'POST /api/v1/live/clinics/durand/claim' },
    ]);
    expect(await told('reports.see')).toMatchObject([{ subject: expect.stringContaining('format=csv') }]);
  });

  it('is told once of a socket that watches, however often it asks again', async () => {
    const before = (await told('board.see')).length;
    const socket = io(`${server.url}/live`, {
      transports: ['websocket'],
      auth: { protocol: 1, v: 1 },
      extraHeaders: { authorization: `Bearer ${key.text}` },
    });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.on('connect', resolve).on('connect_error', reject);
      });
      for (let round = 0; round < 3; round += 1) {
        const snapshot = new Promise((resolve) => socket.once('snapshot', resolve));
        socket.emit('watch', {});
        await snapshot;
      }
    } finally {
      socket.disconnect();
    }
    const entries = await told('board.see');
    expect(entries.slice(0, entries.length - before)).toMatchObject([{ subject: 'watch', times: 1 }]);
  });

  it('is found by the letters of a name and by what it was done to, and says what everybody is called', async () => {
    const search = async (query: string): Promise<AuditPage> => {
      const answer = await askAs(server.url, officer.cookie, `GET /audit?${query}`);
      return auditPageSchema.parse(await answer.json());
    };
    await ask('GET /comments?month=2026-10&clinicId=durand');
    const found = await search('who=claire&subject=clinicid%3DDURAND');
    expect(found.entries).toEqual([]);
    const byKey = await search('who=cRm&subject=clinicid%3DDURAND&action=sign-in,comments');
    expect(byKey.entries.length).toBeGreaterThan(0);
    expect(new Set(byKey.entries.map(({ actor }) => actor.id))).toEqual(new Set([key.keyId]));
    expect(byKey.names).toEqual({ [key.keyId]: 'crm' });
    expect((await search('who=nobody')).entries).toEqual([]);
  });

  it('is verified from the page, by who may and nobody else', async () => {
    const verification = (method: string): Promise<Response> =>
      askAs(server.url, officer.cookie, `${method} /audit/verification`);
    const begun = await verification('POST');
    expect(begun.status).toBe(202);
    await server.app.get(AuditVerifications).run('lyon');
    const read = async () => auditVerificationSchema.parse(await (await verification('GET')).json());
    let state = await read();
    for (let turn = 0; turn < 50 && state.running !== null; turn += 1) state = await read();
    expect(state).toMatchObject({ running: null, last: { firstBreak: null, from: { seq: 1 } } });
    expect(await ask('POST /audit/verification')).toBe(403);
    expect((await told('audit.verify')).map(({ subject }) => subject)).toEqual([
      'POST /api/v1/audit/verification',
    ]);
  });

  it('is told of every command of the command line that was done to a centre, without what may be personal', async () => {
    const cli = { app: server.app, print: () => undefined, note: () => undefined } as unknown as CliContext;
    const run = async (...words: string[]): Promise<void> => {
      const program = new Command('vigie');
      registerCommands(program, async () => cli);
      await program.parseAsync(['node', 'vigie', ...words]);
    };
    await run('tenant', 'create', 'nice');
    await run('api-key', 'create', '--tenant', 'nice', '--source', 'pbx', '--scopes', 'events:write');
    await run('api-key', 'list', '--tenant', 'nice');
    const entries = await server.app.get(AuditLog).search('nice', { limit: 10 });
    expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
      ['command.api-key.list', null],
      ['command.api-key.create', 'source=pbx scopes=events:write'],
      ['keys.made', expect.stringMatching(/^key:[\da-f•]{1,12} events:write$/u)],
      ['command.tenant.create', 'nice'],
    ]);
    expect(new Set(entries.map(({ actor }) => actor.kind))).toEqual(new Set(['command']));
  });

  it('is taken out as a file: of what was searched for, one entry a line, which is an entry itself', async () => {
    const file = async (query: string): Promise<string> => {
      const answer = await askAs(server.url, officer.cookie, `GET /audit/export?${query}`);
      expect(answer.headers.get('content-type')).toContain('text/csv');
      return answer.text();
    };
    const before = (await told('audit.export')).length;
    const [head, ...lines] = (await file('action=board.see')).trim().split('\r\n');
    expect(head).toBe(
      '"number","at","actor_kind","actor_id","actor","role","action","subject","address","request_id","times"',
    );
    expect(lines).toHaveLength((await told('board.see')).length);
    for (const line of lines) expect(line).toContain('"board.see"');
    const [entry, ...rest] = await told('audit.export');
    expect(rest).toHaveLength(before);
    expect(entry).toMatchObject({ actor: { id: officer.personId, role: 'officer' } });
    expect(await ask('GET /audit/export')).toBe(403);
  });
});
