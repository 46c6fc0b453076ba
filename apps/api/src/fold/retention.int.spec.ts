import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SettingsFile } from '@vigie/contracts';

import type { NewEvent } from '../event-log/logged-event';
import { serverEvent } from '../event-log/server-events';
import { ManualClock } from '../platform/clock';
import { saveVersion } from '../settings/settings-store';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { foldUnderTest } from './testing/fold-under-test';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';

const dayMs = 86_400_000;
const goOn = { isStopping: () => false };
/** Thirteen months, then five, then one before now; each a Monday at nine. */
const old = nineOClock;
const middle = nineOClock + 34 * 7 * dayMs;
const recent = nineOClock + 52 * 7 * dayMs;
const now = Date.UTC(2027, 3, 2, 12);

/** A morning with answers to a survey, and of secretaries who log in and pause. */
function morning(name: string, at: number): NewEvent[] {
  return Array.from({ length: 12 }, (_, n) => {
    const subject = `${name}${n}`;
    const arrived = at + n * 300_000;
    const answered = anEvent('survey.answered', arrived + 3_600_000, {
      subject,
      data: { channel: 'sms', clinicId: 'durand', items: { overall: 5 } },
    });
    return [...anAnsweredCall(subject, arrived), ...(n % 3 === 0 ? [answered] : [])];
  })
    .flat()
    .concat([
      anEvent('agent.logged_in', at, { subject: 'anne', id: `${name} in` }),
      anEvent('agent.state_changed', at + 1_800_000, {
        subject: 'anne',
        id: `${name} b`,
        data: { state: 'break' },
      }),
      anEvent('agent.logged_out', at + 3_600_000, { subject: 'anne', id: `${name} out` }),
    ]);
}

