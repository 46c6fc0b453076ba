import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable, Logger } from '@nestjs/common';
import type { Instant } from '@vigie/calls';

import { AskedTenants, TenantsAway } from '../platform/asked-tenants';
import type { BackgroundTask } from '../platform/background';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { markStale, tenantsWithWork } from '../event-log/log-progress-store';
import { Gatherings } from './gatherings';
import { Projections } from './projections';
import { TenantFold } from './tenant-fold';

/**
 * How soon events of another process (a followed queue_log) are seen when no bell tells of them; one small query. While
 * the bells of other processes are heard, it is a safety net.
 */
const pollMs = 100;
const netMs = 2_000;
/** Small when quiet, so that a turn is soon done; large when far behind, so that each call is written fewer times. */
const quietEvents = 5_000;
const busyEvents = 20_000;
/** The past is told in any order, each call in pieces far from each other: the more a turn takes, the more it has together. */
const pastEvents = 50_000;
/** A tenant that sends this much while it is folded is let gather some more. */
const busyTurnEvents = 1_000;
const tenantsAtOnce = 2;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
const heldPauseMs = 20;

/** Keeps every tenant's calls and rollups at the end of its log: at each ring of the bell, and looking by itself. */
@Injectable()
export class Projector implements BackgroundTask {
  readonly name = 'fold';
  private readonly logger = new Logger(Projector.name);
  /** Tenants to fold, in the order they asked, and how much their first turn takes. */
  private readonly waiting = new Map<string, number>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly failures = new Map<string, { times: number; retryAt: number }>();
  private readonly gathering = new Gatherings((tenantId, isPast) => {
    this.wake(tenantId, isPast ? pastEvents : quietEvents);
  });
  private readonly withWork: AskedTenants<string>;
  private timer: NodeJS.Timeout | undefined;
  private stopListening: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly tenants: TenantFold,
    projections: Projections,
    away: TenantsAway,
  ) {
    this.withWork = new AskedTenants(database, clock, away, tenantsWithWork(projections.settled));
  }

  start(): void {
    this.stopListening = [
      this.bell.onRing((tenantId) => {
        this.gathering.hearNow(tenantId);
        this.wake(tenantId);
      }),
      this.bell.onPast((tenantId) => {
        this.gathering.hearPast(tenantId);
      }),
    ];
    this.schedule();
  }

  async stop(): Promise<void> {
    for (const stop of this.stopListening) stop();
    this.stopListening = [];
    clearTimeout(this.timer);
    this.gathering.stop();
    this.waiting.clear();
    await Promise.all(this.running.values());
  }

  /** Folds a tenant to the end of its log, now, and waits for it; also when another process is at it. */
  async foldNow(tenantId: string): Promise<void> {
    for (;;) {
      const outcome = await this.tenants.turn(tenantId, { most: busyEvents });
      if (outcome.held) await sleep(heldPauseMs);
      else if (outcome.events > 0) this.bell.ringFolded(tenantId);
      else if (!outcome.upgrading) return;
    }
  }

  /**
   * Folds again, now, every call that arrived at or after an instant from which other settings hold, and waits for it.
   * If the process dies on the way, the next fold of the tenant does it.
   */
  async refoldFrom(tenantId: string, instant: Instant): Promise<void> {
    await this.database.withTenant(tenantId, (tx) => markStale(tx, tenantId, instant));
    await this.foldNow(tenantId);
  }

  private get isStopped(): boolean {
    return this.stopListening.length === 0;
  }

  private wake(tenantId: string, first = quietEvents): void {
    if (this.isStopped || this.gathering.has(tenantId)) return;
    const failure = this.failures.get(tenantId);
    if (failure !== undefined && this.clock.now() < failure.retryAt) return;
    this.waiting.set(tenantId, Math.max(first, this.waiting.get(tenantId) ?? 0));
    this.work();
  }

  /** Begins with tenants that wait and that nobody here is folding. */
  private work(): void {
    for (const [tenantId, first] of this.waiting) {
      if (this.running.size >= tenantsAtOnce) return;
      if (this.running.has(tenantId)) continue;
      this.waiting.delete(tenantId);
      const run = this.catchUp(tenantId, first).finally(() => {
        this.running.delete(tenantId);
        this.work();
      });
      this.running.set(tenantId, run);
    }
  }

  /** Folds until the end of the log; a failure is told and tried again later, for longer and longer. */
  private async catchUp(tenantId: string, first: number): Promise<void> {
    try {
      let most = first;
      while (await this.turn(tenantId, most)) most = Math.max(first, busyEvents);
      this.failures.delete(tenantId);
    } catch (error) {
      const times = (this.failures.get(tenantId)?.times ?? 0) + 1;
      const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (times - 1));
      this.failures.set(tenantId, { times, retryAt: this.clock.now() + delayMs });
      this.logger.error(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Folds once, and tells whether more is waiting. */
  private async turn(tenantId: string, most: number): Promise<boolean> {
    const outcome = await this.tenants.turn(tenantId, { most });
    if (outcome.held) return false;
    if (outcome.events > 0) this.bell.ringFolded(tenantId);
    if (this.isStopped) return false;
    if (outcome.upgrading) return true;
    if (outcome.events < most && outcome.events >= busyTurnEvents) this.gather(tenantId);
    return outcome.events > 0 && outcome.events === most;
  }

  private gather(tenantId: string): void {
    this.waiting.delete(tenantId);
    this.gathering.begin(tenantId);
  }

  private schedule(): void {
    const inMs = this.bell.hearsOthers ? netMs : pollMs;
    this.timer = setTimeout(() => {
      void this.look().finally(() => {
        if (!this.isStopped) this.schedule();
      });
    }, inMs);
  }

  /** Looks for tenants whose ring was not heard: other processes append too. */
  private async look(): Promise<void> {
    try {
      for (const tenantId of await this.withWork.ask()) this.wake(tenantId);
    } catch (error) {
      this.logger.warn(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
