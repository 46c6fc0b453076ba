import type { Instant } from '@vigie/calls';

/**
 * How often something happened lately: the count of the newest `buckets` spans of `bucketMs`, the one that runs
 * included. What happened "later than now" (clocks differ) counts as new.
 */
export class RollingCount {
  private readonly counts = new Map<number, number>();
  private newest: number;
  private sum = 0;

  constructor(
    private readonly bucketMs: number,
    private readonly buckets: number,
    now: Instant,
  ) {
    this.newest = Math.floor(now / bucketMs);
  }

  get total(): number {
    return this.sum;
  }

  add(at: Instant, times: number): void {
    const bucket = Math.floor(at / this.bucketMs);
    if (bucket <= this.newest - this.buckets) return;
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + times);
    this.sum += times;
  }

  /** Lets go of what has become old; true when the total changed. */
  roll(now: Instant): boolean {
    const bucket = Math.floor(now / this.bucketMs);
    if (bucket <= this.newest) return false;
    this.newest = bucket;
    const before = this.sum;
    for (const [old, count] of this.counts) {
      if (old > bucket - this.buckets) continue;
      this.sum -= count;
      this.counts.delete(old);
    }
    return this.sum !== before;
  }
}
