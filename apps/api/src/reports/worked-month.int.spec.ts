import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ReaderReport,
  ReportDocument,
  ReportReaders as ReportReadersView,
  ReportSummaries,
} from '@vigie/contracts';
import { register } from 'prom-client';

import { askAs } from '../access/testing/test-person';
import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { ManualClock } from '../platform/clock';
import { Rounds } from '../platform/rounds/rounds';
import { createTestServer, type TestServer } from '../testing/test-server';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { Outbox } from '../deliveries/outbox';
import { MailReceiver } from '../deliveries/testing/mail-receiver';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { workedQuarter } from '../testing/worked-quarter';
import { Entries } from '../access/entries';
import { ruleOf } from '../access/permissions';
import { ReportActions } from './actions/report-actions';
import { putReportLetters } from './mail/report-mail';
import { ReaderLinks } from './readers/reader-links';
import { ReportReaders } from './readers/report-readers';
import { Reporter } from './reporter';

const clock = new ManualClock(Date.parse('2026-04-10T06:00:00Z'));
let server: TestServer;
let mail: MailReceiver;

const week = { mon: ['08:00-12:00', '14:00-18:00'] };
const settings = {
  centre: { name: 'Télésecrétariat de la Place', timezone: 'Europe/Paris' },
  clinics: [
    {
      id: 'cabinet-durand',
      name: 'Cabinet Durand',
      answerRateTarget: 0.5,
      reachedBeforeClosingTarget: 0.7,
      covered: { week },
      reportLanguage: 'ca',
      reportRecipients: ['durand@cabinet.example', 'roux@cabinet.example'],
    },
  ],
};
/** One call that nobody answered, at a local time of a Monday to Sunday of March. */
const lost = (id: string, time: string, ani: string) =>
  [
    {
      id: `${id}-1`,
      type: 'call.enqueued',
      time: `${time}:00+01:00`,
      data: { queueId: 'rendez-vous', clinicId: 'cabinet-durand', ani },
    },
    {
      id: `${id}-2`,
      type: 'call.dequeued',
      time: `${time}:30+01:00`,
      data: { queueId: 'rendez-vous', reason: 'abandoned' },
    },
  ].map((event) => ({ ...event, source: '/pbx', subject: id }));

beforeAll(async () => {
  mail = await MailReceiver.open();
  const env = {
    VIGIE_SMTP_URL: mail.url,
    VIGIE_SMTP_FROM: 'Place <rapports@place.example>',
    VIGIE_ORIGINS: 'https://vigie.place.example',
  };
  server = await createTestServer({ clock, env });
  await createTestTenant(server.database, 'worked');
  const text = JSON.stringify(settings);
  const from = '2026-01-01';
  await server.app.get(SettingsRegistrar).register('worked', { format: 'yaml', text, from });
  await server.app
    .get(EventIntake)
    .receive('worked', [
      ...workedQuarter(),
      ...lost('noon', '2026-03-09T13:00', '+33199000001'),
      ...lost('evening', '2026-03-09T19:00', '+33199000002'),
      ...lost('sunday', '2026-03-15T10:00', '+33199000003'),
    ]);
  await server.app.get(Projector).foldNow('worked');
});
afterAll(async () => {
  await server.close();
  await mail.close();
});

