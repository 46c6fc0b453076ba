import { describe, expect, it } from '@jest/globals';

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
    const database = { withTenant: () => Promise.resolve(month) } as unknown as Database;
    const settings = {} as TenantSettings;
    const clock = new ManualClock(Date.parse('2026-11-29T08:00:00Z'));
    const freezer = new Freezer(database, settings, clock, {} as Reporter, {} as Outbox, backfills);
    const whole = backfills.begin('demo');
    expect(await freezer.isReady('demo', '2026-10', 'final')).toBe(false);
    whole();
    expect(await freezer.isReady('demo', '2026-10', 'final')).toBe(true);
  });
});