describe('what was kept as long as it may be', () => {
  const clock = new ManualClock(now);
  let lyon = '';
  let tenants = 0;

  const fold = foldUnderTest(clock);

  const configure = (document: SettingsFile): Promise<unknown> =>
    fold.database.withTenant(lyon, (tx) => saveVersion(tx, lyon, { fromAt: 0, document }));
  const rows = async (sql: string): Promise<string[]> => {
    const found: { line: string }[] = await fold.database.withTenant(lyon, (tx) =>
      tx.query(`SELECT to_jsonb(t)::text AS line FROM (${sql}) t ORDER BY 1`),
    );
    return found.map(({ line }) => line);
  };
  const count = async (table: string): Promise<number> => (await rows(`SELECT * FROM ${table}`)).length;
  const sums = (where = 'true'): Promise<string[]> =>
    rows(`SELECT r.*, vigie_sum_bins(bins) AS summed FROM rollup r WHERE ${where}`);
  const take = async (events: readonly NewEvent[], at: number): Promise<void> => {
    clock.setTo(at);
    await fold.kit.append(lyon, events);
    await fold.kit.projector.foldNow(lyon);
  };
  const proofs = async (): Promise<unknown[]> =>
    (await fold.kit.audit.search(lyon, { limit: 20, actions: ['retention'] })).map(({ action, subject }) => [
      action,
      subject,
    ]);

  beforeEach(async () => {
    lyon = `lyon-${(tenants += 1)}`;
    await createTestTenant(fold.database, lyon);
    for (const [name, at] of [
      ['old', old],
      ['middle', middle],
      ['recent', recent],
    ] as const)
      await take(morning(name, at), at + 4 * 3_600_000);
    clock.setTo(now);
  });

  it('goes: calls with their answers, events and agents’ days; every sum stays, and it is told what went', async () => {
    const before = await sums();
    await fold.kit.retention.run(lyon, goOn);
    expect(await sums()).toEqual(before);
    expect(await count('call')).toBe(24);
    expect(await count('call_survey')).toBe(8);
    expect(await count('agent_day')).toBe(1);
    expect(await count('event_log')).toBe(2 * morning('x', 0).length);
    expect(await rows(`SELECT 1 AS hit FROM event_log WHERE subject LIKE 'old%'`)).toEqual([]);
    expect(await proofs()).toEqual([
      ['retention.events', `before=2026-04-02T00:00:00.000Z count=${morning('x', 0).length}`],
      ['retention.agent-days', 'before=2027-01-02 count=2'],
      ['retention.calls', 'before=2026-04-03T00:00:00.000Z count=12'],
    ]);
    await fold.kit.retention.run(lyon, goOn);
    expect(await proofs()).toHaveLength(3);
  });

  it('is told kind by kind: what went before a failure is told all the same', async () => {
    let asked = 0;
    const isStopping = (): boolean => {
      if ((asked += 1) > 1) throw new Error('the database is away');
      return false;
    };
    await expect(fold.kit.retention.run(lyon, { isStopping })).rejects.toThrow('the database is away');
    expect(await count('call')).toBe(24);
    expect(await proofs()).toEqual([['retention.calls', 'before=2026-04-03T00:00:00.000Z count=12']]);
  });

  it('goes in steps that a process may be stopped between, and is taken up again', async () => {
    const before = await sums();
    let asked = 0;
    fold.kit.retention.pace = { rows: 5, events: 20 };
    await fold.kit.retention.run(lyon, { isStopping: () => (asked += 1) > 1 });
    expect(await count('call')).toBe(31);
    await fold.kit.retention.run(lyon, goOn);
    fold.kit.retention.pace = { rows: 2_000, events: 10_000 };
    expect(await count('call')).toBe(24);
    expect(await sums()).toEqual(before);
    expect(await fold.kit.rebuild.compare(lyon)).toMatchObject({ differences: 0 });
  });

  it('is not missed by a rebuild: it compares what is kept, and says from when', async () => {
    await fold.kit.retention.run(lyon, goOn);
    const report = await fold.kit.rebuild.compare(lyon);
    expect(report.examples).toEqual([]);
    expect(report).toMatchObject({ differences: 0, partial: true, callsFrom: Date.UTC(2026, 3, 3) });
    await fold.database.asOwner(async (tx) => {
      await tx.query(`SELECT set_config('app.tenant', $1, true)`, [lyon]);
      await tx.query(`UPDATE rollup SET answered = answered + 1 WHERE bucket >= $1 AND answered > 0`, [
        new Date(recent).toISOString(),
      ]);
    });
    expect((await fold.kit.rebuild.compare(lyon)).differences).toBeGreaterThan(0);
  });

  it('is not counted again when more is told of it, while history that nobody knew yet is counted', async () => {
    await fold.kit.retention.run(lyon, goOn);
    const before = await sums();
    const late = [
      anEvent('survey.answered', old + 2 * dayMs, {
        subject: 'old1',
        data: { channel: 'sms', clinicId: 'durand', items: { overall: 1 } },
      }),
      anEvent('call.dispositioned', now, { subject: 'old2', data: { reasonCode: 'appointment' } }),
      anEvent('agent.state_changed', old + 1000, { subject: 'anne', id: 'late', data: { state: 'break' } }),
      anEvent('survey.answered', middle + dayMs, {
        subject: 'middle1',
        data: { channel: 'sms', clinicId: 'durand', items: { overall: 4 } },
      }),
    ];
    await take(late, now);
    expect((await sums('rating_4 IS NULL')).length).toBeLessThan(before.length);
    const ofOld = `bucket < '${new Date(middle).toISOString()}'`;
    expect(await sums(ofOld)).toEqual(before.filter((line) => line.includes('"bucket": "2026-03-')));
    expect(await count('call')).toBe(24);
    await take(anAnsweredCall('unknown', old + 600_000), now);
    expect((await sums(`${ofOld} AND cuboid = 'total'`)).length).toBeGreaterThan(0);
    expect(await sums(ofOld)).not.toEqual(before.filter((line) => line.includes('"bucket": "2026-03-')));
    expect(await fold.kit.rebuild.compare(lyon)).toMatchObject({ differences: 0 });
  });

  it('stays in the sums when settings change for all time: those of which details are kept follow them', async () => {
    await fold.kit.retention.run(lyon, goOn);
    const ofOld = `bucket < '${new Date(middle).toISOString()}'`;
    const [oldSums, laterSums] = [await sums(ofOld), await sums(`NOT (${ofOld})`)];
    const staffed = await sums(`staffed_ms > 0 AND cuboid = 'agent'`);
    await configure({
      teams: [{ id: 'north', queues: ['rendez-vous'], members: ['anne'] }],
      clinics: [{ id: 'durand', covered: { week: { mon: ['09:00-09:20'] } } }],
    });
    await fold.kit.projector.refoldFrom(lyon, 0);
    expect(await sums(ofOld)).toEqual(oldSums);
    expect(await sums(`NOT (${ofOld})`)).not.toEqual(laterSums);
    const times = (lines: readonly string[]): string[] =>
      lines.map((line) => {
        const { bucket, staffed_ms, busy_ms } = JSON.parse(line) as Record<string, unknown>;
        return JSON.stringify([bucket, staffed_ms, busy_ms]);
      });
    expect(times(await sums(`staffed_ms > 0 AND cuboid = 'agent'`))).toEqual(times(staffed));
    expect(await fold.kit.rebuild.compare(lyon)).toMatchObject({ differences: 0, stale: false });
  });

  it('is owed to nobody any more: a promise ends with the call that opened it, and what came later is owed by itself', async () => {
    const lost = (subject: string, at: number): NewEvent[] => [
      anEvent('call.enqueued', at, {
        subject,
        data: { queueId: 'q1', clinicId: 'durand', aniHash: 'hash-a', aniMask: '06 39 98 •• ••' },
      }),
      anEvent('call.disconnected', at + 40_000, { subject, data: { side: 'caller' } }),
    ];
    const wish = anEvent('callback.requested', old + 60_000, { subject: 'p1', data: { callbackId: 'cb' } });
    await take([...lost('p1', old), wish, ...lost('p2', recent)], recent + 3_600_000);
    const sql = `SELECT obligation_id AS id, opened_by AS "callKey" FROM obligation`;
    const [promise] = (await rows(sql)).map((line) => JSON.parse(line) as { id: string; callKey: string });
    const { id: subject = '', callKey = '' } = promise ?? {};
    const act = (type: string, id: string, at: number, outcome: string): NewEvent =>
      serverEvent({ type, at, subject, id, data: { callKey, outcome } });
    await take([act('obligation.attempted', 'try', middle, 'noAnswer')], now);
    const before = await sums();
    await fold.kit.retention.run(lyon, goOn);
    expect(await sums()).toEqual(before);
    const owed = async (): Promise<unknown[]> =>
      (
        await rows(
          `SELECT state, ani_hash, detail->>'mask' AS mask, closed_at >= opened_at AS closed FROM obligation`,
        )
      ).map((line) => JSON.parse(line) as unknown);
    const ended = [
      { state: 'open', ani_hash: 'hash-a', mask: '06 39 98 •• ••', closed: null },
      { state: 'neverReached', ani_hash: null, mask: null, closed: true },
    ];
    expect(await owed()).toEqual(ended);
    expect(await fold.kit.rebuild.compare(lyon)).toMatchObject({ examples: [], differences: 0 });
    await take([act('obligation.closed', 'late', now, 'reached')], now);
    await fold.kit.projector.refoldFrom(lyon, 0);
    expect(await owed()).toEqual(ended);
    expect(await fold.kit.rebuild.compare(lyon)).toMatchObject({ examples: [], differences: 0 });
  });

  it('is less where the centre says so, or where a clinic promises its patients less', async () => {
    await configure({ retention: { agentMonths: 1 }, centre: { survey: { retentionMonths: 4 } } });
    await fold.kit.projector.refoldFrom(lyon, 0);
    const before = await sums();
    await fold.kit.retention.run(lyon, goOn);
    expect(await count('call')).toBe(12);
    expect(await count('agent_day')).toBe(0);
    expect(
      await rows(`SELECT DISTINCT left(subject, 6) AS s FROM event_log WHERE type LIKE 'call.%'`),
    ).toEqual(['{"s": "recent"}']);
    expect(await sums()).toEqual(before);
  });
});
