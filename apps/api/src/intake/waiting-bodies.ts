import { Problem } from '../platform/problems';
import { turns, type FairTurns } from '../platform/fair-turns';

/** What of one tenant may wait to be read, in bodies and in their bytes: what waits is held in memory. */
export type WaitingAllowance = { readonly bodies: number; readonly bytes: number };

/** Far more than the senders of a centre have under way at once. */
const usualAllowance: WaitingAllowance = { bodies: 500, bytes: 67_108_864 };
const longestRetrySeconds = 30;
/** A body of a few events is read in no time: to let it wait would cost more. */
const smallBytes = 8_192;

type OfTenant = {
  bodies: number;
  bytes: number;
  /** How long the one that was read last had waited. */
  waitedMs: number;
};

/**
 * Where bodies wait to be read, each tenant's for itself: they are taken in turn, tenant by tenant, so that one that
 * sends without pause delays its own alone. Of a tenant that has too much waiting the next one is refused.
 */
export class WaitingBodies {
  private readonly ofTenants = new Map<string, OfTenant>();

  constructor(
    private readonly allowance: WaitingAllowance = usualAllowance,
    private readonly line: Pick<FairTurns, 'first'> = turns,
  ) {}

  /** Resolves when it is the tenant's turn; throws 429 when too much waits, saying to come back once that is read. */
  async turnOf(tenantId: string, bytes: number): Promise<void> {
    if (bytes <= smallBytes) return;
    const waiting = this.ofTenants.get(tenantId) ?? { bodies: 0, bytes: 0, waitedMs: 0 };
    this.refuseTooMuch(waiting, bytes);
    this.ofTenants.set(tenantId, waiting);
    waiting.bodies += 1;
    waiting.bytes += bytes;
    const began = performance.now();
    await this.line.first(tenantId);
    waiting.waitedMs = performance.now() - began;
    waiting.bodies -= 1;
    waiting.bytes -= bytes;
    if (waiting.bodies === 0) this.ofTenants.delete(tenantId);
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
