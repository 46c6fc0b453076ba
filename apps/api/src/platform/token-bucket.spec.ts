import { describe, expect, it } from '@jest/globals';

import { TokenBucket, TokenBuckets } from './token-bucket';

describe('a bucket of tokens', () => {
  it('lets through a burst and then a steady pace, whatever became of the clock', () => {
    const bucket = new TokenBucket({ perSecond: 1, atOnce: 2 }, 10_000);
    const taken = [10_000, 10_000, 10_000, 11_000, 5_000, 5_900, 6_000, 6_000];
    expect(taken.map((at) => bucket.take(at))).toEqual([true, true, false, true, false, false, true, false]);
  });

  it('is forgotten when others were asked for since, so that names cannot fill the memory', () => {
    const buckets = new TokenBuckets({ perSecond: 1, atOnce: 1 }, 2);
    expect(buckets.of('a', 0).take(0)).toBe(true);
    expect(buckets.of('b', 0).take(0)).toBe(true);
    expect(buckets.of('a', 0).take(0)).toBe(false);
    expect(buckets.of('c', 0).take(0)).toBe(true);
    expect(buckets.of('a', 0).take(0)).toBe(false);
    expect(buckets.of('b', 0).take(0)).toBe(true);
  });
});