describe('a month whose figures are known', () => {
  it('has each of them', async () => {
    const figures = await server.database.inSnapshot('worked', (tx) =>
      server.app.get(Reporter).figures(tx, 'worked', { month: '2026-03', clinicId: 'cabinet-durand' }),
    );
    expect(figures.reach).toMatchObject({
      presented: 15,
      covered: 12,
      coveredAnswered: 6,
      unanswered: 6,
      closed: 3,
    });
    expect(figures.reach.losses).toMatchObject({ abandoned: 3, blocked: 1, voicemail: 1, callbackExit: 1 });
    expect([figures.reach.shortAbandoned, figures.reach.held, figures.reach.transferred]).toEqual([1, 2, 0]);
    expect(figures.waits.answeredMeanMs).toBeCloseTo(86_000 / 6, 9);
    // Answered: 0 8 12 20 21 25; all that were offered: those and 4 5 35 45 90.
    expect(figures.waits).toMatchObject({ answeredMedianMs: 12_000, medianMs: 20_000, p90Ms: 45_000 });
    expect(figures.outside).toEqual({ total: 3, lunch: 1, evening: 1, closedDays: 1 });
    // Five Mondays.
    expect(figures.openDays).toBe(5);
    expect(figures.hours[9]).toEqual({ answered: 6, unanswered: 6 });
    expect(figures.steadiness).toEqual({ quarters: 1, onTarget: 0 });
    expect(figures.satisfaction).toBeNull();
    // What was done about those who were lost is that of the list to call back, and no call was planned.
    const { soon, numbers } = figures.callers;
    expect(numbers).toBe(1);
    expect(soon).toMatchObject({ beforeClosingTarget: 0.7, medianToFirstTryMs: null, redialsKnown: 0 });
    expect(figures.returns?.provisional).toBe(false);
    expect(figures.returns?.answeredKnown ?? 0).toBeLessThanOrEqual(6);
    expect(figures.followups).toBeUndefined();
  });
});

describe('its final report', () => {
  it('is sent once to each of those who get it, as a PDF in the clinic’s language', async () => {
    const rounds = server.app.get(Rounds);
    for (let turn = 0; turn < 2; turn += 1) {
      await rounds.turn('monthly reports');
      await rounds.turn('deliveries');
      clock.advance(60_000);
    }
    expect(mail.received.map(({ to }) => to).sort()).toEqual([
      'durand@cabinet.example',
      'roux@cabinet.example',
    ]);
    const text = mail.received[0]?.text ?? '';
    expect(text).toContain('Content-Type: application/pdf; name=cabinet-durand-2026-03.pdf');
    expect(text).toMatch(/Subject: .*Cabinet.Durand/u);
    const response = await server.ask(
      `${server.url}/api/v1/reports/2026-03/clinics/cabinet-durand?tenant=worked`,
    );
    const report = (await response.json()) as ReportDocument;
    expect([report.language, report.status, report.version]).toEqual(['ca', 'final', 1]);
    const [commitment] = report.pages[0]?.blocks ?? [];
    expect(commitment).toMatchObject({ kind: 'commitment', tone: 'good', label: 'Compromís complert' });
  });

  it('leaves no address behind', async () => {
    const rows = await server.database.withTenant('worked', (tx) =>
      tx.query<object[]>('SELECT address, outcome FROM delivery'),
    );
    expect(rows).toEqual(Array(2).fill({ address: null, outcome: 'delivered' }));
  });

  it('says on the list who did not get it: an address that is refused for good is told, not swallowed', async () => {
    const list = async () => {
      const answer = await server.ask(`${server.url}/api/v1/reports?tenant=worked&month=2026-03`);
      const { clinics } = (await answer.json()) as ReportSummaries;
      return clinics.find(({ clinicId }) => clinicId === 'cabinet-durand')?.mail;
    };
    expect(await list()).toEqual({
      version: 1,
      sent: 2,
      waiting: 0,
      refused: 0,
      givenUp: 0,
      opened: 0,
      answered: 0,
    });
    await server.database.withTenant('worked', (tx) =>
      putReportLetters(
        server.app.get(Outbox),
        tx,
        {
          tenantId: 'worked',
          clinicId: 'cabinet-durand',
          month: '2026-03',
          version: 1,
          computedAt: clock.now(),
        },
        ['durand@cabinet.example', 'roux@cabinet.example', 'gone@cabinet.example'],
      ),
    );
    expect(await list()).toMatchObject({ sent: 2, waiting: 1 });
    mail.recipientReply = '550 nobody of that name';
    await server.app.get(Rounds).turn('deliveries');
    expect(await list()).toEqual({
      version: 1,
      sent: 2,
      waiting: 0,
      refused: 1,
      givenUp: 0,
      opened: 0,
      answered: 0,
    });
    const counted = await register.getSingleMetricAsString('vigie_deliveries_total');
    expect(counted).toContain('vigie_deliveries_total{kind="monthly report",outcome="refused"} 1');
  });
});

