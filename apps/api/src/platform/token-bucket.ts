import type { Instant } from '@vigie/calls';

/** How much may come: so much a second in the long run, and so much at once. */
export type Allowance = Readonly<{ perSecond: number; atOnce: number }>;

const msPerSecond = 1_000;

/** Lets through what comes at a steady pace, and more at once. A clock put back gives nothing and takes nothing. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly allowance: Allowance,
    private filledAt: Instant,
  ) {
    this.tokens = allowance.atOnce;
  }

  /** Takes one, when there is one. */
  take(now: Instant): boolean {
    if (this.left(now) < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Takes that many also when there are fewer: what is owed has to be refilled first. */
  spend(count: number, now: Instant): void {
    this.tokens = this.left(now) - count;
  }

  /** What may still be taken; below zero it is owed. */
  left(now: Instant): number {
    const { perSecond, atOnce } = this.allowance;
    const refill = (Math.max(0, now - this.filledAt) * perSecond) / msPerSecond;
    this.tokens = Math.min(atOnce, this.tokens + refill);
    this.filledAt = now;
    return this.tokens;
  }

  /** Whole seconds until one may be taken, 1 at least. */
  secondsToWait(now: Instant): number {
    return Math.max(1, Math.ceil((1 - this.left(now)) / this.allowance.perSecond));
  }
}

/** A bucket for each name. Those that were asked for longest ago are forgotten, so that names cannot fill the memory. */
export class TokenBuckets {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(
    private readonly allowance: Allowance,
    private readonly mostRemembered = 20_000,
  ) {}

  of(name: string, now: Instant): TokenBucket {
    const bucket = this.buckets.get(name) ?? new TokenBucket(this.allowance, now);
    // Written anew, so that the map is in the order of the last request.
    this.buckets.delete(name);
    this.buckets.set(name, bucket);
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > this.mostRemembered && oldest !== undefined) this.buckets.delete(oldest);
    return bucket;
  }
}
