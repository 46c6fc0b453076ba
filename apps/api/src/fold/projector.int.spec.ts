import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { foldedUpTo, lockCursor, moveCursor, tenantsWithWork } from '../event-log/log-progress-store';
import { createFoldKit, type FoldKit } from './testing/fold-kit';
import { anAnsweredCall, nineOClock } from './testing/some-events';

describe('the projector', () => {
  let test: TestDatabase;
  let kit: FoldKit;

  beforeAll(async () => {
    test = await createTestDatabase();
    kit = createFoldKit(test.database, new ManualClock(nineOClock));
  });
  afterAll(() => test.drop());

  const folded = async (tenantId: string): Promise<number> =>
    (await test.database.withTenant(tenantId, (tx) => kit.changes.head(tx, tenantId))).folded;
  const reaches = async (tenantId: string, seq: number): Promise<void> => {
    while ((await folded(tenantId)) < seq) await sleep(5);
  };

  it('folds at the ring of the bell and tells when it has', async () => {
    await createTestTenant(test.database, 'rung');
    await kit.append('rung', anAnsweredCall('c1', nineOClock));
    const told = new Promise<string>((resolve) => kit.bell.onFolded(resolve));
    kit.projector.start();
    kit.bell.ring('rung');
    expect(await told).toBe('rung');
    await kit.projector.stop();
    expect(await folded('rung')).toBe(9);
  });

  it('finds by itself what no bell told of', async () => {
    await createTestTenant(test.database, 'unheard');
    await kit.append('unheard', anAnsweredCall('c1', nineOClock));
    kit.projector.start();
    await reaches('unheard', 9);
    await kit.projector.stop();
  });

  it('finds of one tenant, asked by itself, what it finds of it among all', async () => {
    for (const tenantId of ['asked', 'other']) await createTestTenant(test.database, tenantId);
    await kit.append('asked', anAnsweredCall('c1', nineOClock));
    const withWork = tenantsWithWork({});
    const all = () => test.database.withTenant('', withWork.ofAll, 'fold');
    const one = (tenantId: string) =>
      test.database.withTenant(tenantId, (tx) => withWork.ofOne(tx, tenantId), 'fold');
    expect(await all()).toContain('asked');
    expect([await one('asked'), await one('other')]).toEqual([['asked'], []]);
    await kit.projector.foldNow('asked');
    const folded = (tenantId: string) =>
      test.database.withTenant(tenantId, (tx) => foldedUpTo.ofOne(tx, tenantId), 'fold');
    expect([await folded('asked'), await folded('other')]).toEqual([[{ tenantId: 'asked', seq: 9 }], []]);
    const known = await test.database.withTenant('', foldedUpTo.ofAll, 'fold');
    expect(known).toContainEqual({ tenantId: 'asked', seq: 9 });
  });

  it('rings that come while it folds are not lost', async () => {
    await createTestTenant(test.database, 'busy');
    kit.projector.start();
    for (let n = 0; n < 20; n += 1) {
      await kit.append('busy', anAnsweredCall(`c${n}`, nineOClock + n * 1000));
      kit.bell.ring('busy');
    }
    await reaches('busy', 180);
    await kit.projector.stop();
    expect(await kit.rebuild.compare('busy')).toMatchObject({ events: 180, differences: 0 });
  });

  it('does nothing after it was stopped', async () => {
    await createTestTenant(test.database, 'stopped');
    kit.projector.start();
    await kit.projector.stop();
    await kit.append('stopped', anAnsweredCall('c1', nineOClock));
    kit.bell.ring('stopped');
    await sleep(100);
    expect(await folded('stopped')).toBe(0);
  });

  it.each(['before', 'after'] as const)(
    'a turn cut short %s the cursor was moved counts nothing twice',
    async (when) => {
      const tenantId = `cut-${when}`;
      await createTestTenant(test.database, tenantId);
      await kit.append(tenantId, anAnsweredCall('c1', nineOClock));
      const cut = test.database.withTenant(
        tenantId,
        async (tx) => {
          await lockCursor(tx, tenantId);
          await kit.settings.ensureLoaded(tx, tenantId);
          const { seq } = await kit.turns.run(tx, { tenantId, seq: 0 }, 100);
          if (when === 'after') await moveCursor(tx, tenantId, seq, {});
          throw new Error('cut short');
        },
        'fold',
      );
      await expect(cut).rejects.toThrow('cut short');
      expect(await folded(tenantId)).toBe(0);
      await kit.projector.foldNow(tenantId);
      expect(await kit.rebuild.compare(tenantId)).toMatchObject({ events: 9, differences: 0 });
    },
  );
});
