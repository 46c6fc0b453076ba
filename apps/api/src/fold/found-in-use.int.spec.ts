import { describe, expect, it } from '@jest/globals';

import type { NewEvent } from '../event-log/logged-event';
import { ManualClock } from '../platform/clock';
import { foldUnderTest } from './testing/fold-under-test';
import { anEvent, nineOClock } from './testing/some-events';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('what was found in use', () => {
  const clock = new ManualClock(nineOClock);

  const fold = foldUnderTest(clock);
  const { newTenant, take, asked } = fold;

  const upkeep = async (tenantId: string): Promise<void> => {
    await fold.kit.upkeep.run(tenantId);
    await fold.kit.projector.foldNow(tenantId);
  };
  const sameRebuilt = async (tenantId: string): Promise<void> =>
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0 });
  const at = (minutes: number): number => nineOClock + minutes * minuteMs;

  /** Anna's day of four hours and a half; the end of her first conversation is lost. */
  const aLostEnd = (): NewEvent[] => [
    anEvent('agent.queue_joined', at(0), { subject: 'Anna', data: { queueId: 'rdv' } }),
    anEvent('call.enqueued', at(10), { subject: 's.1', data: { queueId: 'rdv' } }),
    anEvent('call.answered', at(10) + 10_000, { subject: 's.1', data: { queueId: 'rdv', agentId: 'Anna' } }),
    anEvent('call.enqueued', at(120), { subject: 's.2', data: { queueId: 'rdv' } }),
    anEvent('call.answered', at(120) + 5000, { subject: 's.2', data: { queueId: 'rdv', agentId: 'Anna' } }),
    anEvent('call.leg_ended', at(120) + 100_000, {
      subject: 's.2',
      data: { queueId: 'rdv', agentId: 'Anna', side: 'caller' },
    }),
    anEvent('agent.state_changed', at(180), { subject: 'Anna', data: { state: 'break' } }),
    anEvent('agent.state_changed', at(190), { subject: 'Anna', data: { state: 'available' } }),
    anEvent('agent.queue_left', at(300), { subject: 'Anna', data: { queueId: 'rdv' } }),
  ];

  it('a conversation whose end was lost takes five minutes of an agent’s day, at once, and ends with her next one', async () => {
    const tenantId = await newTenant();
    clock.advance(at(301) - clock.now());
    await take(tenantId, aLostEnd());
    const occupancy = async () => {
      const [row] = await asked<{ busy: number; staffed: number }>(
        tenantId,
        `SELECT sum(busy_ms)::bigint AS busy, sum(staffed_ms)::bigint AS staffed
         FROM rollup WHERE tenant_id = $1 AND cuboid = 'agent' AND key1 = 'Anna'`,
      );
      return { busy: Number(row?.busy), staffed: Number(row?.staffed) };
    };
    const day = { busy: 300_000 + 95_000, staffed: 290 * minuteMs };
    expect(await occupancy()).toEqual(day);
    await upkeep(tenantId);
    const calls = () =>
      asked(
        tenantId,
        `SELECT call_id, phase, outcome, talk_ms, (extract(epoch FROM ended_at) * 1000)::bigint AS ended
         FROM call WHERE tenant_id = $1 ORDER BY call_id`,
      );
    expect(await calls()).toEqual([
      { call_id: 's.1', phase: 'ended', outcome: 'answered', talk_ms: null, ended: at(120) + 5000 },
      { call_id: 's.2', phase: 'ended', outcome: 'answered', talk_ms: 95_000, ended: at(120) + 100_000 },
    ]);
    expect(await occupancy()).toEqual(day);
    await upkeep(tenantId);
    await sameRebuilt(tenantId);
    const told = anEvent('call.leg_ended', at(14), {
      subject: 's.1',
      data: { queueId: 'rdv', agentId: 'Anna', side: 'caller' },
    });
    await take(tenantId, [told]);
    expect(await calls()).toMatchObject([{ talk_ms: 230_000, ended: at(14) }, {}]);
    await sameRebuilt(tenantId);
  });

  it('a conversation nobody ends, and a wait after a transfer, are given up after 4 h like any wait', async () => {
    const tenantId = await newTenant();
    const now = clock.now();
    const from = (subject: string, type: string, afterMs: number, data = {}) =>
      anEvent(type, now + afterMs, { subject, data: { queueId: 'rdv', ...data } });
    await take(tenantId, [
      from('talks', 'call.enqueued', 0),
      from('talks', 'call.answered', 1000, { agentId: 'Berthe' }),
      from('waits', 'call.enqueued', 0),
      from('waits', 'call.answered', 1000, { agentId: 'Carine' }),
      from('waits', 'call.transferred', 2000, { agentId: 'Carine', kind: 'blind' }),
      from('waits', 'call.enqueued', 3000, { queueId: 'ord' }),
    ]);
    clock.advance(4 * hourMs);
    await upkeep(tenantId);
    const open = () => asked(tenantId, `SELECT call_id FROM call WHERE tenant_id = $1 AND open ORDER BY 1`);
    expect(await open()).toEqual([{ call_id: 'talks' }, { call_id: 'waits' }]);
    clock.advance(3001);
    await upkeep(tenantId);
    expect(await open()).toEqual([]);
    await sameRebuilt(tenantId);
  });

  it('a greeting nobody ends is over after five minutes, as one who hung up in it, until more is told', async () => {
    const tenantId = await newTenant();
    const now = clock.now();
    await take(tenantId, [
      anEvent('call.initiated', now, { subject: 'g' }),
      anEvent('call.greeting_started', now + 1000, { subject: 'g' }),
    ]);
    const call = () => asked(tenantId, `SELECT phase, outcome, sub_code FROM call WHERE tenant_id = $1`);
    clock.advance(5 * minuteMs + 1000);
    await upkeep(tenantId);
    expect(await call()).toEqual([{ phase: 'greeting', outcome: null, sub_code: null }]);
    clock.advance(1);
    await upkeep(tenantId);
    expect(await call()).toEqual([{ phase: 'ended', outcome: 'ivrAbandoned', sub_code: 'estimated' }]);
    await take(tenantId, [
      anEvent('call.enqueued', now + 10 * minuteMs, { subject: 'g', data: { queueId: 'rdv' } }),
    ]);
    expect(await call()).toEqual([{ phase: 'waiting', outcome: null, sub_code: null }]);
    await sameRebuilt(tenantId);
  });

  it('a restart takes back the losses told in the last second before it, whatever is told first', async () => {
    const waits = (subject: string, leftAt: number, source = '/pbx/lyon'): NewEvent[] => [
      anEvent('call.enqueued', at(-1), { subject, source, data: { queueId: 'q' } }),
      anEvent('call.dequeued', leftAt, { subject, source, data: { queueId: 'q', reason: 'abandoned' } }),
    ];
    const calls = [
      ...waits('early', at(1) - 2000),
      ...waits('other', at(1), '/pbx/nice'),
      ...waits('thrown-1', at(1)),
      ...waits('thrown-2', at(1)),
    ];
    const restart = (id: string, afterMs: number) =>
      anEvent('source.restarted', at(1) + afterMs, { subject: '/pbx/lyon', id });
    const survey = anEvent('survey.answered', at(90), { subject: 'early', data: { items: { overall: 2 } } });
    const told = [...calls, restart('restart', 8000), survey, restart('again', 20_000)];
    for (const order of [told, told.toReversed(), [told.slice(4), told.slice(0, 4)].flat()]) {
      const tenantId = await newTenant();
      for (const event of order) await take(tenantId, [event]);
      expect(
        await asked(tenantId, `SELECT call_id, outcome FROM call WHERE tenant_id = $1 ORDER BY 1`),
      ).toEqual([
        { call_id: 'early', outcome: 'abandoned' },
        { call_id: 'other', outcome: 'abandoned' },
        { call_id: 'thrown-1', outcome: 'unknown' },
        { call_id: 'thrown-2', outcome: 'unknown' },
      ]);
      await sameRebuilt(tenantId);
    }
  });

  it('twelve telephones that nobody picks up for 250 s push out neither the answer nor the end', async () => {
    const tenantId = await newTenant();
    const about = { queueId: 'rdv' };
    const rings = Array.from({ length: 600 }, (_, index) =>
      anEvent('call.offer_ended', at(0) + Math.floor(index / 12) * 5000, {
        subject: 'rr.1',
        id: `ring-${index}`,
        data: { ...about, agentId: `Poste ${index % 12}`, result: 'no_answer', ringMs: 0 },
      }),
    );
    const taken = { ...about, agentId: 'Poste 3', waitMs: 250_000, ringMs: 2000 };
    await take(tenantId, [
      anEvent('call.enqueued', at(0), { subject: 'rr.1', data: about }),
      ...rings.slice(0, 400),
    ]);
    await take(tenantId, [
      ...rings.slice(400),
      anEvent('call.answered', at(0) + 250_000, { subject: 'rr.1', data: taken }),
      anEvent('call.leg_ended', at(0) + 400_000, { subject: 'rr.1', data: { ...taken, side: 'caller' } }),
    ]);
    expect(
      await asked(
        tenantId,
        `SELECT outcome, phase, wait_ms, talk_ms, ignored_facts FROM call WHERE tenant_id = $1`,
      ),
    ).toEqual([
      { outcome: 'answered', phase: 'ended', wait_ms: 250_000, talk_ms: 150_000, ignored_facts: null },
    ]);
    const [offers] = await asked<{ offered: number; missed: number }>(
      tenantId,
      `SELECT (SELECT sum(offered)::bigint FROM rollup WHERE tenant_id = $1 AND cuboid = 'agent') AS offered,
         (SELECT sum(ring_no_answer)::bigint FROM rollup WHERE tenant_id = $1 AND cuboid = 'total') AS missed`,
    );
    expect(offers).toEqual({ offered: 601, missed: 600 });
    await sameRebuilt(tenantId);
  });

  it('a callback noted as reached is kept with the call it answers', async () => {
    const tenantId = await newTenant();
    await take(tenantId, [
      anEvent('call.enqueued', at(0), { subject: 'm1', data: { queueId: 'rdv' } }),
      anEvent('call.dequeued', at(1), { subject: 'm1', data: { queueId: 'rdv', reason: 'callback' } }),
    ]);
    await take(tenantId, [
      anEvent('callback.reached', at(11), { subject: 'm1', data: { callbackId: 'cb1' } }),
    ]);
    const [stored] = await fold.database.withTenant(tenantId, (tx) =>
      fold.kit.calls.callsArrived(tx, tenantId, { from: at(-1), to: at(5) }, 2),
    );
    expect(stored?.call).toMatchObject({ outcome: 'callbackExit', reachedAt: [at(11)] });
    await sameRebuilt(tenantId);
  });
});
