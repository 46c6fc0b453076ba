import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { BlockPublication } from './block-publication';
import type { Block, DueMonth, Moment } from './due-months';
import { MonthPublication } from './month-publication';
import { monthsOfBlock } from '@vigie/metrics';
import { blockTold, channelsOf, monthTold } from './publication-store';
import { RunningSteps } from './running-steps';

/** Tells what is due, each way of asking by itself. The caller holds the right to publish for the tenant. */
@Injectable()
export class PublicationDesk {
  constructor(
    private readonly months: MonthPublication,
    private readonly blocks: BlockPublication,
    private readonly running: RunningSteps,
  ) {}

  /** Tells a month as it stands: a step of it, or its clinics. */
  async tellMonth(
    tx: EntityManager,
    tenantId: string,
    due: DueMonth,
    { now, timezone }: Moment,
  ): Promise<void> {
    const { month, status } = due;
    for (const channel of await channelsOf(tx, tenantId, [month])) {
      const of = { tenantId, month, channel, now, timezone };
      if (status === 'running') await this.running.step(tx, of);
      else await this.months.publish(tx, { ...of, status });
    }
    await monthTold(tx, tenantId, due);
  }

  /** Tells a calendar quarter or year. */
  async tellBlock(tx: EntityManager, tenantId: string, block: Block, { now }: Moment): Promise<void> {
    const months = monthsOfBlock(block.firstMonth, block.months);
    for (const channel of await channelsOf(tx, tenantId, months)) {
      await this.blocks.publish(tx, { tenantId, channel, now, ...block });
    }
    await blockTold(tx, tenantId, months);
  }
}
