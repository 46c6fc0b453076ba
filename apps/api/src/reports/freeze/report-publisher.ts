import { addMonths, monthAt, type Month } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import type { LeasedRound, RoundRun } from '../../platform/rounds/round';
import { Outbox } from '../../deliveries/outbox';
import { MonthFreezer } from './month-freezer';
import { Reviser } from './reviser';

/** How far back final reports are compared with what the figures have become. */
const revisedMonths = 3;

/** Freezes the reports of the month that ended, by the calendar; revises those whose figures moved; has them sent. */
@Injectable()
export class ReportPublisher {
  constructor(
    private readonly clock: Clock,
    private readonly months: MonthFreezer,
    private readonly reviser: Reviser,
    private readonly outbox: Outbox,
  ) {}

  readonly rounds: readonly LeasedRound[] = [
    {
      kind: 'leased',
      name: 'monthly reports',
      everyMs: 60_000,
      run: (tenantId, run) => this.publish(tenantId, run),
    },
    {
      kind: 'leased',
      name: 'report revision',
      everyMs: 6 * 3_600_000,
      run: (tenantId, run) => this.revise(tenantId, run),
    },
  ];

  private async publish(tenantId: string, { isStopping }: RoundRun): Promise<void> {
    const frozen = await this.months.freeze(tenantId, this.monthBefore(), isStopping);
    if (frozen > 0) this.outbox.hint(tenantId);
  }

  private async revise(tenantId: string, { isStopping }: RoundRun): Promise<void> {
    for (let back = 0; back < revisedMonths; back += 1)
      await this.reviser.revise(tenantId, addMonths(this.monthBefore(), -back), isStopping);
  }

  /** The same in every zone from day 2 on, and on day 1 nothing is frozen. */
  private monthBefore(): Month {
    return addMonths(monthAt(this.clock.now(), 'UTC'), -1);
  }
}
