import { Problem } from '../platform/problems';

/** How much a sender may send: so many events a second in the long run, and so many at once. */
export type Allowance = Readonly<{ perSecond: number; atOnce: number }>;

/** Far above what the machine can store: it stops a sender that has run wild, never one that catches up. */
export const generousAllowance: Allowance = { perSecond: 50_000, atOnce: 500_000 };

const msPerSecond = 1000;

/**
 * A bucket of tokens for each sender, refilled steadily. Spending may go below zero once: a request that was read is
 * served, and the next one waits until the debt is paid.
 */
export class TokenBuckets {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly allowance: Allowance) {}

  /** Throws 429, saying when to come back, while the sender's bucket is empty. */
  check(sender: string, now: number): void {
    const tokens = this.bucket(sender, now).tokens;
    if (tokens > 0) return;
    const seconds = Math.max(1, Math.ceil((1 - tokens) / this.allowance.perSecond));
    throw new Problem({
      code: 'too_many_events',
      status: 429,
      detail: 'This key sends more than it may. Wait, then send the same again.',
      retryAfterSeconds: seconds,
    });
  }

  spend(sender: string, events: number, now: number): void {
    this.bucket(sender, now).tokens -= events;
  }

  private bucket(sender: string, now: number): { tokens: number; at: number } {
    const { perSecond, atOnce } = this.allowance;
    const bucket = this.buckets.get(sender) ?? { tokens: atOnce, at: now };
    const refill = (Math.max(0, now - bucket.at) * perSecond) / msPerSecond;
    bucket.tokens = Math.min(atOnce, bucket.tokens + refill);
    bucket.at = now;
    this.buckets.set(sender, bucket);
    return bucket;
  }
}
