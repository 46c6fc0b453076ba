import { addMonths, monthAt } from '@vigie/metrics';
import { Injectable, Logger } from '@nestjs/common';

import { everyTenant } from '../../event-log/log-progress-store';
import type { BackgroundTask } from '../../platform/background';
import { Database } from '../../platform/database';
import { ReportPostman } from '../mail/report-postman';
import { MonthFreezer } from './month-freezer';
import { Reviser } from './reviser';

const everyMs = 60_000;
/** How often final reports are compared with what the figures have become, and how far back. */
const revisedEveryMs = 6 * 3_600_000;
const revisedMonths = 3;

/** Freezes the reports of the month that ended, by the calendar; revises those whose figures moved; has them sent. */
@Injectable()
export class ReportPublisher implements BackgroundTask {
  readonly name = 'monthly reports';
  private readonly logger = new Logger(ReportPublisher.name);
  private readonly revisedAt = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly months: MonthFreezer,
    private readonly reviser: Reviser,
    private readonly postman: ReportPostman,
  ) {}

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.goRound());
    }, everyMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.round;
  }

  /** Looks after every tenant once. A tenant that fails does not keep the others waiting. */
  async goRound(): Promise<void> {
    const tenants = await this.database.withTenant('', everyTenant, 'fold').catch(() => []);
    for (const tenantId of tenants) {
      if (this.stopped) return;
      try {
        await this.lookAfter(tenantId);
      } catch (error) {
        this.logger.warn(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  /** Does what is due of one tenant. */
  async lookAfter(tenantId: string): Promise<void> {
    const stopped = () => this.stopped;
    const now = this.postman.now();
    // The month before is the same in every zone from day 2 on, and on day 1 nothing is frozen.
    const month = addMonths(monthAt(now, 'UTC'), -1);
    await this.months.freeze(tenantId, month, stopped);
    const before = this.revisedAt.get(tenantId) ?? -Infinity;
    if (now - before >= revisedEveryMs) {
      this.revisedAt.set(tenantId, now);
      for (let back = 0; back < revisedMonths; back += 1)
        await this.reviser.revise(tenantId, addMonths(month, -back), stopped);
    }
    await this.postman.deliver(tenantId);
  }
}
