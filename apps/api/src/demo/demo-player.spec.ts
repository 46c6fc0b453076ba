import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';

import { Backfills } from '../event-log/backfills';
import { ManualClock } from '../platform/clock';
import { readConfig } from '../platform/config';
import type { DemoCallers } from './demo-callers';
import type { DemoCampaign } from './demo-campaign';
import type { DemoLoader } from './demo-loader';
import { DemoPlayer } from './demo-player';
import { DemoProgress } from './demo-progress';
import type { DemoSupervisor } from './demo-supervisor';
import { demoTenantId, type DemoStage } from './demo-stage';

const done = (): Promise<void> => Promise.resolve();

/** A demonstration of no days, whose stage opens once its database is back. */
function demonstration(failures: number) {
  let opened = 0;
  const backfills = new Backfills();
  const stage = {
    open: () => {
      opened += 1;
      return opened > failures ? done() : Promise.reject(new Error('the database is away'));
    },
    programme: () => Promise.resolve({ present: [], past: [] }),
  } as unknown as DemoStage;
  const player = new DemoPlayer(
    new ManualClock(Date.parse('2026-11-30T08:00:00Z')),
    stage,
    { fillRecords: done } as unknown as DemoLoader,
    new DemoProgress(readConfig({ VIGIE_LOG_LEVEL: 'silent' }), backfills),
    { turn: done } as unknown as DemoCallers,
    { turn: done } as unknown as DemoCampaign,
    { turn: done } as unknown as DemoSupervisor,
  );
  return { player, isLoading: () => backfills.isUnderWay(demoTenantId) };
}

describe('a demonstration', () => {
  it('that cannot start at once begins anew: its past is not said to be loading for ever', async () => {
    Logger.overrideLogger(false);
    const { player, isLoading } = demonstration(1);
    player.start();
    expect(isLoading()).toBe(true);
    for (let tries = 0; tries < 6_000 && isLoading(); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isLoading()).toBe(false);
    await player.stop();
  });
});
