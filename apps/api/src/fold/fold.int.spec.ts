import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { NewEvent } from '../event-log/logged-event';
import { ManualClock } from '../platform/clock';
import { createFoldKit, type FoldKit } from './testing/fold-kit';
import { foldUnderTest } from './testing/fold-under-test';
import { anAnsweredCall, anEvent, nineOClock, someEvents } from './testing/some-events';

describe('the fold', () => {
  const clock = new ManualClock(nineOClock);

  const fold = foldUnderTest(clock);
  const { newTenant, take, figures } = fold;

  const oneByOne = async (tenantId: string, most: number): Promise<void> => {
    for (;;) {
      const turn = await fold.kit.tenants.turn(tenantId, { most });
      if (turn.held || turn.events === 0) return;
    }
  };

  it('any order, any repetition and any cut into batches give the same calls, rollups and agents’ days', async () => {
    const cuts = fc.record({ events: someEvents, most: fc.integer({ min: 1, max: 9 }), seed: fc.integer() });
    const property = fc.asyncProperty(cuts, fc.infiniteStream(fc.nat()), async ({ events, most }, order) => {
      const [plain, mixed] = [await newTenant(), await newTenant()];
      await take(plain, events);
      const shuffled = events
        .map((event) => ({ event, place: order.next().value ?? 0 }))
        .sort((a, b) => a.place - b.place)
        .map(({ event }) => event);
      await fold.kit.append(mixed, shuffled.slice(0, most));
      await oneByOne(mixed, most);
      await fold.kit.append(mixed, [...shuffled, ...shuffled]);
      await oneByOne(mixed, most);
      expect(await figures(mixed)).toEqual(await figures(plain));
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('what was folded step by step is what the whole log gives at once', async () => {
    const property = fc.asyncProperty(someEvents, fc.integer({ min: 1, max: 7 }), async (events, most) => {
      const tenantId = await newTenant();
      await fold.kit.append(tenantId, events);
      await oneByOne(tenantId, most);
      expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({
        differences: 0,
        examples: [],
        partial: false,
      });
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it('a stored figure that is wrong shows in the rebuild', async () => {
    const tenantId = await newTenant();
    await take(tenantId, anAnsweredCall('c1', nineOClock));
    await fold.asAdministrator((tx) =>
      tx.query(`UPDATE rollup SET answered = 2 WHERE tenant_id = $1 AND cuboid = 'clinic'`, [tenantId]),
    );
    const report = await fold.kit.rebuild.compare(tenantId);
    expect(report.differences).toBe(2);
    expect(report.examples.join()).toContain('rollup clinic durand');
    expect(await fold.kit.rebuild.compare(tenantId)).toEqual(report);
  });

  it('an event that comes two days late corrects the quarter it belongs to', async () => {
    const tenantId = await newTenant();
    const [enqueued, ...rest] = anAnsweredCall('c1', nineOClock) as [NewEvent, ...NewEvent[]];
    const given = anEvent('call.disconnected', nineOClock + 60_000, { data: { side: 'caller' } });
    await take(tenantId, [enqueued, given]);
    const quarters = () =>
      fold.database.withTenant(tenantId, (tx) =>
        tx.query(
          `SELECT answered, abandoned, bucket FROM rollup WHERE tenant_id = $1 AND cuboid = 'total' AND offered > 0`,
          [tenantId],
        ),
      );
    const bucket = new Date(nineOClock);
    expect(await quarters()).toEqual([{ answered: null, abandoned: 1, bucket }]);
    clock.advance(2 * 86_400_000);
    await take(tenantId, rest);
    expect(await quarters()).toEqual([{ answered: 1, abandoned: 0, bucket }]);
  });

  it('a restart that is told late ends a call where it stopped, not at the later restart told before', async () => {
    const tenantId = await newTenant();
    const restart = (at: number) => anEvent('source.restarted', at, { subject: '/pbx/lyon' });
    await take(tenantId, [anEvent('call.enqueued', nineOClock, { data: { queueId: 'rendez-vous' } })]);
    await take(tenantId, [restart(nineOClock + 3_600_000)]);
    await take(tenantId, [restart(nineOClock + 60_000)]);
    const [call] = await fold.database.withTenant(tenantId, (tx) =>
      tx.query<{ ended_at: Date }[]>(`SELECT ended_at FROM call WHERE tenant_id = $1`, [tenantId]),
    );
    expect(call?.ended_at).toEqual(new Date(nineOClock + 60_000));
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0 });
  });

  it.each([
    [
      'a day of which nothing is told any more',
      [
        anEvent('call.answered', nineOClock, { data: { queueId: 'rdv', agentId: 'anne' } }),
        anEvent('source.restarted', nineOClock + 40 * 3_600_000, { subject: '/pbx/lyon' }),
        anEvent('source.restarted', nineOClock + 15 * 3_600_000, { subject: '/pbx/lyon', id: 'earlier' }),
      ],
    ],
    [
      'a ringing that seems to last for days, beside another',
      [
        anEvent('source.restarted', nineOClock + 63 * 3_600_000, { subject: '/pbx/lyon' }),
        anEvent('call.offered', nineOClock, { data: { queueId: 'rdv', agentId: 'anne' } }),
        anEvent('call.offered', nineOClock + 86_400_000, {
          subject: 'c2',
          data: { queueId: 'rdv', agentId: 'anne' },
        }),
      ],
    ],
  ])('an agent’s days are the same one by one and at once: %s', async (_, events) => {
    const [plain, stepped] = [await newTenant(), await newTenant()];
    await take(plain, events);
    for (const event of events) await take(stepped, [event]);
    expect(await figures(stepped)).toEqual(await figures(plain));
  });

  it('two that fold at once fold every event exactly once', async () => {
    const tenantId = await newTenant();
    const other = createFoldKit(fold.database, clock);
    const calls = Array.from({ length: 120 }, (_, n) => anAnsweredCall(`c${n}`, nineOClock + n * 20_000));
    await fold.kit.append(tenantId, calls.flat());
    let folded = 0;
    const run = async ({ tenants: folds }: FoldKit): Promise<void> => {
      for (;;) {
        const turn = await folds.turn(tenantId, { most: 40 });
        if (turn.held) continue;
        if (turn.events === 0) return;
        folded += turn.events;
      }
    };
    await Promise.all([run(fold.kit), run(other)]);
    expect(folded).toBe(120 * 9);
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ events: 120 * 9, differences: 0 });
  });
});
