import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { KeptEntry } from '../../audit/audit-entry';
import type { MakeMailing, Mailing, Mailings as MailingsAnswer } from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';
import { SMTPServer } from 'smtp-server';

import { People } from '../../access/people/people';
import { Sessions } from '../../access/sessions/sessions';
import { askAs, createTestPerson, type TestPerson } from '../../access/testing/test-person';
import { AuditLog } from '../../audit/audit-log';
import { claimDeliveries } from '../../deliveries/delivery-store';
import { Mailer } from '../../deliveries/mailer';
import { Outbox } from '../../deliveries/outbox';
import { Webhook } from '../../deliveries/webhook';
import { Projector } from '../../fold/projector';
import { EventIntake } from '../../intake/event-intake';
import { Background } from '../../platform/background';
import { ManualClock } from '../../platform/clock';
import { APP_CONFIG, type AppConfig } from '../../platform/config';
import { Rounds } from '../../platform/rounds/rounds';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { History } from '../history';
import { HistoryQuestions } from '../history-questions';
import { mailingKind, MailingLetters } from './mailing-letters';
import { Mailings } from './mailings';

type Process = { readonly rounds: Rounds; readonly outbox: Outbox };
const tenantId = 'place';
const round = 'history mailings';
const minuteMs = 60_000;
/** A Tuesday, half past six in Paris. */
const clock = new ManualClock(Date.parse('2026-03-31T06:30+02:00'));

