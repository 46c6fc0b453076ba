import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { legTallyNames } from '@vigie/metrics';
import fc from 'fast-check';

import { markStale } from '../event-log/log-progress-store';
import type { NewEvent } from '../event-log/logged-event';
import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { tallyColumn } from './rollup-store';
import { createFoldKit, type FoldKit } from './testing/fold-kit';
import { storedFigures } from './testing/fold-under-test';
import { anEvent, nineOClock, someEvents } from './testing/some-events';

/** Turns what is stored into what the first version left: other quarters, fewer counts, other ends, less of records. */
const asTheFirstVersion = [
  `UPDATE rollup SET blocked_full = NULL, blocked_no_agents = NULL, blocked_busy = NULL, blocked_refused = NULL,
     exit_timeout = NULL, exit_no_agents = NULL, exit_key = NULL, exit_withdrawn = NULL, exit_overflow = NULL,
     resolved = NULL, resolved_known = NULL WHERE tenant_id = $1`,
  `UPDATE rollup SET answered = coalesce(answered, 0) + 5 WHERE tenant_id = $1 AND cuboid IN ('queue', 'clinic_queue')`,
  `UPDATE rollup SET ${legTallyNames.map((name) => `${tallyColumn(name)} = 3`).join(', ')}
   WHERE tenant_id = $1 AND cuboid = 'agent'`,
  `UPDATE rollup SET voicemail = coalesce(voicemail, 0) + 2 WHERE tenant_id = $1 AND cuboid IN ('total', 'clinic')`,
  `UPDATE call SET talk_ms = 77 WHERE tenant_id = $1`,
  `UPDATE call SET first_at = arrived_at, last_at = arrived_at, outlasts_day = false WHERE tenant_id = $1`,
  `UPDATE fold_cursor SET projections = jsonb_set(projections, '{calls}', '{"version": 1}') WHERE tenant_id = $1`,
];

const steps = fc.array(fc.constantFrom('turn', 'events', 'settings', 'other process'), { maxLength: 25 });

describe('the upgrade that gives segments and legs their own quarter', () => {
  let test: TestDatabase;
  let tenants = 0;
  const clock = new ManualClock(nineOClock);
  let kits: readonly [FoldKit, FoldKit];

  beforeAll(async () => {
    test = await createTestDatabase();
    kits = [createFoldKit(test.database, clock), createFoldKit(test.database, clock)];
    for (const { callUpgrade } of kits) callUpgrade.pace = { rows: 3, events: 4, calls: 2 };
  });
  afterAll(() => test.drop());

  const newTenant = async (): Promise<string> => {
    const tenantId = `up${(tenants += 1)}`;
    await createTestTenant(test.database, tenantId);
    return tenantId;
  };
  const take = async (tenantId: string, events: readonly NewEvent[]): Promise<void> => {
    await kits[0].append(tenantId, events);
    await kits[0].projector.foldNow(tenantId);
  };
  const figures = (tenantId: string) =>
    test.database.withTenant(tenantId, (tx) => storedFigures(tx, tenantId));
  const goBack = (tenantId: string) =>
    test.asAdministrator(async (tx) => {
      for (const sql of asTheFirstVersion) await tx.query(sql, [tenantId]);
    });

  it('ends where a fresh fold would, whatever comes between its steps', async () => {
    const property = fc.asyncProperty(someEvents, steps, async (events, between) => {
      const [plain, upgraded] = [await newTenant(), await newTenant()];
      await take(plain, events);
      const later = [...events];
      await take(upgraded, later.splice(0, Math.ceil(later.length / 2)));
      await goBack(upgraded);
      let [kit, other] = kits;
      for (const step of between) {
        if (step === 'turn') await kit.tenants.turn(upgraded, { most: 3 });
        else if (step === 'events') await kit.append(upgraded, later.splice(0, 3));
        else if (step === 'other process') [kit, other] = [other, kit];
        else
          await test.database.withTenant(upgraded, (tx) => markStale(tx, upgraded, nineOClock + 1_800_000));
      }
      await kit.append(upgraded, later);
      await kit.projector.foldNow(upgraded);
      expect(await figures(upgraded)).toEqual(await figures(plain));
      expect(await kit.rebuild.compare(upgraded)).toMatchObject({ differences: 0, stale: false });
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it('tells of a recorded call what was not kept of it, whether its need was met', async () => {
    const tenantId = await newTenant();
    const recorded = (subject: string, resolved: boolean) =>
      anEvent('call.recorded', nineOClock, {
        subject,
        sequence: '1',
        data: { queueId: 'rdv', agentId: 'anne', answered: true, waitMs: 4_000, talkMs: 60_000, resolved },
      });
    await take(tenantId, [recorded('c1', true), recorded('c2', false), recorded('c3', true)]);
    const whole = await figures(tenantId);
    await goBack(tenantId);
    // A flag that the first version did not keep: `&1` or `&0` at the end of the fact.
    await test.asAdministrator((tx) =>
      tx.query(`UPDATE call SET facts = regexp_replace(facts, '&[01];', ';') WHERE tenant_id = $1`, [
        tenantId,
      ]),
    );
    expect(await figures(tenantId)).not.toEqual(whole);
    await kits[1].projector.foldNow(tenantId);
    expect(await figures(tenantId)).toEqual(whole);
    const [sums] = await test.database.withTenant(tenantId, (tx) =>
      tx.query(`SELECT resolved, resolved_known FROM rollup WHERE tenant_id = $1 AND cuboid = 'total'`, [
        tenantId,
      ]),
    );
    expect(sums).toEqual({ resolved: 2, resolved_known: 3 });
  });
});
