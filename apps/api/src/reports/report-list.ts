import type { ReportSummaries, ReportSummary } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { TenantSettings } from '../settings/tenant-settings';
import { reachOf } from './figures/reach';
import { readMonthsWithCalls, readMonthSums } from './figures/report-calls-query';
import { rangeOfMonth, type ReportMonth } from './report-month';

/** The provider's page: every clinic of a month on one line, by name and never by result. */
@Injectable()
export class ReportList {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
  ) {}

  /** The clinics of a month; of the newest month with calls where none is named. */
  of(tenantId: string, wanted: ReportMonth | undefined, now: ReportMonth): Promise<ReportSummaries> {
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const months = await readMonthsWithCalls(tx, tenantId, settings.timezone);
      const month = wanted ?? months[0] ?? now;
      const { start, end } = rangeOfMonth(month, settings.timezone);
      const sums = new Map(
        (await readMonthSums(tx, tenantId, [start, end], null)).map(({ clinicId, tally }) => [
          clinicId,
          reachOf(tally),
        ]),
      );
      const summaries = clinics.map(({ id, name }): ReportSummary => {
        const reach = sums.get(id);
        const covered = reach?.covered ?? 0;
        return {
          clinicId: id,
          name,
          month,
          status: null,
          version: null,
          presented: reach?.presented ?? 0,
          answered: reach?.answered ?? 0,
          unansweredRate: covered === 0 ? null : (reach?.unanswered ?? 0) / covered,
          answerRateTarget: settings.clinic(id).report.isCommitted
            ? settings.clinic(id).answerRateTarget
            : null,
          csat: null,
          suppressed: 'not_published',
          fragile: false,
        };
      });
      return {
        month,
        months,
        clinics: summaries.sort((a, b) => a.name.localeCompare(b.name, settings.locale)),
      };
    });
  }
}
