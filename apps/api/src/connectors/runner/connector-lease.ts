import { setTimeout as wait } from 'node:timers/promises';

import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { claimTurn, renewTurn, settleTurn } from '../../platform/rounds/round-store';

/** How long a process that died keeps a connection from the others; renewed three times in it. */
const leaseMs = 30_000;

/** Sees to it that one process at a time holds a connection, however many there are. */
export class ConnectorLease {
  private readonly turn: { readonly tenantId: string; readonly round: string };

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    of: { readonly tenantId: string; readonly id: string },
  ) {
    this.turn = { tenantId: of.tenantId, round: `connector ${of.id}` };
  }

  /** Waits for its turn, does the work and gives the turn back; the work is told to end when the lease was lost. */
  async holding(signal: AbortSignal, work: (held: AbortSignal) => Promise<void>): Promise<void> {
    const begunAt = await this.claimed(signal);
    if (begunAt === null) return;
    const lost = new AbortController();
    const done = new AbortController();
    const renewing = this.keep(begunAt, lost, done.signal);
    try {
      await work(AbortSignal.any([signal, lost.signal]));
    } finally {
      done.abort();
      await renewing;
      await this.giveBack(begunAt);
    }
  }

  /** Null when it was told to stop before its turn came. */
  private async claimed(signal: AbortSignal): Promise<number | null> {
    while (!signal.aborted) {
      const now = this.clock.now();
      const claim = await this.database.withTenant(this.turn.tenantId, (tx) =>
        claimTurn(tx, this.turn, { now, until: now + leaseMs }),
      );
      if (claim.isOurs) return now;
      await paused(Math.min(leaseMs, Math.max(1_000, claim.nextAt - now)), signal);
    }
    return null;
  }

  private async keep(begunAt: number, lost: AbortController, done: AbortSignal): Promise<void> {
    for (let renewedAt = begunAt; ;) {
      await paused(leaseMs / 3, done);
      if (done.aborted) return;
      const now = this.clock.now();
      const isOurs = await this.database
        .withTenant(this.turn.tenantId, (tx) => renewTurn(tx, this.turn, { begunAt, until: now + leaseMs }))
        .catch(() => null);
      if (isOurs === true) renewedAt = now;
      // Where the database does not answer the lease may have run out: then another may hold the connection.
      if (isOurs === false || now - renewedAt > leaseMs) return lost.abort();
    }
  }

  private async giveBack(begunAt: number): Promise<void> {
    const endedAt = this.clock.now();
    await this.database
      .withTenant(this.turn.tenantId, (tx) =>
        settleTurn(tx, this.turn, { begunAt, endedAt, nextAt: endedAt, failed: false }),
      )
      .catch(() => undefined);
  }
}

/** Resolves after so long, or when told to stop. */
export async function paused(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
