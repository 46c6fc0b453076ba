import { beforeEach, describe, expect, it } from '@jest/globals';
import { tallyNames } from '@vigie/metrics';

import { ManualClock } from '../platform/clock';
import { saveVersion } from '../settings/settings-store';
import { sumDay } from './day-sums-store';
import { rollupTable, tallyColumn } from './rollup-store';
import { beginDays } from './summed-days';
import { foldUnderTest } from './testing/fold-under-test';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const goOn = { isStopping: () => false };
const madeOf = rollupTable.compared.sql('made');

describe('sums of whole days', () => {
  const clock = new ManualClock(nineOClock);
  const fold = foldUnderTest(clock);
  let lyon = '';

  beforeEach(async () => {
    lyon = await fold.newTenant();
    clock.setTo(nineOClock + 3 * dayMs);
    for (const day of [0, 1, 2])
      await fold.take(
        lyon,
        Array.from({ length: 20 }, (_, n) =>
          anAnsweredCall(`d${day}c${n}`, nineOClock + day * dayMs + n * 400_000),
        ).flat(),
      );
  });

  const sum = (): Promise<void> => fold.kit.daySums.run(lyon, goOn);
  const days = (): Promise<{ day: string; summed: boolean }[]> =>
    fold.asked(
      lyon,
      `SELECT to_char(start_at AT TIME ZONE 'UTC', 'MM-DD HH24') AS day, summed FROM summed_day
       WHERE tenant_id = $1 ORDER BY start_at`,
    );
  /** What is kept of days that are summed, and what their quarters come to by another way: count by count, bin by bin. */
  const both = async (): Promise<[unknown[], unknown[]]> => {
    const counts = tallyNames.map((name) => `sum(${tallyColumn(name)})::bigint AS ${tallyColumn(name)}`);
    const kept = await fold.asked(
      lyon,
      `WITH made AS (SELECT r.* FROM rollup_day r JOIN summed_day d ON d.tenant_id = $1 AND d.summed AND d.start_at = r.bucket
         WHERE r.tenant_id = $1)
       ${madeOf} ORDER BY cuboid, key1, key2, bucket`,
    );
    const wanted = await fold.asked<Record<string, unknown>>(
      lyon,
      `WITH made AS (SELECT r.tenant_id, cuboid, key1, key2, d.start_at AS bucket, ${counts.join(', ')}, '{}'::int[] AS bins
         FROM rollup r JOIN summed_day d ON d.tenant_id = $1 AND d.summed AND r.bucket >= d.start_at AND r.bucket < d.end_at
         WHERE r.tenant_id = $1 GROUP BY 1, 2, 3, 4, 5)
       ${madeOf} ORDER BY cuboid, key1, key2, bucket`,
    );
    const binRows = await fold.asked<{ id: string; bins: number[] }>(
      lyon,
      `SELECT concat_ws(' ', cuboid, key1, key2, extract(epoch FROM d.start_at)::bigint) AS id, r.bins
       FROM rollup r JOIN summed_day d ON d.tenant_id = $1 AND d.summed AND r.bucket >= d.start_at AND r.bucket < d.end_at
       WHERE r.tenant_id = $1`,
    );
    const byRow = Map.groupBy(binRows, ({ id }) => id);
    const withBins = wanted.map((row) => {
      const at = Math.round(new Date(row['bucket'] as string).getTime() / 1000);
      const id = `${String(row['cuboid'])} ${String(row['key1'])} ${String(row['key2'])} ${at}`;
      return { ...row, bins: addedUp((byRow.get(id) ?? []).map(({ bins: list }) => list)) };
    });
    return [kept, withBins];
  };

  it('are made of each day that is over, by the centre’s midnights, and say what its quarters say', async () => {
    await sum();
    expect((await days()).map(({ summed }) => summed)).toEqual([true, true, true]);
    expect((await days())[0]?.day).toMatch(/ 2[23]$/u);
    const [kept, wanted] = await both();
    expect(kept.length).toBeGreaterThan(20);
    expect(kept).toEqual(wanted);
    expect(await fold.kit.rebuild.compare(lyon)).toMatchObject({ differences: 0, examples: [] });
  });

  it('leave a day that somebody tells something of late, and are there again after the next round', async () => {
    await sum();
    const late = anEvent('call.abandoned', nineOClock + dayMs + 7_000, { subject: 'late' });
    const came = anEvent('call.enqueued', nineOClock + dayMs, { subject: 'late' });
    await fold.take(lyon, [came, late]);
    expect((await days()).length).toBe(2);
    await sum();
    expect((await days()).length).toBe(3);
    const [kept, wanted] = await both();
    expect(kept).toEqual(wanted);
    expect(await fold.kit.rebuild.compare(lyon)).toMatchObject({ differences: 0, examples: [] });
  });

  it('are not taken for a day of which a quarter moves while it is summed', async () => {
    const day = { start: nineOClock - 9 * hourMs, end: nineOClock + 15 * hourMs };
    await fold.database.withTenant(lyon, (tx) => beginDays(tx, lyon, [day]), 'fold');
    await fold.take(lyon, anAnsweredCall('meanwhile', nineOClock + hourMs));
    const isSummed = await fold.database.withTenant(lyon, (tx) => sumDay(tx, lyon, day), 'fold');
    expect(isSummed).toBe(false);
    expect(await days()).toEqual([]);
  });

  it('are cut again where the centre moves to another time zone, and none counts twice', async () => {
    await sum();
    await fold.database.withTenant(lyon, (tx) =>
      saveVersion(tx, lyon, { fromAt: 0, document: { centre: { timezone: 'America/New_York' } } }),
    );
    await fold.kit.projector.refoldFrom(lyon, 0);
    await sum();
    expect((await days()).map(({ day }) => day.slice(-2))).toEqual(['05', '05', '05']);
    const [kept, wanted] = await both();
    expect(kept).toEqual(wanted);
    const stored = await fold.asked<{ count: number }>(
      lyon,
      `SELECT count(*)::int AS count FROM rollup_day r WHERE tenant_id = $1
         AND EXISTS (SELECT FROM summed_day d
           WHERE d.tenant_id = $1 AND r.bucket > d.start_at AND r.bucket < d.end_at)`,
    );
    expect(stored).toEqual([{ count: 0 }]);
  });

  it('are begun again after an end in between, and leave no other day that the new ones overlap', async () => {
    await sum();
    const third = (await days()).at(-1);
    const cut = { start: nineOClock - 3 * hourMs, end: nineOClock + 21 * hourMs };
    const begin = (): Promise<void> =>
      fold.database.withTenant(lyon, (tx) => beginDays(tx, lyon, [cut]), 'fold');
    await begin();
    await begin();
    expect(await days()).toEqual([{ day: expect.anything(), summed: false }, third]);
    const orphans = await fold.asked<{ count: number }>(
      lyon,
      `SELECT count(*)::int AS count FROM rollup_day r WHERE tenant_id = $1
         AND NOT EXISTS (SELECT FROM summed_day d WHERE d.tenant_id = $1 AND d.start_at = r.bucket)`,
    );
    expect(orphans).toEqual([{ count: 0 }]);
  });

  it('that are wrong are found by a rebuild', async () => {
    await sum();
    await fold.asAdministrator((tx) =>
      tx.query(`UPDATE rollup_day SET answered = answered + 1 WHERE cuboid = 'total' AND answered > 0`),
    );
    const { differences, examples } = await fold.kit.rebuild.compare(lyon);
    expect(differences).toBe(6);
    expect(examples[0]).toContain('rollup_day total');
  });
});

/** Lists of bins as one: by code, without those that came to nothing. */
function addedUp(lists: readonly (readonly number[])[]): number[] {
  const counts = new Map<number, number>();
  for (const list of lists)
    for (let at = 0; at < list.length; at += 2) {
      const code = list[at] as number;
      counts.set(code, (counts.get(code) ?? 0) + (list[at + 1] as number));
    }
  return [...counts]
    .filter(([, count]) => count !== 0)
    .sort(([one], [other]) => one - other)
    .flat();
}
