import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportAnswer, MetricsAnswer } from '@vigie/contracts';

import { ApiKeys } from '../../access/api-keys';
import { askWithKey, sendText } from '../../access/testing/test-person';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { storedFigures } from '../../fold/testing/fold-under-test';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { toldImport } from '../files/import-answer';
import { ImportLedger } from '../files/import-ledger';
import { ImportUndo } from '../files/import-undo';

const header = 'callId,arrivedAt,queue,agent,answered,waitSeconds,talkSeconds,resolved,rating';
const file = (...rows: string[]): string => [header, ...rows, ''].join('\n');
const january = file(
  'c1,2026-01-05T09:00:00,rendez-vous,anna,yes,12,180,yes,5',
  'c2,2026-01-05 09:01,rendez-vous,berta,oui,40.5,60,no,2',
  'c3,2026-01-05T10:00:00Z,ordonnances,anna,no,,,,',
  'c4,2026-01-06T09:00:00,ordonnances,,yes,,,,',
);

describe('a table of calls', () => {
  let server: TestServer;
  let tenantId: string;
  let key: string;
  let tenants = 0;

  beforeAll(async () => {
    server = await createTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    tenants += 1;
    tenantId = `files-${tenants}`;
    const tenant = { tenantId, name: 'Files', timezone: 'Europe/Paris', locale: 'fr', demo: false };
    await server.app.get(TenantDirectory).create(tenant);
    key = (await server.app.get(ApiKeys).create(tenantId, 'files', ['events:write', 'metrics:read'])).text;
  });

  const post = (body: string | Buffer, query = '', type = 'text/csv'): Promise<Response> =>
    sendText(server.url, key, `/imports/calls-csv${query}`, { type, text: body });
  const take = async (body: string | Buffer, query = ''): Promise<ImportAnswer> => {
    const answer = await post(body, query);
    if (answer.status !== 200) throw new Error(await answer.text());
    await server.app.get(Projector).foldNow(tenantId);
    return (await answer.json()) as ImportAnswer;
  };
  const undo = async (importId: number) => {
    const answer = await server.app.get(ImportUndo).undo(tenantId, importId);
    await server.app.get(Projector).foldNow(tenantId);
    return answer;
  };
  const month = async (query = ''): Promise<MetricsAnswer['total']> => {
    const range = 'from=2026-01-01&to=2026-02-01&interval=all&timezone=Europe/Paris';
    const answer = await askWithKey(server.url, key, `GET /metrics?${range}${query}`);
    return ((await answer.json()) as MetricsAnswer).total;
  };
  const query = <T>(sql: string): Promise<T[]> =>
    server.database.withTenant(tenantId, (tx) => tx.query<T[]>(sql, [tenantId]));
  /** What is kept of calls that count and of all figures; not the facts, among which is what was taken back. */
  const figures = async (): Promise<string[]> => {
    const lines = await server.database.withTenant(tenantId, (tx) => storedFigures(tx, tenantId));
    return lines
      .filter((line) => !line.includes('"counted": false'))
      .map((line) => (line.startsWith('call {') ? line.replace(/"facts": "[^"]*"/u, '') : line));
  };
  const marks = () =>
    query<{ channel: string; items: unknown }>(
      'SELECT channel, items FROM call_survey WHERE tenant_id = $1 ORDER BY call_key, channel',
    );
  const arrivals = () =>
    query<{ call_id: string; at: string }>(
      `SELECT call_id, to_char(arrived_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS at
       FROM call WHERE tenant_id = $1 ORDER BY call_id`,
    );
  const rebuilt = async (): Promise<readonly string[]> =>
    (await server.app.get(Rebuild).compare(tenantId)).examples;

  it('gives its calls, answered or offered and unanswered, with the waits and talks that are known', async () => {
    expect(await take(january)).toEqual({
      importId: 1,
      received: 4,
      accepted: 4,
      corrected: 0,
      duplicates: 0,
      rejectedCount: 0,
      rejected: [],
      repeatedCount: 0,
      repeated: [],
      ignoredColumns: [],
    });
    const { counts, metrics } = await month();
    expect(counts).toMatchObject({
      presented: 4,
      offered: 4,
      answered: 3,
      unanswered: 1,
      unspecified: 1,
      abandoned: 0,
      waitsKnown: 2,
    });
    expect(metrics).toMatchObject({ averageSpeedOfAnswerMs: 26_250, meanTalkMs: 120_000, answerRate: 0.75 });
    expect(await arrivals()).toEqual([
      { call_id: 'c1', at: '2026-01-05 08:00:00' },
      { call_id: 'c2', at: '2026-01-05 08:01:00' },
      { call_id: 'c3', at: '2026-01-05 10:00:00' },
      { call_id: 'c4', at: '2026-01-06 08:00:00' },
    ]);
    expect(await marks()).toEqual(
      expect.arrayContaining([
        { channel: 'import', items: { overall: 5 } },
        { channel: 'import', items: { overall: 2 } },
      ]),
    );
    expect(await marks()).toHaveLength(2);
    expect(await rebuilt()).toEqual([]);
  });

  it('says of how many answered calls the need was met, of those of which it is known', async () => {
    await take(
      file(
        'c1,2026-01-05T09:00:00,rendez-vous,anna,yes,12,180,yes,5',
        'c2,2026-01-05T09:01:00,rendez-vous,anna,yes,12,180,no,',
        'c3,2026-01-05T09:02:00,ordonnances,anna,yes,12,180,,',
        'c4,2026-01-05T09:03:00,ordonnances,,no,,,yes,',
      ),
    );
    const { counts, metrics } = await month();
    expect(counts).toMatchObject({ resolved: 1, resolvedKnown: 2 });
    expect(metrics.resolvedRate).toBe(0.5);
    expect((await month('&queueId=ordonnances')).counts).toMatchObject({ resolved: 0, resolvedKnown: 0 });
    await take(file('c2,2026-01-05T09:01:00,rendez-vous,anna,yes,12,180,yes,'));
    expect((await month()).counts).toMatchObject({ resolved: 2, resolvedKnown: 2 });
    expect(await rebuilt()).toEqual([]);
  });

  it('changes nothing when it is imported again', async () => {
    await take(january);
    const before = await figures();
    expect(await take(january)).toMatchObject({ importId: 2, received: 4, accepted: 0, duplicates: 4 });
    expect(await figures()).toEqual(before);
    expect(await query('SELECT 1 FROM event_log WHERE tenant_id = $1')).toHaveLength(4);
  });

  it('is corrected by a later one, back and forth: the last import of a call stands', async () => {
    const first = file('c1,2026-01-05T09:00:00,rendez-vous,anna,yes,12,180,yes,5');
    const second = file('c1,2026-01-20T09:00:00,ordonnances,,no,,,,');
    await take(first);
    const before = await figures();
    expect(await take(second)).toMatchObject({ accepted: 1, corrected: 1, duplicates: 0 });
    expect((await month()).counts).toMatchObject({ presented: 1, answered: 0, unspecified: 1 });
    expect(await marks()).toEqual([]);
    expect(await take(first)).toMatchObject({ accepted: 1, corrected: 1 });
    expect(await figures()).toEqual(before);
    expect(await marks()).toEqual([{ channel: 'import', items: { overall: 5 } }]);
    expect(await rebuilt()).toEqual([]);
  });

  it('tells of a call that it holds twice what its last row says', async () => {
    const answer = await take(
      file('c1,2026-01-05T09:00:00,desk,anna,yes,12,180,,', 'c1,2026-01-05T09:00:00,desk,anna,yes,20,180,,'),
    );
    expect(answer).toMatchObject({ received: 2, accepted: 2, corrected: 1 });
    expect((await month()).metrics.averageSpeedOfAnswerMs).toBe(20_000);
  });

  it('names a bad row by its line and its fault, and takes the others', async () => {
    const rows = [
      'c1,2026-01-05T09:00:00,desk,anna,yes,12,180,,',
      'c2,yesterday,desk,anna,yes,12,180,,',
      'c3,2026-01-05T09:00:00,desk,anna,perhaps,12,180,,',
      'c4,2026-01-05T09:00:00,desk,anna,yes,-1,180,,',
      'c5,2026-01-05T09:00:00,desk,anna,yes,12,180,,6',
      ',2026-01-05T09:00:00,desk,anna,yes,12,180,,',
      'c7,2026-01-05T09:00:00,desk,anna,yes',
      'c8,2026-01-05T09:00:00,"desk,anna,yes,12,180,,',
      'c9,2026-01-05T09:00:00,"desk",anna,yes,12,180,,4',
    ];
    const answer = await take(file(...rows));
    expect(answer).toMatchObject({ received: 9, accepted: 2, rejectedCount: 7 });
    expect(answer.rejected.map(({ line, callId, message }) => [line, callId, message])).toEqual([
      [3, 'c2', 'arrivedAt: must be a time such as 2026-01-31T09:05:00'],
      [4, 'c3', 'answered: must be yes or no'],
      [5, 'c4', 'waitSeconds: must be a number of seconds, at most a week'],
      [6, 'c5', 'rating: must be a whole number from 1 to 5'],
      [7, null, 'callId: is required'],
      [8, null, 'has 5 fields instead of 9'],
      [9, null, 'something follows the quote that ends a field'],
    ]);
    expect((await month()).counts.presented).toBe(2);
  });

  it('reads local times on the clocks of its clinic; an hour shown twice is the first, a skipped one is no time', async () => {
    await server.app.get(SettingsRegistrar).register(tenantId, {
      format: 'yaml',
      text: `
clinics: [{ id: fort-de-france, timezone: America/Martinique }]
queues: [{ id: mq, clinicId: fort-de-france }]`,
    });
    const answer = await take(
      file(
        'a,2026-10-25T02:30:00,desk,anna,yes,1,1,,',
        'b,2026-03-29T02:30:00,desk,anna,yes,1,1,,',
        'c,2026-01-05T09:00:00,mq,anna,yes,1,1,,',
        'd,2026-01-05T09:00:00+05:30,mq,anna,yes,1,1,,',
      ),
    );
    expect(answer.rejected).toEqual([
      {
        line: 3,
        callId: 'b',
        code: 'bad_row',
        message: 'arrivedAt: does not exist: the clocks of Europe/Paris skip that hour',
      },
    ]);
    expect(await arrivals()).toEqual([
      { call_id: 'a', at: '2026-10-25 00:30:00' },
      { call_id: 'c', at: '2026-01-05 13:00:00' },
      { call_id: 'd', at: '2026-01-05 03:30:00' },
    ]);
    await take(file('e,2026-01-05T09:00:00,mq,anna,yes,1,1,,'), '?timezone=Asia/Tokyo');
    expect(await arrivals()).toContainEqual({ call_id: 'e', at: '2026-01-05 00:00:00' });
  });

  it('may be a spreadsheet’s: semicolons, a mark at its beginning, CRLF, decimal commas, columns in any order', async () => {
    const text = [
      '\uFEFFrating;resolved;talkSeconds;waitSeconds;answered;agent;queue;arrivedAt;callId;clinic;note;comment',
      '4;oui;90;12,5;oui;anna;desk;2026-01-05 09:00;c1;durand;x;"Très ""bien"";',
      'merci"',
      ';;;;;;;;;;;',
    ];
    const answer = await take(text.join('\r\n'));
    expect(answer).toMatchObject({ received: 1, accepted: 1, rejected: [], ignoredColumns: ['note'] });
    const { counts, metrics } = await month('&clinicId=durand');
    expect(counts.answered).toBe(1);
    expect(metrics.averageSpeedOfAnswerMs).toBe(12_500);
  });

  const fixture = (name: string): Promise<Buffer> =>
    readFile(new URL(`../files/fixtures/${name}`, import.meta.url));
  const agents = (): Promise<{ agent_id: string }[]> =>
    query(
      `SELECT DISTINCT data->>'agentId' AS agent_id FROM event_log WHERE tenant_id = $1 AND data ? 'agentId' ORDER BY 1`,
    );

  it('may be a French Excel’s: Windows-1252, day before month, 9:20, VRAI (case 11)', async () => {
    const answer = await take(await fixture('11-csv-french-excel.csv'));
    expect(answer).toMatchObject({ received: 4, accepted: 4, rejected: [] });
    expect(await arrivals()).toEqual([
      { call_id: 'k1', at: '2026-11-16 08:05:00' },
      { call_id: 'k2', at: '2026-11-16 08:20:00' },
      { call_id: 'k3', at: '2026-11-16 08:25:00' },
      { call_id: 'k4', at: '2026-11-16 08:30:00' },
    ]);
    expect(await agents()).toEqual([{ agent_id: 'A' }, { agent_id: 'Helene' }, { agent_id: 'Hélène' }]);
  });

  it('is refused whole when its dates could be two days or its bytes anything, and says how to ask', async () => {
    const either = file('c1,03/04/2026 09:05,desk,anna,yes,1,1,,', 'c2,04/04/2026 09:05,desk,anna,yes,1,1,,');
    const refused = await post(either);
    expect(refused.status).toBe(400);
    const { code, detail } = (await refused.json()) as { code: string; detail: string };
    expect(code).toBe('ambiguous_dates');
    expect(detail).toContain('arrivedAt: 03/04/2026 may be day/month or month/day');
    const macintosh = Buffer.from(file('c1,2026-01-05T09:00:00,M\x8edecine,anna,yes,1,1,,'), 'latin1');
    expect(await (await post(macintosh)).json()).toMatchObject({ code: 'unknown_charset' });
    expect(await server.app.get(ImportLedger).list(tenantId, 10)).toEqual([]);
    expect(await take(macintosh, '?charset=macintosh')).toMatchObject({ accepted: 1, rejected: [] });
    expect(await take(either, '?dateOrder=mdy')).toMatchObject({ accepted: 2, corrected: 1, rejected: [] });
    expect(await arrivals()).toEqual([
      { call_id: 'c1', at: '2026-03-04 08:05:00' },
      { call_id: 'c2', at: '2026-04-04 07:05:00' },
    ]);
    expect(await (await post(either, '?dateOrder=ymd')).json()).toMatchObject({ code: 'invalid_date_order' });
  });

  it('with ids that a spreadsheet has rounded takes none of them for a call (case 12)', async () => {
    const answer = await take(await fixture('12-csv-excel-ids.csv'));
    expect(answer).toMatchObject({ received: 3, accepted: 0, corrected: 0, rejectedCount: 3 });
    expect(answer.rejected.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(new Set(answer.rejected.map(({ message }) => message))).toEqual(
      new Set([
        'callId: is a number that a spreadsheet has rounded: format the column as text, fill it again and save the file anew',
      ]),
    );
  });

  it('tells which id it uses for calls at different times', async () => {
    const answer = await take(
      file(
        'c1,2026-01-05T09:00:00,desk,anna,yes,1,1,,',
        'c2,2026-01-05T09:00:00,desk,anna,yes,1,1,,',
        'c1,2026-01-06T10:00:00,desk,anna,yes,1,1,,',
      ),
    );
    expect(answer).toMatchObject({
      accepted: 3,
      corrected: 1,
      repeatedCount: 1,
      repeated: [{ callId: 'c1', firstLine: 2, line: 4 }],
    });
    expect(toldImport(answer)).toContain('  lines 2 and 4 (c1): one id, two times; the last one stands');
  });

  it('never brings a comment into the log: it is sealed apart, until it is corrected or taken back', async () => {
    const commented = (words: string): Promise<ImportAnswer> =>
      take(`${header},comment\nc1,2026-01-05T09:00:00,desk,anna,yes,1,1,,1,${words}\n`);
    const kept = (): Promise<{ channel: string; sealed: number }[]> =>
      query(
        `SELECT channel, length(sealed) AS sealed FROM survey_comment WHERE tenant_id = $1 AND sealed IS NOT NULL`,
      );
    await commented('a secret word');
    expect(await kept()).toEqual([{ channel: 'import', sealed: 1 + 12 + 16 + 'a secret word'.length }]);
    const { importId, corrected } = await commented('another secret');
    expect(corrected).toBe(1);
    expect(await kept()).toEqual([{ channel: 'import', sealed: 1 + 12 + 16 + 'another secret'.length }]);
    await undo(importId);
    expect(await kept()).toEqual([]);
    const [row] = await query<{ text: string }>(
      `SELECT string_agg(data::text, '') AS text FROM event_log WHERE tenant_id = $1`,
    );
    expect(row?.text).toContain('desk');
    expect(row?.text).not.toContain('secret');
  });

  it.each([
    ['', 'The file is empty: its first line must name the columns.'],
    [
      'callId,arrivedAt\nx,y\n',
      'The header lacks queue, agent, answered, waitSeconds, talkSeconds, resolved, rating. It names: callId, arrivedAt.',
    ],
    [`${header},callId\n`, 'The header names callId twice.'],
    [Buffer.from(`\uFEFF${header}\n`, 'utf16le'), 'The file is UTF-16: save it as CSV in UTF-8.'],
  ])('is refused whole when its header is not one', async (body, detail) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'invalid_header', retryable: false, detail });
    expect(await server.app.get(ImportLedger).list(tenantId, 10)).toEqual([]);
  });

  it('is refused in another type, in no zone, of no source, and without a key', async () => {
    expect((await post('{}', '', 'application/json')).status).toBe(415);
    expect(await (await post(january, '?timezone=Paris')).json()).toMatchObject({ code: 'invalid_timezone' });
    expect(await (await post(january, '?source=%07')).json()).toMatchObject({ code: 'invalid_source' });
    key = 'vg_files_nobody';
    expect((await post(january)).status).toBe(401);
  });

  it('is no sign of life of a telephone system', async () => {
    await take(january);
    expect(await query('SELECT source FROM source_state WHERE tenant_id = $1')).toEqual([]);
  });

  describe('taken back', () => {
    const february = file(
      'c1,2026-01-05T09:00:00,rendez-vous,anna,yes,99,180,yes,1',
      'n1,2026-01-07T09:00:00,rendez-vous,carla,yes,5,10,yes,4',
    );

    it('leaves every figure as it was before it', async () => {
      await take(january);
      const before = await figures();
      const marksBefore = await marks();
      const { importId } = await take(february);
      expect(await figures()).not.toEqual(before);
      expect(await undo(importId)).toEqual({ found: true, alreadyUndone: false, takenBack: 2, sealed: 0 });
      expect(await figures()).toEqual(before);
      expect(await marks()).toEqual(marksBefore);
      expect(await rebuilt()).toEqual([]);
    });

    it('leaves nothing when there was nothing, and can be imported anew', async () => {
      const nothing = await figures();
      const { importId } = await take(january);
      const whole = await figures();
      await undo(importId);
      expect(await figures()).toEqual(nothing);
      expect((await month()).counts.presented).toBe(0);
      expect(await undo(importId)).toMatchObject({ alreadyUndone: true, takenBack: 0 });
      expect(await take(january)).toMatchObject({ accepted: 4, corrected: 0, duplicates: 0 });
      expect(await figures()).toEqual(whole);
    });

    it('leaves the corrections that came after it', async () => {
      const { importId } = await take(january);
      await take(february);
      await undo(importId);
      expect((await month()).counts).toMatchObject({ presented: 2, answered: 2 });
      expect((await month()).metrics.averageSpeedOfAnswerMs).toBe((99_000 + 5_000) / 2);
      expect(await rebuilt()).toEqual([]);
    });

    it('is listed so', async () => {
      await take(january);
      await undo((await take(february)).importId);
      expect(await server.app.get(ImportLedger).list(tenantId, 10)).toMatchObject([
        { importId: 2, kind: 'calls-csv', accepted: 2, corrected: 1, undoneAt: expect.any(Number) },
        { importId: 1, accepted: 4, rejected: 0, finishedAt: expect.any(Number), undoneAt: null },
      ]);
      expect(await undo(77)).toEqual({ found: false });
    });
  });
});
