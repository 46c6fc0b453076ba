import type { Month } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { Database } from '../../platform/database';
import type { MonthPhase } from '../../satisfaction/calendar/publication-calendar';
import { TenantSettings } from '../../settings/tenant-settings';
import { reachOfClinics } from '../figures/reach';
import { Freezer } from './freezer';
import { readReportHeads, type FrozenStatus } from './report-store';

/** Whether what goes on for long is to be broken off. */
export type Stopped = () => boolean;

type Due = { readonly phase: MonthPhase; readonly due: readonly string[] };

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
    const { phase, due } = await this.due(tenantId, month);
    if (phase === 'running') return 0;
    for (const [index, clinicId] of due.entries()) {
      if (stopped()) return index;
      await this.freezer.freeze(tenantId, { clinicId, month }, phase, phase === 'final');
    }
    return due.length;
  }

  /** Where the month stands, and the clinics whose report is to be frozen: none before all of it is there. */
  private due(tenantId: string, month: Month): Promise<Due> {
    return this.database.inSnapshot(tenantId, async (tx) => {
      const phase = await this.freezer.phase(tx, tenantId, month);
      if (phase === 'running') return { phase, due: [] };
      const heads = await readReportHeads(tx, tenantId, month);
      const isDone = (status: FrozenStatus): boolean => phase === 'provisional' || status !== 'provisional';
      const done = new Set(heads.filter(({ status }) => isDone(status)).map(({ clinicId }) => clinicId));
      const reach = await reachOfClinics(tx, tenantId, month, this.settings);
      const due = [...reach.keys()].filter((clinicId) => !done.has(clinicId)).sort();
      const isReady = due.length > 0 && (await this.freezer.isReady(tx, tenantId, month, phase));
      return { phase, due: isReady ? due : [] };
    });
  }
}
