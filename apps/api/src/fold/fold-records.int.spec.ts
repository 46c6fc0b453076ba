import { describe, expect, it } from '@jest/globals';
import { tallyNames } from '@vigie/metrics';

import type { NewEvent } from '../event-log/logged-event';
import { ManualClock } from '../platform/clock';
import { tallyColumn } from './rollup-store';
import { foldUnderTest } from './testing/fold-under-test';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';

const hourMs = 3_600_000;

describe('what the fold keeps', () => {
  const clock = new ManualClock(nineOClock);

  const fold = foldUnderTest(clock);
  const { newTenant, take, asked } = fold;

  it('has a column for every count of the registry', async () => {
    const columns = await asked<{ name: string }>(
      await newTenant(),
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_name = 'rollup' AND data_type = 'bigint' AND $1 <> '' ORDER BY ordinal_position`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(tallyNames.map(tallyColumn).sort());
  });

  it('the rollup is what SQL counts over the calls', async () => {
    const tenantId = await newTenant();
    const abandoned = (n: number): NewEvent[] => [
      anEvent('call.enqueued', nineOClock + n * 61_000, {
        subject: `a${n}`,
        data: { queueId: 'q', clinicId: `k${n % 3}` },
      }),
      anEvent('call.disconnected', nineOClock + n * 61_000 + (n % 20) * 1000, {
        subject: `a${n}`,
        data: { side: 'caller' },
      }),
    ];
    const calls = Array.from({ length: 90 }, (_, n) => [
      ...abandoned(n),
      ...anAnsweredCall(`c${n}`, nineOClock + n * 47_000, {
        waitMs: 900 * n,
        clinicId: `k${n % 3}`,
        agentId: `s${n % 5}`,
      }),
    ]);
    await take(tenantId, calls.flat());
    const stored = await asked(
      tenantId,
      `SELECT key1 AS clinic, bucket, coalesce(offered, 0) AS offered, coalesce(answered, 0) AS answered,
         coalesce(abandoned, 0) AS abandoned, coalesce(short_abandoned, 0) AS short, coalesce(wait_ms, 0) AS wait,
         coalesce(talk_ms, 0) AS talk
       FROM rollup WHERE tenant_id = $1 AND cuboid = 'clinic' ORDER BY 1, 2`,
    );
    const counted = await asked(
      tenantId,
      `SELECT clinic_id AS clinic, date_bin('15 minutes', arrived_at, 'epoch') AS bucket,
         count(*) FILTER (WHERE offered) AS offered, count(*) FILTER (WHERE outcome = 'answered') AS answered,
         count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned, count(*) FILTER (WHERE short_abandoned) AS short,
         coalesce(sum(wait_ms) FILTER (WHERE offered), 0) AS wait, coalesce(sum(talk_ms), 0) AS talk
       FROM call WHERE tenant_id = $1 AND counted GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(stored.length).toBeGreaterThan(10);
    expect(stored).toEqual(counted);
  });

  it('an agent’s time is spent in the quarters it was spent in, calls over what was declared', async () => {
    const tenantId = await newTenant();
    const declare = (type: string, at: number, data = {}) => anEvent(type, at, { subject: 'anne', data });
    await take(tenantId, [
      declare('agent.logged_in', nineOClock),
      declare('agent.state_changed', nineOClock, { state: 'available' }),
      ...anAnsweredCall('c1', nineOClock + 14 * 60_000, { waitMs: 1000, talkMs: 119_000 }),
      declare('agent.state_changed', nineOClock + 20 * 60_000, { state: 'break' }),
      declare('agent.logged_out', nineOClock + 25 * 60_000),
    ]);
    const quarters = await asked(
      tenantId,
      `SELECT staffed_ms, busy_ms, answered FROM rollup WHERE tenant_id = $1 AND cuboid = 'agent' ORDER BY bucket`,
    );
    expect(quarters).toEqual([
      { staffed_ms: 900_000, busy_ms: 59_000, answered: 1 },
      { staffed_ms: 300_000, busy_ms: 80_000, answered: null },
    ]);
    const [day] = await fold.database.withTenant(tenantId, (tx) =>
      fold.kit.agentDays.day(tx, tenantId, nineOClock),
    );
    expect(day).toMatchObject({ agentId: 'anne', date: '2026-03-02', legs: [{ clinicId: 'durand' }] });
    const nobody = await fold.database.withTenant(tenantId, (tx) =>
      fold.kit.agentDays.byAgent(tx, tenantId, nineOClock, ['béa']),
    );
    expect(nobody).toEqual([]);
  });

  it('what an agent declares late is carried over every midnight that follows', async () => {
    const tenantId = await newTenant();
    const declare = (type: string, hours: number, data = {}) =>
      anEvent(type, nineOClock + hours * hourMs, { subject: 'anne', data });
    const states = Array.from({ length: 12 }, (_, n) =>
      declare('agent.state_changed', n * 8, { state: n % 2 === 0 ? 'available' : 'break' }),
    );
    await take(tenantId, [declare('agent.logged_in', 0), ...states]);
    const openings = () =>
      asked<{ opening: string }>(tenantId, `SELECT opening FROM agent_day WHERE tenant_id = $1 ORDER BY day`);
    expect(await openings()).toHaveLength(5);
    await take(tenantId, [declare('agent.queue_joined', 1, { queueId: 'late' })]);
    const joined = (await openings()).map(({ opening }) => opening.includes('late'));
    expect(joined).toEqual([false, true, true, true, true]);
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0 });
  });

  it('calls are found by key, by arrival, by caller, and while they are open', async () => {
    const tenantId = await newTenant();
    const waiting = anEvent('call.enqueued', nineOClock + 600_000, {
      subject: 'w',
      data: { queueId: 'q', clinicId: 'martin', aniHash: 'caller' },
    });
    await take(tenantId, [...anAnsweredCall('c1', nineOClock), waiting]);
    await fold.database.withTenant(tenantId, async (tx) => {
      const range = { from: nineOClock, to: nineOClock + hourMs };
      const all = await fold.kit.calls.callsArrived(tx, tenantId, range, 10);
      expect(all.map(({ callId }) => callId)).toEqual(['c1', 'w']);
      expect(all[0]).toMatchObject({ source: '/pbx/lyon', call: { outcome: 'answered', waitMs: 8000 } });
      const latest = await fold.kit.calls.latestCalls(tx, tenantId, range, 1);
      expect(latest.map(({ callId }) => callId)).toEqual(['w']);
      const found = async (more: object) =>
        (await fold.kit.calls.callsArrived(tx, tenantId, { ...range, ...more }, 9)).length;
      expect(await found({ clinicIds: ['martin'] })).toBe(1);
      expect(await found({ aniHashes: ['caller'], clinicIds: ['durand'] })).toBe(0);
      expect(await found({ to: nineOClock })).toBe(0);
      expect((await fold.kit.calls.openCalls(tx, tenantId)).map(({ callId }) => callId)).toEqual(['w']);
      expect(await fold.kit.calls.openCalls(tx, tenantId, nineOClock + 600_001)).toEqual([]);
      const keys = all.map(({ callKey }) => callKey);
      expect(await fold.kit.calls.callsByKey(tx, tenantId, keys)).toHaveLength(2);
      expect(await fold.kit.calls.callsByKey(tx, tenantId, [])).toEqual([]);
    });
  });

  it('says what changed under the sequence it reached, and forgets it after an hour', async () => {
    const tenantId = await newTenant();
    await take(tenantId, anAnsweredCall('c1', nineOClock));
    const changes = (seq: number) =>
      fold.database.withTenant(tenantId, (tx) => fold.kit.changes.after(tx, tenantId, seq, 99));
    const head = () => fold.database.withTenant(tenantId, (tx) => fold.kit.changes.head(tx, tenantId));
    expect(await changes(0)).toEqual([
      { seq: 9, kind: 'agent', key: 'anne' },
      { seq: 9, kind: 'call', key: expect.any(String) },
      { seq: 9, kind: 'source', key: '/pbx/lyon' },
    ]);
    expect(await changes(9)).toEqual([]);
    await fold.kit.upkeep.run(tenantId);
    clock.advance(hourMs - 1);
    await fold.kit.upkeep.run(tenantId);
    expect(await head()).toEqual({ folded: 9, oldest: 0 });
    expect(await changes(0)).toHaveLength(3);
    clock.advance(1);
    await fold.kit.upkeep.run(tenantId);
    expect(await head()).toEqual({ folded: 9, oldest: 9 });
    expect(await changes(0)).toEqual([]);
  });

  it('knows every id seen by a name, and when each source was heard', async () => {
    const tenantId = await newTenant();
    const beat = (id: string, data = {}) =>
      anEvent('source.heartbeat', nineOClock, { source: '/pbx/nice', subject: '/pbx/nice', id, data });
    await take(tenantId, [...anAnsweredCall('c1', nineOClock), beat('b1', { offsetMs: -40 })]);
    const names = await asked(
      tenantId,
      `SELECT kind, id, name FROM directory WHERE tenant_id = $1 ORDER BY 1, 2`,
    );
    expect(names).toEqual([
      { kind: 'agent', id: 'anne', name: 'anne' },
      { kind: 'clinic', id: 'durand', name: 'durand' },
      { kind: 'queue', id: 'rendez-vous', name: 'rendez-vous' },
    ]);
    const now = clock.now();
    const heard = () => fold.database.withTenant(tenantId, (tx) => fold.kit.sources.all(tx, tenantId));
    expect(await heard()).toEqual([
      { source: '/pbx/lyon', lastEventAt: now, lastHeartbeatAt: null, offsetMs: null },
      { source: '/pbx/nice', lastEventAt: null, lastHeartbeatAt: now, offsetMs: -40 },
    ]);
    clock.advance(5000);
    await take(tenantId, [beat('b2')]);
    expect((await heard())[1]).toMatchObject({
      lastHeartbeatAt: now + 5000,
      offsetMs: nineOClock - now - 5000,
    });
  });

  it('gives up a call silent for 4 h by an event of the log, once, and takes it back when the call goes on', async () => {
    const tenantId = await newTenant();
    const at = clock.now();
    await take(tenantId, [anEvent('call.enqueued', at, { data: { queueId: 'q' } })]);
    clock.advance(4 * hourMs);
    await fold.kit.upkeep.run(tenantId);
    const types = () =>
      asked(tenantId, `SELECT type, source, subject FROM event_log WHERE tenant_id = $1 AND seq > 1`);
    expect(await types()).toEqual([]);
    clock.advance(1);
    await fold.kit.upkeep.run(tenantId);
    await fold.kit.upkeep.run(tenantId);
    expect(await types()).toEqual([{ type: 'call.expired', source: 'vigie', subject: 'c1' }]);
    await fold.kit.projector.foldNow(tenantId);
    const outcome = () => asked(tenantId, `SELECT outcome, phase, open FROM call WHERE tenant_id = $1`);
    expect(await outcome()).toEqual([{ outcome: 'unknown', phase: 'ended', open: false }]);
    await take(tenantId, [
      anEvent('call.answered', at + 5 * hourMs, { data: { agentId: 'anne', queueId: 'q' } }),
    ]);
    expect(await outcome()).toEqual([{ outcome: 'answered', phase: 'talking', open: true }]);
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0 });
  });

  it('ends the open calls of a source that restarted, those told of only afterwards too', async () => {
    const tenantId = await newTenant();
    const waits = (subject: string, source: string, at = nineOClock) =>
      anEvent('call.enqueued', at, { subject, source, id: `${subject}${source}`, data: { queueId: 'q' } });
    const restart = anEvent('source.restarted', nineOClock + 60_000, { subject: '/pbx/lyon', id: 'restart' });
    await take(tenantId, [waits('c1', '/pbx/lyon'), waits('c2', '/pbx/nice'), restart]);
    await take(tenantId, [waits('c3', '/pbx/lyon'), waits('c4', '/pbx/lyon', nineOClock + 61_000)]);
    expect(
      await asked(tenantId, `SELECT call_id, outcome FROM call WHERE tenant_id = $1 ORDER BY 1`),
    ).toEqual([
      { call_id: 'c1', outcome: 'unknown' },
      { call_id: 'c2', outcome: null },
      { call_id: 'c3', outcome: 'unknown' },
      { call_id: 'c4', outcome: null },
    ]);
  });

  it('shows a tenant nothing of another, even when a query forgets to ask', async () => {
    const [mine, other] = [await newTenant(), await newTenant()];
    await take(other, anAnsweredCall('c1', nineOClock));
    const tables = ['call', 'rollup', 'agent_day', 'source_restart', 'change'];
    for (const access of ['app', 'fold'] as const) {
      for (const table of tables) {
        const rows = await fold.database.withTenant(mine, (tx) => tx.query(`SELECT 1 FROM ${table}`), access);
        expect(rows).toEqual([]);
      }
    }
    const foreign = fold.database.withTenant(
      mine,
      (tx) => tx.query(`INSERT INTO change (tenant_id, seq, kind, key) VALUES ($1, 1, 'call', 'x')`, [other]),
      'fold',
    );
    await expect(foreign).rejects.toThrow('row-level security');
  });
});
