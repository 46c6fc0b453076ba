import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { register } from 'prom-client';

import { ManualClock } from './clock';
import { DiskWatch, type ReadDisk } from './disk-watch';
import type { Rounds } from './rounds/rounds';

describe('the disk under the database', () => {
  const clock = new ManualClock(0);
  const rounds = { add: () => undefined } as unknown as Rounds;
  const disk =
    (taken: number): ReadDisk =>
    async () => ({ bsize: 1_000_000, blocks: 1_000, bavail: 1_000 - taken });
  let warnings: unknown[];

  beforeEach(() => {
    warnings = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((told: unknown) => void warnings.push(told));
  });
  afterEach(() => void jest.restoreAllMocks());

  it('is told from 80 % on, once an hour, and anew when it has been emptied meanwhile', async () => {
    const watch = new DiskWatch('/data', clock, rounds);
    await watch.look(disk(799));
    expect(warnings).toEqual([]);
    await watch.look(disk(800));
    expect(warnings).toEqual([{ disk: 'nearly full', usedPercent: 80, freeMb: 200 }]);
    clock.advance(3_599_999);
    await watch.look(disk(950));
    expect(warnings).toHaveLength(1);
    clock.advance(1);
    await watch.look(disk(950));
    expect(warnings).toHaveLength(2);
    await watch.look(disk(100));
    await watch.look(disk(900));
    expect(warnings).toHaveLength(3);
    expect(await register.getSingleMetricAsString('vigie_data_disk_used_ratio')).toContain(' 0.9');
  });

  it('is somebody else’s to watch where the database is', async () => {
    await new DiskWatch(undefined, clock, rounds).look(() => Promise.reject(new Error('nothing to look at')));
    expect(warnings).toEqual([]);
  });
});
