import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CallbackDetail,
  CallbackFigures,
  CallbackList,
  CallbackNews,
  CallbackServerEvents,
  ClinicAlertView,
  FollowupFigures,
  FollowupList,
  History,
  LiveSnapshot,
  MetricsAnswer,
  ReportDocument,
} from '@vigie/contracts';
import { createRandom } from '@vigie/simulator';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { io, type Socket } from 'socket.io-client';

import type { Delivery } from '../deliveries/delivery';
import { askAs, askWithKey, createTestPerson, sendText } from '../access/testing/test-person';
import type { Membership } from '../access/viewer';
import { theCommand } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { obligationEvents } from '../fold/obligation-note';
import { openBackupFile, readFrames } from '../backup/read-backup-file';
import { takeBackup } from '../backup/take-backup';
import { CallerEraser } from '../callers/caller-eraser';
import { CallerExporter } from '../callers/caller-exporter';
import { EventIntake } from '../intake/event-intake';
import { testKey } from '../platform/testing/test-database';
import { listenTo, tablesHolding } from '../testing/holding';
import { CallbackNumbers } from './callback-numbers';
import { Rebuild } from '../fold/rebuild';
import { Projector } from '../fold/projector';
import { FoldUpkeep } from '../fold/fold-upkeep';
import { ManualClock } from '../platform/clock';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { insertVersion, noteApproval } from '../sheets/sheet-store';
import { sheetTemplates } from '../sheets/templates/sheet-templates';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { Outbox } from '../deliveries/outbox';
import { MailReceiver } from '../deliveries/testing/mail-receiver';
import { WebhookReceiver } from '../deliveries/testing/webhook-receiver';
import { isGenuineWebhook } from '../deliveries/webhook-signature';
import { AlertLinks } from './alerts/alert-links';
import { ClinicAlerts } from './alerts/clinic-alerts';
import { EveningNotes } from './evening/evening-notes';
import { createTestServer, type TestServer } from '../testing/test-server';

const settings = `
centre: { timezone: Europe/Paris, callbackReasons: [rendez-vous pris], sharedNumbers: ["04 65 71 12 00"] }
teams:
  - { id: north, name: Nord, queues: [durand] }
  - { id: south, name: Sud, queues: [martin] }
queues:
  - { id: durand, clinicId: durand }
  - { id: martin, clinicId: martin }
clinics:
  - id: durand
    name: Cabinet Durand
    callsBack: true
    reachedBeforeClosingTarget: 0.8
    followUps: true
    dischargeQuestions: true
    callbackNotes: true
    alertRecipients: [roux@durand.example]
    eveningNoteRecipients: [accueil@durand.example, roux@durand.example]
    hours: { week: { mon: ["08:00-19:00"], tue: ["08:00-19:00"], wed: ["08:00-19:00"], thu: ["08:00-19:00"] } }
  - { id: martin, name: "=Martin" }
`;

/** Tuesday 24 November 2026 in Paris. */
const at = (clock: string): number => Date.parse(`2026-11-24T${clock}:00+01:00`);
const thursday = Date.parse('2026-11-26T08:00:00+01:00');
const clock = new ManualClock(at('18:00'));
/** How soon the door goes by new settings, and some. */
const doorLooksMs = 2_100;

type Told = Readonly<{ type: string; subject: string; at: number; data?: object; id?: string }>;
let told = 0;
const toEvent = ({ type, subject, at: time, data = {}, id = `e${(told += 1)}` }: Told) => ({
  specversion: '1.0',
  id,
  source: '/pbx',
  type,
  subject,
  time: new Date(time).toISOString(),
  data,
});
/** A caller of the fictional range. */
const number = (caller: number): string => `06 39 98 00 ${String(caller).padStart(2, '0')}`;
const callId = (caller: number, time: string): string => `c${caller}-${time}`;

function lost(
  caller: number,
  time: string,
  reason = 'abandoned',
  queueId = 'durand',
  ani = number(caller),
): Told[] {
  const subject = callId(caller, time);
  const data = { queueId, ...(ani !== '' && { ani }) };
  return [
    { type: 'call.enqueued', subject, at: at(time), data },
    { type: 'call.dequeued', subject, at: at(time) + 45_000, data: { queueId, reason } },
    { type: 'call.disconnected', subject, at: at(time) + 46_000, data: { side: 'caller' } },
  ];
}
function answered(caller: number, time: string): Told[] {
  const subject = callId(caller, time);
  const data = { queueId: 'durand', agentId: 'anne' };
  return [
    { type: 'call.enqueued', subject, at: at(time), data: { queueId: 'durand', ani: number(caller) } },
    { type: 'call.answered', subject, at: at(time) + 9_000, data },
    { type: 'call.disconnected', subject, at: at(time) + 99_000, data: { side: 'caller' } },
  ];
}
const reached = (caller: number, call: string, time: string): Told => ({
  type: 'callback.reached',
  subject: callId(caller, call),
  at: at(time),
});

/**
 * Forty unanswered calls of twenty-three callers, and what became of them, by hand:
 *
 * | Callers | Calls | Then | At 18:00 | Two days later |
 * |---|---|---|---|---|
 * | 1–6 | 6 | rang again within the hour, answered | recovered, 6 within the hour | same |
 * | 7–8 | 2 | rang again after two hours, answered | recovered | same |
 * | 9–11 | 9 | called back within the hour of the first of three tries | recovered, 3 within the hour | same |
 * | 12–13 | 6 | reached by a person at 18:00 | recovered | same |
 * | 14–16 | 6 | wrong number, settled, refused | closed for a reason | same |
 * | 17–18 | 2 | left a message; 18 rang again and was answered | open, promised | open, late |
 * | 19–22 | 8 | nobody; 19 tried twice without an answer | open | never reached |
 * | 23 | 1 | nobody | open | never reached |
 */
const day: Told[] = [
  ...[1, 2, 3, 4, 5, 6].flatMap((caller) => [...lost(caller, '09:00'), ...answered(caller, '09:40')]),
  ...[7, 8].flatMap((caller) => [...lost(caller, '09:05'), ...answered(caller, '11:30')]),
  ...[9, 10, 11].flatMap((caller) => [
    ...lost(caller, '10:00'),
    ...lost(caller, '10:10'),
    ...lost(caller, '10:20'),
    reached(caller, '10:00', '10:50'),
  ]),
  ...[12, 13].flatMap((caller) => ['10:00', '10:30', '11:00'].flatMap((time) => lost(caller, time))),
  ...[14, 15, 16].flatMap((caller) => [...lost(caller, '11:00'), ...lost(caller, '11:20')]),
  ...[17, 18].flatMap((caller) => lost(caller, '12:00', 'voicemail')),
  ...answered(18, '12:30'),
  ...[19, 20, 21, 22].flatMap((caller) => [...lost(caller, '14:00'), ...lost(caller, '15:00')]),
  ...lost(23, '16:00', 'abandoned', 'martin'),
  ...lost(30, '16:10', 'abandoned', 'durand', 'anonymous'),
  ...lost(31, '16:20', 'abandoned', 'durand', 'anonymous'),
];

let server: TestServer;
let mail: MailReceiver;
let software: WebhookReceiver;
beforeAll(async () => {
  [mail, software] = [await MailReceiver.open(), await WebhookReceiver.open()];
  // Not now: letters are read before they leave.
  mail.recipientReply = '451 later';
  const env = {
    VIGIE_SMTP_URL: mail.url,
    VIGIE_SMTP_FROM: 'Place <vigie@place.example>',
    VIGIE_ORIGINS: 'https://vigie.place.example',
  };
  server = await createTestServer({ background: true, clock, env });
});
afterAll(async () => {
  await server.close();
  await Promise.all([mail.close(), software.close()]);
});

async function aTenant(tenantId: string, text = settings): Promise<void> {
  await createTestTenant(server.database, tenantId);
  await configure(tenantId, text);
}
async function configure(tenantId: string, text: string): Promise<void> {
  await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
}

/** In an order that no telephone system would tell them in. */
async function send(tenantId: string, events: readonly Told[]): Promise<void> {
  const said = events.toReversed().map(toEvent);
  const answer = await askWithKey(server.url, await server.keyOf(tenantId), 'POST /events', said);
  expect(answer.status).toBeLessThan(300);
  await server.app.get(Projector).foldNow(tenantId);
}

type As = Readonly<{ cookie?: string }>;
async function ask(tenantId: string, path: string, body?: unknown, { cookie }: As = {}): Promise<Response> {
  const way = `${body === undefined ? 'GET' : 'POST'} /callbacks${path}`;
  return cookie === undefined
    ? askWithKey(server.url, await server.keyOf(tenantId), way, body)
    : askAs(server.url, cookie, way, body);
}
const listOf = async (tenantId: string, as?: As): Promise<CallbackList> =>
  (await (await ask(tenantId, '', undefined, as)).json()) as CallbackList;

const get = async (tenantId: string, path: string): Promise<Response> =>
  askWithKey(server.url, await server.keyOf(tenantId), `GET /${path}`);
const answerOf = async <T>(tenantId: string, path: string): Promise<T> =>
  (await (await get(tenantId, path)).json()) as T;
type CsvRow = Readonly<Record<string, string>>;
const rowsOf = (text: string): CsvRow[] => parse<CsvRow>(text, { bom: true, columns: true });

