import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';

import { Problem } from '../platform/problems';

/** How far a past has come in: the newest of it comes first. */
export type PastSoFar = {
  /** Nothing from this instant on is missing; infinite while nothing is known to be whole. */
  readonly wholeFrom: Instant;
  /** How much of it is there, of 1. */
  readonly share: number;
};

/** One past that is brought in. */
export type Backfill = {
  readonly reached: (soFar: PastSoFar) => void;
  /** All of it is there; said twice it is said once. */
  readonly whole: () => void;
};

const nothingYet: PastSoFar = { wholeFrom: Number.POSITIVE_INFINITY, share: 0 };
const askAgainSeconds = 5;

/**
 * Which tenants' past is being brought in by this process, and how far: what becomes final of a month waits until it is
 * whole, and nobody is told a figure of a time of which a part is missing.
 */
@Injectable()
export class Backfills {
  private readonly underWay = new Map<string, Set<{ soFar: PastSoFar }>>();

  /** Says that past of a tenant begins to come in. */
  begin(tenantId: string): Backfill {
    const one = { soFar: nothingYet };
    const all = this.underWay.get(tenantId) ?? new Set();
    this.underWay.set(tenantId, all.add(one));
    return {
      reached: (soFar) => {
        one.soFar = soFar;
      },
      whole: () => {
        all.delete(one);
        if (all.size === 0 && this.underWay.get(tenantId) === all) this.underWay.delete(tenantId);
      },
    };
  }

  isUnderWay(tenantId: string): boolean {
    return this.underWay.has(tenantId);
  }

  /** How far a tenant's past has come in: the least of what is brought; null when nothing is missing. */
  soFar(tenantId: string): PastSoFar | null {
    const all = [...(this.underWay.get(tenantId) ?? [])].map(({ soFar }) => soFar);
    if (all.length === 0) return null;
    return {
      wholeFrom: Math.max(...all.map(({ wholeFrom }) => wholeFrom)),
      share: Math.min(...all.map(({ share }) => share)),
    };
  }

  /** Throws 503 `past_is_loading` while some of a tenant's past from an instant on is missing; `from`: always unless said. */
  requireWhole(tenantId: string, from: Instant = Number.NEGATIVE_INFINITY): void {
    const soFar = this.soFar(tenantId);
    if (soFar === null || soFar.wholeFrom <= from) return;
    throw new Problem({
      code: 'past_is_loading',
      status: 503,
      detail: 'The past is still being loaded: figures of that time would lack some of their calls.',
      retryAfterSeconds: askAgainSeconds,
      progress: soFar.share,
    });
  }
}
