import { isDeepStrictEqual } from 'node:util';

import type { SatisfactionCell } from '@vigie/contracts';
import type { Month } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { Database } from '../../platform/database';
import { PublishedSatisfaction } from '../../satisfaction/answer/published-satisfaction';
import { TenantSettings } from '../../settings/tenant-settings';
import { isComparable } from '../figures/satisfaction-reader';
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
    private readonly satisfaction: PublishedSatisfaction,
    private readonly freezer: Freezer,
  ) {}

  /** Looks at every final report of a month; resolves with how many were revised. */
  async revise(tenantId: string, month: Month, stopped: Stopped): Promise<number> {
    const final = await this.final(tenantId, month);
    if (final.length === 0 || !(await this.freezer.isReady(tenantId, month, 'final'))) return 0;
    const now = await this.now(tenantId, month, final);
    let revised = 0;
    for (const report of final.filter((each) => hasMoved(each, now))) {
      if (stopped()) return revised;
      await this.freezer.freeze(tenantId, { clinicId: report.clinicId, month }, 'revised');
      revised += 1;
    }
    return revised;
  }

  private final(tenantId: string, month: Month): Promise<FrozenSums[]> {
    return this.database.withTenant(tenantId, async (tx) =>
      (await readFrozenSums(tx, tenantId, month)).filter(({ status }) => status !== 'provisional'),
    );
  }

  private async now(tenantId: string, month: Month, reports: readonly FrozenSums[]): Promise<Now> {
    const reach = await this.database.withTenant(tenantId, (tx) =>
      reachOfClinics(tx, tenantId, month, this.settings),
    );
    // Each report is asked about by its own way of asking.
    const byChannel = Map.groupBy(reports, (report) => report.satisfaction?.surveyChannel ?? null);
    const answers = await Promise.all(
      [...byChannel].map(([channel, told]) => {
        const clinicIds = told.map(({ clinicId }) => clinicId);
        return this.satisfaction.ofClinics(tenantId, { month, months: 1, channel, clinicIds });
      }),
    );
    const cells = answers.flatMap((each) => [...each].map(([id, { total }]) => [id, total] as const));
    return { reach, satisfaction: new Map(cells) };
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
