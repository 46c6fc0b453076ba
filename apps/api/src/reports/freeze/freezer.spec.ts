import { describe, expect, it } from '@jest/globals';

import type { EntityManager } from 'typeorm';

import { Backfills } from '../../event-log/backfills';
import type { Outbox } from '../../deliveries/outbox';
import { ManualClock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import type { TenantSettings } from '../../settings/tenant-settings';
import type { Reporter } from '../reporter';
import { Freezer } from './freezer';

const month = { behind: 0, answered: false, told: false, toldFinally: false };

describe('a month that has ended', () => {
  it('is not written down while some of the past is still being brought in', async () => {
    const backfills = new Backfills();
    const tx = { query: () => Promise.resolve([month]) } as unknown as EntityManager;
    const settings = {
      ensureLoaded: () => Promise.resolve(),
      current: () => ({ timezone: 'Europe/Paris' }),
    } as unknown as TenantSettings;
    const clock = new ManualClock(Date.parse('2026-11-29T08:00:00Z'));
    const freezer = new Freezer({} as Database, settings, clock, {} as Reporter, {} as Outbox, backfills);
    const past = backfills.begin('demo');
    expect(await freezer.isReady(tx, 'demo', '2026-10', 'final')).toBe(false);
    past.whole();
    expect(await freezer.isReady(tx, 'demo', '2026-10', 'final')).toBe(true);
  });
});
