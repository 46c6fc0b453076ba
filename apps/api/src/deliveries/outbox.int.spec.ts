import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { migrations } from '@vigie/migrations';

import { Background } from '../platform/background';
import { ManualClock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { openDataSource } from '../platform/data-source';
import { Rounds } from '../platform/rounds/rounds';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { createTestTenant } from '../tenants/testing/test-tenant';
import type { Delivery, DeliveryKind } from './delivery';
import { claimDeliveries, deliveriesAbout } from './delivery-store';
import { Mailer } from './mailer';
import { Outbox } from './outbox';
import { MailReceiver } from './testing/mail-receiver';
import { Webhook } from './webhook';

const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
const hourMs = 3_600_000;
let test: TestDatabase;
let mail: MailReceiver;
let written: Delivery[];

const letters: DeliveryKind = {
  name: 'letter',
  triedMs: 72 * hourMs,
  keptMs: 24 * hourMs,
  write: async (delivery) => {
    written.push(delivery);
    if (delivery.about['broken'] === 1) throw new Error('this one cannot be drawn');
    return { by: 'mail', mail: { to: delivery.address.toString(), subject: 'A letter', text: 'Good day.' } };
  },
};

/** A process's outbox, with the rounds it is sent by. */
const open = (): { outbox: Outbox; rounds: Rounds } => {
  const config = readConfig({ VIGIE_SMTP_URL: mail.url, VIGIE_SMTP_FROM: 'Place <avis@place.example>' });
  const rounds = new Rounds(test.database, clock, new Background());
  const outbox = new Outbox(test.database, clock, rounds, new Mailer(config), new Webhook(clock, config));
  outbox.add(letters);
  return { outbox, rounds };
};

const put = (outbox: Outbox, messageId: string, more: Partial<Delivery> = {}): Promise<void> =>
  test.database.withTenant('lyon', (tx) =>
    outbox.put(tx, {
      tenantId: 'lyon',
      messageId,
      kind: 'letter',
      topic: 'specs',
      about: {},
      address: Buffer.from(`${messageId}@example.org`),
      createdAt: clock.now(),
      ...more,
    }),
  );
const outcomes = async (): Promise<Record<string, string | null>> => {
  const found = await test.database.withTenant('lyon', (tx) =>
    deliveriesAbout(tx, 'lyon', { kind: 'letter', topic: 'specs' }),
  );
  return Object.fromEntries(found.map(({ messageId, outcome }) => [messageId, outcome]));
};

beforeAll(async () => {
  test = await createTestDatabase();
  mail = await MailReceiver.open();
  await createTestTenant(test.database, 'lyon');
});
beforeEach(() => {
  written = [];
  mail.received.length = 0;
  mail.recipientReply = '250 ok';
});
afterAll(async () => {
  await mail.close();
  await test.drop();
});

describe('a letter of the outbox', () => {
  it('is sent again, under the same id, when its process dies between sending and settling', async () => {
    const { outbox } = open();
    await put(outbox, 'twice');
    const due = { kinds: ['letter'], now: clock.now(), until: clock.now() + 300_000, most: 8 };
    const [taken] = await test.database.withTenant('lyon', (tx) => claimDeliveries(tx, 'lyon', due));
    expect(taken?.messageId).toBe('twice');
    const other = open().outbox;
    clock.advance(299_999);
    expect(await other.sendDue('lyon')).toBe(0);
    clock.advance(1);
    expect(await other.sendDue('lyon')).toBe(1);
    expect(mail.received[0]?.text).toContain('Message-ID: <twice@place.example>');
    expect(written[0]).toMatchObject({ messageId: 'twice', attempts: 2 });
    expect(await other.sendDue('lyon')).toBe(0);
  });

  it('that is refused for good is told to who runs the server, without the address', async () => {
    const { outbox } = open();
    await put(outbox, 'nobody-there');
    mail.recipientReply = '550 nobody of that name';
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await outbox.sendDue('lyon');
    const told = JSON.stringify(warn.mock.calls);
    warn.mockRestore();
    expect(told).toContain('"delivery":"refused","kind":"letter","tenant":"lyon","messageId":"nobody-there"');
    expect(told).not.toContain('example.org');
    expect(await outcomes()).toMatchObject({ 'nobody-there': 'refused' });
  });

  it('that cannot be written does not keep the others from going, and is tried again', async () => {
    const { outbox } = open();
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await put(outbox, 'broken', { about: { broken: 1 } });
    await put(outbox, 'sound');
    expect(await outbox.sendDue('lyon')).toBe(1);
    expect(await outcomes()).toMatchObject({ broken: null, sound: 'delivered' });
    clock.advance(20_000);
    await outbox.sendDue('lyon');
    warn.mockRestore();
    expect(written.filter(({ messageId }) => messageId === 'broken')).toHaveLength(2);
  });

  it('is put in once, and taken back while it waits', async () => {
    const { outbox } = open();
    await put(outbox, 'once');
    await put(outbox, 'once', { address: Buffer.from('other@example.org') });
    await put(outbox, 'unwanted');
    await test.database.withTenant('lyon', (tx) =>
      outbox.cancel(tx, { tenantId: 'lyon', messageId: 'unwanted', kind: 'letter' }),
    );
    await outbox.sendDue('lyon');
    expect(mail.received.map(({ to }) => to)).toEqual(['once@example.org']);
    expect(await outcomes()).toMatchObject({ once: 'delivered', unwanted: 'cancelled' });
  });

  it('of a kind that this process does not know waits for one that does', async () => {
    const { outbox } = open();
    await put(outbox, 'known');
    await test.database.withTenant('lyon', (tx) =>
      tx.query(`UPDATE delivery SET kind = 'of tomorrow' WHERE message_id = 'known'`),
    );
    expect(await outbox.sendDue('lyon')).toBe(0);
    expect(written.map(({ messageId }) => messageId)).not.toContain('known');
  });

  it('is given up after three days, its address a turn before; a day later it is forgotten', async () => {
    const { outbox, rounds } = open();
    await put(outbox, 'late');
    mail.recipientReply = '451 not now';
    await outbox.sendDue('lyon');
    clock.advance(72 * hourMs - 600_000);
    await rounds.turn('old deliveries');
    expect(await outcomes()).toMatchObject({ late: 'given_up' });
    const rows = await test.database.withTenant('lyon', (tx) =>
      tx.query<object[]>(`SELECT address, due_at FROM delivery WHERE message_id = 'late'`),
    );
    expect(rows).toEqual([{ address: null, due_at: null }]);
    clock.advance(24 * hourMs + 1);
    await rounds.turn('old deliveries');
    expect(await outcomes()).toEqual({});
  });
});

describe('the two outboxes that were', () => {
  it('hand on what waits and what became of reports', async () => {
    const source = await openDataSource(test.url, { name: 'spec', size: 1, statementMs: 0 }, () => undefined);
    const runner = source.createQueryRunner();
    const OneOutbox = migrations.find(({ name }) => name.startsWith('OneOutbox'))!;
    const migration = new OneOutbox();
    await runner.startTransaction();
    await migration.down(runner);
    await runner.query(`SELECT set_config('app.tenant', 'lyon', true)`);
    await runner.query(`
      INSERT INTO report_mailing (tenant_id, clinic_id, month, version, recipient, address, attempts, next_at, outcome)
      VALUES ('lyon', 'dr.puig', '2026-10', 2, 1, 'puig@example.org', 3, '2026-11-10', NULL),
        ('lyon', 'dr.puig', '2026-10', 2, 2, NULL, 1, '2026-11-10', 'accepted'),
        ('lyon', 'dr.puig', '2026-10', 2, 3, NULL, 1, '2026-11-10', 'refused')`);
    await runner.query(`
      INSERT INTO survey_invitation (tenant_id, invitation_id, survey_id, source, call_id, call_key, call_answered, channel,
        language, address_mark, sealed_address, created_at, expires_at, state, attempts, due_at)
      SELECT 'lyon', id, 's', '/pbx', id, gen_random_uuid(), true, 'sms', 'fr', '\\x00', sealed, '2026-11-22', '2026-11-29',
        state, 2, due
      FROM (VALUES ('waits', 'waiting', '\\xaa'::bytea, timestamptz '2026-11-23'), ('sent', 'sent', NULL, NULL)) v(id, state, sealed, due)`);
    await migration.up(runner);
    const rows: object[] = await runner.query(
      `SELECT message_id AS id, kind, topic, about, address, attempts, outcome, due_at::date::text AS due,
         give_up_at::date::text AS until
       FROM delivery WHERE kind IN ('monthly report', 'survey invitation') ORDER BY message_id`,
    );
    await runner.rollbackTransaction();
    await runner.release();
    await source.destroy();
    const report = { kind: 'monthly report', topic: '2026-10', until: '2026-11-13' };
    const about = { clinicId: 'dr.puig', month: '2026-10', version: 2 };
    expect(rows).toEqual([
      {
        ...report,
        id: 'report-lyon-dr_puig-2026-10-2-1',
        about: { ...about, recipient: 1 },
        address: Buffer.from('puig@example.org'),
        attempts: 3,
        outcome: null,
        due: '2026-11-10',
      },
      expect.objectContaining({
        id: 'report-lyon-dr_puig-2026-10-2-2',
        outcome: 'delivered',
        address: null,
        due: null,
      }),
      expect.objectContaining({ id: 'report-lyon-dr_puig-2026-10-2-3', outcome: 'refused' }),
      {
        id: 'waits',
        kind: 'survey invitation',
        topic: '',
        about: {},
        address: Buffer.of(0xaa),
        attempts: 2,
        outcome: null,
        due: '2026-11-23',
        until: '2026-11-25',
      },
    ]);
  });
});
