import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Outbox } from '../deliveries/outbox';
import { MailReceiver } from '../deliveries/testing/mail-receiver';
import { WebhookReceiver } from '../deliveries/testing/webhook-receiver';
import { isGenuineWebhook } from '../deliveries/webhook-signature';
import { Rounds } from '../platform/rounds/rounds';
import { SurveyKit } from './testing/survey-kit';

const secret = 'whsec_c2VjcmV0IHRoYXQgb25seSBzcGVjcyBrbm93';
const hourMs = 3_600_000;

type SentBody = {
  readonly type: string;
  readonly data: Readonly<
    Record<'invitationId' | 'channel' | 'address' | 'language' | 'text' | 'link', string>
  >;
};

describe('sending an invitation', () => {
  let kit: SurveyKit;
  let gateway: WebhookReceiver;
  let mail: MailReceiver;
  let numbers = 0;
  const fresh = (): string => `+3363998${String((numbers += 1)).padStart(4, '0')}`;
  const sendDue = (): Promise<number> => kit.server.app.get(Outbox).sendDue('place');

  beforeAll(async () => {
    gateway = await WebhookReceiver.open();
    mail = await MailReceiver.open();
    kit = await SurveyKit.open({
      VIGIE_SURVEY_WEBHOOK_URL: gateway.url,
      VIGIE_SURVEY_WEBHOOK_SECRET: secret,
      VIGIE_SMTP_URL: mail.url,
      VIGIE_SMTP_FROM: 'Place <avis@place.example>',
    });
  });
  afterEach(async () => {
    gateway.answers = [{ status: 200 }];
    mail.recipientReply = '250 ok';
    kit.clock.advance(73 * hourMs);
    await sendDue();
    gateway.received.length = 0;
    mail.received.length = 0;
  });
  afterAll(async () => {
    await kit.close();
    await gateway.close();
    await mail.close();
  });

  it('hands a text message to the gateway, signed, and tells that it was delivered', async () => {
    const address = fresh();
    const callId = await kit.call();
    const id = await kit.invited(callId, address, { language: 'es' });
    expect(await sendDue()).toBe(1);
    const [sent] = gateway.received;
    const { type, data } = JSON.parse(sent?.body ?? '') as SentBody;
    expect(type).toBe('survey.invitation');
    expect(data).toMatchObject({ invitationId: id, channel: 'sms', address, language: 'es' });
    expect(data.link).toBe(`https://avis.example${kit.path(id)}`);
    expect(data.text).toContain(data.link);
    expect(data.text).toContain('Cabinet Durand');
    const parts = {
      id: String(sent?.headers['webhook-id']),
      timestamp: Number(sent?.headers['webhook-timestamp']),
      body: sent?.body ?? '',
    };
    const signature = String(sent?.headers['webhook-signature']);
    const nowSeconds = kit.clock.now() / 1000;
    expect(parts.id).toBe(id);
    expect(isGenuineWebhook(parts, signature, secret, nowSeconds)).toBe(true);
    expect(isGenuineWebhook({ ...parts, body: `${parts.body} ` }, signature, secret, nowSeconds)).toBe(false);
    expect((await kit.logged()).filter(({ subject }) => subject === callId).map(({ type }) => type)).toEqual([
      'survey.invited',
      'survey.delivered',
    ]);
    expect(await kit.invitation(id)).toMatchObject({ state: 'sent' });
    expect(await kit.delivery(id)).toMatchObject({ outcome: 'delivered', address: null });
  });

  it('hands an e-mail to the mail server, with the mail program’s own way to refuse', async () => {
    const id = await kit.invited(await kit.call(), 'Anna.Puig@example.org', { language: 'ca' });
    expect(await sendDue()).toBe(1);
    const [letter] = mail.received;
    const text = (letter?.text ?? '').replaceAll('=\n', '').replaceAll('=3D', '=');
    expect(letter?.to).toBe('anna.puig@example.org');
    expect(text).toContain(`https://avis.example${kit.path(id)}`);
    expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(text).toMatch(/^From: Place <avis@place\.example>$/mu);
    expect(await kit.invitation(id)).toMatchObject({ state: 'sent' });
    expect(await kit.delivery(id)).toMatchObject({ outcome: 'delivered', address: null });
  });

  it('tries again later when the gateway fails, with the same id, and no sooner than it asks', async () => {
    gateway.answers = [{ status: 500 }, { status: 503, headers: { 'retry-after': '7200' } }, { status: 200 }];
    const id = await kit.invited(await kit.call(), fresh());
    expect(await sendDue()).toBe(0);
    expect(gateway.received).toHaveLength(1);
    expect(await kit.invitation(id)).toMatchObject({ state: 'waiting' });
    expect(await kit.delivery(id)).toMatchObject({ outcome: null, attempts: 1 });
    await sendDue();
    expect(gateway.received).toHaveLength(1);
    kit.clock.advance(20_000);
    await sendDue();
    expect(gateway.received).toHaveLength(2);
    kit.clock.advance(7_199_000);
    await sendDue();
    expect(gateway.received).toHaveLength(2);
    kit.clock.advance(1_000);
    expect(await sendDue()).toBe(1);
    expect(gateway.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id, id]);
    const stamps = gateway.received.map(({ headers }) => headers['webhook-signature']);
    expect(new Set(stamps).size).toBe(3);
  });

  it('gives up at once what will never be taken, and then the caller may be asked in another way', async () => {
    const [ani, wrong] = [fresh(), fresh()];
    gateway.answers = [{ status: 422 }];
    const id = await kit.invited(await kit.call({ ani }), wrong);
    await sendDue();
    expect(await kit.invitation(id)).toMatchObject({ state: 'failed' });
    expect(await kit.delivery(id)).toMatchObject({ outcome: 'refused', address: null });
    mail.recipientReply = '550 nobody of that name';
    const lost = await kit.invited(await kit.call({ ani }), 'nobody@example.org');
    await sendDue();
    expect(await kit.invitation(lost)).toMatchObject({ state: 'failed' });
    expect(await kit.delivery(lost)).toMatchObject({ outcome: 'refused', address: null });
    mail.recipientReply = '451 later';
    const later = await kit.invited(await kit.call({ ani }), 'later@example.org');
    await sendDue();
    expect(await kit.delivery(later)).toMatchObject({ outcome: null, attempts: 1 });
  });

  it('tries three times an hour to reach a caller, whichever number is given, and then waits', async () => {
    const ani = fresh();
    gateway.answers = [{ status: 422 }];
    for (let tries = 0; tries < 3; tries += 1) {
      await kit.invited(await kit.call({ ani }), fresh());
      await sendDue();
    }
    expect(await kit.invite(await kit.call({ ani }), fresh())).toMatchObject({ outcome: 'asked_recently' });
    kit.clock.advance(hourMs);
    expect(await kit.invite(await kit.call({ ani }), fresh())).toMatchObject({ outcome: 'invited' });
  });

  it('tries three times an hour about one call, whoever is given as its caller', async () => {
    const callId = await kit.call();
    gateway.answers = [{ status: 422 }];
    for (let tries = 0; tries < 3; tries += 1) {
      await kit.invited(callId, fresh());
      await sendDue();
    }
    expect(await kit.invite(callId, fresh())).toMatchObject({ outcome: 'asked_recently' });
  });

  it('follows no redirect', async () => {
    const elsewhere = await WebhookReceiver.open();
    gateway.answers = [{ status: 307, headers: { location: elsewhere.url } }];
    const id = await kit.invited(await kit.call(), fresh());
    await sendDue();
    expect(elsewhere.received).toEqual([]);
    expect(await kit.invitation(id)).toMatchObject({ state: 'waiting' });
    await elsewhere.close();
  });

  it('waits for the report of a gateway that only passes on', async () => {
    gateway.answers = [{ status: 202 }];
    const id = await kit.invited(await kit.call(), fresh());
    expect(await sendDue()).toBe(0);
    expect(await kit.invitation(id)).toMatchObject({ state: 'sent', deliveredAt: null });
    expect(await kit.delivery(id)).toMatchObject({ outcome: 'handed_over', address: null });
    const report = { invitationId: id, outcome: 'delivered' };
    expect((await kit.post('deliveries', report)).body).toEqual({ outcome: 'noted' });
    expect((await kit.post('deliveries', report)).body).toEqual({ outcome: 'known' });
    expect((await kit.post('deliveries', { ...report, outcome: 'failed' })).body).toEqual({
      outcome: 'known',
    });
    expect((await kit.post('deliveries', { ...report, invitationId: 'A'.repeat(16) })).status).toBe(404);
    expect((await kit.logged()).at(-1)).toMatchObject({ type: 'survey.delivered' });
    expect((await kit.invitation(id))?.deliveredAt).toBe(kit.clock.now());
  });

  it('sends each invitation once though several processes send', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => kit.invited(await kit.call(), fresh())),
    );
    await Promise.all([sendDue(), sendDue(), sendDue()]);
    const sent = gateway.received.map(({ headers }) => String(headers['webhook-id']));
    expect(sent.toSorted()).toEqual(ids.toSorted());
  });

  it('does not knock for everybody at a door that is shut', async () => {
    gateway.answers = [{ status: 500 }];
    for (let count = 0; count < 12; count += 1) await kit.invited(await kit.call(), fresh());
    expect(await sendDue()).toBe(0);
    expect(gateway.received).toHaveLength(8);
  });

  it('takes over what a process that died was sending', async () => {
    const id = await kit.invited(await kit.call(), fresh());
    await kit.server.database.withTenant('place', (tx) =>
      tx.query(
        `UPDATE delivery SET due_at = to_timestamp($2::float8 / 1000) + interval '5 min' WHERE message_id = $1`,
        [id, kit.clock.now()],
      ),
    );
    expect(await sendDue()).toBe(0);
    kit.clock.advance(300_000);
    expect(await sendDue()).toBe(1);
  });
});

