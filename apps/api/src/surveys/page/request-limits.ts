const msPerSecond = 1_000;
const remembered = 20_000;

/** How many requests one address may make: so many a second in the long run, and so many at once. */
export type RequestAllowance = { readonly perSecond: number; readonly atOnce: number };

/** Counts requests by address and says which are too many. Forgets addresses that have been quiet. */
export class RequestLimits {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly allowance: RequestAllowance) {}

  /** Whether one more request may be served. */
  allows(address: string, now: number): boolean {
    const { perSecond, atOnce } = this.allowance;
    const key = networkOf(address);
    const bucket = this.buckets.get(key) ?? { tokens: atOnce, at: now };
    const refill = (Math.max(0, now - bucket.at) * perSecond) / msPerSecond;
    const tokens = Math.min(atOnce, bucket.tokens + refill);
    const isAllowed = tokens >= 1;
    // Written anew, so that the map is in the order of the last request.
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
    this.forgetOldest();
    return isAllowed;
  }

  private forgetOldest(): void {
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > remembered && oldest !== undefined) this.buckets.delete(oldest);
  }
}

/** Of an IPv6 address only the network counts: one subscriber has all the rest to choose from. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = ''] = address.split('::', 1);
  return head.split(':').slice(0, 4).join(':');
}
