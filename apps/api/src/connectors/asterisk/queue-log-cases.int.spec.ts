import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { LiveSnapshot } from '@vigie/contracts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { ApiKeys } from '../../access/api-keys';
import { Projector } from '../../fold/projector';
import { ManualClock } from '../../platform/clock';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import type { QueueLogAnswer } from './queue-log-reading';

jest.setTimeout(60_000);

/** Logs in the shape of public reports, as they were met; all numbers are fictional. */
const logOf = (name: string) => readFile(join(import.meta.dirname, 'testing', `${name}.queue_log`));

const clock = new ManualClock(Date.parse('2026-11-28T12:00:00Z'));
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ clock });
});
afterAll(() => server.close());

const imported = async (tenantId: string, log: Buffer | string, query = ''): Promise<QueueLogAnswer> => {
  const { text } = await server.app
    .get(ApiKeys)
    .create(tenantId, 'asterisk', ['events:write', 'metrics:read']);
  const answer = await fetch(`${server.url}/api/v1/imports/asterisk-queue-log?final=true${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${text}`, 'content-type': 'text/plain' },
    body: typeof log === 'string' ? log : new Uint8Array(log),
  });
  const told = (await answer.json()) as QueueLogAnswer;
  await server.app.get(Projector).foldNow(tenantId);
  keys.set(tenantId, text);
  return told;
};
const keys = new Map<string, string>();

type Counted = { readonly key: string | null; readonly counts: Record<string, number> };
const metrics = async (tenantId: string, by: string) => {
  const query = `from=2026-11-27&to=2026-11-29&interval=all&by=${by}`;
  const answer = await fetch(`${server.url}/api/v1/metrics?${query}`, {
    headers: { authorization: `Bearer ${keys.get(tenantId) ?? ''}` },
  });
  const { rows, total } = (await answer.json()) as { rows: readonly Counted[]; total: Counted };
  return { rows, totals: total.counts };
};
const byQueue = async (tenantId: string) => (await metrics(tenantId, 'queue')).rows;
const liveAt = async (tenantId: string, at: string): Promise<LiveSnapshot> => {
  const answer = await fetch(`${server.url}/api/v1/live?tenant=${tenantId}&at=${encodeURIComponent(at)}`, {
    headers: { authorization: `Bearer ${keys.get(tenantId) ?? ''}` },
  });
  return (await answer.json()) as LiveSnapshot;
};

describe('a log that writes a queue in two ways', () => {
  it('is of one queue: nobody waits for ever in the other', async () => {
    await createTestTenant(server.database, 'case-05');
    await imported('case-05', await logOf('05-queue-name-case'));
    const rows = await byQueue('case-05');
    expect(rows.map(({ key }) => key)).toEqual(['RDV']);
    expect(rows[0]?.counts).toMatchObject({
      offered: 3,
      answered: 1,
      abandoned: 1,
      timeoutOverflow: 1,
      waiting: 0,
    });
    expect((await liveAt('case-05', '2026-11-27T09:30:00+01:00')).totals.waiting).toBe(0);
  });

  it('is of the queue that was known before, in whatever case the next file begins', async () => {
    const more = (await logOf('05-queue-name-case')).toString().replaceAll('qx.', 'qy.');
    await imported('case-05', more.replaceAll('RDV', 'rdv'));
    expect((await byQueue('case-05')).map(({ key, counts }) => [key, counts['offered']])).toEqual([
      ['RDV', 6],
    ]);
  });
});

describe('a log that is not UTF-8', () => {
  it('keeps the names of its queues and secretaries apart, and says so', async () => {
    await createTestTenant(server.database, 'case-13');
    const told = await imported('case-13', await logOf('13-queue-log-latin1'));
    expect(told).toMatchObject({ accepted: 5, rejectedCount: 0 });
    expect(told.notes).toEqual(['5 lines are not UTF-8 and were read as they are']);
    expect((await byQueue('case-13')).map(({ key }) => key).sort()).toEqual(['Mèdecine', 'Médecine']);
  });

  it('adds nothing when it is read again, in the charset that is named', async () => {
    const again = await imported('case-13', await logOf('13-queue-log-latin1'), '&charset=iso-8859-1');
    expect(again).toMatchObject({ accepted: 0, duplicates: 5 });
  });

  it('refuses a charset that does not exist', async () => {
    expect(await imported('case-13', 'x', '&charset=klingon')).toMatchObject({ code: 'invalid_charset' });
  });
});

describe('a log of an editor or of a table', () => {
  it('is read from its first line on, and its mark is told', async () => {
    await createTestTenant(server.database, 'marked');
    const told = await imported('marked', '\ufeff1795766400|m.1|rdv|NONE|ENTERQUEUE||0199001500|1\n');
    expect(told).toMatchObject({ accepted: 1, rejectedCount: 0 });
    expect(told.notes).toEqual(['the file begins with a byte order mark, which was left out']);
  });

  it('has its dates on the clocks of the centre, or on those that are named', async () => {
    await createTestTenant(server.database, 'table');
    const row = (call: string) => `2026-11-27 09:00:00.250000|${call}|rdv|NONE|ENTERQUEUE||0199001500|1\n`;
    expect(await imported('table', row('m.1'))).toMatchObject({ accepted: 1 });
    expect((await liveAt('table', '2026-11-27T08:00:01Z')).totals.waiting).toBe(1);
    await imported('table', row('m.2'), '&timezone=Atlantic/Canary');
    expect((await liveAt('table', '2026-11-27T09:00:01Z')).totals.waiting).toBe(2);
  });
});

describe('a caller who hangs up in the greeting', () => {
  it('is told by the h extension, and haunts the greeting no longer', async () => {
    await createTestTenant(server.database, 'greeting');
    await imported(
      'greeting',
      [
        '1795766400|g.1|rdv|NONE|DID|0199000101',
        '1795766400|g.1|rdv|NONE|GREETING|',
        '1795766403|g.1|rdv|NONE|HANGUP|',
        '1795766410|g.2|rdv|NONE|ENTERQUEUE||0199001500|1',
        '1795766440|g.2|rdv|NONE|ABANDON|1|1|30',
        '1795766440|g.2|rdv|NONE|HANGUP|\n',
      ].join('\n'),
    );
    const { totals } = await metrics('greeting', 'none');
    expect(totals).toMatchObject({ presented: 2, ivrAbandoned: 1, abandoned: 1, greeting: 0 });
  });
});