/** What stands in the first sheet of a workbook, row by row. */
const cellsOf = (book: Uint8Array): string[][] =>
  [
    ...strFromU8(unzipSync(book)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).matchAll(
      /<row[ >].*?<\/row>/gsu,
    ),
  ].map(([row]) =>
    [...row.matchAll(/<c(?: [^>]*?)?(?:\/>|>(.*?)<\/c>)/gsu)].map(([, cell = '']) =>
      cell.replaceAll(/<[^>]+>/gu, ''),
    ),
  );

/** The caller's row, known by the call that began it. */
async function idOf(tenantId: string, openedAt: string, nth: number): Promise<string> {
  const { callbacks } = await listOf(tenantId);
  const some = callbacks.filter((one) => one.openedAt === new Date(at(openedAt) + 45_000).toISOString());
  return some[nth]?.id ?? '';
}
const act = async (tenantId: string, path: string, body: object): Promise<number> => {
  const { status } = await ask(tenantId, path, body);
  await server.app.get(Projector).foldNow(tenantId);
  return status;
};

/** The evening notes that are handed in by now, as they are written. */
async function eveningNotes(
  tenantId: string,
): Promise<readonly { readonly to: string; readonly text: string }[]> {
  const evening = server.app.get(EveningNotes);
  await evening.run(tenantId);
  const put = await server.asAdministrator((tx) =>
    tx.query<Delivery[]>(
      `SELECT tenant_id AS "tenantId", about, address FROM delivery WHERE tenant_id = $1 AND kind = 'evening note'`,
      [tenantId],
    ),
  );
  const letters = await Promise.all(put.map((note) => evening.write(note)));
  return letters.flatMap((letter) =>
    letter.by === 'mail' ? [{ to: letter.mail.to, text: letter.mail.text }] : [],
  );
}

describe('a worked day of forty unanswered calls by twenty-three callers', () => {
  const tenantId = 'day';
  beforeAll(async () => {
    await aTenant(tenantId);
    await send(tenantId, day);
  });

  it('has one row a caller who is still to be called back, promises with them', async () => {
    const { callbacks, sums } = await listOf(tenantId);
    expect(callbacks).toHaveLength(2 + 3 + 2 + 4 + 1);
    expect(sums).toMatchObject({ owed: 23, recovered: 11, recoveredWithinHour: 9, open: 12, withheld: 2 });
    const { totals, clinics } = await answerOf<LiveSnapshot>(tenantId, 'live');
    expect(totals).toMatchObject({ toCallBack: 12, owedDay: 23, recoveredDay: 11, unreachableDay: 2 });
    expect([clinics['durand']?.toCallBack, clinics['martin']?.toCallBack]).toEqual([11, 1]);
    const thrice = callbacks.filter(({ calls }) => calls === 3);
    expect(thrice).toHaveLength(2);
    expect(thrice[0]).toMatchObject({
      clinicName: 'Cabinet Durand',
      teamName: 'Nord',
      mask: '06 39 98 •• ••',
      promised: false,
      dueAt: new Date(at('11:00') + 45_000).toISOString(),
      longestWaitMs: 45_000,
      callable: true,
      callableChangesAt: new Date(at('19:00')).toISOString(),
    });
    const half = (time: string): string => new Date(at(time) + 45_000).toISOString();
    // Late promises, third calls, then whatever is due first: callers 17, 18, 12, 13, 14 to 16, 19 to 22, and 23.
    expect(
      callbacks.map(({ clinicId, promised, calls, dueAt }) => [clinicId, promised, calls, dueAt]),
    ).toEqual([
      ...Array.from({ length: 2 }, () => ['durand', true, 1, half('13:00')]),
      ...Array.from({ length: 2 }, () => ['durand', false, 3, half('11:00')]),
      ...Array.from({ length: 3 }, () => ['durand', false, 2, half('12:00')]),
      ...Array.from({ length: 4 }, () => ['durand', false, 2, half('15:00')]),
      ['martin', false, 1, half('17:00')],
    ]);
    expect(JSON.stringify(callbacks)).not.toContain('06399800');
  });

  it('is told of one clinic alone to who asks for it', async () => {
    const { callbacks } = await listOf(tenantId);
    const ofMartin = (await (await ask(tenantId, '?clinicId=martin')).json()) as CallbackList;
    expect(ofMartin.callbacks).toEqual(callbacks.filter(({ clinicId }) => clinicId === 'martin'));
    expect(ofMartin.callbacks).toHaveLength(1);
    expect(ofMartin.sums.open).toBe(12);
    const first = (await (await ask(tenantId, '?limit=3')).json()) as CallbackList;
    expect(first.callbacks).toEqual(callbacks.slice(0, 3));
    // Late promises, then third calls.
    expect(first.callbacks.map(({ promised, calls }) => [promised, calls])).toEqual([
      [true, 1],
      [true, 1],
      [false, 3],
    ]);
    expect(first.sums.open).toBe(12);
  });

  it('adds up after the work of the day, and again when the deadline has passed', async () => {
    const [twelve, thirteen] = [await idOf(tenantId, '10:00', 0), await idOf(tenantId, '10:00', 1)];
    expect(await act(tenantId, `/${twelve}/close`, { outcome: 'reached' })).toBe(204);
    expect(await act(tenantId, `/${thirteen}/close`, { outcome: 'reached' })).toBe(204);
    for (const outcome of ['wrongNumber', 'settled', 'refused'])
      expect(await act(tenantId, `/${await idOf(tenantId, '11:00', 0)}/close`, { outcome })).toBe(204);
    const nineteen = await idOf(tenantId, '14:00', 0);
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await act(tenantId, `/${nineteen}/attempts`, { outcome: 'noAnswer' })).toBe(204);
      clock.advance(1_000);
    }
    const evening = await listOf(tenantId);
    expect(evening.sums).toMatchObject({
      owed: 23,
      recovered: 13,
      recoveredWithinHour: 9,
      closed: 3,
      open: 7,
      neverReached: 0,
    });
    expect(evening.callbacks.find(({ id }) => id === nineteen)).toMatchObject({ tries: 2, state: 'open' });
    const detail = (await (await ask(tenantId, `/${nineteen}`)).json()) as CallbackDetail;
    expect(detail.steps.map(({ kind }) => kind)).toEqual(['lost', 'lost', 'tried', 'tried']);

    expect(await eveningNotes(tenantId)).toEqual([]);
    clock.setTo(at('19:10'));
    await eveningNotes(tenantId);
    const notes = await eveningNotes(tenantId);
    expect(notes.map(({ to }) => to).sort()).toEqual(['accueil@durand.example', 'roux@durand.example']);
    const written = notes.map(({ text }) => text).join('');
    expect(written).toContain(`- 14:00 · réf. ${nineteen.slice(0, 8).toUpperCase()} · 2 essais\n`);
    expect(written).toContain('Promis jusqu’à demain soir (2)');
    expect(written).toContain('Encore à rappeler par vous ou par le centre (3)');
    expect(written).toContain('https://vigie.place.example/callbacks?clinic=durand');
    expect(written).not.toMatch(/06 39|0639|399800/u);

    clock.setTo(thursday);
    // Before the event of the end is written, too.
    expect((await listOf(tenantId)).callbacks).toHaveLength(2);
    const early = await ask(tenantId, '/figures?from=2026-11-24&to=2026-11-25');
    expect(((await early.json()) as CallbackFigures).total).toMatchObject({ neverReached: 5, toCallBack: 2 });
    expect((await ask(tenantId, `/${nineteen}/claim`, {})).status).toBe(409);
    await server.app.get(FoldUpkeep).run(tenantId);
    await server.app.get(Projector).foldNow(tenantId);
    const after = await listOf(tenantId);
    expect(after.callbacks.map(({ promised, causes }) => [promised, causes])).toEqual([
      [true, ['voicemail']],
      [true, ['voicemail']],
    ]);
    // What was lost on Tuesday is not "since Wednesday": who is still owed from then is counted apart.
    expect(after.sums).toMatchObject({ owed: 0, open: 0, neverReached: 0, openFromBefore: 2 });
    const sql = `SELECT state, count(*)::int AS n FROM obligation WHERE tenant_id = '${tenantId}' GROUP BY 1 ORDER BY 1`;
    expect(await server.asAdministrator((tx) => tx.query(sql))).toEqual([
      { state: 'closed', n: 3 },
      { state: 'neverReached', n: 5 },
      { state: 'open', n: 2 },
      { state: 'recovered', n: 13 },
    ]);
    for (const by of ['day', 'clinic']) {
      const answer = await ask(tenantId, `/figures?from=2026-11-23&to=2026-11-27&by=${by}`);
      const { rows, total } = (await answer.json()) as CallbackFigures;
      const parts = ['recovered', 'neverReached', 'closedForReason', 'toCallBack'] as const;
      for (const row of [...rows, total])
        expect(parts.reduce((sum, part) => sum + row[part], 0)).toBe(row.callersOwed);
      for (const part of parts) expect(rows.reduce((sum, row) => sum + row[part], 0)).toBe(total[part]);
      expect(total).toMatchObject({
        callersOwed: 23,
        recovered: 13,
        calledAgain: 8,
        recoveredWithinHour: 9,
        recoveredSameHalfDay: 11,
        recoveredBeforeClosing: 13,
        neverReached: 5,
        closedForReason: 3,
        toCallBack: 2,
        recoveredRate: 13 / 21,
        recoveredBeforeClosingRate: 13 / 21,
        // Callers 1 to 8 rang again once, 9 to 13 twice.
        redials: 18,
        redialsPerReached: 18 / 13,
        medianToFirstTryMs: 49.25 * 60_000,
      });
    }
    // The same by the door for every figure, and on the page of history, to the last digit.
    const ofDay = await ask(tenantId, '/figures?from=2026-11-24&to=2026-11-25&by=clinic');
    const { rows: figureRows, total: all } = (await ofDay.json()) as CallbackFigures;
    const metrics = await answerOf<MetricsAnswer>(
      tenantId,
      'metrics?from=2026-11-24&to=2026-11-25&by=clinic&callbacks=true',
    );
    expect({ key: '', ...metrics.total.callbacks }).toEqual(all);
    expect(metrics.rows.map(({ key, callbacks }) => ({ key, ...callbacks }))).toEqual(figureRows);
    expect(figureRows.map((row) => row.recoveredBeforeClosingTarget)).toEqual([0.8, null]);
    const history = await answerOf<History>(tenantId, 'history?range=yesterday&on=2026-11-25&compare=none');
    expect(history.callbacks).toEqual({ now: metrics.total.callbacks, before: null });
    const byHour = await answerOf<MetricsAnswer>(
      tenantId,
      'metrics?from=2026-11-24&to=2026-11-25&interval=1h&by=team&callbacks=true',
    );
    const hours = byHour.rows.flatMap(({ callbacks }) => callbacks ?? []);
    expect(hours.reduce((sum, { recovered }) => sum + recovered, 0)).toBe(13);
    const byQueue = await answerOf<MetricsAnswer>(
      tenantId,
      'metrics?from=2026-11-24&to=2026-11-25&by=queue&callbacks=true',
    );
    expect(byQueue.total.callbacks).toBeNull();
    const plain = await answerOf<MetricsAnswer>(tenantId, 'metrics?from=2026-11-24&to=2026-11-25');
    expect(plain.total).not.toHaveProperty('callbacks');
    const byClinic = await ask(tenantId, '/figures?from=2026-11-24&to=2026-11-25&by=clinic');
    expect(((await byClinic.json()) as CallbackFigures).rows).toMatchObject([
      { key: 'durand', callersOwed: 22, neverReached: 4 },
      { key: 'martin', callersOwed: 1, neverReached: 1 },
    ]);
    const report = await answerOf<ReportDocument>(tenantId, 'reports/2026-11/clinics/durand');
    const told = report.pages[0]?.blocks.flatMap((block) =>
      block.kind === 'sentences' ? block.sentences : [],
    );
    const sentences = told?.map((runs) => runs.map(({ text }) => text).join(''));
    expect(sentences).toContain('Sur 22 patients non pris, 13 joints, dont 9 dans l’heure.');
    const figures = rowsOf(await (await get(tenantId, 'reports/2026-11/clinics/durand?format=csv')).text());
    const ofCallers = figures.filter(({ block }) => block === 'callers');
    expect(Object.fromEntries(ofCallers.map(({ item, value }) => [item, Number(value)]))).toMatchObject({
      numbers: 22,
      calledAgain: 8,
      calledBack: 5,
      withinHour: 9,
      closed: 3,
      neverReached: 4,
      pending: 2,
      numberedCalls: 39,
      hiddenCalls: 2,
      recoveredSameHalfDay: 11,
      recoveredBeforeClosing: 13,
      beforeClosingTarget: 0.8,
      redials: 18,
      redialsKnown: 13,
      medianToFirstTryMs: 49.25 * 60_000,
      medianToReachedMs: 49.25 * 60_000,
    });
    const file = await get(tenantId, 'callbacks/export?from=2026-11-24&to=2026-11-25');
    expect(file.headers.get('content-type')).toContain('text/csv');
    const text = await file.text();
    expect(text).not.toContain('06399800');
    const lines = rowsOf(text);
    expect(lines.reduce((sum, { calls }) => sum + Number(calls), 0)).toBe(40);
    const ends = Map.groupBy(lines, ({ ended_as: as }) => as);
    expect(Object.fromEntries([...ends].map(([as, some]) => [as, some.length]))).toEqual({
      calledAgain: 8,
      reached: 5,
      wrongNumber: 1,
      settled: 1,
      refused: 1,
      neverReached: 5,
      '': 2,
    });
    expect(lines.find(({ clinic_id: id }) => id === 'martin')).toMatchObject({
      clinic: "'=Martin",
      patient: '06 39 98 •• ••',
      state: 'neverReached',
      ended_at: '2026-11-26T00:00:00.000+01:00',
    });
    const book = await get(tenantId, 'callbacks/export?from=2026-11-24&to=2026-11-25&format=xlsx');
    const [head = [], ...sheet] = cellsOf(new Uint8Array(await book.arrayBuffer()));
    const instants = head.flatMap((name, place) => (name.endsWith('_at') ? [place] : []));
    expect(head).toEqual(Object.keys(lines[0] ?? {}));
    expect(instants).toHaveLength(5);
    // A spreadsheet runs no text of a cell: nothing is put before it.
    const same = (cell: string, place: number): string =>
      instants.includes(place) ? String(cell !== '') : cell.replace(/^'=/u, '=');
    expect(sheet.map((row) => row.map(same))).toEqual(
      lines.map((line) => Object.values(line).map((cell, place) => same(cell, place))),
    );
    const french = await get(tenantId, 'callbacks/export?from=2026-11-24&to=2026-11-25&locale=fr');
    expect((await french.text()).split('\r\n')[1]).toContain('";"2026-11-24 09:00:45";"durand";');
    const dayBefore = await get(tenantId, 'callbacks/export?from=2026-11-23&to=2026-11-24');
    expect(rowsOf(await dayBefore.text())).toEqual([]);
    clock.setTo(at('18:00'));
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
  });
});

