import { decodeAgentFacts, encodeAgentFacts } from '@vigie/calls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createFoldKit } from './testing/fold-kit';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';

const hourMs = 3_600_000;

describe("agents' days of the version before", () => {
  let test: TestDatabase;
  const clock = new ManualClock(nineOClock);

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  const staffed = async (tenantId: string): Promise<number> => {
    const [row] = await test.asAdministrator((tx) =>
      tx.query<{ sum: number }[]>(
        `SELECT sum(staffed_ms)::bigint AS sum FROM rollup WHERE tenant_id = $1 AND cuboid = 'total'`,
        [tenantId],
      ),
    );
    return Number(row?.sum ?? 0);
  };

  /** Writes days as that version did: nobody is carried on, no fact says whose telephone system told it. */
  const asBefore = async (tenantId: string): Promise<void> => {
    await test.asAdministrator(async (tx) => {
      const rows = await tx.query<{ agent_id: string; day: string; facts: string }[]>(
        `SELECT agent_id, day::text AS day, facts FROM agent_day WHERE tenant_id = $1`,
        [tenantId],
      );
      const opening = JSON.stringify({
        state: 'unknown',
        since: null,
        loggedIn: false,
        queues: [],
        pausedQueues: [],
      });
      for (const { agent_id, day, facts } of rows) {
        const bare = decodeAgentFacts(facts).map(({ type, at, tie, queueId }) => ({
          type,
          at,
          tie,
          ...(queueId !== undefined && { queueId }),
        }));
        await tx.query(
          `UPDATE agent_day SET facts = $4, opening = $5 WHERE tenant_id = $1 AND agent_id = $2 AND day = $3`,
          [tenantId, agent_id, day, encodeAgentFacts(bare), opening],
        );
      }
      await tx.query(`UPDATE rollup SET staffed_ms = 7 WHERE tenant_id = $1 AND staffed_ms IS NOT NULL`, [
        tenantId,
      ]);
      await tx.query(
        `UPDATE fold_cursor SET projections = jsonb_set(projections, '{agent-days}', '{"version": 1}')
         WHERE tenant_id = $1`,
        [tenantId],
      );
    });
  };

  /** Writes days as the second version did: of a part in a call it is not known when the caller was on hold. */
  const asTheSecond = async (tenantId: string): Promise<void> => {
    await test.asAdministrator(async (tx) => {
      const rows = await tx.query<{ agent_id: string; day: string; legs: string }[]>(
        `SELECT agent_id, day::text AS day, legs FROM agent_day WHERE tenant_id = $1`,
        [tenantId],
      );
      for (const { agent_id, day, legs } of rows) {
        const bare = legs.split('\n').map((line, place) => (place === 0 ? line : cut(line)));
        await tx.query(`UPDATE agent_day SET legs = $4 WHERE tenant_id = $1 AND agent_id = $2 AND day = $3`, [
          tenantId,
          agent_id,
          day,
          bare.join('\n'),
        ]);
      }
      await tx.query(
        `UPDATE rollup SET talking_ms = 7, on_hold_ms = NULL WHERE tenant_id = $1 AND talking_ms IS NOT NULL`,
        [tenantId],
      );
      await tx.query(
        `UPDATE fold_cursor SET projections = jsonb_set(projections, '{agent-days}', '{"version": 2}')
         WHERE tenant_id = $1`,
        [tenantId],
      );
    });
  };
  /** The head of a leg and the six instants that every version has. */
  const cut = (line: string): string => line.split(',').slice(0, 7).join(',');

  it('learn from the calls when a caller was on hold', async () => {
    await createTestTenant(test.database, 'second');
    const kit = createFoldKit(test.database, clock);
    const ofAnne = (type: string, afterMs: number, data = {}) =>
      anEvent(type, nineOClock + afterMs, { subject: 'anne', data });
    const ofCall = (type: string, afterMs: number) =>
      anEvent(type, nineOClock + afterMs, { subject: 'c1', data: { agentId: 'anne', legId: 'c1-leg' } });
    await kit.append('second', [
      ofAnne('agent.logged_in', -hourMs),
      ...anAnsweredCall('c1', nineOClock),
      ofCall('call.held', 20_000),
      ofCall('call.retrieved', 30_000),
      ofAnne('agent.logged_out', hourMs),
    ]);
    await kit.projector.foldNow('second');
    const held = () =>
      test.asAdministrator((tx) =>
        tx.query<{ cuboid: string; ms: number }[]>(
          `SELECT cuboid, sum(on_hold_ms)::int AS ms FROM rollup
           WHERE tenant_id = 'second' AND on_hold_ms > 0 GROUP BY 1 ORDER BY 1`,
        ),
      );
    const before = await held();
    expect(before.map(({ cuboid }) => cuboid)).toEqual(['agent', 'total']);
    await asTheSecond('second');
    const again = createFoldKit(test.database, clock);
    await again.projector.foldNow('second');
    expect(await held()).toEqual(before);
    expect(await again.rebuild.compare('second')).toMatchObject({
      stale: false,
      differences: 0,
      examples: [],
    });
  });

  it('are settled anew, once, while the fold goes on: a rebuild finds no difference', async () => {
    await createTestTenant(test.database, 'older');
    const kit = createFoldKit(test.database, clock);
    const joined = (agent: string, hours: number) =>
      anEvent('agent.queue_joined', nineOClock + hours * hourMs, {
        subject: agent,
        data: { queueId: 'nuit' },
      });
    await kit.append('older', [
      ...anAnsweredCall('c1', nineOClock),
      ...['anne', 'bea', 'zoe'].flatMap((agent) => [joined(agent, 1), joined(agent, 10), joined(agent, 20)]),
      anEvent('source.restarted', nineOClock + 15 * hourMs, {}),
    ]);
    await kit.projector.foldNow('older');
    const before = await staffed('older');
    expect(before).toBeGreaterThan(9 * hourMs);
    await asBefore('older');
    const again = createFoldKit(test.database, clock);
    expect(await again.rebuild.compare('older')).toMatchObject({ stale: true });
    await again.append('older', [joined('bea', 21)]);
    await again.projector.foldNow('older');
    const report = await again.rebuild.compare('older');
    expect(report).toMatchObject({ stale: false, differences: 0, examples: [] });
    expect(await staffed('older')).toBeGreaterThan(before);
  });
});
