import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';

import type { LoggedEvent } from '../event-log/logged-event';
import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { createTestTenant } from '../tenants/testing/test-tenant';
import type { Projection } from './projection';
import { createFoldKit, type FoldKit } from './testing/fold-kit';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';
import type { Turn } from './turn';

/** How often each caller's call was put on hold, times a weight that tells one version of it from another. */
const holdsPerCall = (version: number, weight: number): Projection => ({
  name: 'holds',
  version,
  tables: [
    {
      name: 'hold_count',
      compared: { key: 'call_id', sql: (table) => `SELECT * FROM ${table} WHERE tenant_id = $1` },
    },
  ],
  takes: (type) => type === 'call.held',
  fold: async (tx: EntityManager, { place }: Turn, events: readonly LoggedEvent[]) => {
    for (const { subject } of events)
      await tx.query(
        `INSERT INTO hold_count AS old VALUES ($1, $2, $3)
         ON CONFLICT (tenant_id, call_id) DO UPDATE SET n = old.n + EXCLUDED.n`,
        [place.tenantId, subject, weight],
      );
  },
  forget: async (tx: EntityManager, tenantId: string) => {
    await tx.query('DELETE FROM hold_count WHERE tenant_id = $1', [tenantId]);
  },
});

describe('one more thing to fold', () => {
  let test: TestDatabase;
  let tenants = 0;
  let tenantId: string;
  const clock = new ManualClock(nineOClock);
  const kitOf = (...more: Projection[]): FoldKit => createFoldKit(test.database, clock, more);

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.database.asOwner(async (tx) => {
      await tx.query(
        `CREATE TABLE hold_count (tenant_id text, call_id text, n int, PRIMARY KEY (tenant_id, call_id))`,
      );
      await tx.query('GRANT SELECT, INSERT, UPDATE, DELETE ON hold_count TO specs_fold');
    });
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    tenantId = `more${(tenants += 1)}`;
    await createTestTenant(test.database, tenantId);
  });

  const held = (call: string, seconds: number) =>
    anEvent('call.held', nineOClock + 10_000 + seconds * 1000, { subject: call, data: { agentId: 'anne' } });
  const take = async (kit: FoldKit, ...events: Parameters<FoldKit['append']>[1]): Promise<void> => {
    await kit.append(tenantId, events);
    await kit.projector.foldNow(tenantId);
  };
  const counts = async (): Promise<Record<string, number>> => {
    const rows = await test.database.asOwner((tx) =>
      tx.query<{ call_id: string; n: number }[]>(`SELECT call_id, n FROM hold_count WHERE tenant_id = $1`, [
        tenantId,
      ]),
    );
    return Object.fromEntries(rows.map(({ call_id, n }) => [call_id, n]));
  };

  it('is folded with the calls it belongs to, and compared by the rebuild', async () => {
    const kit = kitOf(holdsPerCall(1, 1));
    await take(kit, ...anAnsweredCall('c1', nineOClock), held('c1', 0), held('c1', 20), held('c2', 5));
    expect(await counts()).toEqual({ c1: 2, c2: 1 });
    expect(await kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0, stale: false });
    await test.database.asOwner((tx) =>
      tx.query(`UPDATE hold_count SET n = 7 WHERE tenant_id = $1 AND call_id = 'c1'`, [tenantId]),
    );
    const report = await kit.rebuild.compare(tenantId);
    expect(report.examples).toEqual(['hold_count c1: only refolded', 'hold_count c1: only stored']);
  });

  it('that was not there before is folded from the beginning of the log', async () => {
    await take(kitOf(), ...anAnsweredCall('c1', nineOClock), held('c1', 0));
    expect(await counts()).toEqual({});
    const kit = kitOf(holdsPerCall(1, 1));
    expect(await kit.rebuild.compare(tenantId)).toMatchObject({ stale: true });
    await kit.append(tenantId, [held('c1', 30)]);
    await kit.projector.foldNow(tenantId);
    expect(await counts()).toEqual({ c1: 2 });
    expect(await kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0, stale: false });
  });

  it('is folded again, once, when its version rises', async () => {
    await take(kitOf(holdsPerCall(1, 1)), held('c1', 0), held('c2', 0));
    const kit = kitOf(holdsPerCall(2, 10));
    await take(kit, held('c2', 30));
    expect(await counts()).toEqual({ c1: 10, c2: 20 });
    await take(kit, held('c2', 60));
    expect(await counts()).toEqual({ c1: 10, c2: 30 });
    expect(await kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0, stale: false });
  });

  it('is looked for in tenants of whom nothing new is told', async () => {
    await take(kitOf(), held('c1', 0));
    const kit = kitOf(holdsPerCall(1, 1));
    kit.projector.start();
    try {
      for (let tries = 0; tries < 6_000 && Object.keys(await counts()).length === 0; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await kit.projector.stop();
    }
    expect(await counts()).toEqual({ c1: 1 });
  });
});