describe('whatever happens on some days, in whatever order it is told', () => {
  const random = createRandom('any days');
  const draw = (below: number): number => Math.floor(random.between(0, below));
  const outcomes = ['attempted', 'reached', 'cancelled'] as const;
  /** Sixty things that nine callers and two clinics may do on three days, of two hours each. */
  const days = (): Told[] =>
    Array.from({ length: 60 }, (_, nth) => {
      const [caller, day] = [40 + draw(9), draw(3)];
      const time = `${String(9 + draw(2)).padStart(2, '0')}:${String(draw(60)).padStart(2, '0')}`;
      const later = (some: readonly Told[]): Told[] =>
        some.map((one, place) => {
          const [subject, id] = [`${nth}-${one.subject}`, `any-${nth}-${place}`];
          return { ...one, id, subject, at: one.at - day * 86_400_000 };
        });
      const isMartin = draw(3) === 0;
      const call = lost(
        caller,
        time,
        draw(4) === 0 ? 'voicemail' : 'abandoned',
        isMartin ? 'martin' : 'durand',
      );
      if (draw(3) > 0) return later(call);
      if (draw(2) === 0) return later(answered(caller, time));
      const told = { subject: callId(caller, time), at: at(time) + 60_000 * (1 + draw(60)) };
      return later([...call, { type: `callback.${outcomes[draw(3)] ?? 'reached'}`, ...told }]);
    }).flat();
  const shuffled = <T>(all: readonly T[]): T[] =>
    all
      .map((one) => [draw(1_000_000), one] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, one]) => one);

  const parts = ['recovered', 'neverReached', 'closedForReason', 'toCallBack'] as const;
  const figuresBy = (tenantId: string, by: 'day' | 'clinic'): Promise<CallbackFigures> =>
    answerOf(tenantId, `callbacks/figures?from=2026-11-20&to=2026-11-27&by=${by}`);
  function addsUp({ rows, total }: CallbackFigures): void {
    for (const row of [...rows, total])
      expect(parts.reduce((sum, part) => sum + row[part], 0)).toBe(row.callersOwed);
    for (const part of ['callersOwed', ...parts] as const)
      expect(rows.reduce((sum, row) => sum + row[part], 0)).toBe(total[part]);
  }
  /** By day and by clinic, on the evening and when every deadline has passed. */
  async function figuresOf(tenantId: string): Promise<readonly CallbackFigures[]> {
    const told: CallbackFigures[] = [];
    for (const now of [at('18:00'), thursday]) {
      clock.setTo(now);
      await server.app.get(FoldUpkeep).run(tenantId);
      await server.app.get(Projector).foldNow(tenantId);
      told.push(await figuresBy(tenantId, 'day'), await figuresBy(tenantId, 'clinic'));
    }
    clock.setTo(at('18:00'));
    return told;
  }

  it('the four parts add up to everybody who was owed a call, by day and by clinic, as told at once and bit by bit', async () => {
    const story = days();
    const again = shuffled([...story, ...story.slice(0, 20)]);
    await aTenant('any-once');
    await send('any-once', story);
    await aTenant('any-bits');
    for (let first = 0; first < again.length; first += 25)
      await send('any-bits', again.slice(first, first + 25));
    const figures = await figuresOf('any-once');
    figures.forEach(addsUp);
    const [byDay, byClinic, dayAfter, clinicAfter] = figures;
    expect(byDay?.total).toEqual(byClinic?.total);
    expect(dayAfter?.total).toEqual(clinicAfter?.total);
    expect(await figuresOf('any-bits')).toEqual(figures);
    expect(await server.app.get(Rebuild).compare('any-bits')).toMatchObject({ differences: 0 });
    const counted = `SELECT count(*)::int AS n FROM obligation WHERE tenant_id = 'any-bits'`;
    expect(await server.asAdministrator((tx) => tx.query(counted))).toEqual([
      { n: dayAfter?.total.callersOwed },
    ]);
    for (const part of ['recovered', 'neverReached', 'closedForReason'] as const)
      expect(dayAfter?.total[part]).toBeGreaterThan(0);
  });
});

