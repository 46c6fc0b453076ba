import type { ReportSummaries, ReportSummary, SatisfactionAnswer } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database';
import { PublishedSatisfaction } from '../satisfaction/published-satisfaction';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { TenantSettings, type Named } from '../settings/tenant-settings';
import { reachOf } from './figures/reach';
import { readMonthsWithCalls, readMonthSums } from './figures/report-calls-query';
import type { ReachCounts } from './figures/report-figures';
import { readReportHeads, type FrozenReport } from './freeze/report-store';
import { rangeOfMonth, type ReportMonth } from './report-month';

type Head = Omit<FrozenReport, 'figures'>;
type Material = {
  readonly month: ReportMonth;
  readonly settings: ResolvedSettings;
  readonly reach: ReadonlyMap<string, ReachCounts>;
  readonly heads: ReadonlyMap<string, Head>;
  readonly satisfaction: ReadonlyMap<string, SatisfactionAnswer>;
};

/** The provider's page: every clinic of a month on one line, by name and never by result. */
@Injectable()
export class ReportList {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly published: PublishedSatisfaction,
  ) {}

  /** The clinics of a month; of the newest month with calls where none is named. */
  async of(tenantId: string, wanted: ReportMonth | undefined, now: ReportMonth): Promise<ReportSummaries> {
    const { clinics, months, ...material } = await this.read(tenantId, wanted, now);
    const { month, settings } = material;
    const clinicIds = clinics.map(({ id }) => id);
    const satisfaction = await this.published.ofClinics(tenantId, {
      month,
      months: 1,
      channel: null,
      clinicIds,
    });
    const summaries = clinics.map((clinic) => toSummary(clinic, { ...material, satisfaction }));
    return {
      month,
      months,
      clinics: summaries.sort((a, b) => a.name.localeCompare(b.name, settings.locale)),
    };
  }

  private read(tenantId: string, wanted: ReportMonth | undefined, now: ReportMonth) {
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const months = await readMonthsWithCalls(tx, tenantId, settings.timezone);
      const month = wanted ?? months[0] ?? now;
      const { start, end } = rangeOfMonth(month, settings.timezone);
      const sums = await readMonthSums(tx, tenantId, [start, end], null);
      const heads = await readReportHeads(tx, tenantId, month);
      return {
        clinics,
        months,
        month,
        settings,
        reach: new Map(sums.map(({ clinicId, tally }) => [clinicId, reachOf(tally)])),
        heads: new Map(heads.map((head) => [head.clinicId, head])),
      };
    });
  }
}

const neverFrozen = { status: null, version: null };

function toSummary({ id, name }: Named, { month, settings, ...material }: Material): ReportSummary {
  const { status, version } = material.heads.get(id) ?? neverFrozen;
  const clinic = settings.clinic(id);
  return {
    clinicId: id,
    name,
    month,
    status,
    version,
    ...reached(material.reach.get(id)),
    answerRateTarget: clinic.report.isCommitted ? clinic.answerRateTarget : null,
    ...satisfied(material.satisfaction.get(id)),
  };
}

function reached(
  reach: ReachCounts | undefined,
): Pick<ReportSummary, 'presented' | 'answered' | 'unansweredRate'> {
  if (reach === undefined) return { presented: 0, answered: 0, unansweredRate: null };
  const { presented, answered, covered, unanswered } = reach;
  return { presented, answered, unansweredRate: covered === 0 ? null : unanswered / covered };
}

/** The share satisfied of the clinic, or why it is not told. */
function satisfied(
  answer: SatisfactionAnswer | undefined,
): Pick<ReportSummary, 'csat' | 'suppressed' | 'fragile'> {
  const overall = answer?.total.items.find(({ itemId }) => itemId === 'overall');
  if (overall === undefined)
    return { csat: null, suppressed: answer?.total.suppressed ?? 'few_answers', fragile: false };
  const { value, low, high } = overall.favourable;
  return {
    csat: { value, low: low ?? value, high: high ?? value, n: overall.n },
    suppressed: null,
    fragile: overall.fragile,
  };
}
