import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '../../platform/database';
import { FewAtOnce } from '../../platform/few-at-once';
import { Problem } from '../../platform/problems';

/** As many connections as signing in takes from those whom the pages are read by; the rest waits here, not for them. */
const atOnce = 2;
/** Of passwords, codes and passkeys together. */
export const mostWaiting = 400;

/** Transactions of signing in: a crowd at the door holds a few connections, and no page waits for it. */
@Injectable()
export class SignInTransactions {
  private readonly door = new FewAtOnce({ atOnce, mostWaiting }, tooManySignIns);

  constructor(private readonly database: Database) {}

  withTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.door.run(() => this.database.withTenant(tenantId, work));
  }
}

/** Told to who comes while that many wait. */
export function tooManySignIns(): Problem {
  return new Problem({
    code: 'too_many_requests',
    status: 429,
    detail: 'Too many people are signing in at this moment.',
    retryAfterSeconds: 5,
  });
}