describe('several people at one list', () => {
  const tenantId = 'several';
  let cookies: string[];
  beforeAll(async () => {
    await aTenant(tenantId);
    await send(
      tenantId,
      [1, 2, 3].flatMap((caller) => lost(caller, `16:0${caller}`)),
    );
    const supervisor = [{ role: 'supervisor', scope: { kind: 'all' } }] as const;
    cookies = [];
    for (let n = 0; n < 8; n += 1)
      cookies.push(
        (await createTestPerson(server.app, tenantId, supervisor, { email: `s${n}@example.com` })).cookie,
      );
  });
  afterAll(() => clock.setTo(at('18:00')));

  it('cannot claim the same patient: of eight at the same moment one does', async () => {
    const id = (await listOf(tenantId)).callbacks[0]?.id ?? '';
    const tried = await Promise.all(cookies.map((cookie) => ask(tenantId, `/${id}/claim`, {}, { cookie })));
    expect(tried.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(7).fill(409)]);
    const refused = await tried.find(({ status }) => status === 409)?.json();
    expect(refused).toMatchObject({ code: 'claimed' });
    await server.app.get(Projector).foldNow(tenantId);
    const others = cookies[tried.findIndex(({ status }) => status === 409)] ?? '';
    const close = await ask(tenantId, `/${id}/close`, { outcome: 'settled' }, { cookie: others });
    expect(close.status).toBe(409);
  });

  it('have the patient of somebody who did not call for a quarter of an hour', async () => {
    const id = (await listOf(tenantId)).callbacks[1]?.id ?? '';
    const [one = '', other = ''] = cookies;
    expect((await ask(tenantId, `/${id}/claim`, {}, { cookie: one })).status).toBe(200);
    await server.app.get(Projector).foldNow(tenantId);
    clock.advance(15 * 60_000 - 1);
    expect((await ask(tenantId, `/${id}/claim`, {}, { cookie: other })).status).toBe(409);
    clock.advance(1);
    expect((await ask(tenantId, `/${id}/claim`, {}, { cookie: other })).status).toBe(200);
  });

  it('see a claim within a second, that the patient rings just now, and what is gone', async () => {
    const id = (await listOf(tenantId)).callbacks[2]?.id ?? '';
    const socket: Socket<CallbackServerEvents & { ready: () => void }> = io(`${server.url}/callbacks`, {
      transports: ['websocket'],
      query: { tenant: tenantId },
      extraHeaders: { authorization: `Bearer ${await server.keyOf(tenantId)}` },
    });
    await new Promise<void>((resolve) => socket.once('ready', resolve));
    const heard: CallbackNews[] = [];
    socket.on('callbacks', (news) => void heard.push(news));
    /** What is told of the caller, once it is so. */
    const told = async (isSo: (one: CallbackNews['changed'][number]) => boolean): Promise<CallbackNews> => {
      const found = (): CallbackNews | undefined =>
        heard.find(({ changed }) => changed.some((one) => one.id === id && isSo(one)));
      const from = performance.now();
      while (found() === undefined && performance.now() - from < 60_000)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return found() ?? Promise.reject(new Error('nothing was told'));
    };
    await ask(tenantId, `/${id}/claim`, {}, { cookie: cookies[2] ?? '' });
    await told(({ claim }) => claim?.by === 's2');
    const data = { queueId: 'durand', ani: number(3) };
    await send(tenantId, [{ type: 'call.enqueued', subject: 'again', at: clock.now() - 5_000, data }]);
    await told(({ inCall }) => inCall?.queueName === 'durand');
    await ask(tenantId, `/${id}/close`, { outcome: 'refused' }, { cookie: cookies[2] ?? '' });
    expect((await told(({ state }) => state === 'closed')).sums).toMatchObject({ owed: 3, closed: 1 });
    socket.disconnect();
    expect((await ask(tenantId, `/${id}/attempts`, { outcome: 'noAnswer' })).status).toBe(409);
    expect((await ask(tenantId, `/${id}/reopen`, {})).status).toBe(204);
    await server.app.get(Projector).foldNow(tenantId);
    expect((await listOf(tenantId)).callbacks.find((one) => one.id === id)).toMatchObject({ promised: true });
  });
});

describe('who works the list', () => {
  const tenantId = 'scopes';
  const as = async (role: 'manager' | 'secretary' | 'reviewer', ids: readonly string[]): Promise<As> => {
    const scope =
      role === 'secretary'
        ? ({ kind: 'teams', teamIds: ids } as const)
        : ({ kind: 'clinics', clinicIds: ids } as const);
    return createTestPerson(server.app, tenantId, [{ role, scope }]);
  };
  beforeAll(async () => {
    await aTenant(tenantId);
    await send(tenantId, [
      ...lost(1, '16:00'),
      ...lost(2, '16:05', 'abandoned', 'martin'),
      ...lost(3, '16:10', 'abandoned', 'durand', '04 65 71 12 00'),
      ...lost(4, '16:20', 'abandoned', 'durand', '04 65 71 12 00'),
    ]);
  });

  it('sees the callers of the own teams, or of the own clinics where the clinic calls itself', async () => {
    const clinicsOf = async (who: As) => {
      const { callbacks, mayWork } = await listOf(tenantId, who);
      return [mayWork, ...new Set(callbacks.map(({ clinicId }) => clinicId))];
    };
    expect(await clinicsOf(await as('secretary', ['south']))).toEqual([true, 'martin']);
    expect(await clinicsOf(await as('manager', ['durand', 'martin']))).toEqual([true, 'durand']);
    expect(await clinicsOf(await as('manager', ['martin']))).toEqual([false]);
    expect((await ask(tenantId, '', undefined, await as('reviewer', ['durand']))).status).toBe(403);
  });

  it('puts back on the list whom it means, not who was owed a call after that', async () => {
    const ended = await lostAndSettled(60, '16:40');
    clock.advance(600_000);
    const meant = await lostAndSettled(60, '18:05');
    expect(meant).not.toBe(ended);
    const refused = await ask(tenantId, `/${ended}/reopen`, {});
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'not_last' }]);
    expect(await act(tenantId, `/${meant}/reopen`, {})).toBe(204);
    const isThere = ({ id }: { readonly id: string }): boolean => [ended, meant].includes(id);
    expect((await listOf(tenantId)).callbacks.filter(isThere)).toMatchObject([
      { id: meant, causes: ['reopened', 'unanswered'], promised: true },
    ]);
    expect(await act(tenantId, `/${meant}/close`, { outcome: 'settled' })).toBe(204);
    clock.setTo(at('18:00'));
  });

  const lostAndSettled = async (caller: number, time: string): Promise<string> => {
    await send(tenantId, lost(caller, time));
    const id = await idOf(tenantId, time, 0);
    expect(await act(tenantId, `/${id}/close`, { outcome: 'settled' })).toBe(204);
    return id;
  };

  it('hears, of a clinic, of its callers from when the settings say that it calls them itself', async () => {
    const { cookie = '' } = await as('manager', ['martin']);
    const socket: Socket<CallbackServerEvents & { ready: () => void }> = io(`${server.url}/callbacks`, {
      transports: ['websocket'],
      query: { tenant: tenantId },
      extraHeaders: { cookie, origin: server.url },
    });
    await new Promise<void>((resolve) => socket.once('ready', resolve));
    const asked = new Promise<void>((resolve) => socket.once('reload', resolve));
    const text = settings.replace('id: martin, name: "=Martin"', '$&, callsBack: true');
    await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
    await asked;
    const heard = new Promise<CallbackNews>((resolve) => socket.once('callbacks', resolve));
    await send(tenantId, [...lost(6, '16:25'), ...lost(7, '16:30', 'abandoned', 'martin')]);
    expect((await heard).changed.map(({ clinicId }) => clinicId)).toEqual(['martin']);
    socket.disconnect();
    await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text: settings });
  });

  it('is told of nobody else’s that it is not there', async () => {
    const { callbacks } = await listOf(tenantId);
    const foreign = callbacks.find(({ clinicId }) => clinicId === 'martin')?.id ?? '';
    const anne = await as('secretary', ['north']);
    for (const path of ['claim', 'release', 'reopen'])
      expect((await ask(tenantId, `/${foreign}/${path}`, {}, anne)).status).toBe(404);
    expect((await ask(tenantId, `/${foreign}/close`, { outcome: 'settled' }, anne)).status).toBe(404);
    expect((await ask(tenantId, `/${foreign}`, undefined, anne)).status).toBe(404);
  });

  it('has a row for each call from a number that many share', async () => {
    const { callbacks } = await listOf(tenantId);
    expect(callbacks.filter(({ alone }) => alone).map(({ calls }) => calls)).toEqual([1, 1]);
  });
});

