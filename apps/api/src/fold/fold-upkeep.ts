import { Injectable, Logger } from '@nestjs/common';

import type { BackgroundTask } from '../platform/background';
import { everyTenant } from '../event-log/log-progress-store';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { sweepChanges } from './change-store';
import { GiveUpSilent } from './give-up-silent';

const everyMs = 60_000;
const changesKeptMs = 3_600_000;

/** What the fold does by the clock rather than by an event: gives up silent calls, forgets old changes. */
@Injectable()
export class FoldUpkeep implements BackgroundTask {
  readonly name = 'fold upkeep';
  private readonly logger = new Logger(FoldUpkeep.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly silent: GiveUpSilent,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.goRound());
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** Looks after every tenant once. A tenant that fails does not keep the others waiting. */
  async goRound(): Promise<void> {
    const tenants = await this.database.withTenant('', everyTenant, 'fold').catch(() => []);
    for (const tenantId of tenants) {
      try {
        await this.lookAfter(tenantId);
      } catch (error) {
        this.logger.warn(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  private async lookAfter(tenantId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.withTenant(tenantId, (tx) => sweepChanges(tx, tenantId, now, changesKeptMs), 'fold');
    const given = await this.database.withTenant(
      tenantId,
      (tx) => this.silent.run(tx, tenantId, now),
      'fold',
    );
    if (given > 0) this.bell.ring(tenantId);
  }
}
