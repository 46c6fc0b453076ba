import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CallList,
  ClinicGreeting,
  Diagnosis,
  History,
  HistoryBreakdown,
  IncidentList,
  MetricsAnswer,
  ReportDocument,
  Sheet,
  SheetQuestions,
} from '@vigie/contracts';
import { parse } from 'csv-parse/sync';

import { askAs, createTestPerson } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { ManualClock } from '../platform/clock';
import { Diagnoses } from '../sheets/diagnosis/diagnoses';
import { sheetTemplates } from '../sheets/templates/sheet-templates';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from './test-server';
import { greetingChangedAt, weekClinic, workedWeek } from './worked-week';

/*
 * Every answer is counted by hand from the table of worked-week.ts:
 *  answered 31; hung up in the queue 5 (one after 4 s, which is short), in the greeting 3; one wished to be called back.
 *  waits of the answered 382 s in all, 26 of them of 20 s or less; of all who entered the queue 626 s.
 */
const tenantId = 'week';
const clock = new ManualClock(Date.parse('2026-03-01T12:00:00+01:00'));
const range = 'from=2026-03-02&to=2026-03-08';
let server: TestServer;
let cookie = '';

const basic = { text: 'Oui', reviewedOn: '2026-02-02', reviewBy: null };
const sheetOf = (seconds: number, text: string): Sheet => ({
  ...sheetTemplates.fr,
  greeting: { text, seconds, comesFirst: true },
  basics: Object.fromEntries(
    Object.keys(sheetTemplates.fr.basics).map((name) => [name, basic]),
  ) as Sheet['basics'],
});

