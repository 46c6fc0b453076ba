import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { saveVersion } from '../settings/settings-store';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { lockCursor, markStale } from '../event-log/log-progress-store';
import { createFoldKit, type FoldKit } from './testing/fold-kit';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';
import { storedFigures } from './testing/stored-figures';

const hourMs = 3_600_000;

const settings = {
  centre: { shortAbandonSeconds: 30 },
  teams: [
    { id: 'north', queues: ['q1'], members: ['anne'] },
    { id: 'south', queues: ['q2'] },
  ],
  queues: [{ id: 'q1', clinicId: 'durand' }],
  clinics: [{ id: 'durand', covered: { week: { mon: ['09:00-10:30'] } } }],
};

/** Two hours of calls: answered, given up early, given up late, in two queues. */
const calls = Array.from({ length: 48 }, (_, n) => {
  const at = nineOClock + n * 150_000;
  const data = { queueId: n % 2 === 0 ? 'q1' : 'q2' };
  if (n % 3 === 0)
    return anAnsweredCall(`c${n}`, at, { queueId: data.queueId, clinicId: '', agentId: 'anne' });
  const lost = anEvent('call.disconnected', at + n * 1000, { subject: `c${n}`, data: { side: 'caller' } });
  return [anEvent('call.enqueued', at, { subject: `c${n}`, data }), lost];
}).flat();

describe('settings that change what was folded', () => {
  let test: TestDatabase;
  let kit: FoldKit;
  const clock = new ManualClock(nineOClock + 3 * hourMs);

  beforeAll(async () => {
    test = await createTestDatabase();
    kit = createFoldKit(test.database, clock);
  });
  afterAll(() => test.drop());

  const configure = (tenantId: string, fromAt: number) =>
    test.database.withTenant(tenantId, (tx) => saveVersion(tx, tenantId, { fromAt, document: settings }));
  const figures = (tenantId: string) =>
    test.database.withTenant(tenantId, (tx) => storedFigures(tx, tenantId));

  it.each([
    ['from the beginning', 0],
    ['from the middle of a quarter', nineOClock + hourMs + 7 * 60_000],
  ])(
    '%s give the same as if they had been there before the calls',
    async (_, fromAt) => {
      const [before, after] = [`before${fromAt}`, `after${fromAt}`];
      await createTestTenant(test.database, before);
      await createTestTenant(test.database, after);
      await configure(before, fromAt);
      for (const tenantId of [before, after]) {
        await kit.append(tenantId, calls);
        await kit.projector.foldNow(tenantId);
      }
      const plain = await figures(after);
      await configure(after, fromAt);
      await kit.projector.refoldFrom(after, fromAt);
      expect(await figures(after)).toEqual(await figures(before));
      expect(await figures(after)).not.toEqual(plain);
      expect(await kit.rebuild.compare(after)).toMatchObject({ differences: 0, stale: false });
    },
    60_000,
  );

  it('that move the centre to another time zone cut agents’ days at the midnights there', async () => {
    await createTestTenant(test.database, 'moved');
    await createTestTenant(test.database, 'there');
    const zone = { centre: { timezone: 'Indian/Reunion' } };
    const move = (tenantId: string) =>
      test.database.withTenant(tenantId, (tx) => saveVersion(tx, tenantId, { fromAt: 0, document: zone }));
    const shift = Array.from({ length: 40 }, (_, n) =>
      anAnsweredCall(`n${n}`, nineOClock + 9 * hourMs + n * 900_000),
    );
    const on = anEvent('agent.state_changed', nineOClock, { subject: 'anne', data: { state: 'available' } });
    await move('there');
    for (const tenantId of ['moved', 'there']) {
      await kit.append(tenantId, [on, ...shift.flat()]);
      await kit.projector.foldNow(tenantId);
    }
    const days = async (tenantId: string) =>
      (await figures(tenantId)).filter((line) => !line.startsWith('call ')).sort();
    expect(await days('moved')).not.toEqual(await days('there'));
    await move('moved');
    await kit.projector.refoldFrom('moved', 0);
    expect(await days('moved')).toEqual(await days('there'));
    expect(await kit.rebuild.compare('moved')).toMatchObject({ differences: 0 });
  }, 60_000);

  it('wait for a fold that is under way', async () => {
    await createTestTenant(test.database, 'waits');
    await kit.append('waits', calls);
    await kit.projector.foldNow('waits');
    let marked = false;
    let marking: Promise<unknown> = Promise.resolve();
    await test.database.withTenant(
      'waits',
      async (tx) => {
        await lockCursor(tx, 'waits');
        marking = test.database
          .withTenant('waits', (other) => markStale(other, 'waits', 0))
          .then(() => (marked = true));
        await sleep(2500);
        expect(marked).toBe(false);
      },
      'fold',
    );
    await marking;
    expect(marked).toBe(true);
  }, 30_000);

  it('are told to readers of changes under a number of the log', async () => {
    const tenantId = 'told';
    await createTestTenant(test.database, tenantId);
    await kit.append(tenantId, calls);
    await kit.projector.foldNow(tenantId);
    await configure(tenantId, 0);
    await kit.projector.refoldFrom(tenantId, 0);
    const after = await test.database.withTenant(tenantId, (tx) =>
      kit.changes.after(tx, tenantId, calls.length, 9),
    );
    expect(after).toEqual([{ seq: calls.length + 1, kind: 'settings', key: '' }]);
  }, 30_000);
});
