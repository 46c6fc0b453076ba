import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { saveVersion } from '../settings/settings-store';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { lockCursor, markStale } from '../event-log/log-progress-store';
import { foldUnderTest } from './testing/fold-under-test';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';

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
  const clock = new ManualClock(nineOClock + 3 * hourMs);

  const fold = foldUnderTest(clock);
  const { figures } = fold;

  const configure = (tenantId: string, fromAt: number) =>
    fold.database.withTenant(tenantId, (tx) => saveVersion(tx, tenantId, { fromAt, document: settings }));

  it.each([
    ['from the beginning', 0],
    ['from the middle of a quarter', nineOClock + hourMs + 7 * 60_000],
  ])('%s give the same as if they had been there before the calls', async (_, fromAt) => {
    const [before, after] = [`before${fromAt}`, `after${fromAt}`];
    await createTestTenant(fold.database, before);
    await createTestTenant(fold.database, after);
    await configure(before, fromAt);
    for (const tenantId of [before, after]) {
      await fold.kit.append(tenantId, calls);
      await fold.kit.projector.foldNow(tenantId);
    }
    const plain = await figures(after);
    await configure(after, fromAt);
    await fold.kit.projector.refoldFrom(after, fromAt);
    expect(await figures(after)).toEqual(await figures(before));
    expect(await figures(after)).not.toEqual(plain);
    expect(await fold.kit.rebuild.compare(after)).toMatchObject({ differences: 0, stale: false });
  });

  it('that move the centre to another time zone cut agents’ days at the midnights there', async () => {
    await createTestTenant(fold.database, 'moved');
    await createTestTenant(fold.database, 'there');
    const zone = { centre: { timezone: 'Indian/Reunion' } };
    const move = (tenantId: string) =>
      fold.database.withTenant(tenantId, (tx) => saveVersion(tx, tenantId, { fromAt: 0, document: zone }));
    const shift = Array.from({ length: 40 }, (_, n) =>
      anAnsweredCall(`n${n}`, nineOClock + 9 * hourMs + n * 900_000),
    );
    const on = anEvent('agent.state_changed', nineOClock, { subject: 'anne', data: { state: 'available' } });
    await move('there');
    for (const tenantId of ['moved', 'there']) {
      await fold.kit.append(tenantId, [on, ...shift.flat()]);
      await fold.kit.projector.foldNow(tenantId);
    }
    const days = async (tenantId: string) =>
      (await figures(tenantId)).filter((line) => !line.startsWith('call ')).sort();
    expect(await days('moved')).not.toEqual(await days('there'));
    await move('moved');
    await fold.kit.projector.refoldFrom('moved', 0);
    expect(await days('moved')).toEqual(await days('there'));
    expect(await fold.kit.rebuild.compare('moved')).toMatchObject({ differences: 0 });
  });

  it('wait for a fold that is under way', async () => {
    await createTestTenant(fold.database, 'waits');
    await fold.kit.append('waits', calls);
    await fold.kit.projector.foldNow('waits');
    let marked = false;
    let marking: Promise<unknown> = Promise.resolve();
    await fold.database.withTenant(
      'waits',
      async (tx) => {
        await lockCursor(tx, 'waits');
        marking = fold.database
          .withTenant('waits', (other) => markStale(other, 'waits', 0))
          .then(() => (marked = true));
        await sleep(2500);
        expect(marked).toBe(false);
      },
      'fold',
    );
    await marking;
    expect(marked).toBe(true);
  });

  it('are told to readers of changes under a number of the log', async () => {
    const tenantId = 'told';
    await createTestTenant(fold.database, tenantId);
    await fold.kit.append(tenantId, calls);
    await fold.kit.projector.foldNow(tenantId);
    await configure(tenantId, 0);
    await fold.kit.projector.refoldFrom(tenantId, 0);
    const after = await fold.database.withTenant(tenantId, (tx) =>
      fold.kit.changes.after(tx, tenantId, calls.length, 9),
    );
    expect(after).toEqual([{ seq: calls.length + 1, kind: 'settings', key: '' }]);
  });
});
