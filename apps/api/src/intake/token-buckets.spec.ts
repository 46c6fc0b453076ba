import { describe, expect, it } from '@jest/globals';

import { TokenBuckets } from './token-buckets';

const allowed = (buckets: TokenBuckets, sender: string, now: number): boolean => {
  try {
    buckets.check(sender, now);
    return true;
  } catch {
    return false;
  }
};

describe('what a key may send', () => {
  it('is a burst and then a steady rate', () => {
    const buckets = new TokenBuckets({ perSecond: 100, atOnce: 500 });
    buckets.check('a', 0);
    buckets.spend('a', 500, 0);
    expect(() => buckets.check('a', 0)).toThrow(
      expect.objectContaining({ status: 429, retryAfterSeconds: 1 }),
    );
    expect(allowed(buckets, 'a', 10)).toBe(true);
    expect(allowed(buckets, 'b', 0)).toBe(true);
  });

  it('is owed after a request that was larger than what was left, and never forgiven by waiting longer', () => {
    const buckets = new TokenBuckets({ perSecond: 100, atOnce: 500 });
    buckets.spend('a', 1_500, 0);
    expect(() => buckets.check('a', 0)).toThrow(expect.objectContaining({ retryAfterSeconds: 11 }));
    expect(allowed(buckets, 'a', 9_000)).toBe(false);
    expect(allowed(buckets, 'a', 10_100)).toBe(true);
    buckets.spend('a', 500, 1_000_000);
    expect(allowed(buckets, 'a', 1_000_000)).toBe(false);
  });
});
