import type { Month } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { Database } from '../../platform/database';
import { TenantSettings } from '../../settings/tenant-settings';
import { reachOfClinics } from '../figures/reach';
import { Freezer } from './freezer';
import { readReportHeads } from './report-store';

/** Whether what goes on for long is to be broken off. */
export type Stopped = () => boolean;

/** Freezes every clinic's report of a month, by the calendar. */
@Injectable()
export class MonthFreezer {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly freezer: Freezer,
  ) {}

  /** Freezes what is due of a month and not frozen yet; resolves with how many reports that were. */
  async freeze(tenantId: string, month: Month, stopped: Stopped): Promise<number> {
    const phase = await this.freezer.phase(tenantId, month);
    if (phase === 'running') return 0;
    const due = await this.due(tenantId, month, phase === 'provisional');
    if (due.length === 0 || !(await this.freezer.isReady(tenantId, month, phase))) return 0;
    for (const [index, clinicId] of due.entries()) {
      if (stopped()) return index;
      await this.freezer.freeze(tenantId, { clinicId, month }, phase, phase === 'final');
    }
    return due.length;
  }

  private due(tenantId: string, month: Month, provisional: boolean): Promise<string[]> {
    return this.database.withTenant(tenantId, async (tx) => {
      const heads = await readReportHeads(tx, tenantId, month);
      const done = new Set(
        heads.filter(({ status }) => provisional || status !== 'provisional').map(({ clinicId }) => clinicId),
      );
      const reach = await reachOfClinics(tx, tenantId, month, this.settings);
      return [...reach.keys()].filter((clinicId) => !done.has(clinicId)).sort();
    });
  }
}