describe('the address of a patient', () => {
  const number = '+33639984242';
  const canary = 'canary.of.mine@example.org';
  let kit: SurveyKit;
  let gateway: WebhookReceiver;

  beforeAll(async () => {
    gateway = await WebhookReceiver.open();
    gateway.answers = [{ status: 500 }];
    kit = await SurveyKit.open({
      VIGIE_SURVEY_WEBHOOK_URL: gateway.url,
      VIGIE_SURVEY_WEBHOOK_SECRET: secret,
    });
  });
  afterAll(async () => {
    await kit.close();
    await gateway.close();
  });

  /** Every row of every table, as text; bytes are looked into as well. */
  async function everything(): Promise<string> {
    return kit.server.asAdministrator(async (tx) => {
      await tx.query(`SELECT set_config('app.tenant', 'place', true)`);
      const tables: { name: string }[] = await tx.query(
        `SELECT c.oid::regclass::text AS name FROM pg_class c
         WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`,
      );
      const texts: string[] = [];
      for (const { name } of tables) {
        const rows: { row: string }[] = await tx.query(`SELECT t::text AS row FROM ${name} t`);
        texts.push(...rows.map(({ row }) => row));
      }
      const text = texts.join('\n');
      const bytes = [...text.matchAll(/\\\\?x([0-9a-f]{8,})/gu)].map(([, hex]) =>
        Buffer.from(hex ?? '', 'hex').toString('latin1'),
      );
      return `${text}\n${bytes.join('\n')}`;
    });
  }

  it('is nowhere to be read while it waits, and nowhere at all after three days', async () => {
    const ids = [await kit.invited(await kit.call({ ani: number }), number)];
    ids.push(await kit.invited(await kit.call(), canary));
    await kit.server.app.get(Outbox).sendDue('place');
    const waiting = await everything();
    // It does look everywhere: what is in the log, in the calls and in the invitations is found.
    for (const found of ['call-1', 'survey.invited', ...ids]) expect(waiting).toContain(found);
    for (const clear of [number, number.slice(3), '639984242', canary, 'canary.of']) {
      expect(waiting).not.toContain(clear);
    }
    const sealed = await kit.delivery(ids[0] ?? '');
    expect(sealed?.address).toBeInstanceOf(Buffer);
    kit.clock.advance(72 * hourMs - 600_000);
    await kit.server.app.get(Rounds).turn('old deliveries');
    for (const id of ids) {
      expect(await kit.invitation(id)).toMatchObject({ state: 'failed' });
      expect(await kit.delivery(id)).toMatchObject({ outcome: 'given_up', address: null });
    }
    const hex = sealed?.address?.toString('hex') ?? '';
    expect(hex.length).toBeGreaterThan(60);
    expect(await everything()).not.toContain(hex);
  });

  it('is forgotten with everything else of the invitation after sixty days', async () => {
    const id = await kit.invited(await kit.call(), '+33639984343');
    kit.clock.advance(61 * 24 * hourMs);
    await kit.server.app.get(Rounds).turn('old deliveries');
    kit.clock.advance(61 * 24 * hourMs);
    for (const round of ['invitation upkeep', 'old deliveries']) await kit.server.app.get(Rounds).turn(round);
    expect([await kit.invitation(id), await kit.delivery(id)]).toEqual([undefined, undefined]);
  });
});
