import { Problem } from '../platform/problems';
import { turns, type FairTurns } from '../platform/fair-turns';

/** What of one tenant may wait and be worked on, in bodies and in their bytes: each is held in memory until it is stored. */
export type WaitingAllowance = { readonly bodies: number; readonly bytes: number };

/** Far more than the senders of a centre have under way at once. */
const usualAllowance: WaitingAllowance = { bodies: 500, bytes: 67_108_864 };
const longestRetrySeconds = 30;
/** A body of a few events is read in no time: to let it wait would cost more. */
const smallBytes = 8_192;

type OfTenant = {
  bodies: number;
  bytes: number;
  /** How long the one that was done last had taken, its wait included. */
  waitedMs: number;
};

/**
 * Where bodies wait to be read and stored, each tenant's for itself: they are taken in turn, tenant by tenant, so that one
 * that sends without pause delays its own alone. Of a tenant that has too much under way the next one is refused.
 */
export class WaitingBodies {
  private readonly ofTenants = new Map<string, OfTenant>();

  constructor(
    private readonly allowance: WaitingAllowance = usualAllowance,
    private readonly line: Pick<FairTurns, 'first'> = turns,
  ) {}

  /**
   * Does the work when it is the tenant's turn, and counts it as waiting until it is done: that long its body is held.
   * Throws 429 when too much waits, saying to come back once that is read.
   */
  async inTurn<T>(tenantId: string, bytes: number, work: () => Promise<T>): Promise<T> {
    if (bytes <= smallBytes) return work();
    const waiting = this.ofTenants.get(tenantId) ?? { bodies: 0, bytes: 0, waitedMs: 0 };
    this.refuseTooMuch(waiting, bytes);
    this.ofTenants.set(tenantId, waiting);
    waiting.bodies += 1;
    waiting.bytes += bytes;
    const began = performance.now();
    try {
      await this.line.first(tenantId);
      return await work();
    } finally {
      waiting.waitedMs = performance.now() - began;
      waiting.bodies -= 1;
      waiting.bytes -= bytes;
      if (waiting.bodies === 0) this.ofTenants.delete(tenantId);
    }
  }

  private refuseTooMuch({ bodies, bytes, waitedMs }: OfTenant, more: number): void {
    const fits = bodies < this.allowance.bodies && bytes + more <= this.allowance.bytes;
    if (fits || bodies === 0) return;
    throw new Problem({
      code: 'too_many_events',
      status: 429,
      detail: 'More of this tenant waits to be read than may. Wait, then send the same again.',
      retryAfterSeconds: Math.min(longestRetrySeconds, Math.max(1, Math.ceil(waitedMs / 1_000))),
    });
  }
}
