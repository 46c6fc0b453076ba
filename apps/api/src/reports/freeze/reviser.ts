import { isDeepStrictEqual } from 'node:util';

import type { SatisfactionCell } from '@vigie/contracts';
import type { Month } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../../platform/database';
import { readClinicAnswers } from '../../satisfaction/answer/published-satisfaction';
import { TenantSettings } from '../../settings/tenant-settings';
import { isComparable } from '../figures/read-satisfaction';
import { reachOfClinics } from '../figures/reach';
import type { ReachCounts } from '../figures/report-figures';
import { Freezer } from './freezer';
import type { Stopped } from './month-freezer';
import { readFrozenSums, type FrozenSums } from './report-store';

/** What a month's figures have become, by clinic. */
type Now = {
  readonly reach: ReadonlyMap<string, ReachCounts>;
  readonly satisfaction: ReadonlyMap<string, SatisfactionCell>;
};

/** Makes another version of final reports whose calls or answers are no longer what they say. */
@Injectable()
export class Reviser {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly freezer: Freezer,
  ) {}

  /** Looks at every final report of a month; resolves with how many were revised. */
  async revise(tenantId: string, month: Month, stopped: Stopped): Promise<number> {
    let revised = 0;
    for (const report of await this.moved(tenantId, month)) {
      if (stopped()) return revised;
      await this.freezer.freeze(tenantId, { clinicId: report.clinicId, month }, 'revised');
      revised += 1;
    }
    return revised;
  }

  /** The final reports that no longer say what the figures are, all looked at in one snapshot. */
  private moved(tenantId: string, month: Month): Promise<FrozenSums[]> {
    return this.database.inSnapshot(tenantId, async (tx) => {
      const stored = await readFrozenSums(tx, tenantId, month);
      const final = stored.filter(({ status }) => status !== 'provisional');
      if (final.length === 0 || !(await this.freezer.isReady(tx, tenantId, month, 'final'))) return [];
      const now = await this.now(tx, tenantId, month, final);
      return final.filter((each) => hasMoved(each, now));
    });
  }

  private async now(
    tx: EntityManager,
    tenantId: string,
    month: Month,
    reports: readonly FrozenSums[],
  ): Promise<Now> {
    const reach = await reachOfClinics(tx, tenantId, month, this.settings);
    const satisfaction = new Map<string, SatisfactionCell>();
    // Each report is asked about by its own way of asking.
    for (const [channel, told] of Map.groupBy(
      reports,
      (report) => report.satisfaction?.surveyChannel ?? null,
    )) {
      const clinicIds = told.map(({ clinicId }) => clinicId);
      const answers = await readClinicAnswers(tx, tenantId, { month, months: 1, channel, clinicIds });
      for (const [clinicId, { total }] of answers) satisfaction.set(clinicId, total);
    }
    return { reach, satisfaction };
  }
}

function hasMoved(report: FrozenSums, now: Now): boolean {
  const calls = now.reach.get(report.clinicId);
  if (calls !== undefined && !isDeepStrictEqual(report.reach, calls)) return true;
  const cell = now.satisfaction.get(report.clinicId);
  return cell !== undefined && isSaidOtherwise(report, cell);
}

/** A report that spoke of no satisfaction, or for want of answers of a longer period, speaks of the month once it may. */
function isSaidOtherwise({ satisfaction, satisfactionMonths }: FrozenSums, cell: SatisfactionCell): boolean {
  if (satisfaction !== null) return !isDeepStrictEqual(satisfaction.total, cell);
  if (satisfactionMonths === null) return cell.suppressed === null || cell.suppressed === 'mixed_channels';
  return isComparable(cell);
}
