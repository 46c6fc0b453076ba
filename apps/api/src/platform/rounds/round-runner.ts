import { Logger } from '@nestjs/common';

import type { Clock } from '../clock';
import type { Database } from '../database';
import { errorFields } from '../logging';
import type { LeasedRound, Round, SharedRound } from './round';
import { countRun } from './round-instruments';
import { claimTurn, everyTenant, renewTurn, settleTurn } from './round-store';

/** Longer than any pause of a process that lives; renewed three times in it. */
const usualLeaseMs = 90_000;
/** How often a round looks whether a lease has come free, and how soon a failure is tried again. */
const longestWaitMs = 60_000;

/** Does one round, turn after turn; two turns of one process never overlap. */
export class RoundRunner {
  private readonly logger = new Logger('Rounds');
  /** When a tenant is looked at again, as far as this process knows. */
  private readonly dueAt = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  /** A turn asked for by hand, in a spec, is done though nothing was started. */
  private state: 'idle' | 'running' | 'stopped' = 'idle';

  constructor(
    readonly round: Round,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly leaseMs = usualLeaseMs,
  ) {}

  start(): void {
    this.state = 'running';
    this.wait();
  }

  async stop(): Promise<void> {
    this.state = 'stopped';
    clearTimeout(this.timer);
    await this.work;
  }

  /** Does what is due now, after what is being done; never rejects. */
  turn(): Promise<void> {
    return this.next(() => this.allDue());
  }

  /** Does a shared round for one tenant out of its time, where this process does rounds at all. */
  soon(tenantId: string): void {
    const { round } = this;
    if (this.state === 'running' && round.kind === 'shared')
      void this.next(() => this.share(round, tenantId));
  }

  private next(work: () => Promise<void>): Promise<void> {
    this.work = this.work.then(work).catch((error: unknown) => this.warn(error));
    return this.work;
  }

  private wait(): void {
    this.timer = setTimeout(
      () => {
        void this.turn().finally(() => {
          if (this.state === 'running') this.wait();
        });
      },
      Math.min(this.round.everyMs, longestWaitMs),
    );
  }

  private async allDue(): Promise<void> {
    const { round } = this;
    if (round.kind === 'process') {
      await this.measured(() => round.run({ isStopping: this.isStopped }));
      return;
    }
    for (const tenantId of await this.database.withTenant('', everyTenant)) {
      if (this.isStopped()) return;
      if (round.kind === 'shared') await this.share(round, tenantId);
      // A tenant that fails does not keep the others waiting.
      else await this.lease(round, tenantId).catch((error: unknown) => this.warn(error, tenantId));
    }
  }

  private readonly isStopped = (): boolean => this.state === 'stopped';

  private async share(round: SharedRound, tenantId: string): Promise<void> {
    await this.measured(() => round.run(tenantId, { isStopping: this.isStopped }), tenantId);
  }

  private async lease(round: LeasedRound, tenantId: string): Promise<void> {
    const begunAt = this.clock.now();
    if (begunAt < (this.dueAt.get(tenantId) ?? Number.NEGATIVE_INFINITY)) return;
    const turn = { tenantId, round: round.name };
    const claim = await this.database.withTenant(tenantId, (tx) =>
      claimTurn(tx, turn, { now: begunAt, until: begunAt + this.leaseMs }),
    );
    if (!claim.isOurs) {
      this.dueAt.set(tenantId, claim.nextAt);
      return;
    }
    const renewing = setInterval(() => void this.renew(turn, begunAt), this.leaseMs / 3).unref();
    let isWhole = true;
    const failed = await this.measured(async () => {
      isWhole = (await round.run(tenantId, { isStopping: this.isStopped })) !== 'not whole';
    }, tenantId).finally(() => clearInterval(renewing));
    const endedAt = this.clock.now();
    const nextAt = this.nextAt(round, { begunAt, endedAt, isDone: isWhole && !failed });
    this.dueAt.set(tenantId, nextAt);
    const end = { begunAt, endedAt, nextAt, failed };
    await this.database.withTenant(tenantId, (tx) => settleTurn(tx, turn, end));
  }

  /** The period holds from begin to begin; what was cut short, failed or lacked something is not left for a whole one. */
  private nextAt(
    { everyMs }: LeasedRound,
    { begunAt, endedAt, isDone }: { begunAt: number; endedAt: number; isDone: boolean },
  ): number {
    if (this.isStopped()) return endedAt;
    return isDone ? Math.max(endedAt, begunAt + everyMs) : endedAt + Math.min(everyMs, longestWaitMs);
  }

  /** Where it cannot be renewed the lease runs out, and another process may begin: work bears being done twice. */
  private async renew(turn: { tenantId: string; round: string }, begunAt: number): Promise<void> {
    const until = this.clock.now() + this.leaseMs;
    await this.database
      .withTenant(turn.tenantId, (tx) => renewTurn(tx, turn, { begunAt, until }))
      .catch((error: unknown) => this.warn(error, turn.tenantId));
  }

  /** Runs and counts; whether it failed. */
  private async measured(run: () => Promise<void>, tenantId?: string): Promise<boolean> {
    const begunAt = this.clock.now();
    const failed = await run().then(
      () => false,
      (error: unknown) => {
        this.warn(error, tenantId);
        return true;
      },
    );
    countRun(this.round.name, { begunAt, endedAt: this.clock.now(), failed });
    return failed;
  }

  private warn(error: unknown, tenantId?: string): void {
    this.logger.warn({
      round: this.round.name,
      ...(tenantId !== undefined && { tenant: tenantId }),
      ...(error instanceof Error ? errorFields(error) : { error: String(error) }),
    });
  }
}