describe('a history that is sent by the calendar', () => {
  const received: { to: string; raw: string }[] = [];
  let mail: SMTPServer;
  let server: TestServer;
  let processes: readonly Process[];
  let claire: TestPerson;
  let durand: TestPerson;

  beforeAll(async () => {
    mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, { envelope }, done) =>
        void textOf(stream).then((raw) => {
          received.push({ to: envelope.rcptTo[0]?.address ?? '', raw });
          done();
        }),
    });
    await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
    const { port } = mail.server.address() as AddressInfo;
    const env = {
      VIGIE_SMTP_URL: `smtp://127.0.0.1:${port}`,
      VIGIE_SMTP_FROM: 'Place <vigie@place.example>',
      VIGIE_ORIGINS: 'https://vigie.place.example',
    };
    server = await createTestServer({ clock, env });
    await createTestTenant(server.database, tenantId);
    const text = JSON.stringify(demoSettings());
    await server.app.get(SettingsRegistrar).register(tenantId, { format: 'yaml', text });
    const events = simulateDays('mailings', '2026-03-30', '2026-03-31', { smallPractices: false });
    await server.app.get(EventIntake).receiveBulk(tenantId, [...events]);
    await server.app.get(Projector).foldNow(tenantId);
    const all = { kind: 'all' } as const;
    const ofDurand = { kind: 'clinics', clinicIds: ['cabinet-durand'] } as const;
    claire = await createTestPerson(server.app, tenantId, [{ role: 'supervisor', scope: all }], {
      email: 'claire@place.example',
    });
    durand = await createTestPerson(server.app, tenantId, [{ role: 'manager', scope: ofDurand }], {
      email: 'durand@place.example',
    });
    processes = [{ rounds: server.app.get(Rounds), outbox: server.app.get(Outbox) }, anotherProcess()];
  });
  afterAll(async () => {
    await server.close();
    await new Promise<void>((resolve) => mail.close(resolve));
  });
  beforeEach(() => void received.splice(0));

  /** On the same database, with rounds and an outbox of its own. */
  function anotherProcess(): Process {
    const { app, database } = server;
    const rounds = new Rounds(database, clock, new Background());
    const outbox = new Outbox(database, clock, rounds, app.get(Mailer), app.get(Webhook));
    const config = app.get<AppConfig>(APP_CONFIG);
    new MailingLetters(
      outbox,
      database,
      app.get(History),
      app.get(TenantDirectory),
      app.get(AuditLog),
      config,
    );
    new Mailings(database, clock, app.get(HistoryQuestions), outbox, rounds);
    return { rounds, outbox };
  }

  const ask = (method: string, path: string, who: TestPerson, body?: object): Promise<Response> =>
    askAs(server.url, who.cookie, `${method} /${path}`, body);
  const make = async (who: TestPerson, wanted: MakeMailing): Promise<Mailing> => {
    const answer = await ask('POST', 'me/mailings', who, wanted);
    expect([answer.status, answer.status === 201 ? '' : await answer.clone().text()]).toEqual([201, '']);
    return (await answer.json()) as Mailing;
  };
  const own = async (who: TestPerson): Promise<readonly Mailing[]> =>
    ((await (await ask('GET', 'me/mailings', who)).json()) as MailingsAnswer).mailings;
  /** After days nobody is signed in any more. */
  const signedIn = async ({ personId }: TestPerson): Promise<string> => {
    const session = { personId, label: 'spec', isStrong: false };
    const token = await server.database.withTenant(tenantId, (tx) =>
      server.app.get(Sessions).begin(tx, tenantId, session),
    );
    return `vigie-session=${token}`;
  };
  const signInAgain = async (): Promise<void> => {
    durand = { ...durand, cookie: await signedIn(durand) };
  };
  const lookAll = () => Promise.all(processes.map(({ rounds }) => rounds.turn(round)));
  const sendAll = () => Promise.all(processes.map(({ outbox }) => outbox.sendDue(tenantId)));
  const partsOf = (raw: string): readonly string[] =>
    raw.split(/\r\n--/u).map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      return head.includes('base64')
        ? Buffer.from(body, 'base64').toString('utf8')
        : Buffer.from(
            body
              .replaceAll(/=\r?\n/gu, '')
              .replaceAll(/=([\dA-F]{2})/gu, (_, hex: string) =>
                String.fromCodePoint(Number.parseInt(hex, 16)),
              ),
            'latin1',
          ).toString('utf8');
    });

  it('goes out once, in the morning after its day, though two processes look and one dies while it sends', async () => {
    const mailing = await make(claire, {
      name: 'Le standard',
      every: 'day',
      format: 'csv',
      query: 'range=month',
    });
    expect(mailing).toMatchObject({
      every: 'day',
      query: '',
      timezone: 'Europe/Paris',
      nextAt: '2026-03-31T05:00:00.000Z',
      lastAt: null,
    });
    await lookAll();
    expect(await sendAll()).toEqual([0, 0]);
    clock.advance(30 * minuteMs);
    await lookAll();
    // A process takes the letter, and dies.
    const due = { kinds: [mailingKind], now: clock.now(), until: clock.now() + 5 * minuteMs, most: 8 };
    const taken = await server.database.withTenant(tenantId, (tx) => claimDeliveries(tx, tenantId, due));
    expect(taken.map(({ topic }) => topic)).toEqual([mailing.id]);
    expect(await sendAll()).toEqual([0, 0]);
    clock.advance(5 * minuteMs);
    await lookAll();
    expect((await sendAll()).toSorted()).toEqual([0, 1]);
    clock.advance(60 * minuteMs);
    await lookAll();
    expect(await sendAll()).toEqual([0, 0]);
    expect(received.map(({ to }) => to)).toEqual(['claire@place.example']);
    const [next] = await own(claire);
    expect(next).toMatchObject({ nextAt: '2026-04-01T05:00:00.000Z', lastAt: '2026-03-31T05:00:00.000Z' });
    await expectTheDayBefore(received[0]?.raw ?? '');
    expect((await ask('DELETE', `me/mailings/${mailing.id}`, claire)).status).toBe(204);
  });

  /** In words of its reader, with the very file that the page gives. */
  async function expectTheDayBefore(raw: string): Promise<void> {
    const page = await ask('GET', 'history?range=today&on=2026-03-30&format=csv&locale=fr', claire);
    const parts = partsOf(raw);
    // A response’s text has no byte order mark any more.
    expect(parts.map((part) => part.replace(/^\uFEFF/u, ''))).toContain(await page.text());
    const letter = parts.find((part) => part.includes('Bonjour claire,')) ?? '';
    expect(letter).toMatch(/Journée du 30 mars 2026\u00a0: [\d\u202f]+ appels présentés\./u);
    expect(letter).toContain('https://vigie.place.example/history?range=today&on=2026-03-30');
    const search = { limit: 50, actions: ['metrics.see'] };
    const entries: readonly KeptEntry[] = await server.app.get(AuditLog).search(tenantId, search);
    expect(entries.some(({ subject }) => subject?.startsWith('mailing ') === true)).toBe(true);
  }

  it('is of nobody else, and is refused where the page would refuse it', async () => {
    const { id } = await make(claire, {
      name: 'Nuit',
      every: 'month',
      query: 'dayStart=19:00&clinicId=cabinet-durand',
    });
    expect(await own(durand)).not.toContainEqual(expect.objectContaining({ id }));
    expect((await ask('DELETE', `me/mailings/${id}`, durand)).status).toBe(404);
    expect((await ask('DELETE', `me/mailings/${id}`, claire)).status).toBe(204);
    for (const query of ['dayStart=noon', 'colour=red'])
      expect((await ask('POST', 'me/mailings', claire, { name: 'x', every: 'day', query })).status).toBe(400);
  });

  it('is of what its person sees when it is sent, of the latest week although several went by, and ends with their right', async () => {
    const { id } = await make(durand, {
      name: 'Mon cabinet',
      every: 'week',
      part: 'breakdown',
      query: 'by=reason',
    });
    clock.advance(20 * 24 * 60 * minuteMs);
    await signInAgain();
    await lookAll();
    expect((await sendAll()).toSorted()).toEqual([0, 1]);
    expect(received[0]?.to).toBe('durand@place.example');
    expect(received[0]?.raw).toMatch(/filename="?history-2026-04-13\.xlsx/u);
    expect((await own(durand))[0]).toMatchObject({ id, nextAt: '2026-04-27T05:00:00.000Z' });
    // Who sees no history any more gets none, and of who has left nothing is kept.
    const officer = [{ role: 'officer', scope: { kind: 'all' } }] as const;
    await server.app.get(People).setMemberships(tenantId, durand.personId, officer, null);
    clock.advance(7 * 24 * 60 * minuteMs);
    await signInAgain();
    await lookAll();
    expect(await sendAll()).toEqual([0, 0]);
    expect(received).toHaveLength(1);
    expect((await ask('POST', 'me/mailings', durand, { name: 'x', every: 'day' })).status).toBe(403);
  });

  it('is written in the language that was asked for, tells what became of its letter, and rests', async () => {
    claire = { ...claire, cookie: await signedIn(claire) };
    const { id, letter } = await make(claire, {
      name: 'Setmana',
      every: 'day',
      format: 'csv',
      language: 'ca',
    });
    expect(letter).toBeNull();
    clock.advance(24 * 60 * minuteMs);
    claire = { ...claire, cookie: await signedIn(claire) };
    await lookAll();
    await sendAll();
    expect(partsOf(received.at(-1)?.raw ?? '').some((part) => part.includes('Bon dia claire,'))).toBe(true);
    const [sent] = await own(claire);
    expect(sent).toMatchObject({ id, language: 'ca', isPaused: false, letter: 'sent' });
    await signInAgain();
    // Another’s neither rests nor goes on by oneself.
    expect((await ask('PATCH', `me/mailings/${id}`, durand, { isPaused: true })).status).toBe(404);
    const rest = async (isPaused: boolean): Promise<Mailing> =>
      (await (await ask('PATCH', `me/mailings/${id}`, claire, { isPaused })).json()) as Mailing;
    expect(await rest(true)).toMatchObject({ isPaused: true });
    clock.advance(48 * 60 * minuteMs);
    claire = { ...claire, cookie: await signedIn(claire) };
    await lookAll();
    expect(await sendAll()).toEqual([0, 0]);
    // What went by is not made up for.
    const { nextAt } = await rest(false);
    expect(Date.parse(nextAt)).toBeGreaterThan(clock.now());
    await lookAll();
    expect(await sendAll()).toEqual([0, 0]);
    expect((await ask('DELETE', `me/mailings/${id}`, claire)).status).toBe(204);
  });
});