describe('whoever got it by mail', () => {
  const durand = { clinicId: 'cabinet-durand', month: '2026-03', version: 1, recipient: 1 };
  const post = (path: string, body: object): Promise<Response> => askAs(server.url, '', `POST ${path}`, body);
  const linkFor = async (of = durand): Promise<string> =>
    (await server.app.get(ReaderLinks).make('worked', of))?.token ?? '';
  const letterOf = (month: string, recipient: number): Promise<void> => {
    const letter = { tenantId: 'worked', clinicId: 'cabinet-durand', month, version: 1 };
    const addresses = Array.from({ length: recipient }, (_, index) => `r${index + 1}@cabinet.example`);
    return server.database.withTenant('worked', (tx) =>
      putReportLetters(server.app.get(Outbox), tx, { ...letter, computedAt: clock.now() }, addresses),
    );
  };
  const sendWith = async (reply: string): Promise<void> => {
    mail.recipientReply = reply;
    clock.advance(60_000);
    await server.app.get(Rounds).turn('deliveries');
  };
  const lineOf = async () => {
    const answer = await server.ask(`${server.url}/api/v1/reports?tenant=worked&month=2026-03`);
    return ((await answer.json()) as ReportSummaries).clinics[0]?.mail;
  };
  const readersOf = async () => {
    const path = '/api/v1/reports/2026-03/clinics/cabinet-durand/readers?tenant=worked';
    return (await (await server.ask(server.url + path)).json()) as ReportReadersView;
  };

  it('reads in the letter what page one says, and finds a link to this report', async () => {
    const letter = mail.received.find(({ to }) => to === 'durand@cabinet.example');
    const plain = (letter?.text ?? '')
      .replaceAll(/=\n/gu, '')
      .replaceAll(/=([\dA-F]{2})/gu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
    const words = Buffer.from(plain, 'latin1')
      .toString('utf8')
      .replaceAll(/[\u00a0\u202f]/gu, ' ');
    expect(words).toContain('De 12 trucades');
    const token = /https:\/\/vigie\.place\.example\/reader#(vr_worked_[\w-]{43})/u.exec(words)?.[1] ?? '';
    expect((await post('/reader/open', { token })).status).toBe(200);
  });

  it('opens that report and nothing else: no comment, no other way in', async () => {
    const token = await linkFor();
    const answer = await post('/reader/open', { token });
    const { report, centre } = (await answer.json()) as ReaderReport;
    expect([centre, report.clinic.id, report.month]).toEqual(['worked', 'cabinet-durand', '2026-03']);
    expect(report.pages.flatMap(({ blocks }) => blocks).some(({ kind }) => kind === 'quotes')).toBe(false);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const ways = server.app.get(Entries).list();
    for (const { way, permission } of ways.filter(({ way: one }) => one.includes(' /api/'))) {
      if (ruleOf(permission ?? 'health.see').of === 'anyone') continue;
      const [method = '', path = ''] = way.split(' ');
      const address = path.replace(':month', '2026-03').replaceAll(/:\w+/gu, 'cabinet-durand');
      const { status } = await fetch(`${server.url}${address}`, {
        method,
        headers: { authorization: `Bearer ${token}`, cookie: `vigie-session=${token}; vigie-wall=${token}` },
      });
      expect([way, status]).toEqual([way, 401]);
    }
  });

  it('takes note, asks, and accepts an action that is open; the centre sees who opened and answered', async () => {
    const token = await linkFor({ ...durand, recipient: 2 });
    const made = await server.app
      .get(ReportActions)
      .add({ tenantId: 'worked', scope: { kind: 'all' } }, newAction('2026-03'));
    const other = await server.app
      .get(ReportActions)
      .add({ tenantId: 'worked', scope: { kind: 'all' } }, newAction('2026-02'));
    const said = async (answer: object): Promise<number> => {
      clock.advance(1_000);
      return (await post('/reader/answers', { token, ...answer })).status;
    };
    expect(await said({ kind: 'received' })).toBe(200);
    expect(await said({ kind: 'received' })).toBe(200);
    expect(await said({ kind: 'question', text: 'Pourquoi le lundi ?' })).toBe(200);
    expect(await said({ kind: 'accepted', actionId: made.id })).toBe(200);
    expect(await said({ kind: 'refused', actionId: other.id })).toBe(404);
    expect(await said({ kind: 'question', text: '' })).toBe(400);
    const { answers } = await readersOf();
    expect(answers.map(({ recipient, kind, text, actionId }) => [recipient, kind, text ?? actionId])).toEqual(
      [
        [2, 'received', null],
        [2, 'question', 'Pourquoi le lundi ?'],
        [2, 'accepted', made.id],
      ],
    );
    expect(await lineOf()).toMatchObject({ opened: 1, answered: 1 });
    const first = (await (await post('/reader/open', { token: await linkFor() })).json()) as ReaderReport;
    expect(first.answers).toEqual([]);
  });

  it('has one link, however often the letter was tried', async () => {
    await letterOf('2026-03', 4);
    for (const reply of ['451 not now', '451 not now', '250 ok']) await sendWith(reply);
    expect(mail.received.at(-1)?.to).toBe('r4@cabinet.example');
    const links = (await readersOf()).links.filter(({ recipient }) => recipient === 4);
    expect(links).toMatchObject([{ openedAt: null, open: true }]);
  });

  it('is let in no more after sixty days, and once the centre closed the links', async () => {
    const token = await linkFor();
    clock.advance(59 * 86_400_000);
    expect((await post('/reader/open', { token })).status).toBe(200);
    const later = await linkFor();
    clock.advance(2 * 86_400_000);
    expect((await post('/reader/open', { token })).status).toBe(404);
    await letterOf('2026-03', 5);
    await sendWith('451 not now');
    const closing = { method: 'DELETE', headers: { origin: server.url } };
    const path = '/api/v1/reports/2026-03/clinics/cabinet-durand/readers?tenant=worked';
    expect((await server.ask(server.url + path, closing)).status).toBe(200);
    expect((await post('/reader/open', { token: later })).status).toBe(404);
    expect((await post('/reader/answers', { token: later, kind: 'received' })).status).toBe(404);
    expect((await readersOf()).links.some(({ open }) => open)).toBe(false);
    await sendWith('250 ok');
    expect(mail.received.at(-1)?.to).toBe('r5@cabinet.example');
    expect(mail.received.at(-1)?.text).not.toContain('/reader#');
    expect((await readersOf()).links.some(({ open }) => open)).toBe(false);
  });

  it('gets no link by a letter that was still to be written when the centre closed them', async () => {
    const month = '2026-01';
    const readers = server.app.get(ReportReaders);
    await letterOf(month, 1);
    expect(await readers.revoke('worked', { clinicId: 'cabinet-durand', month })).toBe(1);
    expect(await server.app.get(ReaderLinks).make('worked', { ...durand, month })).toBeNull();
    expect(await server.app.get(ReaderLinks).make('worked', { ...durand, month: '2026-02' })).not.toBeNull();
  });

  it('is forgotten with the letter, two years later: the link and what was said', async () => {
    expect((await readersOf()).answers).not.toEqual([]);
    clock.advance(731 * 86_400_000 + 1);
    await server.app.get(Rounds).turn('old deliveries');
    expect(await readersOf()).toEqual({ links: [], answers: [] });
  });

  const newAction = (month: string) => ({
    clinicId: 'cabinet-durand',
    month,
    text: 'Un poste de plus le lundi',
    owner: 'Claire',
    due: null,
    expected: '',
  });
});
