import { Inject, Injectable, Logger } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { APP_CONFIG, type AppConfig } from '../platform/config';
import type { Client } from '../platform/http/client';
import { networkOf } from '../platform/http/network';
import { Problem } from '../platform/problems';
import { TokenBuckets } from '../platform/token-bucket';
import type { Permission } from './permissions';
import type { Viewer } from './viewer';

type Kind = 'person' | 'key' | 'address';
/** What the log may tell of whom was refused. */
type Named = Readonly<Record<string, string>>;

/** Asked by machines as often as they like, or under limits of their own: of events, by key and tenant, or by connector. */
const uncounted: ReadonlySet<Permission> = new Set([
  'health.see',
  'instruments.see',
  'events.send',
  'hooks.deliver',
]);
const onceAMinute = { perSecond: 1 / 60, atOnce: 1 };

/**
 * Counts requests by network, key and person, in this process alone: a guard against who runs wild, far above what any
 * page or program needs, and not a quota. Who sits at this very machine is counted by key or person only.
 */
@Injectable()
export class RequestLimits {
  private readonly logger = new Logger('Requests');
  private readonly buckets: Readonly<Record<Kind, TokenBuckets | undefined>>;
  private readonly logged = new TokenBuckets(onceAMinute);

  constructor(
    private readonly clock: Clock,
    @Inject(APP_CONFIG) { door: { requests } }: Pick<AppConfig, 'door'>,
  ) {
    const bucketsOf = (kind: Kind): TokenBuckets | undefined => {
      const allowance = requests[kind];
      return allowance && new TokenBuckets(allowance);
    };
    this.buckets = { person: bucketsOf('person'), key: bucketsOf('key'), address: bucketsOf('address') };
  }

  static counts(permission: Permission): boolean {
    return !uncounted.has(permission);
  }

  /** Before anything is looked up. Throws 429. */
  takeOfNetwork({ address, isLocal }: Client): void {
    // No address is logged, so all of them share the line.
    if (!isLocal) this.take('address', networkOf(address), {});
  }

  /** Once it is known who asks. Throws 429. */
  takeOfViewer({ tenantId, keyId, personId, wall }: Viewer): void {
    const who = keyId ?? personId ?? wall?.linkId;
    if (who !== undefined) this.take(keyId === null ? 'person' : 'key', who, { tenant: tenantId, id: who });
  }

  private take(kind: Kind, who: string, named: Named): void {
    const now = this.clock.now();
    const bucket = this.buckets[kind]?.of(`${named['tenant'] ?? ''} ${who}`, now);
    if (bucket === undefined || bucket.take(now)) return;
    this.log(kind, named, now);
    throw new Problem({
      code: 'too_many_requests',
      status: 429,
      detail: `Too many requests of ${subjects[kind]}: wait a moment.`,
      retryAfterSeconds: bucket.secondsToWait(now),
    });
  }

  private log(kind: Kind, named: Named, now: number): void {
    if (!this.logged.of(JSON.stringify([kind, named]), now).take(now)) return;
    this.logger.warn({ requests: 'refused', by: kind, ...named });
  }
}

const subjects: Readonly<Record<Kind, string>> = {
  person: 'one person',
  key: 'one key',
  address: 'one network',
};
