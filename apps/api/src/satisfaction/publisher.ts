import { Injectable, Logger } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import { monthsOfBlock } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { eventsToFold, foldedUpTo, type FoldedTenant } from '../event-log/log-progress-store';
import { AskedTenants, TenantsAway } from '../platform/asked-tenants';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import type { ProcessRound, RoundRun } from '../platform/rounds/round';
import { TenantSettings } from '../settings/tenant-settings';
import { publishBlock } from './blocks/block-publication';
import { dueBlock, dueOf, nextDueAt, type Block, type DueMonth, type Moment } from './calendar/due-periods';
import { publishMonth } from './months/month-publication';
import { stepRunningMonth } from './running/running-steps';
import {
  channelsOf,
  knownMonths,
  lockPublications,
  markBlockPublished,
  markMonthPublished,
  noteMonths,
} from './versions/publication-store';

/** How long nothing may have come of a month before its final figures are made. */
const quietMs = 4_000;
/** The fold of a busy tenant is always a little behind; more than this, and an import is under way. */
const manyEvents = 500;

/** What a look at a tenant found to do first, or when to look again. */
type Look = {
  readonly moment: Moment;
  readonly next: Instant;
  readonly month?: DueMonth;
  readonly block?: Block;
};

/** Publishes what patients said, by the calendar. Any replica may: a row of the tenant's is locked meanwhile. */
@Injectable()
export class Publisher implements ProcessRound {
  readonly kind = 'process';
  readonly name = 'publication of satisfaction';
  readonly everyMs = 2_000;
  private readonly logger = new Logger(Publisher.name);
  private readonly folded: AskedTenants<FoldedTenant>;
  private readonly looked = new Map<string, { readonly seq: number; readonly again: Instant }>();

  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    away: TenantsAway,
  ) {
    this.folded = new AskedTenants(database, clock, away, foldedUpTo);
  }

  /** Looks after every tenant of which something was folded since, or of which something is due by the clock. */
  readonly run = async ({ isStopping }: RoundRun): Promise<void> => {
    for (const tenant of await this.folded.ask()) {
      if (isStopping()) return;
      const looked = this.looked.get(tenant.tenantId);
      if (looked?.seq === tenant.seq && this.clock.now() < looked.again) continue;
      await this.lookAfter(tenant);
    }
  };

  /** A tenant that fails does not keep the others waiting; it is looked at again with the next round. */
  private async lookAfter({ tenantId, seq }: FoldedTenant): Promise<void> {
    try {
      const again = await this.publish(tenantId);
      this.looked.set(tenantId, { seq, again });
    } catch (error) {
      this.logger.warn(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Publishes whatever is due of one tenant; resolves with when to look again though nothing comes. */
  async publish(tenantId: string): Promise<Instant> {
    for (;;) {
      const look = await this.database.withTenant(tenantId, (tx) => this.look(tx, tenantId), 'fold');
      if (look === undefined) return this.clock.now();
      if (look.month === undefined && look.block === undefined) return look.next;
      const done = await this.database.withTenant(
        tenantId,
        (tx) => this.publishDue(tx, tenantId, look),
        'fold',
      );
      if (!done) return this.clock.now();
    }
  }

  /** Undefined when another process looks after the tenant. */
  private async look(tx: EntityManager, tenantId: string): Promise<Look | undefined> {
    if (!(await lockPublications(tx, tenantId))) return undefined;
    await this.settings.ensureLoaded(tx, tenantId);
    const now = this.clock.now();
    const isBehind = (await eventsToFold(tx, tenantId)) > manyEvents;
    const moment = { now, timezone: this.settings.at(tenantId, now).timezone, quietMs, isBehind };
    await noteMonths(tx, tenantId, now);
    const months = await knownMonths(tx, tenantId);
    const look = { moment, next: isBehind ? now : nextDueAt(months, moment) };
    for (const known of months) {
      const month = dueOf(known, moment);
      if (month !== undefined) return { ...look, month };
    }
    const block = dueBlock(months, moment);
    return block === undefined ? look : { ...look, block };
  }

  private async publishDue(tx: EntityManager, tenantId: string, look: Look): Promise<boolean> {
    if (!(await lockPublications(tx, tenantId))) return false;
    if (look.month !== undefined) await this.publishDueMonth(tx, tenantId, look.month, look.moment);
    if (look.block !== undefined) await this.publishDueBlock(tx, tenantId, look.block, look.moment);
    return true;
  }

  /** A month as it stands, each way of asking by itself: a step of it, or its clinics. */
  private async publishDueMonth(
    tx: EntityManager,
    tenantId: string,
    due: DueMonth,
    { now, timezone }: Moment,
  ): Promise<void> {
    const { month, status } = due;
    const clinics = (await this.settings.known(tx, tenantId)).clinics.map(({ id }) => id);
    for (const channel of await channelsOf(tx, tenantId, [month])) {
      const of = { tenantId, month, channel, now, timezone };
      if (status === 'running') await stepRunningMonth(tx, { ...of, clinics });
      else await publishMonth(tx, { ...of, status });
    }
    await markMonthPublished(tx, tenantId, due);
  }

  private async publishDueBlock(
    tx: EntityManager,
    tenantId: string,
    block: Block,
    { now }: Moment,
  ): Promise<void> {
    const months = monthsOfBlock(block.firstMonth, block.months);
    for (const channel of await channelsOf(tx, tenantId, months)) {
      await publishBlock(tx, { tenantId, channel, now, ...block });
    }
    await markBlockPublished(tx, tenantId, months);
  }
}
