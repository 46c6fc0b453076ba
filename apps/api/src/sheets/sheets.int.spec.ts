import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changedSheetsSchema,
  clinicSheetSchema,
  readerSheetSchema,
  sheetListSchema,
  sheetRequestsSchema,
  type ChangedSheets,
  type ClinicSheet,
  type ReaderSheet,
  type Sheet,
  type SheetList,
  type SheetReaders,
  type SheetVersionText,
} from '@vigie/contracts';

import { People } from '../access/people/people';
import { askAs, createTestPerson } from '../access/testing/test-person';
import type { Membership } from '../access/viewer';
import { AuditLog } from '../audit/audit-log';
import { MailReceiver } from '../deliveries/testing/mail-receiver';
import { ManualClock } from '../platform/clock';
import { Rounds } from '../platform/rounds/rounds';
import { Outbox } from '../deliveries/outbox';
import { ReaderLinks } from '../reports/readers/reader-links';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../testing/test-server';
import { sheetTemplates } from './templates/sheet-templates';

const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
const settings = `
clinics:
  - { id: durand, name: Cabinet Durand }
  - id: tilleuls
    name: Cabinet des Tilleuls
    reportLanguage: ca
    contact: { name: Claire, email: claire@place.example }
    reportRecipients: [anne@tilleuls.example, roux@tilleuls.example]
queues:
  - { id: rdv, name: Rendez-vous, clinicId: durand }
  - { id: tilleuls-rdv, clinicId: tilleuls }
teams:
  - { id: mg, name: Médecine générale, queues: [rdv], members: [anna] }
  - { id: sud, queues: [tilleuls-rdv] }
`;
const basic = (text: string, reviewBy: string | null = null) => ({
  text,
  reviewedOn: '2026-01-12',
  reviewBy,
});
const sheet: Sheet = {
  ...sheetTemplates.fr,
  basics: {
    ...sheetTemplates.fr.basics,
    hours: basic('8 h à 19 h'),
    insurances: basic('Secteur 1', '2026-03-01'),
  },
};

