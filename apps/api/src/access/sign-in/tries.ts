import { hash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/problems';
import { takeTry, type Pace } from './pace-store';

/** Counts tries at what people keep to themselves, in all processes together. */
@Injectable()
export class Tries {
  constructor(private readonly clock: Clock) {}

  /** Counts one, whether it will be right or not. Rejects with 429; the transaction must commit whatever follows. */
  async take(tx: EntityManager, tenantId: string, counter: string, pace: Pace): Promise<void> {
    const nameHash = hash('sha256', counter, 'buffer');
    const waitMs = await takeTry(tx, tenantId, nameHash, { now: this.clock.now(), pace });
    if (waitMs !== null) throw tooManyTries(Math.ceil(waitMs / 1_000));
  }
}

export function tooManyTries(retryAfterSeconds: number): Problem {
  return new Problem({
    code: 'too_many_requests',
    status: 429,
    detail: 'Too many tries: wait a moment.',
    retryAfterSeconds,
  });
}
