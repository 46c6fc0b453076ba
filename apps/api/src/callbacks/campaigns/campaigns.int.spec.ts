import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  callerExportSchema,
  campaignFiguresSchema,
  campaignListSchema,
  campaignSchema,
  campaignVersionsSchema,
  contactListSchema,
  historySchema,
  importedContactsSchema,
  marksSchema,
  ownCallAnswerSchema,
  type Campaign,
  type CampaignProgress,
  type Contact,
  type ImportedContacts,
  type OwnCall,
} from '@vigie/contracts';
import { contactStates } from '@vigie/calls';
import fc from 'fast-check';

import type { Membership } from '../../access/viewer';
import { askAs, signInPeople, type TestRole } from '../../access/testing/test-person';
import { AuditLog } from '../../audit/audit-log';
import { Projector } from '../../fold/projector';
import { Rebuild } from '../../fold/rebuild';
import { Retention } from '../../fold/retention';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { TenantSettings } from '../../settings/tenant-settings';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { CampaignReader } from './campaign-reader';
import { ListErasure } from './list-erasure';

/** Monday 12 October 2026, ten in the morning in Paris. */
const clock = new ManualClock(Date.UTC(2026, 9, 12, 8));
const settings = `
centre: { timezone: Europe/Paris }
teams:
  - { id: mg, name: Médecine générale, queues: [durand-rdv], members: [clara] }
  - { id: img, name: Imagerie, queues: [radio-rdv], members: [anna] }
clinics:
  - id: durand
    name: Cabinet Durand
    campaigns: true
    callsBack: true
    hours: { week: { mon: ["08:00-19:00"], tue: ["08:00-19:00"], wed: ["08:00-12:00"] } }
  - { id: radio, name: Radiologie Sud }
queues:
  - { id: durand-rdv, clinicId: durand }
  - { id: radio-rdv, clinicId: radio }
`;
const order = {
  kind: 'vaccination',
  title: 'Grippe 2026',
  sentence: 'Le cabinet vaccine contre la grippe : voulez-vous un rendez-vous ?',
  orderedBy: 'Dr Durand',
  orderedOn: '2026-10-01',
  listSource: 'Logiciel du cabinet, patients de 65 ans et plus',
  startsOn: '2026-10-12',
  endsOn: '2026-12-18',
  callFrom: '09:30',
  callUntil: '18:00',
  nothingSold: true,
};
const campaignId = randomUUID();
const number = (caller: number): string => `+336399800${String(caller).padStart(2, '0')}`;

let server: TestServer;
let cookies: ReadonlyMap<string, string>;
let sent = 0;

let times = 0;
/** Sessions do not outlive the weeks that a campaign takes. */
async function signInAll(): Promise<void> {
  times += 1;
  const clinic = (id: string): Membership => ({
    role: 'manager',
    scope: { kind: 'clinics', clinicIds: [id] },
  });
  const team = (id: string): Membership => ({ role: 'secretary', scope: { kind: 'teams', teamIds: [id] } });
  const people: Readonly<Record<string, TestRole>> = {
    Claire: [{ role: 'supervisor', scope: { kind: 'all' } }],
    Durand: [clinic('durand')],
    Radio: [clinic('radio')],
    Anne: [team('mg'), 'clara'],
    Berthe: [team('mg'), 'berthe'],
    Anna: [team('img'), 'anna'],
    Ines: [{ role: 'officer', scope: { kind: 'all' } }],
    Marc: [{ role: 'administrator', scope: { kind: 'clinics', clinicIds: ['radio'] } }],
  };
  cookies = await signInPeople(server.app, 'place', people, `s${times}.example.com`);
}

beforeAll(async () => {
  server = await createTestServer({ clock });
  await createTestTenant(server.database, 'place');
  await server.app.get(SettingsRegistrar).register('place', { format: 'yaml', text: settings });
  await signInAll();
});
afterAll(() => server.close());

const ask = (who: string, way: string, body?: unknown): Promise<Response> =>
  askAs(server.url, cookies.get(who) ?? '', way, body);
