import type { Instant } from '@vigie/calls';
import { rangeOfMonth, type Month } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';
import { Injectable } from '@nestjs/common';

import { Outbox } from '../../deliveries/outbox';
import { Backfills } from '../../event-log/backfills';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { finalFrom, phaseOf, type MonthPhase } from '../../satisfaction/calendar/publication-calendar';
import { TenantSettings } from '../../settings/tenant-settings';
import { putReportLetters } from '../mail/report-mail';
import type { OfClinic } from '../report-note-store';
import { Reporter } from '../reporter';
import { insertReport, readReport, type FrozenReport, type FrozenStatus } from './report-store';
import { readMonthState, type MonthState } from './settled-query';

/** The fold of a busy tenant is always a little behind; more than this, and much of a month may be on its way. */
const manyEvents = 500;
/**
 * A report does not wait longer than this for the final figures of satisfaction, from day 10 or from when the last
 * answers came; those then make a revised one.
 */
const patienceMs = 2 * 86_400_000;

const isPublished = ({ toldFinally, waitingSince }: MonthState): boolean =>
  toldFinally && waitingSince === null;

/** Since when a month waits for its final figures; without end while the publication does not know of its answers. */
const waitsFrom = ({ isNoted, waitingSince }: MonthState, final: Instant): Instant =>
  isNoted ? Math.max(final, waitingSince ?? final) : Number.POSITIVE_INFINITY;

/** A report's figures and how far they are; version 0 is not stored. */
export type ShownReport = Pick<FrozenReport, 'figures' | 'version' | 'computedAt'> & {
  readonly status: FrozenStatus | 'running' | 'empty';
};

/** Writes a report down as it stands, so that it never changes under its readers. */
@Injectable()
export class Freezer {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
    private readonly reporter: Reporter,
    private readonly outbox: Outbox,
    private readonly backfills: Backfills,
  ) {}

  /** Where a month stands by the clock of the tenant: running, told provisionally, final. */
  async phase(tx: EntityManager, tenantId: string, month: Month): Promise<MonthPhase> {
    const timezone = await this.timezone(tx, tenantId);
    return phaseOf(month, this.clock.now(), timezone);
  }

  /** Whether what a frozen report of that phase is made of is there: everything folded, satisfaction told. */
  async isReady(tx: EntityManager, tenantId: string, month: Month, phase: MonthPhase): Promise<boolean> {
    if (phase === 'running' || this.pastIsLoading(tenantId)) return false;
    const timezone = await this.timezone(tx, tenantId);
    const state = await readMonthState(tx, tenantId, month);
    if (state === undefined || state.behind > manyEvents) return false;
    if (!state.answered) return true;
    if (phase === 'provisional') return state.told;
    return (
      isPublished(state) || this.clock.now() >= waitsFrom(state, finalFrom(month, timezone)) + patienceMs
    );
  }

  /** Both: where a month stands, and whether what its report is made of is there. */
  async standing(
    tx: EntityManager,
    tenantId: string,
    month: Month,
  ): Promise<{ readonly phase: MonthPhase; readonly isReady: boolean }> {
    const phase = await this.phase(tx, tenantId, month);
    return { phase, isReady: await this.isReady(tx, tenantId, month, phase) };
  }

  /** Whether some of the tenant's past is still being brought in. */
  pastIsLoading(tenantId: string): boolean {
    return this.backfills.isUnderWay(tenantId);
  }

  /** Throws 503 `past_is_loading` while some of the past from an instant on is missing; from the first unless said. */
  requireWholePast(tenantId: string, from?: Instant): void {
    this.backfills.requireWhole(tenantId, from);
  }

  /**
   * Works a clinic's month out in one snapshot and stores it as its next version; undefined when no call came for the clinic. Of two
   * processes that do so at once the first wins and both give its version. `notify` puts those who get it by e-mail
   * on the list.
   */
  async freeze(
    tenantId: string,
    of: OfClinic,
    status: FrozenStatus,
    notify = false,
  ): Promise<FrozenReport | undefined> {
    const figures = await this.database.inSnapshot(tenantId, (tx) => this.reporter.figures(tx, tenantId, of));
    if (figures.reach.presented === 0) return undefined;
    return this.store(tenantId, of, { status, figures }, notify);
  }

  /** Stores figures that were worked out as the next version of a clinic's month; see {@link freeze}. */
  store(
    tenantId: string,
    of: OfClinic,
    { status, figures }: Pick<FrozenReport, 'status' | 'figures'>,
    notify = false,
  ): Promise<FrozenReport | undefined> {
    return this.database.withTenant(tenantId, async (tx) => {
      const version = ((await readReport(tx, tenantId, of))?.version ?? 0) + 1;
      const { clinicId, month } = of;
      const report = { clinicId, month, version, status, computedAt: this.clock.now(), figures };
      const isOurs = await insertReport(tx, tenantId, report);
      if (!isOurs) return readReport(tx, tenantId, of, version);
      if (notify) await this.notify(tx, tenantId, report);
      return report;
    });
  }

  /**
   * A month as it stands, not stored: it runs, or something it is made of is not there yet. Throws 503 `past_is_loading`
   * while some of the past is missing: a report looks back on all of it.
   */
  async underWay(tx: EntityManager, tenantId: string, of: OfClinic, phase: MonthPhase): Promise<ShownReport> {
    this.requireWholePast(tenantId);
    const figures = await this.reporter.figures(tx, tenantId, of);
    const computedAt = this.clock.now();
    const begins = rangeOfMonth(of.month, figures.timezone).start;
    if (figures.reach.presented === 0 && (phase !== 'running' || begins > computedAt))
      return { figures, status: 'empty', version: 0, computedAt };
    return { figures, status: phase === 'running' ? 'running' : 'provisional', version: 0, computedAt };
  }

  private async notify(tx: EntityManager, tenantId: string, report: FrozenReport): Promise<void> {
    const { recipients } = this.settings.current(tenantId).clinic(report.clinicId).report;
    await putReportLetters(this.outbox, tx, { tenantId, ...report }, recipients);
  }

  private async timezone(tx: EntityManager, tenantId: string): Promise<string> {
    await this.settings.ensureLoaded(tx, tenantId);
    return this.settings.current(tenantId).timezone;
  }
}