async function post(events: readonly object[]): Promise<void> {
  const answer = await server.ask(`${server.url}/api/v1/events?tenant=${tenantId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  const told = (await answer.json()) as { accepted: number; rejectedCount: number };
  expect(told).toMatchObject({ accepted: events.length, rejectedCount: 0 });
  await server.app.get(Projector).foldNow(tenantId);
}

async function write(basedOn: number, sheet: Sheet): Promise<void> {
  const answer = await askAs(server.url, cookie, `PUT /sheets/${weekClinic}`, { basedOn, sheet, note: '' });
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, '']);
}

/** Somebody who keeps sheets and reads figures; a session does not last from one week to the next. */
async function signIn(): Promise<void> {
  const scope = { kind: 'all' } as const;
  const roles = [
    { role: 'administrator', scope },
    { role: 'supervisor', scope },
  ] as const;
  cookie = (await createTestPerson(server.app, tenantId, roles)).cookie;
}

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, tenantId);
  await post([
    {
      specversion: '1.0',
      id: 'before',
      source: '/pbx/week',
      type: 'call.enqueued',
      subject: 'before',
      time: '2026-02-27T12:00:00Z',
      data: { clinicId: weekClinic, queueId: weekClinic },
    },
  ]);
  await signIn();
  await write(
    0,
    sheetOf(20, 'Bienvenue au cabinet du docteur Rey, veuillez patienter, merci de votre appel.'),
  );
  clock.setTo(Date.parse(greetingChangedAt));
  await signIn();
  await write(1, sheetOf(9, 'Cabinet Rey, bonjour.'));
  clock.setTo(Date.parse('2026-03-08T09:00:00+01:00'));
  await signIn();
  // As they come: the last day first.
  await post(workedWeek().toReversed());
  await server.app.get(Diagnoses).judge(tenantId);
});
afterAll(() => server.close());

async function page(path: string): Promise<Response> {
  const answer = await askAs(server.url, cookie, `GET /${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer;
}
const read = async <T>(path: string): Promise<T> => (await (await page(path)).json()) as T;
const cells = async (path: string): Promise<Record<string, string>[]> =>
  parse(await (await page(path)).text(), { bom: true, columns: true });

describe('a week of one clinic, worked out by hand', () => {
  it('has by the API the counts and figures of the table', async () => {
    const { total } = await read<MetricsAnswer>(`metrics?${range}&clinicId=${weekClinic}`);
    expect(total.counts).toMatchObject({
      presented: 40,
      offered: 37,
      answered: 31,
      unanswered: 9,
      abandoned: 5,
      shortAbandoned: 1,
      ivrAbandoned: 3,
      callbackExit: 1,
      answeredInThreshold: 26,
      abandonedInThreshold: 2,
      waitsKnown: 37,
      // Of each answered call was noted what came of it; `booked` is a code of one’s own.
      noted: 31,
      notedResolved: 8,
      notedMessage: 7,
      notedTransferred: 1,
      notedUnresolved: 2,
      difficult: 3,
      difficultNoted: 3,
      difficultResolved: 1,
    });
    expect(total.metrics).toMatchObject({
      answerRate: 31 / 40,
      unansweredRate: 9 / 40,
      abandonRate: 4 / 36,
      serviceLevel: 26 / 36,
      averageSpeedOfAnswerMs: 382_000 / 31,
      meanWaitMs: 626_000 / 37,
      meanWaitAbandonedMs: 154_000 / 5,
      waitP50Ms: 12_000,
      waitP90Ms: 35_000,
      waitP95Ms: 62_000,
      answeredWaitP50Ms: 11_000,
      answeredWaitP90Ms: 22_000,
      // 15 greetings of 20 s, 22 of 9 s, three that were not heard to the end: 7, 12 and 3 s
      meanGreetingMs: 520_000 / 40,
      difficultRate: 3 / 31,
      difficultResolvedRate: 1 / 3,
      otherResolvedRate: 7 / 28,
      notedRate: 1,
      meanTalkMs: 4_895_000 / 31,
      meanWrapMs: 20_000,
      averageHandleTimeMs: (4_895_000 + 31 * 20_000) / 31,
    });
  });

  it('has them on the page: day by day, by reason, and the calls behind each number', async () => {
    const history = await read<History>(`history?range=custom&${range}&interval=1d&compare=none`);
    expect(history.trend.points.map(({ presented, unanswered }) => [presented, unanswered])).toEqual([
      [9, 3],
      [8, 2],
      [8, 2],
      [6, 1],
      [7, 1],
      [2, 0],
    ]);
    expect(history.incidents).toEqual({
      now: {
        ...{ incidents: 1, incidentsEnded: 0, incidentsReviewed: 0, incidentReviewedRate: null },
        ...{ incidentTakenMedianMs: null, incidentsToEmergency: 0, incidentToEmergencyMedianMs: null },
      },
      before: null,
    });
    expect(history.noted?.now).toMatchObject({ difficult: 3, noted: 31, difficultRate: 3 / 31 });
    expect(history.headlines.unansweredRate.now).toMatchObject({ part: 9, of: 40 });
    const { rows } = await read<HistoryBreakdown>(
      `history/breakdown?range=custom&${range}&by=reason&compare=none`,
    );
    expect(Object.fromEntries(rows.map(({ key, presented }) => [key, presented]))).toEqual({
      'rendez-vous': 16,
      renseignement: 6,
      ordonnance: 5,
      resultats: 3,
      urgence: 1,
      '': 9,
    });
    const lost = await read<CallList>(`calls?range=custom&${range}&count=ivrAbandoned`);
    expect([lost.total, lost.calls.length]).toEqual([3, 3]);
  });

  it('has its look-ups, and the questions that the sheet does not answer', async () => {
    const questions = await read<SheetQuestions>(`sheets/${weekClinic}/questions`);
    expect(questions).toMatchObject({ lookUps: 25, missed: 6, medianMs: 7_000, askedOnce: 1 });
    expect(questions.questions.map(({ question, asked }) => [question, asked])).toEqual([
      ['parking', 3],
      ['tarif', 2],
    ]);
  });

  it('has six lights, judged by the greeting of Wednesday and by what was not found', async () => {
    const { lights, presented, sheetVersion } = await read<Diagnosis>(
      `clinics/${weekClinic}/diagnosis?month=2026-03`,
    );
    expect([presented, sheetVersion]).toEqual([40, 2]);
    expect(Object.fromEntries(lights.map(({ name, state }) => [name, state]))).toEqual({
      complicated: 'notEnoughData',
      simple: 'notEnoughData',
      long: 'green',
      short: 'red',
      greeting: 'amber',
      disclosure: 'notEnoughData',
    });
    const evidenceOf = (light: string) => lights.find(({ name }) => name === light)?.evidence;
    expect(evidenceOf('short')).toMatchObject({ lookUps: 25, missed: 6, missedShare: 6 / 25 });
    expect(evidenceOf('long')).toMatchObject({ lookUps: 25, medianSearchMs: 7_000 });
    expect(evidenceOf('greeting')).toMatchObject({
      queued: 37,
      greeted: 37,
      // Those of Monday and Tuesday, four seconds after the music began.
      greetedLate: 15,
      medianToGreetingMs: 1_000,
    });
  });

  it('has what Wednesday’s greeting changed, and its urgent call among those to be ended', async () => {
    const told = await read<ClinicGreeting>(`clinics/${weekClinic}/greeting?month=2026-03`);
    expect(told.numbers).toMatchObject({ greeted: 40, heardToEnd: 37, hungUpDuring: 3, hungUpAfter: 5 });
    // 17 waited four seconds for it, 23 one; of the old one 319 s were heard, of the new one 201; then 626 s of waits.
    expect(told.byPhase).toMatchObject([
      { phase: 'before', hungUp: 0, ms: 91_000 },
      { phase: 'during', hungUp: 3, ms: 520_000 },
      { phase: 'after', hungUp: 5, ms: 626_000 },
    ]);
    expect(told.changes).toMatchObject([
      {
        version: 2,
        before: { calls: 17, hungUp: 2, medianToGreetingMs: 4_000 },
        after: { calls: 23, hungUp: 1, medianToGreetingMs: 1_000 },
        isShown: false,
      },
    ]);
    const { difference } = told.changes[0] ?? {};
    expect(difference?.value).toBeCloseTo(1 / 23 - 2 / 17, 10);
    // Newcombe's interval without correction, by Wilson's of either share.
    expect([difference?.low, difference?.high].map((edge) => edge?.toFixed(4))).toEqual([
      '-0.3027',
      '0.1126',
    ]);
    const { figures, incidents } = await read<IncidentList>(`incidents?${range}`);
    expect(incidents).toMatchObject([{ clinicId: weekClinic, state: 'open' }]);
    expect(figures).toMatchObject({ incidents: 1, incidentsEnded: 0 });
  });

  it('has them in the report of its month and in the file of it', async () => {
    const report = await read<ReportDocument>(`reports/2026-03/clinics/${weekClinic}?language=fr`);
    const text = JSON.stringify(report);
    expect(report.status).not.toBe('empty');
    expect(text).toContain('▲');
    const lines = await cells(`reports/2026-03/clinics/${weekClinic}?format=csv`);
    const valueOf = (block: string, item: string, detail = '') => {
      const line = lines.find(
        (one) => one['block'] === block && one['item'] === item && one['detail'] === detail,
      );
      return line === undefined ? undefined : Number(line['value']);
    };
    expect({
      answered: valueOf('reach', 'answered'),
      unanswered: valueOf('reach', 'unansweredRate'),
      abandoned: valueOf('reach', 'abandoned'),
      inGreeting: valueOf('reach', 'ivrAbandoned'),
      urgent: valueOf('reasons', 'urgent', 'urgence'),
      appointments: valueOf('reasons', 'appointmentsObtained', 'rendez-vous'),
      unresolved: valueOf('reasons', 'outcome:unresolved', 'rendez-vous'),
      messages: valueOf('reasons', 'outcome:message', 'ordonnance'),
      difficult: valueOf('noted', 'difficult'),
      difficultResolved: valueOf('noted', 'difficultResolvedRate'),
      otherResolved: valueOf('noted', 'otherResolvedRate'),
      greeted: valueOf('greeting', 'greeted'),
      medianToGreetingMs: valueOf('greeting', 'medianToGreetingMs'),
      p90ToGreetingMs: valueOf('greeting', 'p90ToGreetingMs'),
      hungUpDuring: valueOf('greeting', 'hungUpDuring'),
      handovers: valueOf('handovers', 'handovers'),
      incidents: valueOf('incidents', 'incidents'),
    }).toEqual({
      answered: 31,
      unanswered: 9 / 40,
      abandoned: 5,
      inGreeting: 3,
      urgent: 1,
      appointments: 13,
      unresolved: 2,
      messages: 5,
      difficult: 3,
      difficultResolved: 1 / 3,
      otherResolved: 7 / 28,
      // The whole 37 and the three that were not heard to the end; 17 of them after four seconds, 23 after one.
      greeted: 40,
      medianToGreetingMs: 1_000,
      p90ToGreetingMs: 4_000,
      hungUpDuring: 3,
      // None was told of: there is no such block.
      handovers: undefined,
      incidents: 1,
    });
    const ids = report.pages.flatMap(({ blocks }) => blocks.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining(['difficult', 'greeting', 'incidents']));
    expect(ids).not.toContain('handovers');
  });

  it('goes out as files with the same numbers', async () => {
    const rows = await cells(`calls?range=custom&${range}&format=csv`);
    expect(rows).toHaveLength(40);
    const by = Map.groupBy(rows, ({ outcome }) => outcome);
    expect(Object.fromEntries([...by].map(([outcome, of]) => [outcome, of.length]))).toEqual({
      answered: 31,
      abandoned: 5,
      ivrAbandoned: 3,
      callbackExit: 1,
    });
    const waited = rows.reduce((sum, { wait }) => sum + Number(wait), 0);
    expect(waited).toBe(626);
    const lines = await cells(`history?range=custom&${range}&compare=none&format=csv`);
    const rate = lines.find(({ item, measure }) => item === 'unansweredRate' && measure === 'now');
    expect(rate).toMatchObject({ value: '0.225', part: '9', of: '40' });
  });
});
