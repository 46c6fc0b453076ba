import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { AuditLog } from '../audit/audit-log';
import { Background } from '../platform/background';
import { Bell } from '../platform/bell';
import { ManualClock } from '../platform/clock';
import { Rounds } from '../platform/rounds/rounds';
import { createTestServer, type TestServer } from '../testing/test-server';
import { Database } from '../platform/database';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { EventIntake } from './event-intake';
import { Quarantine } from './quarantine';
import { QuarantineRetry } from './quarantine-retry';

const event = (id: string, change: object = {}): object => ({
  id,
  source: 'pbx',
  type: 'call.enqueued',
  subject: 'c-1',
  time: '2026-11-22T09:00:05Z',
  data: { queueId: 'rendez-vous' },
  ...change,
});

describe('taking events in', () => {
  let server: TestServer;
  let intake: EventIntake;
  const clock = new ManualClock(Date.UTC(2026, 10, 22, 9));

  beforeAll(async () => {
    server = await createTestServer({ clock });
    intake = server.app.get(EventIntake);
    expect(server.app.get(Background)).toBeDefined();
  });
  afterAll(() => server.close(), 30_000);

  async function numbersOf(tenantId: string): Promise<{ readonly count: number; readonly commits: number }> {
    const [row] = await server.app
      .get(Database)
      .withTenant(tenantId, (tx) =>
        tx.query(
          'SELECT count(*) AS count, count(DISTINCT xmin::text) AS commits FROM event_log WHERE tenant_id = $1',
          [tenantId],
        ),
      );
    return row;
  }

  it('lets requests that wait together share one commit, and rings after it', async () => {
    await createTestTenant(server.database, 'shared');
    const rings: string[] = [];
    const stop = server.app.get(Bell).onRing((tenantId) => rings.push(tenantId));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => intake.receive('shared', [event(String(index % 40))])),
    );
    stop();
    const sum = answers.reduce(
      (total, { accepted, duplicates }) => [(total[0] ?? 0) + accepted, (total[1] ?? 0) + duplicates],
      [0, 0],
    );
    expect(sum).toEqual([40, 10]);
    const { count, commits } = await numbersOf('shared');
    expect(count).toBe(40);
    expect(commits).toBeLessThan(10);
    expect(new Set(rings)).toEqual(new Set(['shared']));
    expect(rings).toHaveLength(commits);
  });

  it('takes a history of any length in parts, and knows it when it comes again', async () => {
    await createTestTenant(server.database, 'history');
    const history = function* () {
      for (let index = 0; index < 12_000; index += 1)
        yield index === 7_000 ? 'no event' : event(String(index));
    };
    const first = await intake.receiveBulk('history', history());
    expect(first).toMatchObject({ received: 12_000, accepted: 11_999, duplicates: 0, rejectedCount: 1 });
    expect(first.rejected).toMatchObject([{ index: 7_000, code: 'invalid_event' }]);
    expect(await intake.receiveBulk('history', history())).toMatchObject({ accepted: 0, duplicates: 11_999 });
    expect(await numbersOf('history')).toEqual({ count: 11_999, commits: 3 });
  });

  it('refuses a tenant that does not exist', async () => {
    await expect(intake.receive('nobody', [event('1')])).rejects.toMatchObject({ status: 404 });
  });

  it('keeps a refused event sealed, counts it when it comes again, and takes it once it can be read', async () => {
    await createTestTenant(server.database, 'kept');
    const quarantine = server.app.get(Quarantine);
    const listed = () => server.database.withTenant('kept', (tx) => quarantine.list(tx, 'kept', 10));
    await intake.receive('kept', [
      event('1', { type: 'call.teleported' }),
      event('2', { data: { queueId: 'canary', priority: 'x' } }),
    ]);
    clock.advance(60_000);
    await intake.receive('kept', [event('1', { type: 'call.teleported' })]);
    expect(await listed()).toMatchObject([
      { code: 'unknown_type', times: 2, lastAt: clock.now(), firstAt: clock.now() - 60_000 },
      { code: 'invalid_event', times: 1, message: expect.stringContaining('data.priority') },
    ]);
    const raw = await server.database.withTenant('kept', (tx) =>
      tx.query(`SELECT encode(sealed, 'escape') AS text, message FROM quarantine`),
    );
    expect(JSON.stringify(raw)).not.toMatch(/canary|teleported/);

    const retry = server.app.get(QuarantineRetry);
    expect(await retry.run('kept')).toEqual({ tried: 2, taken: 0, refusedAgain: 2 });
    // As if an earlier version had not known the type.
    await server.database.withTenant('kept', (tx) =>
      quarantine.keep(tx, 'kept', [
        { code: 'unknown_type', message: 'not known then', text: JSON.stringify(event('3')) },
      ]),
    );
    expect(await retry.run('kept')).toEqual({ tried: 3, taken: 1, refusedAgain: 2 });
    expect(await listed()).toHaveLength(2);
    expect(await numbersOf('kept')).toMatchObject({ count: 1 });
  });

  it('forgets what was refused thirty days ago', async () => {
    await createTestTenant(server.database, 'old');
    const listed = () =>
      server.database.withTenant('old', (tx) => server.app.get(Quarantine).list(tx, 'old', 10));
    await intake.receive('old', ['no event']);
    clock.advance(29 * 86_400_000);
    await server.app.get(Rounds).turn('old quarantine');
    expect(await listed()).toHaveLength(1);
    clock.advance(2 * 86_400_000);
    await server.app.get(Rounds).turn('old quarantine');
    expect(await listed()).toHaveLength(0);
    expect(await server.app.get(AuditLog).search('old', { limit: 5 })).toMatchObject([
      { action: 'retention.refused-events', subject: expect.stringContaining('count=1') },
    ]);
  });

  it('answers every item of whatever is sent, and what is stored is what was accepted', async () => {
    await createTestTenant(server.database, 'sum');
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const items = [
      event('1'),
      null,
      deep,
      circular,
      undefined,
      () => 1,
      12n,
      event('1'),
      event('2', { data: { items: deep } }),
      event('3'),
    ];
    const answer = await intake.receive('sum', items);
    expect(answer).toMatchObject({ received: 10, accepted: 3, duplicates: 1, rejectedCount: 6 });
    const kept = await server.database.withTenant('sum', (tx) =>
      tx.query('SELECT sum(times) AS n FROM quarantine'),
    );
    expect(kept).toEqual([{ n: 6 }]);
    expect(await numbersOf('sum')).toMatchObject({ count: 3 });
  });
});