const answered = async <T>(
  schema: { readonly parse: (value: unknown) => T },
  answer: Promise<Response>,
): Promise<T> => {
  const got = await answer;
  if (!got.ok) throw new Error(`${got.status} ${await got.text()}`);
  return schema.parse(await got.json());
};
const refusal = async (who: string, way: string, body?: unknown): Promise<unknown> => {
  const answer = await ask(who, way, body);
  return [answer.status, answer.ok ? null : ((await answer.json()) as { code: string }).code];
};
const told = async (type: string, subject: string, data: object): Promise<void> => {
  const time = new Date(clock.now()).toISOString();
  const event = { specversion: '1.0', id: `e${(sent += 1)}`, source: '/pbx', type, subject, time, data };
  expect(await server.app.get(EventIntake).receive('place', [event])).toMatchObject({ accepted: 1 });
  clock.advance(1_000);
};
const folded = (): Promise<unknown> => server.app.get(Projector).foldNow('place');
const own = async (who = 'Anne'): Promise<OwnCall> => {
  const { call } = await answered(ownCallAnswerSchema, ask(who, 'GET /own-call'));
  if (call === null) throw new Error('no call');
  return call;
};
const note = async (said: object, who = 'Anne'): Promise<unknown> => {
  const { id: callId } = await own(who);
  clock.advance(1);
  return refusal(who, 'POST /own-call/notes', { id: randomUUID(), callId, ...said });
};
const answerCall = async (callId: string, caller: number | null): Promise<void> => {
  const ids = { queueId: 'durand-rdv', segmentId: 's1' };
  const ani = caller === null ? { aniKind: 'withheld' } : { ani: number(caller) };
  await told('call.enqueued', callId, { ...ids, ...ani });
  await told('call.answered', callId, { ...ids, legId: `l-${callId}`, agentId: 'clara' });
  await folded();
};
const hangUp = async (callId: string): Promise<void> => {
  await told('call.leg_ended', callId, { legId: `l-${callId}`, agentId: 'clara' });
  await told('call.disconnected', callId, {});
  await folded();
};
const one = async (who = 'Claire'): Promise<Campaign | undefined> =>
  (await answered(campaignListSchema, ask(who, 'GET /campaigns'))).campaigns[0];
const progress = async (): Promise<CampaignProgress | undefined> => (await one())?.progress;
const imported = async (text: string, id = campaignId): Promise<ImportedContacts> =>
  await answered(importedContactsSchema, ask('Durand', `POST /campaigns/${id}/list`, { text }));
const contacts = async (who = 'Anne'): Promise<readonly Contact[]> =>
  (await answered(contactListSchema, ask(who, `GET /campaigns/${campaignId}/contacts`))).contacts;
const contactOf = async (reference: string): Promise<string> => {
  const found = (await contacts()).find((contact) => contact.reference === reference);
  if (found === undefined) throw new Error(`${reference} is not to be called`);
  return `/campaigns/${campaignId}/contacts/${found.id}`;
};

