import { describe, expect, it } from '@jest/globals';

import { Backfills } from './backfills';

describe('a past that is brought in', () => {
  it('is under way until everybody who brings some of it has said that it is whole', () => {
    const backfills = new Backfills();
    const files = backfills.begin('place');
    const records = backfills.begin('place');
    expect([backfills.isUnderWay('place'), backfills.isUnderWay('quai')]).toEqual([true, false]);
    files.whole();
    files.whole();
    expect(backfills.isUnderWay('place')).toBe(true);
    records.whole();
    expect(backfills.isUnderWay('place')).toBe(false);
  });

  it('tells no figure of a time of which a part is missing, and how far it is', () => {
    const backfills = new Backfills();
    const asked = (from?: number) => () => backfills.requireWhole('place', from);
    expect(asked()).not.toThrow();
    const files = backfills.begin('place');
    expect(asked(9_000)).toThrow(
      expect.objectContaining({ code: 'past_is_loading', status: 503, retryable: true, progress: 0 }),
    );
    files.reached({ wholeFrom: 9_000, share: 0.5 });
    const records = backfills.begin('place');
    records.reached({ wholeFrom: 5_000, share: 0.75 });
    expect(asked(9_000)).not.toThrow();
    expect(asked(8_999)).toThrow(expect.objectContaining({ progress: 0.5 }));
    files.whole();
    expect(asked(5_000)).not.toThrow();
    expect(asked()).toThrow(expect.objectContaining({ progress: 0.75 }));
    records.whole();
    expect(asked()).not.toThrow();
  });
});