describe('the number of somebody who is to be called back', () => {
  const tenantId = 'numbers';
  const kept = 'keptNumbers: { instructedBy: Dr Durand, instructedOn: 2026-11-02, until: 2026-12-31 }';
  const keeping = settings.replace('callsBack: true', `$&\n    ${kept}`);
  const said: string[] = [];
  const cookies = new Map<string, string>();
  const configured = (text: string) =>
    server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
  const numbers = (): CallbackNumbers => server.app.get(CallbackNumbers);
  const keptNow = async (): Promise<string[]> => {
    const sql = `SELECT call_id AS id FROM kept_number LEFT JOIN call USING (tenant_id, call_key) ORDER BY call_id`;
    const rows = await server.database.withTenant(tenantId, (tx) => tx.query<{ id: string }[]>(sql));
    return rows.map(({ id }) => id);
  };
  const as = (who: string, path: string, body: object = {}): Promise<Response> =>
    ask(tenantId, path, body, { cookie: cookies.get(who) ?? '' });
  const answerIn = async (asked: Promise<Response>): Promise<unknown[]> => {
    const answer = await asked;
    const { code, ...body } = (await answer.json()) as { readonly code?: string };
    return code === undefined
      ? [answer.status, answer.headers.get('cache-control'), body]
      : [answer.status, code];
  };
  const shown = (who: string, id: string): Promise<unknown[]> => answerIn(as(who, `/${id}/number`));
  const claim = async (who: string, id: string): Promise<void> => {
    expect((await as(who, `/${id}/claim`)).status).toBe(200);
  };

  beforeAll(async () => {
    clock.setTo(at('16:30'));
    for (const stream of [process.stdout, process.stderr]) listenTo(stream, said);
    await aTenant(tenantId);
    await configured(keeping);
    const people: readonly (readonly [string, Membership])[] = [
      ['claire', { role: 'supervisor', scope: { kind: 'all' } }],
      ['durand', { role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand'] } }],
      ['anne', { role: 'secretary', scope: { kind: 'teams', teamIds: ['north'] } }],
      ['lea', { role: 'secretary', scope: { kind: 'teams', teamIds: ['south'] } }],
      ['marc', { role: 'reviewer', scope: { kind: 'all' } }],
    ];
    for (const [name, membership] of people) {
      const email = `${name}-numbers@example.com`;
      cookies.set(name, (await createTestPerson(server.app, tenantId, [membership], { email })).cookie);
    }
    sent.push(...beforehand.map(toEvent));
    await server.app.get(EventIntake).receive(tenantId, sent);
    await server.app.get(Projector).foldNow(tenantId);
  });
  const sent: object[] = [];
  const beforehand = [
    ...lost(41, '15:00'),
    ...lost(42, '15:10', 'voicemail'),
    ...lost(43, '15:20', 'abandoned', 'martin'),
    ...lost(44, '15:30', 'abandoned', 'durand', '04 65 71 12 00'),
    ...lost(45, '15:40', 'abandoned', 'durand', 'anonymous'),
    ...answered(46, '15:50'),
  ];

  it('is kept of the clinic that wants it, sealed, and of nobody whose number is withheld', async () => {
    expect(await keptNow()).toEqual(['c41-15:00', 'c42-15:10', 'c44-15:30', 'c46-15:50']);
    const { callbacks } = await listOf(tenantId);
    const flags = callbacks.map(({ clinicId, numbersKept }) => [clinicId, numbersKept]);
    expect(new Set(flags.map(String))).toEqual(new Set(['durand,true', 'martin,false']));
  });

  it('is shown to whoever has said that they call, and to nobody else; each time is in the audit log', async () => {
    const [id, foreign] = [await idOf(tenantId, '15:00', 0), await idOf(tenantId, '15:20', 0)];
    expect(await shown('anne', id)).toEqual([409, 'not_claimed']);
    await claim('anne', id);
    const number = { number: '+33639980041', written: '06 39 98 00 41' };
    expect(await shown('anne', id)).toEqual([200, 'no-store', number]);
    await server.app.get(Projector).foldNow(tenantId);
    expect(await shown('anne', id)).toEqual([200, 'no-store', number]);
    for (const who of ['claire', 'durand']) expect(await shown(who, id)).toEqual([409, 'not_claimed']);
    expect(await shown('lea', id)).toEqual([404, 'not_found']);
    expect(await shown('marc', id)).toEqual([403, 'forbidden']);
    expect(await answerIn(ask(tenantId, `/${id}/number`, {}))).toEqual([403, 'missing_scope']);
    await claim('lea', foreign);
    expect(await shown('lea', foreign)).toEqual([409, 'not_kept']);
    const entries = await server.app.get(AuditLog).search(tenantId, { limit: 50, actions: ['number.shown'] });
    const each = `callback:${id} clinic:durand`;
    expect(entries.flatMap(({ subject, times }) => Array.from({ length: times }, () => subject))).toEqual([
      each,
      each,
    ]);
  });

  it('of a number that many share is that of the very call', async () => {
    const id = await idOf(tenantId, '15:30', 0);
    await claim('claire', id);
    expect(await shown('claire', id)).toMatchObject([200, 'no-store', { written: '04 65 71 12 00' }]);
    expect((await as('claire', `/${id}/release`)).status).toBe(204);
    expect(await shown('claire', id)).toEqual([409, 'not_claimed']);
  });

  it('is in clear in no table, no line of output, no frame and no backup', async () => {
    const written = ['39980041', '39 98 00 41', '0639980041'];
    for (const word of written)
      expect(await server.asAdministrator((tx) => tablesHolding(tx, tenantId, word))).toEqual([]);
    const folder = await mkdtemp(join(tmpdir(), 'vigie-numbers-'));
    await takeBackup(join(folder, 'all'), { url: server.databaseUrl, key: testKey, clock });
    const parts: string[] = [];
    const rows: string[] = [];
    for await (const frame of readFrames(await openBackupFile(join(folder, 'all')), testKey)) {
      if (frame.kind === 'part') parts.push(frame.table);
      if (frame.kind === 'rows') rows.push(frame.bytes.toString('latin1'));
    }
    await rm(folder, { recursive: true });
    expect(parts).toContain('obligation');
    expect(parts).not.toContain('kept_number');
    expect(rows.filter((text) => written.some((word) => text.includes(word)))).toEqual([]);
    expect(JSON.stringify(await listOf(tenantId))).not.toMatch(/39980041|39 98 00 41/u);
    expect(said.filter((line) => written.some((word) => line.includes(word)))).toEqual([]);
  });

  it('is not shown to whoever is to telephone the clinic about what its patient answered', async () => {
    const plan = {
      clinicId: 'durand',
      type: 'post_discharge',
      call: { source: '/pbx', callId: 'c46-15:50' },
    };
    const key = await server.keyOf(tenantId);
    const { id } = (await (await askWithKey(server.url, key, 'POST /followups', plan)).json()) as {
      id: string;
    };
    await server.app.get(Projector).foldNow(tenantId);
    await server.database.withTenant(tenantId, async (tx) => {
      const sql = 'SELECT opened_by AS "callKey" FROM obligation WHERE obligation_id = $1';
      const [of = { callKey: '' }] = await tx.query<{ callKey: string }[]>(sql, [id]);
      const answers = {
        condition: 'no',
        medicines: 'yes',
        appointments: 'yes',
        services: 'yes',
        plan: 'yes',
      };
      const data = { ...of, version: 1, answers };
      const event = { type: obligationEvents.replied, at: clock.now(), subject: id, id: 'replied-46', data };
      await server.app.get(PgEventLog).append(tx, tenantId, [serverEvent(event)]);
    });
    await server.app.get(Projector).foldNow(tenantId);
    const alert = await alertOf();
    expect(alert?.mask).toBe('06 39 98 •• ••');
    await claim('claire', alert?.id ?? '');
    expect(await shown('claire', alert?.id ?? '')).toEqual([409, 'not_kept']);
  });
  const alertOf = async () =>
    (await listOf(tenantId)).callbacks.find(({ causes }) => causes.includes('clinicAlert'));

  it('goes ten minutes after a call that opened nothing, and is not asked for without end', async () => {
    // What a clinic is to know holds no number of its patient.
    const alert = (await alertOf())?.id ?? '';
    expect(await numbers().sweep(tenantId)).toBe(1);
    expect(await keptNow()).toEqual(['c41-15:00', 'c42-15:10', 'c44-15:30']);
    expect((await as('claire', `/${alert}/close`, { outcome: 'reached' })).status).toBe(204);
    await server.app.get(Projector).foldNow(tenantId);
    const id = await idOf(tenantId, '15:00', 0);
    const answers: unknown[] = [];
    for (let n = 0; n < 25; n += 1) answers.push((await shown('anne', id))[0]);
    expect([answers.at(0), answers.at(-1)]).toEqual([200, 429]);
    clock.advance(30_000);
    expect((await shown('anne', id))[0]).toBe(200);
    clock.advance(10 * 60_000);
  });

  it('goes with the commit that closes the row, and the same events again bring it back no more', async () => {
    const id = await idOf(tenantId, '15:00', 0);
    expect((await as('anne', `/${id}/close`, { outcome: 'reached' })).status).toBe(204);
    expect(await shown('anne', id)).toEqual([409, 'not_open']);
    await server.app.get(Projector).foldNow(tenantId);
    expect(await keptNow()).toEqual(['c42-15:10', 'c44-15:30']);
    const again = await server.app.get(EventIntake).receive(tenantId, sent);
    expect(again).toMatchObject({ accepted: 0, duplicates: sent.length });
    expect(await keptNow()).toEqual(['c42-15:10', 'c44-15:30']);
    expect((await as('claire', `/${id}/reopen`)).status).toBe(204);
    await server.app.get(Projector).foldNow(tenantId);
    await claim('claire', id);
    expect(await shown('claire', id)).toEqual([409, 'not_kept']);
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
    expect(await keptNow()).toEqual(['c42-15:10', 'c44-15:30']);
  });

  it('of a promise that nobody keeps goes seven days after it was due', async () => {
    const { dueAt = '' } = (await listOf(tenantId)).callbacks.find(({ promised }) => promised) ?? {};
    const now = clock.now();
    clock.setTo(Date.parse(dueAt) + 7 * 86_400_000 - 1);
    await numbers().sweep(tenantId);
    // The other one ended with its day: nobody was promised anything.
    expect(await keptNow()).toEqual(['c42-15:10']);
    clock.advance(1);
    expect(await numbers().sweep(tenantId)).toBe(1);
    expect(await keptNow()).toEqual([]);
    clock.setTo(now);
  });

  it('is told to whoever asks what is kept of them, and goes with them', async () => {
    await send(tenantId, [...lost(51, '16:00'), ...lost(52, '16:05')]);
    expect(await keptNow()).toEqual(['c51-16:00', 'c52-16:05']);
    const { keptNumbers } = await server.app.get(CallerExporter).export(tenantId, number(51));
    expect(keptNumbers).toEqual([{ clinicId: 'durand', keptAt: new Date(clock.now()).toISOString() }]);
    await server.app.get(CallerEraser).erase(tenantId, number(51), theCommand());
    expect(await keptNow()).toEqual(['c52-16:05']);
  });

  it('goes at once with the clinic’s instruction, and does not come back with another', async () => {
    // The door has just looked at the settings, and looks at them again a little later.
    await send(tenantId, lost(54, '16:08'));
    await configured(settings);
    expect(await keptNow()).toEqual([]);
    await send(tenantId, lost(55, '16:09'));
    expect(await keptNow()).toEqual([]);
    await configured(keeping.replace('2026-12-31', '2026-11-24'));
    await new Promise((resolve) => setTimeout(resolve, doorLooksMs));
    await send(tenantId, lost(53, '16:10'));
    expect(await keptNow()).toEqual(['c53-16:10']);
    const ended = Date.parse('2026-11-25T00:00:00+01:00');
    const now = clock.now();
    clock.setTo(ended);
    expect(await numbers().sweep(tenantId)).toBe(1);
    clock.setTo(now);
    const refused = await configured(keeping.replace('2026-12-31', '2026-10-31'));
    expect(JSON.stringify(refused)).toContain('must end after it began');
  });
});

describe('follow-ups', () => {
  const tenantId = 'planned';
  const post = async (path: string, body: object): Promise<{ status: number; answer: unknown }> => {
    const key = await server.keyOf(tenantId);
    const response = await askWithKey(server.url, key, `POST /followups${path}`, body);
    await server.app.get(Projector).foldNow(tenantId);
    const text = await response.text();
    return { status: response.status, answer: text === '' ? null : JSON.parse(text) };
  };
  const plan = async (body: object): Promise<string> => {
    const { status, answer } = await post('', { clinicId: 'durand', ...body });
    expect([status, status === 201 ? '' : answer]).toEqual([201, '']);
    return (answer as { readonly id: string }).id;
  };
  const planned = () => answerOf<FollowupList>(tenantId, 'followups');
  const upkeep = async (): Promise<void> => {
    await server.app.get(FoldUpkeep).run(tenantId);
    await server.app.get(Projector).foldNow(tenantId);
  };

  beforeAll(async () => {
    clock.setTo(at('09:00'));
    await aTenant(tenantId);
    await send(tenantId, answered(1, '08:50'));
  });

  it('are planned by hand, by a program and by another system, and on the list when they are due', async () => {
    const reminder = await plan({
      type: 'visit_reminder',
      dueFrom: '2026-11-25',
      dueUntil: '2026-11-25',
      reference: 'D-17',
    });
    const today = await plan({
      type: 'same_day',
      followupId: 'f1',
      call: { source: '/pbx', callId: callId(1, '08:50') },
    });
    // Told again before it is due, the later time holds; it is the same one.
    clock.advance(1_000);
    expect(
      await plan({
        type: 'same_day',
        followupId: 'f1',
        dueFrom: new Date(at('09:30')).toISOString(),
        call: { source: '/pbx', callId: callId(1, '08:50') },
      }),
    ).toBe(today);
    await send(tenantId, [
      {
        type: 'followup.created',
        subject: 'c-x',
        at: at('08:00'),
        data: { followupId: 'x', clinicId: 'durand', type: 'post_discharge', reference: '77' },
      },
      {
        type: 'followup.created',
        subject: 'c-y',
        at: at('08:00'),
        data: { followupId: 'y', clinicId: 'martin', type: 'same_day' },
      },
    ]);
    const { clinics, followups } = await planned();
    // Martin has none switched on: what another system tells of it is of nobody.
    expect(clinics).toEqual([{ id: 'durand', name: 'Cabinet Durand' }]);
    expect(
      followups.map(({ id, type, reference, dueFrom, dueUntil }) => [id, type, reference, dueFrom, dueUntil]),
    ).toEqual([
      [today, 'same_day', null, new Date(at('09:30')).toISOString(), new Date(at('17:30')).toISOString()],
      [reminder, 'visit_reminder', 'D-17', '2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z'],
      [expect.any(String), 'post_discharge', '77', '2026-11-26T07:00:00.000Z', '2026-11-27T07:00:00.000Z'],
    ]);
    expect((await listOf(tenantId)).callbacks).toEqual([]);
    // The evening before, the clinic is told of the visit of tomorrow, and not of the day after.
    clock.setTo(at('19:10'));
    const [letter] = await eveningNotes(tenantId);
    expect(letter?.text).toContain('jusqu’à demain soir (2)');
    expect(letter?.text).toContain('- rappel de visite · dossier D-17 · ');
    expect(letter?.text).not.toContain('dossier 77');

    clock.setTo(at('09:31'));
    await upkeep();
    const { callbacks, sums, plansFollowups } = await listOf(tenantId);
    expect(plansFollowups).toBe(true);
    expect(callbacks).toMatchObject([
      {
        id: today,
        state: 'open',
        promised: true,
        causes: ['followup'],
        teamName: 'Nord',
        // That of the caller on whose call it was planned.
        mask: expect.stringContaining('••'),
        followup: { type: 'same_day' },
      },
    ]);
    expect(sums).toMatchObject({ owed: 0, open: 0, openFromBefore: 0, followups: 1 });
    const { totals } = await answerOf<LiveSnapshot>(tenantId, 'live');
    expect(totals).toMatchObject({ toCallBack: 0, owedDay: 0 });
  });

  it('end by an outcome alone, are cancelled, and add up', async () => {
    const [today = ''] = (await listOf(tenantId)).callbacks.map(({ id }) => id);
    expect((await ask(tenantId, `/${today}/claim`, {})).status).toBe(200);
    expect(await act(tenantId, `/${today}/attempts`, { outcome: 'noAnswer' })).toBe(204);
    clock.setTo(at('18:00'));
    await upkeep();
    expect(await act(tenantId, `/${today}/close`, { outcome: 'reached' })).toBe(204);
    const [reminder = ''] = (await planned()).followups.map(({ id }) => id);
    expect((await post(`/${reminder}/cancel`, {})).status).toBe(204);
    expect((await post(`/${reminder}/cancel`, {})).status).toBe(409);
    const figures = (by: string) =>
      answerOf<FollowupFigures>(tenantId, `followups/figures?from=2026-11-24&to=2026-11-28&by=${by}`);
    const { rows, total } = await figures('type');
    expect(total).toMatchObject({
      followupsDue: 2,
      doneOnTime: 0,
      doneLate: 1,
      overdue: 0,
      stillDue: 1,
      cancelled: 1,
      followupsReached: 1,
      plannedInCall: 0,
      plannedAfterCall: 1,
      followupsOnTimeRate: 0,
    });
    expect(rows.map(({ key, followupsDue, cancelled }) => [key, followupsDue, cancelled])).toEqual([
      ['post_discharge', 1, 0],
      ['same_day', 1, 0],
      ['visit_reminder', 0, 1],
    ]);
    // In three days the one after the discharge is overdue, and still on the list.
    clock.setTo(at('18:00') + 3 * 86_400_000);
    await upkeep();
    expect((await figures('none')).total).toMatchObject({ overdue: 1, stillDue: 0 });
    expect((await listOf(tenantId)).callbacks).toMatchObject([
      { followup: { type: 'post_discharge', reference: '77' } },
    ]);
    const owed = await ask(tenantId, '/figures?from=2026-11-24&to=2026-11-28');
    expect(((await owed.json()) as CallbackFigures).total.callersOwed).toBe(0);
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
  });

  it('are refused with why: no clinic, none switched on, a time that is over, a number', async () => {
    const codeOf = async (body: object): Promise<unknown> =>
      ((await post('', { type: 'same_day', ...body })).answer as { readonly code: unknown }).code;
    expect(await codeOf({ clinicId: 'martin' })).toBe('followups_off');
    expect(await codeOf({ clinicId: 'durand', dueUntil: '2026-11-01' })).toBe('invalid_window');
    expect(await codeOf({ clinicId: 'durand', dueUntil: '2029-11-01' })).toBe('invalid_window');
    // The day before ends as the day begins: there is no time between them.
    const turned = { clinicId: 'durand', dueFrom: '2026-12-02', dueUntil: '2026-12-01' };
    expect(await codeOf(turned)).toBe('invalid_window');
    expect(await codeOf({ clinicId: 'durand', reference: '06 39 98 00 01' })).toBe('invalid_body');
    expect(await codeOf({ clinicId: 'durand', reference: 'x0639980001' })).toBe('invalid_body');
  });
});

describe('a clinic’s list of discharges', () => {
  const tenantId = 'listed';
  const planned = () => answerOf<FollowupList>(tenantId, 'followups');

  beforeAll(async () => {
    clock.setTo(at('09:00'));
    await aTenant(tenantId);
  });

  it('is planned row by row: the good ones once, each bad one told with its line', async () => {
    const list = [
      'Dossier;Sortie;Téléphone;Service',
      'D-201;23/11/2026;;Chirurgie',
      ';23/11/2026;06 39 98 00 77;',
      'Mme Martin;23/11/2026;;',
      'D-204;12/10/2026;;',
      'D-201;23/11/2026;;Chirurgie',
    ].join('\r\n');
    const upload = async (of: string, query = '', text = list): Promise<unknown> => {
      const key = await server.keyOf(tenantId);
      const path = `/imports/followups-csv?clinicId=${of}&type=post_discharge${query}`;
      const response = await sendText(server.url, key, path, { type: 'text/csv', text });
      await server.app.get(Projector).foldNow(tenantId);
      const answer = (await response.json()) as { code?: string };
      return response.ok ? answer : [response.status, answer.code];
    };
    const looked = await upload('durand', '&preview=true');
    expect(looked).toMatchObject({
      preview: true,
      received: 5,
      accepted: 2,
      known: 1,
      rejected: [
        { line: 4, fault: 'reference' },
        { line: 5, fault: 'over' },
      ],
      ignoredColumns: ['Service'],
      rows: [
        { line: 2, reference: 'D-201', mask: null, dueFrom: '2026-11-24T23:00:00.000Z' },
        { line: 3, reference: null, mask: '06 39 98 •• ••' },
      ],
    });
    expect((await planned()).followups).toEqual([]);
    expect(await upload('durand')).toMatchObject({ accepted: 2, known: 1, rejectedCount: 2 });
    expect(await upload('durand')).toMatchObject({ accepted: 0, known: 3, rejectedCount: 2 });
    const { followups } = await planned();
    expect(followups).toHaveLength(2);
    expect(await upload('martin')).toEqual([409, 'followups_off']);
    expect(await upload('nobody')).toEqual([409, 'followups_off']);
    expect(await upload('durand', '', 'nom;prénom\nx;y\n')).toEqual([400, 'invalid_header']);
    // A row that the clinic names moves, there and back.
    const named = (day: string) => `identifiant;dossier;sortie\nS1;D-9;${day}/11/2026\n`;
    for (const day of ['23', '24', '23']) {
      clock.advance(1_000);
      expect(await upload('durand', '', named(day))).toMatchObject({ accepted: 1, known: 0 });
    }
    const moved = (await planned()).followups.filter(({ reference }) => reference === 'D-9');
    expect(moved.map(({ dueFrom }) => dueFrom)).toEqual(['2026-11-24T23:00:00.000Z']);
  });
});

describe('what is said beside the end of a row', () => {
  const tenantId = 'beside';
  const close = async (id: string, more: object): Promise<unknown> => {
    const response = await ask(tenantId, `/${id}/close`, { outcome: 'reached', ...more });
    await server.app.get(Projector).foldNow(tenantId);
    return response.ok ? response.status : ((await response.json()) as { code: string }).code;
  };

  it('is of the centre’s list, without who it is about, only where the clinic takes it, and goes with the caller', async () => {
    clock.setTo(at('16:30'));
    await aTenant(tenantId);
    await send(tenantId, [...lost(60, '16:00'), ...lost(61, '16:05', 'abandoned', 'martin')]);
    await send(tenantId, lost(62, '16:10'));
    const [id, other] = [await idOf(tenantId, '16:00', 0), await idOf(tenantId, '16:05', 0)];
    // One spelling of all letters makes it longer than it may be, up to the middle of its last character.
    expect(await close(await idOf(tenantId, '16:10', 0), { note: `${'ﬃ'.repeat(39)}ab😀` })).toBe(204);
    const detail = (one: string) => answerOf<CallbackDetail>(tenantId, `callbacks/${one}`);
    expect((await detail(id)).closing).toEqual({ reasons: ['rendez-vous pris'] });
    expect((await detail(other)).closing).toBeNull();
    expect(await close(other, { note: 'vient lundi' })).toBe('notes_off');
    expect(await close(id, { reason: 'toux' })).toBe('unknown_reason');
    expect(await close(id, { note: 'x'.repeat(121) })).toBe('invalid_body');
    const note = 'Mme Lucette Martin, 06 39 98 00 60, passe au cabinet';
    expect(await close(id, { reason: 'rendez-vous pris', note })).toBe(204);
    const said = (await detail(id)).steps.at(-1);
    expect(said).toMatchObject({ kind: 'tried', outcome: 'reached', reason: 'rendez-vous pris' });
    expect(said?.note).toContain('passe au cabinet');
    expect(said?.note).not.toMatch(/Lucette|Martin|06|60/u);
    const kept = () => server.asAdministrator((tx) => tablesHolding(tx, tenantId, 'passe au cabinet'));
    expect(await kept()).toEqual(['event_log_2026_11', 'obligation', 'obligation_note']);
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
    const { owed } = await server.app.get(CallerExporter).export(tenantId, number(60));
    expect(owed.map(({ reasons, notes }) => [...reasons, ...notes])).toEqual([
      ['rendez-vous pris', said?.note],
    ]);
    await server.app.get(CallerEraser).erase(tenantId, number(60), theCommand());
    expect(await kept()).toEqual([]);
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
  });
});

describe('what is asked after a discharge', () => {
  const tenantId = 'asked';
  const wellExcept = (more: object) => ({
    ...{ condition: 'yes', medicines: 'yes', appointments: 'yes', services: 'yes', plan: 'yes' },
    ...more,
  });
  const answer = async (id: string, body: object): Promise<unknown> => {
    const response = await fetch(`${server.url}/api/v1/followups/${id}/answers`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await server.keyOf(tenantId)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    await server.app.get(Projector).foldNow(tenantId);
    return response.ok
      ? response.status
      : [response.status, ((await response.json()) as { code: string }).code];
  };

  const told = (): string =>
    settings.replace('alertRecipients', `alertWebhook: ${software.url}\n    alertRecipients`);
  /** A follow-up that is due, of a clinic whose sheet is approved. */
  async function due(): Promise<string> {
    const plan = { clinicId: 'durand', type: 'post_discharge', reference: 'D-1' };
    const until = new Date(clock.now() + 86_400_000).toISOString();
    const within = { dueFrom: new Date(clock.now()).toISOString(), dueUntil: until };
    const made = await fetch(`${server.url}/api/v1/followups`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await server.keyOf(tenantId)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...plan, ...within }),
    });
    const { id } = (await made.json()) as { id: string };
    await server.app.get(Projector).foldNow(tenantId);
    clock.advance(60_000);
    await server.app.get(FoldUpkeep).run(tenantId);
    await server.app.get(Projector).foldNow(tenantId);
    clock.advance(1_000);
    return id;
  }

  it('is asked by a version that the clinic approved, and has the clinic told where not all is well', async () => {
    // So late that letters to the clinic are still tried when the evening note goes.
    clock.setTo(at('17:15'));
    await aTenant(tenantId, told());
    const id = await due();
    const questions = async () => (await answerOf<CallbackDetail>(tenantId, `callbacks/${id}`)).questions;
    const unwell = { version: 1, answers: wellExcept({ medicines: 'no', plan: 'unsure' }) };
    expect(await questions()).toBeNull();
    expect(await answer(id, unwell)).toEqual([409, 'sheet_changed']);
    const by = { id: 'p1', name: 'Dr Roux' };
    const version = { version: 1, at: clock.now(), by, side: 'centre', note: '' } as const;
    await server.database.withTenant(tenantId, (tx) =>
      insertVersion(tx, tenantId, 'durand', {
        ...{ ...version, sheet: sheetTemplates.fr, heldFrom: clock.now(), isApproved: false },
      }),
    );
    expect(await questions()).toBeNull();
    await server.database.withTenant(tenantId, (tx) =>
      noteApproval(tx, { tenantId, clinicId: 'durand', version: 1 }, { at: clock.now(), by }),
    );
    expect(await questions()).toMatchObject({
      ...{ version: 1, approvedBy: 'Dr Roux', emergency: sheetTemplates.fr.emergency },
    });
    expect(await answer(id, { ...unwell, version: 2 })).toEqual([409, 'sheet_changed']);
    expect(await answer(id, { version: 1, answers: wellExcept({ note: 'douleur' }) })).toEqual([
      400,
      'invalid_body',
    ]);
    clock.advance(60_000);
    expect(await answer(id, unwell)).toBe(204);
    expect(await answer(id, unwell)).toEqual([409, 'not_open']);

    const [first, ...others] = (await listOf(tenantId)).callbacks;
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      ...{ causes: ['clinicAlert'], promised: true, callable: true, tries: 0 },
      // The clinic was told, and has half an hour to say to know.
      dueAt: new Date(clock.now() + 1_800_000).toISOString(),
      openedAt: new Date(clock.now()).toISOString(),
      followup: { type: 'clinic_alert', reference: 'D-1', answers: unwell.answers },
    });
    const alert = first?.id ?? '';
    expect(alert).not.toBe(id);
    expect(await answer(alert, unwell)).toEqual([409, 'not_asked']);
    expect(await act(tenantId, `/${alert}/attempts`, { outcome: 'noAnswer' })).toBe(204);
    clock.advance(600_000);
    const afternoon = clock.now();
    clock.setTo(at('19:10'));
    const [letter] = await eveningNotes(tenantId);
    expect(letter?.text).toMatch(
      /le centre doit vous téléphoner \(1\)\n- 17:17 · dossier D-1 · réf. \w{8} · 1 essai\n/u,
    );
    expect(letter?.text).not.toMatch(/Promis|médicament|unsure/u);
    clock.setTo(afternoon);
    expect((await listOf(tenantId)).callbacks).toHaveLength(1);
    expect(await openDeliveries()).toBeGreaterThan(0);
    expect(await act(tenantId, `/${alert}/close`, { outcome: 'reached' })).toBe(204);
    expect((await listOf(tenantId)).callbacks).toEqual([]);
    // Put back is the row that was meant, or none: the clinic's, not the patient's that ended before it.
    const again = await ask(tenantId, `/${id}/reopen`, {});
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'not_last' }]);
    await server.app.get(Projector).foldNow(tenantId);
    expect((await listOf(tenantId)).callbacks).toEqual([]);
    expect(await openDeliveries()).toBe(0);
    const { total } = await answerOf<FollowupFigures>(
      tenantId,
      'followups/figures?from=2026-11-24&to=2026-11-28',
    );
    expect(total).toMatchObject({
      followupsDue: 1,
      doneOnTime: 1,
      questionsAnswered: 1,
      medicinesUnderstood: 0,
    });
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
  });

  const openDeliveries = async (): Promise<number> =>
    (
      await server.asAdministrator((tx) =>
        tx.query<object[]>(
          `SELECT FROM delivery WHERE tenant_id = $1 AND kind = 'clinic alert' AND due_at IS NOT NULL`,
          [tenantId],
        ),
      )
    ).length;

  /** Everything that waits is sent, by several at once as by several replicas, and what was received then. */
  async function sent(): Promise<readonly string[]> {
    const alerts = server.app.get(ClinicAlerts);
    const outbox = server.app.get(Outbox);
    await Promise.all([alerts.run(tenantId), alerts.run(tenantId)]);
    // The server sends by itself too: what it has taken is on its way.
    do await Promise.all([outbox.sendDue(tenantId), outbox.sendDue(tenantId)]);
    while ((await openDeliveries()) > 0);
    return mail.received
      .filter(({ to }) => to === 'roux@durand.example')
      .map(({ text }) => /alert#(\S+)/u.exec(text.replaceAll('=\n', ''))?.[1] ?? text);
  }
  /** What the clinic's software received last, signed with the secret that it was given. */
  function genuineHook(): unknown {
    const { headers = {}, body = '' } = software.received.at(-1) ?? {};
    const [id, at, signature] = ['id', 'timestamp', 'signature'].map((name) =>
      String(headers[`webhook-${name}`]),
    );
    const signed = { id: id ?? '', timestamp: Number(at), body };
    const secret = server.app.get(AlertLinks).webhookSecret(tenantId, 'durand');
    expect(isGenuineWebhook(signed, signature ?? '', secret, signed.timestamp)).toBe(true);
    return { ...(JSON.parse(body) as object), timestamp: undefined };
  }
  const linkAnswer = async (what: string, token: string): Promise<Response> =>
    askAs(server.url, '', `POST /clinic-alerts/${what}`, { token });

  it('tells the contact at once and after half an hour, each once, and ends when the contact says to know', async () => {
    const id = await due();
    mail.recipientReply = '250 ok';
    const unwell = { version: 1, answers: wellExcept({ condition: 'unsure' }) };
    const [mails, hooks] = [(await sent()).length, software.received.length];
    const answeredAt = clock.now();
    expect(await answer(id, unwell)).toBe(204);
    const [token = '', ...others] = (await sent()).slice(mails);
    expect(others).toEqual([]);
    const letter = mail.received.map(({ text }) => text.replaceAll('=\n', '')).at(-1);
    const [{ id: alert, reference } = { id: '', reference: '' }] = (await listOf(tenantId)).callbacks;
    expect(letter).toContain(reference);
    expect(letter).toContain('https://vigie.place.example/alert#va_asked_');
    expect(letter).not.toMatch(/condition|incertain|unsure|D-1|06 39/u);

    expect(software.received.length - hooks).toBe(1);
    expect(genuineHook()).toEqual({
      type: 'clinic.alert',
      data: {
        ...{ clinicId: 'durand', reference, token, notice: 1 },
        url: `https://vigie.place.example/alert#${token}`,
        answeredAt: new Date(answeredAt).toISOString(),
      },
    });

    clock.advance(29 * 60_000);
    expect((await sent()).length - mails).toBe(1);
    clock.advance(60_000);
    expect((await sent()).slice(mails)).toEqual([token, token]);
    expect((await sent()).length - mails).toBe(2);
    expect(software.received.length - hooks).toBe(2);
    // Nobody said to know: it is before everything else on the centre's list.
    await send(tenantId, lost(1, '09:00'));
    expect((await listOf(tenantId)).callbacks[0]).toMatchObject({ id: alert, causes: ['clinicAlert'] });

    expect((await linkAnswer('look', `${token.slice(0, -4)}AAAA`)).status).toBe(404);
    expect((await linkAnswer('look', token.replace('va_asked', 'va_elsewhere'))).status).toBe(404);
    const ofNobody = server.app.get(AlertLinks).tokenOf({ tenantId: 'gone', id: alert });
    for (const what of ['look', 'acknowledge']) expect((await linkAnswer(what, ofNobody)).status).toBe(404);
    const looked = (await (await linkAnswer('look', token)).json()) as ClinicAlertView;
    expect(looked).toEqual({
      ...{ centre: 'asked', clinicName: 'Cabinet Durand', language: 'fr', reference, receivedAt: null },
      answeredAt: new Date(answeredAt).toISOString(),
    });
    clock.advance(120_000);
    const noted = await Promise.all([linkAnswer('acknowledge', token), linkAnswer('acknowledge', token)]);
    const views = (await Promise.all(noted.map((one) => one.json()))) as ClinicAlertView[];
    const receivedAt = new Date(clock.now()).toISOString();
    expect(views.map((view) => view.receivedAt)).toEqual([receivedAt, receivedAt]);
    await server.app.get(Projector).foldNow(tenantId);
    clock.advance(60_000);
    expect(await (await linkAnswer('acknowledge', token)).json()).toMatchObject({ receivedAt });
    expect((await listOf(tenantId)).callbacks.some(({ causes }) => causes.includes('clinicAlert'))).toBe(
      false,
    );
    const { steps, callback } = await answerOf<CallbackDetail>(tenantId, `callbacks/${alert}`);
    expect([callback.state, ...steps.map(({ kind }) => kind)]).toEqual([
      'recovered',
      'replied',
      'acknowledged',
    ]);
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
    // Two of this day: one known by telephone after ten minutes, this one by the link after half an hour and two minutes.
    const known = { clinicAlerts: 2, alertsKnown: 2, medianToKnownMs: 600_000 };
    const figures = (by: string) =>
      answerOf<FollowupFigures>(tenantId, `followups/figures?from=2026-11-24&to=2026-11-25&by=${by}`);
    expect((await figures('none')).total).toMatchObject(known);
    expect((await figures('day')).rows).toMatchObject([{ key: '2026-11-24', ...known }]);
    expect((await figures('clinic')).rows).toMatchObject([{ key: 'durand', ...known }]);
    clock.advance(8 * 86_400_000);
    expect((await linkAnswer('look', token)).status).toBe(404);
    mail.recipientReply = '451 later';
  });

  it('is telephoned at once to a clinic that is closed, or that has no contact; none is asked where it is off', async () => {
    clock.setTo(Date.parse('2026-12-02T20:00:00+01:00'));
    const alertOf = async () =>
      (await listOf(tenantId)).callbacks.find(({ causes }) => causes.includes('clinicAlert'));
    const unwell = { version: 1, answers: wellExcept({ plan: 'no' }) };
    const id = await due();
    const detail = () => answerOf<CallbackDetail>(tenantId, `callbacks/${id}`);
    const without = async (more: string): Promise<void> => {
      const text = settings.replace(/ {4}alert\w+: .*\n/gu, '').replace('dischargeQuestions: true', more);
      await configure(tenantId, text);
    };
    await without('dischargeQuestions: false');
    expect(await detail()).toMatchObject({ asksQuestions: false, questions: null });
    expect(await answer(id, unwell)).toEqual([409, 'not_asked']);
    await configure(tenantId, told());
    expect(await detail()).toMatchObject({ asksQuestions: true, questions: { version: 1 } });
    expect(await answer(id, unwell)).toBe(204);
    const closed = await alertOf();
    expect(closed).toMatchObject({ dueAt: closed?.openedAt });
    expect(await openDeliveries()).toBeGreaterThan(0);
    expect(await act(tenantId, `/${closed?.id ?? ''}/close`, { outcome: 'reached' })).toBe(204);

    clock.setTo(Date.parse('2026-12-03T10:00:00+01:00'));
    const next = await due();
    await without('dischargeQuestions: true');
    expect(await answer(next, unwell)).toBe(204);
    const untold = await alertOf();
    expect(untold).toMatchObject({ dueAt: untold?.openedAt });
    expect(await openDeliveries()).toBe(0);
    expect(await server.app.get(Rebuild).compare(tenantId)).toMatchObject({ differences: 0 });
  });
});