describe('a campaign', () => {
  it('is made on the clinic’s order by who sees all of the clinic, where the settings switch campaigns on', async () => {
    const asked = { campaignId, clinicId: 'durand', order };
    expect(await refusal('Anne', 'POST /campaigns', asked)).toEqual([403, 'forbidden']);
    expect(await refusal('Radio', 'POST /campaigns', asked)).toEqual([404, 'not_found']);
    expect(await refusal('Claire', 'POST /campaigns', { ...asked, clinicId: 'radio' })).toEqual([
      409,
      'campaigns_off',
    ]);
    for (const [field, wrong] of Object.entries({
      nothingSold: false,
      sentence: 'Vaccin à 25 € seulement, voulez-vous ?',
      endsOn: '2026-10-01',
      callUntil: '09:00',
    }))
      expect(
        await refusal('Durand', 'POST /campaigns', { ...asked, order: { ...order, [field]: wrong } }),
      ).toEqual([400, expect.any(String)]);
    const past = { ...order, startsOn: '2026-09-01', endsOn: '2026-09-30' };
    expect(await refusal('Durand', 'POST /campaigns', { ...asked, order: past })).toEqual([
      400,
      'campaign_over',
    ]);
    for (let time = 0; time < 2; time += 1)
      expect(await answered(campaignSchema, ask('Durand', 'POST /campaigns', asked))).toMatchObject({
        state: 'running',
        version: 1,
        mayWrite: true,
        order: { title: 'Grippe 2026' },
      });
    expect(await one('Anne')).toMatchObject({ mayWrite: false, mayWork: true });
    for (const who of ['Radio', 'Anna']) expect(await one(who)).toBeUndefined();
  });

  it('keeps every version of its order; of two who change it at once one is told', async () => {
    const changed = { basedOn: 1, order: { ...order, sentence: `${order.sentence} Gratuit pour vous.` } };
    const way = `PUT /campaigns/${campaignId}`;
    expect(await refusal('Radio', way, changed)).toEqual([404, 'not_found']);
    expect((await ask('Durand', way, changed)).status).toBe(200);
    expect(await refusal('Claire', way, changed)).toEqual([409, 'campaign_changed']);
    const versions = await answered(
      campaignVersionsSchema,
      ask('Claire', `GET /campaigns/${campaignId}/versions`),
    );
    expect(versions.map(({ version, by }) => [version, by])).toEqual([
      [2, 'Durand'],
      [1, 'Durand'],
    ]);
  });

  it('is before the secretary in a call of its clinic, and answered by one key each', async () => {
    await answerCall('c1', 11);
    expect(await own()).toMatchObject({
      campaign: { id: campaignId, sentence: expect.stringContaining('Gratuit'), answer: null, before: null },
      doNotCall: false,
    });
    expect(await note({ kind: 'campaign', campaignId: randomUUID(), answer: 'accepted' })).toEqual([
      409,
      'no_campaign',
    ]);
    expect(await note({ kind: 'campaign', campaignId, answer: 'refused' })).toEqual([200, null]);
    expect(await note({ kind: 'campaign', campaignId, answer: 'accepted' })).toEqual([200, null]);
    // What is pressed is there at once, before it is folded.
    expect((await own()).campaign).toMatchObject({ answer: 'accepted', before: null });
    await hangUp('c1');
    await answerCall('c2', 12);
    expect(await note({ kind: 'campaign', campaignId, answer: 'notOffered' })).toEqual([200, null]);
    await hangUp('c2');
    await answerCall('c3', 11);
    expect((await own()).campaign).toMatchObject({ answer: null, before: 'accepted' });
    await hangUp('c3');
    expect((await progress())?.inCalls).toEqual({ calls: 3, accepted: 1, refused: 0, notOffered: 1 });
  });

  it('takes the same from another software, and a mark that its caller wants none', async () => {
    await answerCall('c4', 13);
    await told('campaign.answered', 'c4', { campaignId, answer: 'refused' });
    await told('campaign.do_not_call', 'c4', {});
    await folded();
    expect(await own()).toMatchObject({ campaign: { answer: 'refused' }, doNotCall: true });
    await hangUp('c4');
    await answerCall('c5', 13);
    expect(await own()).toMatchObject({ campaign: null, doNotCall: true });
    await hangUp('c5');
    await answerCall('c6', null);
    expect(await own()).toMatchObject({ campaign: { answer: null }, doNotCall: null });
    expect(await note({ kind: 'doNotCall', isSo: true })).toEqual([409, 'no_number']);
    await hangUp('c6');
  });

  it('takes the clinic’s list, and tells whom it never proposes; nobody’s number is kept', async () => {
    const text = [
      'Téléphone;Consentement;Référence',
      `${number(11)};oui;P-11`,
      `06 39 98 00 14;oui;P-14`,
      `06 39 98 00 15;oui;P-15`,
      `06 39 98 00 16;non;P-16`,
      `${number(13)};oui;P-13`,
      '',
      'Mme Martin;oui;P-17',
      `${number(18)};peut-être;P-18`,
      `${number(19)};oui;06 39 98 00 19`,
      `deadbeefdeadbeefdeadbeef;oui;P-20`,
      `06 39 98 00 21;oui;P-21`,
    ].join('\r\n');
    expect(await refusal('Anne', `POST /campaigns/${campaignId}/list`, { text })).toEqual([403, 'forbidden']);
    expect(await refusal('Radio', `POST /campaigns/${campaignId}/list`, { text })).toEqual([
      404,
      'not_found',
    ]);
    expect(await refusal('Durand', `POST /campaigns/${campaignId}/list`, { text: 'a;b\n1;2' })).toEqual([
      400,
      'bad_table',
    ]);
    expect(await imported(text)).toEqual({
      ...{ lines: 7, added: 7, known: 0, noConsent: 1, doNotCall: 1 },
      faults: [
        { line: 8, why: 'bad_number' },
        { line: 9, why: 'bad_consent' },
        { line: 10, why: 'bad_reference' },
      ],
    });
    expect(await imported(text)).toMatchObject({ lines: 7, added: 0, known: 7, doNotCall: 1 });
    expect((await progress())?.list).toEqual({
      ...{ listed: 7, accepted: 1, refused: 1, notReached: 0, left: 4, noConsent: 1, doNotCall: 0 },
    });
    expect((await contacts()).map(({ reference }) => reference).toSorted()).toEqual([
      'P-14',
      'P-15',
      'P-20',
      'P-21',
    ]);
    const rows = await server.database.withTenant('place', (tx) =>
      tx.query('SELECT * FROM campaign_contact'),
    );
    expect(JSON.stringify(rows)).not.toMatch(/98 ?00 ?1[4-9]|9800/u);
  });

  it('is worked one at a time, without two calling the same patient', async () => {
    const way = await contactOf('P-14');
    expect(await refusal('Anna', `POST ${way}/claim`)).toEqual([404, 'not_found']);
    const both = await Promise.all(['Anne', 'Berthe'].map((who) => ask(who, `POST ${way}/claim`)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    const [first = '', second = ''] = both[0]?.status === 204 ? ['Anne', 'Berthe'] : ['Berthe', 'Anne'];
    expect((await contacts(second)).find(({ reference }) => reference === 'P-14')?.claim).toMatchObject({
      by: first,
      isMine: false,
    });
    expect(await refusal(second, `POST ${way}/outcome`, { outcome: 'refused' })).toEqual([409, 'claimed']);
    expect((await ask(first, `POST ${way}/outcome`, { outcome: 'accepted' })).status).toBe(204);
    // Before it is folded, too.
    expect(await refusal(second, `POST ${way}/claim`)).toEqual([409, 'not_open']);
    const vain = await contactOf('P-15');
    for (let time = 0; time < 3; time += 1)
      expect((await ask('Anne', `POST ${vain}/outcome`, { outcome: 'noAnswer' })).status).toBe(204);
    expect(await refusal('Anne', `POST ${vain}/outcome`, { outcome: 'noAnswer' })).toEqual([409, 'not_open']);
    await folded();
    expect((await progress())?.list).toMatchObject({ accepted: 2, notReached: 1, left: 2 });
  });

  it('calls nobody outside the order’s hours and those of the clinic', async () => {
    const way = await contactOf('P-20');
    const later = clock.now();
    for (const at of [Date.UTC(2026, 9, 12, 16, 30), Date.UTC(2026, 9, 14, 11), Date.UTC(2026, 9, 15, 9)]) {
      clock.advance(at - clock.now());
      await signInAll();
      expect(await contacts()).toEqual([]);
      expect(await refusal('Anne', `POST ${way}/claim`)).toEqual([409, 'not_calling_time']);
    }
    expect(clock.now()).toBeGreaterThan(later);
    clock.advance(Date.UTC(2026, 9, 19, 9) - clock.now());
    await signInAll();
    expect(await contacts()).toHaveLength(2);
  });

  it('counts in the database what became of each of a list as it is folded one by one', async () => {
    const id = randomUUID();
    const hash = fc.nat({ max: 11 }).map((n) => `tally-${n}`);
    const at = fc.nat({ max: 5 }).map((n) => Date.UTC(2026, 9, 13) + n);
    const said = (...of: readonly string[]) => fc.constantFrom(...of);
    const anyList = fc.record({
      contacts: fc.array(
        fc.record({
          hashes: fc.uniqueArray(hash, { minLength: 1, maxLength: 2 }),
          consents: fc.boolean(),
          answer: fc.option(fc.record({ at, said: said('accepted', 'refused') })),
          notes: fc.array(
            fc.record({
              at,
              said: said('accepted', 'refused', 'noAnswer', 'otherPerson', 'wrongNumber', 'doNotCall'),
            }),
            { maxLength: 3 },
          ),
        }),
        { minLength: 30, maxLength: 40 },
      ),
      calls: fc.array(
        fc.record({
          hash,
          notes: fc.array(
            fc.record({
              at,
              said: said('accepted', 'refused', 'notOffered', 'none', 'doNotCall', 'mayCall'),
            }),
            { maxLength: 3 },
          ),
        }),
        { maxLength: 20 },
      ),
      marks: fc.uniqueArray(fc.record({ hash, marked: fc.option(at), lifted: fc.option(at) }), {
        maxLength: 6,
        selector: ({ hash: of }) => of,
      }),
    });
    const run = async (sql: string, ...parameters: readonly unknown[]): Promise<void> => {
      await server.asAdministrator((client) => client.query(sql, [...parameters]));
    };
    const columns = await server.database.withTenant('place', (tx) =>
      tx.query<{ name: string }[]>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'call' ORDER BY 1`,
      ),
    );
    const own: Readonly<Record<string, string>> = {
      call_key: 't.key',
      call_id: 't.key::text',
      clinic_id: `'radio'`,
      ani_hash: 't.hash',
      counted: 'false',
    };
    const select = columns.map(({ name }) => own[name] ?? `c.${name}`).join(', ');
    const names = columns.map(({ name }) => name).join(', ');
    const put = async ({
      contacts: all,
      calls,
      marks,
    }: typeof anyList extends fc.Arbitrary<infer T> ? T : never) => {
      const people = all.map((one) => ({ ...one, key: randomUUID() }));
      const rung = calls.map((one) => ({ ...one, key: randomUUID() }));
      const notes = [
        ...people.flatMap(({ key, notes: of }) => of.map((note) => ({ ...note, about: key, ofCall: false }))),
        ...rung.flatMap(({ key, notes: of }) => of.map((note) => ({ ...note, about: key, ofCall: true }))),
      ].map((note) => ({ ...note, key: randomUUID() }));
      await run(
        `INSERT INTO campaign_contact (tenant_id, campaign_id, contact_id, ani_hashes, consents, added_at, answer, answered_at)
         SELECT 'place', $1, t.key, ARRAY(SELECT jsonb_array_elements_text(t.hashes)), t.consents, now(), t.answer->>'said',
           to_timestamp((t.answer->>'at')::bigint / 1000.0)
         FROM jsonb_to_recordset($2::jsonb) AS t (key uuid, hashes jsonb, consents boolean, answer jsonb)`,
        id,
        JSON.stringify(people),
      );
      await run(
        `INSERT INTO call (${names}) SELECT ${select} FROM (SELECT * FROM call WHERE tenant_id = 'place' LIMIT 1) AS c,
           jsonb_to_recordset($1::jsonb) AS t (key uuid, hash text)`,
        JSON.stringify(rung),
      );
      await run(
        `INSERT INTO campaign_note (tenant_id, note_key, campaign_id, about, of_call, at, said)
         SELECT 'place', t.key, CASE WHEN t.said IN ('doNotCall', 'mayCall') AND t."ofCall" THEN NULL ELSE $1 END,
           t.about, t."ofCall", to_timestamp(t.at / 1000.0), t.said
         FROM jsonb_to_recordset($2::jsonb) AS t (key uuid, about uuid, "ofCall" boolean, at bigint, said text)`,
        id,
        JSON.stringify(notes),
      );
      await run(
        `INSERT INTO do_not_call (tenant_id, clinic_id, ani_hash, marked_at, lifted_at)
         SELECT 'place', 'radio', t.hash, to_timestamp(t.marked / 1000.0), to_timestamp(t.lifted / 1000.0)
         FROM jsonb_to_recordset($1::jsonb) AS t (hash text, marked bigint, lifted bigint)`,
        JSON.stringify(marks),
      );
    };
    const clear = async (): Promise<void> => {
      await run(
        `DELETE FROM campaign_note WHERE campaign_id = $1 OR about IN (
        SELECT call_key FROM call WHERE ani_hash LIKE 'tally-%')`,
        id,
      );
      await run(`DELETE FROM call WHERE ani_hash LIKE 'tally-%'`);
      await run(`DELETE FROM do_not_call WHERE ani_hash LIKE 'tally-%'`);
      await run('DELETE FROM campaign_contact WHERE campaign_id = $1', id);
    };
    await run(`INSERT INTO campaign (tenant_id, campaign_id, clinic_id) VALUES ('place', $1, 'radio')`, id);
    const reader = server.app.get(CampaignReader);
    const campaign = { id, clinicId: 'radio', listSums: null };
    for (const list of fc.sample(anyList, { seed: 7, numRuns: 5 })) {
      await put(list);
      await server.database.withTenant('place', async (tx) => {
        await server.app.get(TenantSettings).ensureLoaded(tx, 'place');
        const one = await reader.contacts(tx, 'place', campaign);
        const states = Object.groupBy(one, ({ folded: { state } }) => state);
        const parts = contactStates.map((state) => [state, states[state]?.length ?? 0] as const);
        const sums = await reader.listSums(tx, 'place', [campaign]);
        expect(sums.get(id)).toEqual({ listed: one.length, ...Object.fromEntries(parts) });
      });
      await clear();
    }
    await run('DELETE FROM campaign WHERE campaign_id = $1', id);
  });

  it('never again calls who said so, whatever a later list, a rebuild or the end of the calls’ time says', async () => {
    expect(
      (await ask('Anne', `POST ${await contactOf('P-20')}/outcome`, { outcome: 'doNotCall' })).status,
    ).toBe(204);
    await answerCall('c7', 21);
    expect(await note({ kind: 'doNotCall', isSo: true })).toEqual([200, null]);
    await hangUp('c7');
    const again = `hash,consent\ndeadbeefdeadbeefdeadbeef,yes\n${number(21)},yes\n${number(13)},yes`;
    expect(await imported(again)).toMatchObject({ lines: 3, added: 0, doNotCall: 3 });
    expect(await contacts()).toEqual([]);
    await folded();
    expect(await server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0 });
    await ask('Ines', 'PUT /retention', { callMonths: 1, agentMonths: 1, auditMonths: 12 });
    clock.advance(Date.UTC(2026, 10, 30, 10) - clock.now());
    await signInAll();
    await server.app.get(Retention).run('place', { isStopping: () => false });
    const kept = await server.database.withTenant('place', (tx) => tx.query('SELECT 1 FROM call'));
    expect(kept).toEqual([]);
    expect(await imported(again)).toMatchObject({ doNotCall: 3 });
    expect(await contacts()).toEqual([]);
    expect(await server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0 });
    // What was answered still counts, of nobody.
    expect((await progress())?.inCalls).toMatchObject({ accepted: 1, refused: 1, notOffered: 1 });
  });

  it('is told of to who asks what is kept of them, and their mark stays when they are erased', async () => {
    const asked = { number: number(21) };
    const exported = async () =>
      (await answered(callerExportSchema, ask('Ines', 'POST /callers/export', asked))).campaigns;
    expect(await exported()).toMatchObject({
      lists: [{ campaignId, consents: true, reference: 'P-21' }],
      doNotCall: [{ clinicId: 'durand' }],
    });
    expect((await ask('Ines', 'POST /callers/erase', asked)).status).toBe(200);
    expect(await exported()).toMatchObject({ lists: [], answers: [], doNotCall: [{ clinicId: 'durand' }] });
    expect(await imported(`number,consent\n${number(21)},yes`)).toMatchObject({ added: 1, doNotCall: 1 });
  });

  it('may be called again once who answers for the protection of data lifted the mark, for a reason', async () => {
    const marks = async () => answered(marksSchema, ask('Ines', 'GET /campaigns/marks?clinicId=durand'));
    for (const who of ['Claire', 'Durand', 'Anne'])
      expect(await refusal(who, 'GET /campaigns/marks')).toEqual([403, 'forbidden']);
    const before = await marks();
    expect(before.marks).toHaveLength(3);
    // Whom nothing else is kept of, since the call is gone or the caller was erased, stays marked all the same.
    const told = before.marks.find(({ reference }) => reference === 'P-20');
    expect(told).toMatchObject({ saidAt: '2026-10-19T09:00:00.000Z', liftedAt: null });
    const way = `POST /campaigns/marks/${told?.id}`;
    const [lift, clinicId] = [`${way}/lift`, 'durand'];
    expect(await refusal('Ines', lift, { clinicId })).toEqual([400, 'invalid_body']);
    expect(await refusal('Claire', lift, { clinicId, reason: 'asked' })).toEqual([403, 'forbidden']);
    expect(await refusal('Ines', lift, { clinicId: 'radio', reason: 'asked' })).toEqual([404, 'not_found']);
    expect(await refusal('Marc', lift, { clinicId, reason: 'asked' })).toEqual([404, 'not_found']);
    expect(await refusal('Marc', `GET /campaigns/marks?clinicId=${clinicId}`)).toEqual([404, 'not_found']);
    expect(await answered(marksSchema, ask('Marc', 'GET /campaigns/marks'))).toEqual({
      ...{ clinics: [], clinicId: null, marks: [] },
    });
    expect((await ask('Ines', lift, { clinicId, reason: 'asked' })).status).toBe(204);
    expect(await refusal('Ines', lift, { clinicId, reason: 'asked' })).toEqual([409, 'not_marked']);
    expect((await contacts()).map(({ reference }) => reference)).toEqual(['P-20']);
    expect((await marks()).marks.find(({ id }) => id === told?.id)?.liftedAt).toEqual(expect.any(String));
    await folded();
    expect(await server.app.get(Rebuild).compare('place')).toMatchObject({ differences: 0 });
    const entries = await server.app.get(AuditLog).search('place', { limit: 50, actions: ['marks'] });
    const written = entries.map(({ action, subject }) => `${action} ${subject}`);
    expect(written).toContain('marks.lifted clinicId=durand reason=asked');
    expect(written).toContain('marks.lift POST /api/v1/campaigns/marks/…/lift');
    for (const { id } of before.marks) expect(written.join(' ')).not.toContain(id);
    // And once more not, by the officer or by the patient.
    for (const time of [1, 2])
      expect([time, (await ask('Ines', `${way}/restore`, { clinicId })).status]).toEqual([time, 204]);
    expect(await contacts()).toEqual([]);
  });

  it('is counted by the day of the answer, of the scope of who asks', async () => {
    const figures = async (who: string, by: string) =>
      await answered(
        campaignFiguresSchema,
        ask(who, `GET /campaigns/figures?from=2026-10-01&to=2026-12-01&by=${by}`),
      );
    expect((await figures('Durand', 'none')).total).toEqual({
      ...{ key: '', campaignOffered: 3, campaignAccepted: 2, campaignRefused: 1, campaignNotOffered: 1 },
      ...{ campaignOfferedInCalls: 2, campaignOfferedByList: 1, campaignAcceptedRate: 2 / 3 },
    });
    expect((await figures('Claire', 'clinic')).rows.map(({ key }) => key)).toEqual(['durand']);
    expect((await figures('Claire', 'day')).rows).toMatchObject([{ key: '2026-10-12', campaignOffered: 3 }]);
    expect((await figures('Radio', 'campaign')).rows).toEqual([]);
    // In history the same, of the clinics that are asked for; where no campaign ran there is no such part.
    const month = 'GET /history?range=custom&from=2026-10-01&to=2026-11-01';
    const past = async (who: string, more = '') =>
      (await answered(historySchema, ask(who, `${month}${more}`))).campaigns;
    expect(await past('Durand')).toMatchObject({ now: { campaignOffered: 3, campaignAccepted: 2 } });
    expect(await past('Claire', '&clinicId=radio')).toBeNull();
    expect(await past('Radio')).toBeNull();
    // And in the report of the month.
    const report = await ask('Durand', 'GET /reports/2026-10/clinics/durand');
    expect(await report.text()).toMatch(/"id":"campaigns".*?"rows":\[\["[^"]*","3",""\]/u);
    expect(await (await ask('Durand', `${month}&format=csv`)).text()).toMatch(
      /campaigns.*campaignOffered.*3/u,
    );
  });

  it('offers nothing after its end; its list is erased a month later, and the sums stay', async () => {
    expect(await refusal('Anne', `POST /campaigns/${campaignId}/end`)).toEqual([403, 'forbidden']);
    expect((await ask('Durand', `POST /campaigns/${campaignId}/end`)).status).toBe(200);
    expect(await refusal('Durand', `POST /campaigns/${campaignId}/end`)).toEqual([409, 'campaign_over']);
    await answerCall('c9', 30);
    expect((await own()).campaign).toBeNull();
    await hangUp('c9');
    expect(await refusal('Durand', `POST /campaigns/${campaignId}/list`, { text: 'number,consent' })).toEqual(
      [409, 'campaign_over'],
    );
    const before = await progress();
    const erase = () => server.app.get(ListErasure).run('place', { isStopping: () => false });
    clock.advance(29 * 86_400_000);
    await signInAll();
    await erase();
    expect(await one()).toMatchObject({ state: 'ended', endedBy: 'Durand', listErasedAt: null });
    clock.advance(2 * 86_400_000);
    await signInAll();
    await erase();
    expect(await one()).toMatchObject({ listErasedAt: expect.any(String), progress: { list: before?.list } });
    const left = await server.database.withTenant('place', (tx) =>
      tx.query('SELECT 1 FROM campaign_contact'),
    );
    expect(left).toEqual([]);
  });
});
