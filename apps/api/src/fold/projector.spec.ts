import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate as turnOfLoop, setTimeout as sleep } from 'node:timers/promises';

import { Logger } from '@nestjs/common';

import { TenantsAway } from '../platform/asked-tenants';
import { Bell } from '../platform/bell';
import { ManualClock } from '../platform/clock';
import type { Database } from '../platform/database';
import { Projections } from './projections';
import { Projector } from './projector';
import type { TenantFold, TurnOptions, TurnOutcome } from './tenant-fold';

/** A log of `left` events a tenant, folded without a database; the tenant `broken` cannot be folded as long as it is. */
class FakeFolds {
  readonly turns: { readonly tenantId: string; readonly most: number }[] = [];
  readonly left = new Map<string, number>();
  broken = true;
  atOnce = 0;
  mostAtOnce = 0;

  async turn(tenantId: string, { most }: TurnOptions): Promise<TurnOutcome> {
    this.turns.push({ tenantId, most });
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await turnOfLoop();
    this.atOnce -= 1;
    if (tenantId === 'broken' && this.broken) throw new Error('cannot be folded');
    const events = Math.min(most, this.left.get(tenantId) ?? 0);
    this.left.set(tenantId, (this.left.get(tenantId) ?? 0) - events);
    return { held: false, events, seq: 0, upgrading: false };
  }
}

describe('the projector’s turns', () => {
  const clock = new ManualClock(0);
  const bell = new Bell();
  let folds: FakeFolds;
  let projector: Projector;

  beforeEach(() => {
    Logger.overrideLogger(false);
    folds = new FakeFolds();
    const database = { withTenant: () => Promise.resolve([]) } as unknown as Database;
    const tenants = folds as unknown as TenantFold;
    projector = new Projector(database, bell, clock, tenants, new Projections([]), new TenantsAway());
    projector.start();
  });
  afterEach(async () => {
    await projector.stop();
    Logger.overrideLogger(['error', 'warn', 'log']);
  });

  const settled = async (): Promise<void> => {
    for (let n = 0; n < 200; n += 1) await turnOfLoop();
  };
  const untilNothingIsLeft = async (tenantId: string): Promise<void> => {
    while (folds.left.get(tenantId) !== 0) await sleep(5);
  };
  const turnsOf = (tenantId: string) => folds.turns.filter((turn) => turn.tenantId === tenantId);

  it('are small when quiet, and large as long as much is waiting', async () => {
    folds.left.set('lyon', 46_000);
    bell.ring('lyon');
    await settled();
    // On a slow machine the next look, after what gathered meanwhile, may have come by now.
    expect(folds.turns.slice(0, 4).map(({ most }) => most)).toEqual([5_000, 20_000, 20_000, 20_000]);
    expect(folds.left.get('lyon')).toBe(0);
  });

  it('leave a tenant that sends much while it is folded time to gather more', async () => {
    folds.left.set('lyon', 1_500);
    bell.ring('lyon');
    await settled();
    folds.left.set('lyon', 1_200);
    folds.left.set('nice', 3);
    for (let n = 0; n < 5; n += 1) bell.ring('lyon');
    bell.ring('nice');
    await settled();
    expect(folds.turns.slice(0, 2).map(({ tenantId }) => tenantId)).toEqual(['lyon', 'nice']);
    await untilNothingIsLeft('lyon');
  });

  it('take much of the past at once, when it has gathered', async () => {
    folds.left.set('lyon', 1_000);
    bell.ringPast('lyon');
    await settled();
    folds.left.set('lyon', 62_000);
    bell.ringPast('lyon');
    expect(folds.turns).toEqual([]);
    await untilNothingIsLeft('lyon');
    await settled();
    expect(turnsOf('lyon').map(({ most }) => most)).toEqual([50_000, 50_000]);
    expect(folds.left.get('lyon')).toBe(0);
  });

  it('are never two at once of one tenant, and at most two of all', async () => {
    for (let n = 0; n < 30; n += 1) {
      for (const tenantId of ['lyon', 'nice', 'vic']) {
        folds.left.set(tenantId, 10);
        bell.ring(tenantId);
      }
    }
    await settled();
    expect(folds.mostAtOnce).toBe(2);
    for (const tenantId of ['lyon', 'nice', 'vic']) expect(folds.left.get(tenantId)).toBe(0);
  });

  it('of a tenant that fails come again later and later, and keep no other waiting', async () => {
    const ring = async (): Promise<void> => {
      bell.ring('broken');
      folds.left.set('lyon', 1);
      bell.ring('lyon');
      await settled();
      expect(folds.left.get('lyon')).toBe(0);
    };
    await ring();
    await ring();
    expect(turnsOf('broken')).toHaveLength(1);
    clock.advance(1_000);
    await ring();
    clock.advance(1_999);
    await ring();
    expect(turnsOf('broken')).toHaveLength(2);
    clock.advance(1);
    folds.broken = false;
    await ring();
    await ring();
    expect(turnsOf('broken')).toHaveLength(4);
  });
});
