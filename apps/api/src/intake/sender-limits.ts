import type { Instant } from '@vigie/calls';

import { Problem } from '../platform/problems';
import { TokenBuckets, type Allowance } from '../platform/token-bucket';

/** Who sends events: a key, and the tenant it is of. */
export type Sender = { readonly keyId: string; readonly tenantId: string };

/** What a key may send in events, and what all keys of a tenant may together. */
export type SenderAllowances = { readonly key: Allowance; readonly tenant: Allowance };

/**
 * A burst is hours of a large centre's calls, so that a sender that catches up is not stopped; in the long run it is
 * about what one machine stores. A tenant has more than a key, so that one that runs wild leaves something to the others.
 */
export const usualAllowances: SenderAllowances = {
  key: { perSecond: 20_000, atOnce: 500_000 },
  tenant: { perSecond: 25_000, atOnce: 600_000 },
};

/**
 * What each key and each tenant may send. Spending may go below zero once: a request that was read is served, and the
 * next one waits until the debt is paid.
 */
export class SenderLimits {
  private readonly ofKeys: TokenBuckets;
  private readonly ofTenants: TokenBuckets;

  constructor({ key, tenant }: SenderAllowances = usualAllowances) {
    this.ofKeys = new TokenBuckets(key);
    this.ofTenants = new TokenBuckets(tenant);
  }

  /** Throws 429, saying when to come back, while there is nothing left of what the key or its tenant may send. */
  check({ keyId, tenantId }: Sender, now: Instant): void {
    const buckets = { key: this.ofKeys.of(keyId, now), tenant: this.ofTenants.of(tenantId, now) };
    const empty = Object.entries(buckets).filter(([, bucket]) => bucket.left(now) <= 0);
    if (empty.length === 0) return;
    const who = empty.some(([name]) => name === 'key') ? 'This key sends' : 'All keys together send';
    throw new Problem({
      code: 'too_many_events',
      status: 429,
      detail: `${who} more than may be. Wait, then send the same again.`,
      retryAfterSeconds: Math.max(...empty.map(([, bucket]) => bucket.secondsToWait(now))),
    });
  }

  spend({ keyId, tenantId }: Sender, events: number, now: Instant): void {
    this.ofKeys.of(keyId, now).spend(events, now);
    this.ofTenants.of(tenantId, now).spend(events, now);
  }
}
