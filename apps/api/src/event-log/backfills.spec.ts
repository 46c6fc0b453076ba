import { describe, expect, it } from '@jest/globals';

import { Backfills } from './backfills';

describe('a past that is brought in', () => {
  it('is under way until everybody who brings some of it has said that it is whole', () => {
    const backfills = new Backfills();
    const files = backfills.begin('place');
    const records = backfills.begin('place');
    expect([backfills.isUnderWay('place'), backfills.isUnderWay('quai')]).toEqual([true, false]);
    files();
    files();
    expect(backfills.isUnderWay('place')).toBe(true);
    records();
    expect(backfills.isUnderWay('place')).toBe(false);
  });
});