describe('the sheet of a clinic', () => {
  let server: TestServer;
  let mail: MailReceiver;
  const cookies = new Map<string, string>();
  const personIds = new Map<string, string>();

  beforeAll(async () => {
    mail = await MailReceiver.open();
    const env = {
      VIGIE_SMTP_URL: mail.url,
      VIGIE_SMTP_FROM: 'Place <fiches@place.example>',
      VIGIE_ORIGINS: 'https://vigie.place.example',
    };
    server = await createTestServer({ clock, env });
    await createTestTenant(server.database, 'place');
    await server.app.get(SettingsRegistrar).register('place', { format: 'yaml', text: settings });
    const durand = { kind: 'clinics', clinicIds: ['durand'] } as const;
    const people: Readonly<Record<string, Membership>> = {
      Paul: { role: 'administrator', scope: { kind: 'all' } },
      Durand: { role: 'manager', scope: durand },
      Tilleuls: { role: 'manager', scope: { kind: 'clinics', clinicIds: ['tilleuls'] } },
      Claire: { role: 'supervisor', scope: { kind: 'all' } },
      Anne: { role: 'secretary', scope: { kind: 'teams', teamIds: ['mg'] } },
      Zora: { role: 'secretary', scope: { kind: 'all' } },
    };
    for (const [name, membership] of Object.entries(people)) {
      const email = `${name}@example.com`;
      const { cookie, personId } = await createTestPerson(server.app, 'place', [membership], { email });
      cookies.set(name, cookie);
      personIds.set(name, personId);
    }
  });
  afterAll(async () => {
    await server.close();
    await mail.close();
  });

  const ask = (who: string, way: string, body?: unknown): Promise<Response> =>
    askAs(server.url, cookies.get(who) ?? '', way, body);
  const told = async (who: string, way: string, body?: unknown): Promise<ClinicSheet> =>
    clinicSheetSchema.parse(await (await ask(who, way, body)).json());
  const read = (who: string): Promise<ClinicSheet> => told(who, 'GET /sheets/durand');
  const list = async (who: string): Promise<SheetList> =>
    sheetListSchema.parse(await (await ask(who, 'GET /sheets')).json());
  const codeOf = async (answer: Promise<Response>): Promise<unknown> => {
    const response = await answer;
    return [response.status, ((await response.json()) as { code?: string }).code];
  };

  it('is not there before somebody writes it', async () => {
    expect(await read('Paul')).toMatchObject({
      state: 'none',
      held: null,
      latest: 0,
      sheet: null,
      versions: [],
      may: { write: true, manage: true, approve: false },
    });
    expect(await codeOf(ask('Paul', 'GET /sheets/durand/file?format=yaml'))).toEqual([404, 'not_found']);
    expect((await list('Claire')).map(({ clinicId, state }) => [clinicId, state])).toEqual([
      ['tilleuls', 'none'],
      ['durand', 'none'],
    ]);
  });

  it('holds at once where the centre writes it, and waits for the clinic’s approval', async () => {
    const written = await told('Paul', 'PUT /sheets/durand', { basedOn: 0, sheet, note: 'La première' });
    expect(written).toMatchObject({ state: 'unapproved', held: 1, latest: 1, today: '2026-11-23' });
    expect(written.sheet).toEqual(sheet);
    expect(written.versions).toEqual([
      {
        version: 1,
        at: '2026-11-23T09:00:00.000Z',
        by: 'Paul',
        side: 'centre',
        note: 'La première',
        heldFrom: '2026-11-23T09:00:00.000Z',
        approved: null,
        declined: null,
      },
    ]);
    clock.advance(3_600_000);
    const approved = await told('Durand', 'POST /sheets/durand/versions/1/approve');
    expect(approved).toMatchObject({ state: 'approved', may: { write: true, manage: false, approve: true } });
    expect(approved.versions[0]?.approved).toEqual({
      at: '2026-11-23T10:00:00.000Z',
      by: 'Durand',
      recipient: null,
    });
    clock.advance(3_600_000);
    const again = await told('Durand', 'POST /sheets/durand/versions/1/approve');
    expect(again.versions[0]?.approved?.at).toBe('2026-11-23T10:00:00.000Z');
  });

  it('is a proposal where the clinic writes it: secretaries have it once the centre takes it over', async () => {
    const shorter = { ...sheet, greeting: { ...sheet.greeting, text: 'Cabinet Durand.', seconds: 18 } };
    const proposed = await told('Durand', 'PUT /sheets/durand', {
      basedOn: 1,
      sheet: shorter,
      note: 'Accueil',
    });
    expect(proposed).toMatchObject({ state: 'proposed', held: 1, latest: 2 });
    expect(await (await ask('Anne', 'GET /sheets/durand/file?format=yaml')).text()).not.toContain(
      'seconds: 18',
    );
    const why = { why: 'Trop court' };
    const declined = await told('Paul', 'POST /sheets/durand/versions/2/decline', why);
    expect(declined).toMatchObject({ state: 'approved', held: 1 });
    expect(declined.versions[0]?.declined).toMatchObject({ by: 'Paul', why: 'Trop court' });
    expect(await codeOf(ask('Paul', 'POST /sheets/durand/versions/2/accept'))).toEqual([
      409,
      'sheet_changed',
    ]);
    await told('Durand', 'PUT /sheets/durand', { basedOn: 2, sheet: shorter });
    const taken = await told('Paul', 'POST /sheets/durand/versions/3/accept');
    expect(taken).toMatchObject({ state: 'approved', held: 3 });
    expect(await (await ask('Anne', 'GET /sheets/durand/file?format=yaml')).text()).toContain('seconds: 18');
    const first = (await (await ask('Anne', 'GET /sheets/durand/versions/1')).json()) as SheetVersionText;
    expect(first.sheet).toEqual(sheet);
  });

  it('is refused to who began with a version that is not the newest', async () => {
    expect(await codeOf(ask('Durand', 'PUT /sheets/durand', { basedOn: 1, sheet }))).toEqual([
      409,
      'sheet_changed',
    ]);
    const both = await Promise.all(
      ['Paul', 'Durand'].map((who) => ask(who, 'PUT /sheets/durand', { basedOn: 3, sheet })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await read('Paul')).latest).toBe(4);
  });

  it('is told in the list with what is filled, what is to be looked at again, and what is empty', async () => {
    const held = (await read('Paul')).held ?? 0;
    const [, durand] = await list('Claire');
    expect(durand).toMatchObject({
      name: 'Cabinet Durand',
      basics: { filled: 1, stale: 1, empty: 7 },
      answers: 5,
      staleAnswers: 0,
    });
    expect(durand?.version).toBe(held);
  });

  it('is written by who may, and read by the team that answers for the clinic', async () => {
    const written = { basedOn: 4, sheet };
    for (const who of ['Claire', 'Anne'])
      expect(await codeOf(ask(who, 'PUT /sheets/durand', written))).toEqual([403, 'forbidden']);
    expect(await codeOf(ask('Tilleuls', 'PUT /sheets/durand', written))).toEqual([404, 'not_found']);
    expect(await codeOf(ask('Tilleuls', 'POST /sheets/durand/versions/1/approve'))).toEqual([
      404,
      'not_found',
    ]);
    expect(await codeOf(ask('Durand', 'POST /sheets/durand/versions/4/accept'))).toEqual([403, 'forbidden']);
    expect(await codeOf(ask('Paul', 'POST /sheets/durand/versions/4/approve'))).toEqual([403, 'forbidden']);
    expect((await list('Anne')).map(({ clinicId }) => clinicId)).toEqual(['durand']);
    expect((await list('Tilleuls')).map(({ clinicId }) => clinicId)).toEqual(['tilleuls']);
    expect(await codeOf(ask('Anne', 'GET /sheets/tilleuls'))).toEqual([404, 'not_found']);
    expect(await codeOf(ask('Paul', 'PUT /sheets/nobody', { basedOn: 0, sheet }))).toEqual([
      404,
      'not_found',
    ]);
  });

  it('is begun with a template, or with a file that is looked at before it is saved', async () => {
    expect(await (await ask('Durand', 'GET /sheet-templates/ca')).json()).toEqual(sheetTemplates.ca);
    const text = await (await ask('Paul', 'GET /sheets/durand/file?format=csv')).text();
    const back = await ask('Paul', 'POST /sheet-files', { format: 'csv', text });
    const { held } = await read('Paul');
    const version = await ask('Paul', `GET /sheets/durand/versions/${held ?? 0}`);
    expect(await back.json()).toEqual(((await version.json()) as SheetVersionText).sheet);
    const wrong = await ask('Paul', 'POST /sheet-files', {
      format: 'yaml',
      text: 'opening: { kind: round }',
    });
    expect(await wrong.json()).toMatchObject({ code: 'invalid_sheet', faults: [{ field: 'opening.kind' }] });
    expect((await read('Paul')).latest).toBe(4);
  });

  describe('of a clinic without an account', () => {
    const write = (basedOn: number, note = ''): Promise<ClinicSheet> =>
      told('Paul', 'PUT /sheets/tilleuls', { basedOn, sheet, note });
    const say = (way: string, body: object): Promise<Response> => ask('nobody', `POST /reader/${way}`, body);
    const opened = async (token: string): Promise<ReaderSheet> =>
      readerSheetSchema.parse(await (await say('sheet', { token })).json());
    const readers = async (): Promise<SheetReaders> =>
      (await (await ask('Paul', 'GET /sheets/tilleuls/readers')).json()) as SheetReaders;
    /** What the rounds of so much later send, without the breaks of mail. */
    const lettersAfter = async (minutes: number): Promise<readonly { to: string; text: string }[]> => {
      clock.advance(minutes * 60_000);
      const before = mail.received.length;
      await server.app.get(Rounds).turn('sheet approvals');
      await server.app.get(Outbox).sendDue('place');
      return mail.received.slice(before).map(({ to, text }) => ({ to, text: plain(text) }));
    };
    const tokenIn = (text = ''): string =>
      /https:\/\/vigie\.place\.example\/reader\/sheet#(vr_place_[\w-]{43})/u.exec(text)?.[1] ?? '';
    let tokens: readonly string[] = [];

    it('asks for its approval by letter, once, a quarter of an hour after the last change', async () => {
      expect(await readers()).toEqual({ recipients: 2, links: [] });
      await write(0);
      clock.advance(10 * 60_000);
      await write(1, 'Le parking');
      expect(await lettersAfter(10)).toEqual([]);
      const letters = await lettersAfter(6);
      expect(letters.map(({ to }) => to).toSorted()).toEqual([
        'anne@tilleuls.example',
        'roux@tilleuls.example',
      ]);
      expect(letters[0]?.text).toContain('La versió 2 val des de fa poc');
      expect(letters[0]?.text).toContain('Què canvia, diu el centre: Le parking');
      expect(await lettersAfter(60)).toEqual([]);
      tokens = letters.toSorted((a, b) => (a.to < b.to ? -1 : 1)).map(({ text }) => tokenIn(text));
      expect((await readers()).links.map(({ version, openedAt, open }) => [version, openedAt, open])).toEqual(
        Array(2).fill([2, null, true]),
      );
    });

    it('is read and approved by the link, under the name that is given, and twice is harmless', async () => {
      const [, second = ''] = tokens;
      expect(await opened(second)).toMatchObject({
        clinic: 'Cabinet des Tilleuls',
        language: 'ca',
        held: { version: { version: 2, approved: null }, sheet: { greeting: sheet.greeting } },
      });
      const approval = { token: second, version: 2, name: ' Dr Roux ' };
      const at = new Date(clock.now()).toISOString();
      for (let turn = 0; turn < 2; turn += 1) {
        const answer = readerSheetSchema.parse(await (await say('sheet/approve', approval)).json());
        expect(answer.held?.version.approved).toEqual({ at, by: 'Dr Roux', recipient: 2 });
        clock.advance(1_000);
      }
      expect((await told('Paul', 'GET /sheets/tilleuls')).state).toBe('approved');
      expect(await codeOf(say('sheet/approve', { ...approval, name: ' ' }))).toEqual([400, 'invalid_body']);
      await server.app.get(AuditLog).flush('place');
      const entries = await server.database.withTenant('place', (tx) =>
        tx.query<object[]>(
          "SELECT action, subject FROM audit_entry WHERE tenant_id = 'place' AND actor_kind = 'reader' ORDER BY seq",
        ),
      );
      expect(entries).toEqual([
        { action: 'reader.opened', subject: 'sheet 2 tilleuls' },
        { action: 'reader.approved', subject: 'sheet 2 tilleuls' },
      ]);
    });

    it('is not approved by who has read an earlier version; they are shown the newer one', async () => {
      const [first = ''] = tokens;
      await write(2);
      expect(await codeOf(say('sheet/approve', { token: first, version: 2, name: 'Anne' }))).toEqual([
        409,
        'sheet_changed',
      ]);
      expect((await opened(first)).held?.version).toMatchObject({ version: 3, approved: null });
    });

    it('is opened by nothing else: no report’s page, no other clinic, no link that was closed', async () => {
      const [first = ''] = tokens;
      expect(await codeOf(say('open', { token: first }))).toEqual([404, 'not_found']);
      expect(await codeOf(say('answers', { token: first, kind: 'received' }))).toEqual([404, 'not_found']);
      expect(await codeOf(say('sheet', { token: `vr_place_${'x'.repeat(43)}` }))).toEqual([404, 'not_found']);
      expect(await codeOf(ask('Durand', 'GET /sheets/tilleuls/readers'))).toEqual([404, 'not_found']);
      expect(await codeOf(ask('Durand', 'DELETE /sheets/tilleuls/readers'))).toEqual([404, 'not_found']);
      expect(await codeOf(ask('Anne', 'GET /sheets/tilleuls/readers'))).toEqual([403, 'forbidden']);
      const [third] = await lettersAfter(16);
      expect(tokenIn(third?.text)).not.toBe('');
      expect(await (await ask('Tilleuls', 'DELETE /sheets/tilleuls/readers')).json()).toEqual({ ended: 4 });
      for (const token of [first, tokenIn(third?.text)])
        expect(await codeOf(say('sheet', { token }))).toEqual([404, 'not_found']);
      await write(3);
      expect(await lettersAfter(16)).toHaveLength(2);
    });

    it('is opened by the link of a report’s letter, unless the sheet’s were closed after that letter', async () => {
      const links = server.app.get(ReaderLinks);
      const ofReport = async (month: string): Promise<string> => {
        const link = await links.make('place', { clinicId: 'tilleuls', month, version: 1, recipient: 1 });
        return link?.token ?? '';
      };
      const october = await ofReport('2026-10');
      expect((await opened(october)).held?.version).toMatchObject({ version: 4, approved: null });
      clock.advance(1_000);
      await ask('Paul', 'DELETE /sheets/tilleuls/readers');
      expect(await codeOf(say('sheet', { token: october }))).toEqual([404, 'not_found']);
      const approval = { token: october, version: 4, name: 'Anne' };
      expect(await codeOf(say('sheet/approve', approval))).toEqual([404, 'not_found']);
      clock.advance(1_000);
      expect((await opened(await ofReport('2026-11'))).held?.version).toMatchObject({ version: 4 });
    });
  });

  describe('that changed', () => {
    const changed = async (who: string, way = 'GET /sheet-changes', body?: unknown): Promise<ChangedSheets> =>
      changedSheetsSchema.parse(await (await ask(who, way, body)).json());
    const write = async (change: Partial<Sheet>): Promise<number> => {
      const { latest, sheet: last } = await read('Paul');
      const next = { ...(last ?? sheet), ...change };
      return (await told('Paul', 'PUT /sheets/durand', { basedOn: latest, sheet: next })).latest;
    };

    it('is told to each secretary with what changed, until she says that she has read it', async () => {
      await write({ emergency: 'Composez le 15.' });
      const version = await write({ emergency: 'Composez le 15 ou le 112.' });
      const [news] = await changed('Anne');
      expect(news).toMatchObject({
        clinicId: 'durand',
        name: 'Cabinet Durand',
        version,
        changes: [{ part: 'emergency', name: '', how: 'changed' }],
      });
      expect((await read('Claire')).readers).toEqual({ of: 2, read: 0, unread: ['Anne', 'Zora'] });
      for (let turn = 0; turn < 2; turn += 1)
        expect(await changed('Anne', 'POST /sheet-changes/durand', { version })).toEqual([]);
      expect((await changed('Zora')).map(({ clinicId }) => clinicId)).toEqual(['durand']);
      expect((await read('Claire')).readers).toEqual({ of: 2, read: 1, unread: ['Zora'] });
      expect((await read('Paul')).readers).toEqual({ of: 2, read: 1, unread: null });
      expect((await read('Durand')).readers).toBeNull();
      expect((await read('Anne')).readers).toBeNull();
    });

    it('is told from the version she read, over all that came since; a newer one is not acknowledged unread', async () => {
      const seen = (await read('Paul')).latest;
      const { basics } = sheet;
      await write({ basics: { ...basics, parking: basic('Sous la place') } });
      const version = await write({ disclosure: 'Télésecrétariat.' });
      expect((await changed('Anne'))[0]?.changes).toEqual([
        { part: 'disclosure', name: '', how: 'changed' },
        { part: 'basic', name: 'parking', how: 'added' },
      ]);
      expect(await codeOf(ask('Anne', 'POST /sheet-changes/durand', { version: seen }))).toEqual([
        409,
        'sheet_changed',
      ]);
      expect(await codeOf(ask('Anne', 'POST /sheet-changes/tilleuls', { version: 1 }))).toEqual([
        404,
        'not_found',
      ]);
      expect(await codeOf(ask('Durand', 'GET /sheet-changes'))).toEqual([403, 'forbidden']);
      await changed('Anne', 'POST /sheet-changes/durand', { version });
    });

    it('is nobody’s news once their account has ended, nor after twelve months', async () => {
      const rows = (): Promise<{ who: string }[]> =>
        server.database.withTenant('place', (tx) =>
          tx.query('SELECT person_id AS who FROM sheet_reading ORDER BY 1'),
        );
      expect(await rows()).toHaveLength(1);
      await server.app.get(People).end('place', personIds.get('Anne') ?? '');
      expect((await read('Claire')).readers).toMatchObject({ of: 1, unread: ['Zora'] });
      await server.app.get(Rounds).turn('sheet readings');
      expect(await rows()).toEqual([]);
    });
  });

  describe('that one side wants otherwise', () => {
    const requests = async (who: string, way = 'GET /sheets/tilleuls/requests', body?: unknown) =>
      sheetRequestsSchema.parse(await (await ask(who, way, body)).json());
    const sent = async (): Promise<readonly string[]> => {
      const before = mail.received.length;
      await server.app.get(Outbox).sendDue('place');
      return mail.received.slice(before).map(({ to, text }) => `${to}: ${plain(text)}`);
    };

    it('is asked of the other side, who takes it up and does it; each step is told by letter, never what is asked', async () => {
      const text = 'Le parking de la place est fermé.';
      const asked = await requests('Tilleuls', 'POST /sheets/tilleuls/requests', { text });
      expect(asked.requests).toMatchObject([
        {
          side: 'clinic',
          by: 'Tilleuls',
          text,
          state: 'asked',
          answered: null,
          waits: 'centre',
          mayAnswer: false,
        },
      ]);
      const [first] = await sent();
      expect(first).toContain('claire@place.example: ');
      expect(first).toContain('Une demande sur la fiche de Cabinet des Tilleuls vous attend.');
      expect(first).toContain('https://vigie.place.example/sheets?clinic=tilleuls');
      expect(first).not.toContain('parking');
      const [{ id = '', mayAnswer } = {}] = (await requests('Paul')).requests;
      expect(mayAnswer).toBe(true);
      const way = `POST /sheets/tilleuls/requests/${id}`;
      expect(await codeOf(ask('Tilleuls', way, { state: 'done' }))).toEqual([404, 'not_found']);
      for (let turn = 0; turn < 2; turn += 1) await requests('Paul', way, { state: 'taken' });
      expect(await sent()).toHaveLength(2);
      const done = await requests('Paul', way, { state: 'done', word: 'Version suivante' });
      expect(done.requests[0]).toMatchObject({
        state: 'done',
        answered: { by: 'Paul', word: 'Version suivante' },
        waits: null,
        mayAnswer: false,
      });
      expect((await sent()).join()).toContain('anne@tilleuls.example');
      expect(await codeOf(ask('Paul', way, { state: 'taken' }))).toEqual([409, 'request_closed']);
    });

    it('is asked of the clinic by the centre, and refused with a word alone; nobody else sees it', async () => {
      clock.advance(1_000);
      await requests('Paul', 'POST /sheets/tilleuls/requests', { text: 'Vos tarifs 2027 ?' });
      const [{ id = '' } = {}] = (await requests('Tilleuls')).requests;
      const way = `POST /sheets/tilleuls/requests/${id}`;
      expect(await codeOf(ask('Tilleuls', way, { state: 'refused', word: ' ' }))).toEqual([
        400,
        'invalid_body',
      ]);
      const refused = await requests('Tilleuls', way, { state: 'refused', word: 'Pas encore fixés' });
      expect(refused.requests.map(({ side, state, waits }) => [side, state, waits])).toEqual([
        ['centre', 'refused', null],
        ['clinic', 'done', null],
      ]);
      expect(await codeOf(ask('Durand', 'GET /sheets/tilleuls/requests'))).toEqual([404, 'not_found']);
      expect(await codeOf(ask('Durand', way, { state: 'done' }))).toEqual([404, 'not_found']);
      expect(await codeOf(ask('Zora', 'GET /sheets/tilleuls/requests'))).toEqual([403, 'forbidden']);
      clock.advance(732 * 86_400_000);
      await server.app.get(Rounds).turn('sheet readings');
      const left = await server.database.withTenant('place', (tx) => tx.query('SELECT 1 FROM sheet_request'));
      expect(left).toEqual([]);
    });
  });
});

/** A letter's words, whatever spaces lines may break at. */
function plain(text: string): string {
  const bytes = text
    .replaceAll(/=\n/gu, '')
    .replaceAll(/=([\dA-F]{2})/gu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1')
    .toString('utf8')
    .replaceAll(/[\u00a0\u202f]/gu, ' ');
}
