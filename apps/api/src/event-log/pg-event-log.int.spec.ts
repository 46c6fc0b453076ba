import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { LogMonths } from './log-months';
import { eventsAfter } from './log-reader';
import type { NewEvent } from './logged-event';
import { PgEventLog } from './pg-event-log';

const nine = Date.UTC(2026, 10, 22, 8);

function anEvent(id: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    at: nine,
    source: '/pbx/lyon',
    type: 'call.enqueued',
    subject: 'c-1',
    id,
    sequence: null,
    data: '{"queueId":"rendez-vous"}',
    ...more,
  };
}

describe('the event log', () => {
  let test: TestDatabase;
  let log: PgEventLog;
  const clock = new ManualClock(nine);

  beforeAll(async () => {
    test = await createTestDatabase();
    log = new PgEventLog(new LogMonths(test.database), clock);
  });
  afterAll(() => test.drop());

  const append = (tenantId: string, events: readonly NewEvent[]) =>
    test.database.withTenant(tenantId, (tx) => log.append(tx, tenantId, events), 'intake');
  const read = (tenantId: string, after = 0, limit = 100_000) =>
    test.database.withTenant(tenantId, (tx) => eventsAfter(tx, tenantId, after, limit), 'fold');

  it('gives back what was appended, numbered from one in the order it was given', async () => {
    await createTestTenant(test.database, 'order');
    const events = [
      anEvent('é🙂', { sequence: '7', at: nine + 1 }),
      anEvent('a', { data: '{"waitMs":12,"agentId":"x"}', at: Date.UTC(1999, 11, 31, 23, 59, 59, 999) }),
      anEvent('b', { at: Date.UTC(2040, 1, 29) }),
    ];
    expect(await append('order', events)).toEqual({ accepted: 3, duplicates: [], last: 3 });
    const stored = await read('order');
    expect(stored.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(stored.map(({ receivedAt }) => receivedAt)).toEqual([nine, nine, nine]);
    expect(stored).toMatchObject(events.map((event) => ({ ...event, data: JSON.parse(event.data) })));
    expect(await read('order', 1, 1)).toMatchObject([{ seq: 2, id: 'a' }]);
  });

  it('takes an event once, however often and in whatever company it comes', async () => {
    await createTestTenant(test.database, 'once');
    await append('once', [anEvent('1'), anEvent('2')]);
    const again = await append('once', [
      anEvent('3'),
      anEvent('2'),
      anEvent('4'),
      anEvent('3'),
      anEvent('1'),
    ]);
    expect(again).toEqual({ accepted: 2, duplicates: [1, 3, 4], last: 4 });
    expect(await append('once', [anEvent('4')])).toEqual({ accepted: 0, duplicates: [0], last: 4 });
    expect((await read('once')).map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  });

  it('tells the same id of another source apart', async () => {
    await createTestTenant(test.database, 'apart');
    const answer = await append('apart', [anEvent('1'), anEvent('1', { source: '/pbx/nice' })]);
    expect(answer.accepted).toBe(2);
  });

  it('leaves no gap and keeps nothing twice when sixteen write at once and some give up', async () => {
    await createTestTenant(test.database, 'busy');
    const write = async (writer: number): Promise<void> => {
      for (let round = 0; round < 8; round += 1) {
        // Neighbours send half of the same events, in opposite orders.
        const ids = Array.from({ length: 10 }, (_, i) =>
          String(Math.floor(writer / 2) * 1000 + round * 10 + i),
        );
        const events = (writer % 2 === 0 ? ids : ids.reverse()).map((id) => anEvent(id));
        const attempt = test.database.withTenant(
          'busy',
          async (tx) => {
            await log.append(tx, 'busy', events);
            if (round % 3 === writer % 3) throw new Error('gave up');
          },
          'intake',
        );
        await attempt.catch((error: Error) => expect(error.message).toBe('gave up'));
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
    const stored = await read('busy');
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
    expect(stored.length).toBeGreaterThan(300);
  });

  it('refuses a tenant that does not exist', async () => {
    await expect(append('nobody', [anEvent('1')])).rejects.toThrow('no such tenant');
  });

  it('makes partitions only for the months around the present', async () => {
    await createTestTenant(test.database, 'months');
    await append('months', [
      anEvent('near', { at: Date.UTC(2026, 9, 3) }),
      anEvent('far', { at: Date.UTC(2001, 9, 3) }),
      anEvent('ahead', { at: Date.UTC(2027, 5, 3) }),
    ]);
    const rows: { place: string }[] = await test.database.withTenant('months', (tx) =>
      tx.query(
        `SELECT tableoid::regclass::text AS place FROM event_key WHERE tenant_id = 'months' ORDER BY 1`,
      ),
    );
    expect(rows.map(({ place }) => place)).toEqual([
      'event_key_2026_10',
      'event_key_other',
      'event_key_other',
    ]);
  });

  it('lets several processes make the same month at once', async () => {
    const at = Date.UTC(2026, 4, 5);
    const processes = Array.from({ length: 8 }, () => new LogMonths(test.database));
    await Promise.all(
      processes.map((months) => months.ensure('event_key', nine, [at, Date.UTC(2026, 5, 5)])),
    );
    const [row] = await test.database.asOwner((tx) =>
      tx.query(
        `SELECT count(*) AS n FROM pg_class WHERE relname IN ('event_key_2026_05', 'event_key_2026_06')`,
      ),
    );
    expect(row).toEqual({ n: 2 });
  });

  it('goes on when a month that once lay ahead has come', async () => {
    await createTestTenant(test.database, 'ahead');
    await append('ahead', [anEvent('1', { at: Date.UTC(2028, 2, 3) })]);
    const later = new ManualClock(Date.UTC(2028, 2, 1));
    const laterLog = new PgEventLog(new LogMonths(test.database), later);
    const answer = await test.database.withTenant('ahead', (tx) =>
      laterLog.append(tx, 'ahead', [
        anEvent('1', { at: Date.UTC(2028, 2, 3) }),
        anEvent('2', { at: Date.UTC(2028, 2, 3) }),
      ]),
    );
    expect(answer).toEqual({ accepted: 1, duplicates: [0], last: 2 });
  });
});
