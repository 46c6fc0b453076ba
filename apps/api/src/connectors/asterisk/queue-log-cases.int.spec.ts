import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { LiveSnapshot, QueueLogAnswer } from '@vigie/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ApiKeys } from '../../access/api-keys';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { ManualClock } from '../../platform/clock';
import { everythingTold, informStaff } from '../../settings/testing/inform-staff';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { createTestTenant } from '../../tenants/testing/test-tenant';

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
    .create(tenantId, 'asterisk', ['events:write', 'metrics:read', 'agents:read', 'live:read']);
  const answer = await server.ask(`${server.url}/api/v1/imports/asterisk-queue-log?final=true${query}`, {
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
  const answer = await server.ask(`${server.url}/api/v1/metrics?${query}`, {
    headers: { authorization: `Bearer ${keys.get(tenantId) ?? ''}` },
  });
  const { rows, total } = (await answer.json()) as { rows: readonly Counted[]; total: Counted };
  return { rows, totals: total.counts };
};
const byQueue = async (tenantId: string) => (await metrics(tenantId, 'queue')).rows;
const liveAt = async (tenantId: string, at?: string): Promise<LiveSnapshot> => {
  const moment = at === undefined ? '' : `&at=${encodeURIComponent(at)}`;
  const answer = await server.ask(`${server.url}/api/v1/live?tenant=${tenantId}${moment}`, {
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
    expect((await liveAt('case-05', '2026-11-27T09:30:00+01:00')).totals?.waiting).toBe(0);
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

  it('refuses a charset that does not exist, and one that cannot be read line by line', async () => {
    expect(await imported('case-13', 'x', '&charset=klingon')).toMatchObject({ code: 'invalid_charset' });
    const wide = Buffer.from('\ufeff1795766400|m.1|rdv|NONE|ENTERQUEUE||0199001500|1\r\n', 'utf16le');
    expect(await imported('case-13', wide)).toMatchObject({
      detail: 'The file is UTF-16: save it as UTF-8.',
    });
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
    expect((await liveAt('table', '2026-11-27T08:00:01Z')).totals?.waiting).toBe(1);
    await imported('table', row('m.2'), '&timezone=Atlantic/Canary');
    expect((await liveAt('table', '2026-11-27T09:00:01Z')).totals?.waiting).toBe(2);
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

describe('a secretary with two names', () => {
  it('is one person from the first line on, where the log itself shows the pair', async () => {
    await createTestTenant(server.database, 'case-01');
    await informStaff(server.app, 'case-01');
    await imported('case-01', await logOf('01-agent-two-names'));
    const early = await liveAt('case-01', '2026-11-27T09:05:00+01:00');
    expect(Object.keys(early.agents)).toEqual(['Alice Martin']);
    const paused = await liveAt('case-01', '2026-11-27T09:20:00+01:00');
    expect(paused.totals?.agents).toMatchObject({ present: 1, break: 1 });
    expect((await liveAt('case-01', '2026-11-27T13:00:00+01:00')).totals?.agents?.present).toBe(0);
    expect(await server.app.get(Rebuild).compare('case-01')).toMatchObject({ differences: 0 });
  });

  it('is one person when the log is read as it is written', async () => {
    await createTestTenant(server.database, 'case-01-slow');
    const lines = (await logOf('01-agent-two-names')).toString().split('\n');
    for (const [from, to] of [
      [0, 1],
      [1, 3],
      [3, 4],
      [4, 6],
      [6, 8],
      [8, 9],
    ])
      await imported('case-01-slow', `${lines.slice(from, to).join('\n')}\n`);
    expect((await liveAt('case-01-slow', '2026-11-27T13:00:00+01:00')).totals?.agents?.present).toBe(0);
    expect(await server.app.get(Rebuild).compare('case-01-slow')).toMatchObject({ differences: 0 });
  });

  it('is one person by the settings, also for what was folded before, and two again without them', async () => {
    const log = (await logOf('01-agent-two-names')).toString().replaceAll(/.*PAUSEALL.*\n/gu, '');
    await createTestTenant(server.database, 'aliases');
    await imported('aliases', log);
    const present = async () =>
      (await liveAt('aliases', '2026-11-27T13:00:00+01:00')).totals?.agents?.present;
    expect(await present()).toBe(1);
    const configured = async (text: string) => {
      const request = { format: 'yaml', text, from: '2026-01-01' } as const;
      expect(await server.app.get(SettingsRegistrar).register('aliases', request)).toMatchObject({
        result: 'registered',
      });
      await server.app.get(Projector).foldNow('aliases');
    };
    await configured(
      JSON.stringify({
        centre: { staffNotice: everythingTold },
        agents: [{ id: 'alice', name: 'Alice', aliases: ['Alice Martin', 'Local/101@from-queue/n'] }],
      }),
    );
    expect(await present()).toBe(0);
    const { agents, totals } = await liveAt('aliases', '2026-11-27T09:20:00+01:00');
    expect(Object.values(agents).map(({ id, name }) => [id, name])).toEqual([['alice', 'Alice']]);
    expect(totals?.agents).toMatchObject({ present: 1, break: 1 });
    const { rows } = await metrics('aliases', 'agent');
    expect(rows.map(({ key, counts }) => [key, counts['answered']])).toEqual([['alice', 1]]);
    expect(await server.app.get(Rebuild).compare('aliases')).toMatchObject({ differences: 0 });
    await configured('agents: []');
    expect(await present()).toBe(1);
    expect(await server.app.get(Rebuild).compare('aliases')).toMatchObject({ differences: 0 });
  });
});

describe('a queue that was renamed', () => {
  it('is one by the settings, with everything that was folded under its old name', async () => {
    await createTestTenant(server.database, 'renamed');
    const log = (await logOf('05-queue-name-case')).toString();
    await imported('renamed', log.replaceAll('|rdv|', '|rendez-vous|'));
    expect(await byQueue('renamed')).toHaveLength(2);
    const text = 'queues: [{ id: rendez-vous, aliases: [RDV] }]';
    await server.app.get(SettingsRegistrar).register('renamed', { format: 'yaml', text, from: '2026-01-01' });
    await server.app.get(Projector).foldNow('renamed');
    const rows = await byQueue('renamed');
    expect(rows.map(({ key }) => key)).toEqual(['rendez-vous']);
    expect(rows[0]?.counts).toMatchObject({ offered: 3, answered: 1, abandoned: 1, timeoutOverflow: 1 });
    expect(await server.app.get(Rebuild).compare('renamed')).toMatchObject({ differences: 0 });
  });
});

describe('a night at the telephone', () => {
  const moments = [
    '2026-11-26T23:59:00+01:00',
    '2026-11-27T00:01:00+01:00',
    '2026-11-27T00:12:00+01:00',
  ] as const;

  it('has everybody on the board that was left open over midnight, and on that of any later question', async () => {
    const lines = (await logOf('02-midnight-logged-off')).toString().split('\n');
    await createTestTenant(server.database, 'case-02');
    await informStaff(server.app, 'case-02');
    clock.setTo(Date.parse(moments[0]));
    await imported('case-02', `${lines.slice(0, 6).join('\n')}\n`);
    const told = [await liveAt('case-02')];
    clock.setTo(Date.parse(moments[1]));
    told.push(await liveAt('case-02'));
    clock.setTo(Date.parse(moments[2]) - 60_000);
    await imported('case-02', `${lines.slice(6).join('\n')}\n`);
    clock.setTo(Date.parse(moments[2]));
    told.push(await liveAt('case-02'));
    for (const { totals, agents } of told) {
      expect(totals?.agents).toMatchObject({ present: 2, free: 1, break: 1 });
      expect(Object.keys(agents).sort()).toEqual(['Nora', 'Omar']);
    }
    expect(told.map(({ totals }) => totals?.freeWhileWaiting)).toEqual([false, false, true]);
    clock.setTo(Date.parse('2026-11-28T12:00:00Z'));
    const shown = ({ totals, agents }: LiveSnapshot) => [agents, totals?.agents, totals?.freeWhileWaiting];
    const later = await Promise.all(moments.map(async (at) => shown(await liveAt('case-02', at))));
    expect(later).toEqual(told.map(shown));
    expect((await liveAt('case-02', '2026-11-27T17:00:00+01:00')).totals?.agents?.present).toBe(0);
  });

  it('ends with a restart of the telephone system', async () => {
    await createTestTenant(server.database, 'restart');
    await imported('restart', await logOf('02-midnight-logged-off'));
    await imported('restart', '1795734000|NONE|NONE|NONE|QUEUESTART|\n');
    expect((await liveAt('restart', moments[1])).totals?.agents?.present).toBe(0);
    expect((await liveAt('restart', moments[0])).totals?.agents?.present).toBe(2);
    expect(await server.app.get(Rebuild).compare('restart')).toMatchObject({ differences: 0 });
  });
});
