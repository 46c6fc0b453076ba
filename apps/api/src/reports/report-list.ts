import type {
  ReportMail,
  ReportSummaries,
  ReportSummary,
  ReportTotal,
  SatisfactionAnswer,
} from '@vigie/contracts';
import { addMonths, coveredUnansweredRate, rangeOfMonth, type Month } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';

import { wholeClinicsOf } from '../access/scope-reach';
import type { Asking } from '../access/viewer';
import { Database } from '../platform/database';
import { whyWithout } from '../satisfaction/answer/satisfaction-answer';
import { readAnswer, readClinicAnswers } from '../satisfaction/answer/published-satisfaction';
import type { ResolvedSettings } from '../settings/resolved-settings';
import { TenantSettings, type Named } from '../settings/tenant-settings';
import { reachOf } from './figures/reach';
import { readMonthsWithCalls, readMonthSums } from '../metrics/clinic-rollup-query';
import type { ReachCounts } from './figures/report-figures';
import { Freezer } from './freeze/freezer';
import { readReportHeads, type FrozenReport } from './freeze/report-store';
import { readReportMail } from './mail/report-mail';

type Head = Omit<FrozenReport, 'figures'>;
type Standing = Awaited<ReturnType<Freezer['standing']>>;
type Material = Standing & {
  readonly month: Month;
  readonly settings: ResolvedSettings;
  readonly reach: ReadonlyMap<string, ReachCounts>;
  /** Of the month before. */
  readonly before: ReadonlyMap<string, ReachCounts>;
  readonly heads: ReadonlyMap<string, Head>;
  readonly satisfaction: ReadonlyMap<string, SatisfactionAnswer>;
  readonly mail: ReadonlyMap<string, ReportMail>;
};

/** The provider's page: every clinic of the viewer's scope in a month on one line, by name and never by result. */
@Injectable()
export class ReportList {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly freezer: Freezer,
  ) {}

  /** The clinics of a month; where none is named, of the last one that has ended, else of the one that runs. */
  async of(viewer: Asking, wanted: Month | undefined, now: Month): Promise<ReportSummaries> {
    const { clinics, months, ofAll, ...material } = await this.read(viewer, wanted, now);
    const { month, settings, heads } = material;
    const summaries = clinics.map((clinic) => toSummary(clinic, material));
    const unreported = new Set(
      clinics.filter(({ id, isImplied }) => isImplied && !heads.has(id)).map(({ id }) => id),
    );
    return {
      month,
      months,
      pastIsLoading: this.freezer.pastIsLoading(viewer.tenantId),
      clinics: summaries
        .filter(({ clinicId }) => !unreported.has(clinicId))
        .sort((a, b) => a.name.localeCompare(b.name, settings.locale)),
      total: {
        ...toTotal(
          summaries,
          clinics.flatMap(({ id }) => material.before.get(id) ?? []),
          ofAll,
        ),
        ofNoReport: summaries.reduce(
          (sum, { clinicId, presented }) => sum + (unreported.has(clinicId) ? presented : 0),
          0,
        ),
      },
    };
  }

  private read({ tenantId, scope }: Asking, wanted: Month | undefined, now: Month) {
    const own = wholeClinicsOf(scope);
    return this.database.inSnapshot(tenantId, async (tx) => {
      const known = await this.settings.known(tx, tenantId);
      const clinics = known.clinics.filter(({ id }) => own === null || own.includes(id));
      const settings = this.settings.current(tenantId);
      const months = await readMonthsWithCalls(tx, tenantId, settings.timezone, own);
      const month = wanted ?? months.find((ended) => ended < now) ?? months[0] ?? now;
      const { start, end } = rangeOfMonth(month, settings.timezone);
      const since = rangeOfMonth(addMonths(month, -1), settings.timezone).start;
      this.freezer.requireWholePast(tenantId, since);
      const sums = await readMonthSums(tx, tenantId, [since, start, end], own);
      const reachIn = (row: number) =>
        new Map(
          sums.filter((sum) => sum.row === row).map(({ clinicId, tally }) => [clinicId, reachOf(tally)]),
        );
      const heads = await readReportHeads(tx, tenantId, month);
      const clinicIds = clinics.map(({ id }) => id);
      const told = { month, months: 1, channel: null } as const;
      return {
        clinics,
        months,
        month,
        settings,
        before: reachIn(0),
        reach: reachIn(1),
        heads: new Map(heads.map((head) => [head.clinicId, head])),
        mail: await readReportMail(tx, tenantId, month),
        satisfaction: await readClinicAnswers(tx, tenantId, { ...told, clinicIds }),
        ofAll: await readAnswer(tx, tenantId, { ...told, clinicId: null, by: 'none' }, scope),
        ...(await this.freezer.standing(tx, tenantId, month)),
      };
    });
  }
}

/** What a report that nobody has opened yet will be: it is frozen when it is first read, if what it is made of is there. */
function dueStatus(presented: number, { phase, isReady }: Standing): ReportSummary['status'] {
  if (phase === 'running' || presented === 0) return null;
  return isReady ? phase : 'provisional';
}

function toSummary({ id, name }: Named, { month, settings, ...material }: Material): ReportSummary {
  const reach = material.reach.get(id);
  const { status, version } = material.heads.get(id) ?? {
    status: dueStatus(reach?.presented ?? 0, material),
    version: null,
  };
  const clinic = settings.clinic(id);
  const target = clinic.report.isCommitted ? clinic.answerRateTarget : null;
  const isRunning = material.phase === 'running';
  return {
    clinicId: id,
    name,
    month,
    status,
    version,
    ...reached(reach, material.before.get(id)),
    answerRateTarget: target,
    commitment: isRunning ? null : commitmentOf(reach, target),
    isRunning,
    ...satisfied(material.satisfaction.get(id)),
    mail: material.mail.get(id) ?? null,
  };
}

function commitmentOf(reach: ReachCounts | undefined, target: number | null): ReportSummary['commitment'] {
  if (target === null || reach === undefined || reach.covered === 0) return null;
  return reach.coveredAnswered / reach.covered >= target ? 'kept' : 'missed';
}

function toTotal(
  summaries: readonly ReportSummary[],
  before: readonly ReachCounts[],
  answer: SatisfactionAnswer,
): Omit<ReportTotal, 'ofNoReport'> {
  const sum = (name: CallCount): number => summaries.reduce((total, summary) => total + summary[name], 0);
  const counts = {
    presented: sum('presented'),
    covered: sum('covered'),
    coveredAnswered: sum('coveredAnswered'),
    unanswered: sum('unanswered'),
    outside: sum('outside'),
    otherCalls: sum('otherCalls'),
  };
  const overall = answer.total.items.find(({ itemId }) => itemId === 'overall');
  return {
    ...counts,
    coveredUnansweredRate: coveredUnansweredRate(counts),
    coveredUnansweredRateBefore: coveredUnansweredRate(coveredSum(before)),
    ...satisfied(answer),
    meanRating: overall?.mean.value ?? null,
  };
}

type CallCount = 'presented' | 'covered' | 'coveredAnswered' | 'unanswered' | 'outside' | 'otherCalls';

const coveredSum = (reach: readonly ReachCounts[]) => ({
  covered: reach.reduce((total, { covered }) => total + covered, 0),
  unanswered: reach.reduce((total, { unanswered }) => total + unanswered, 0),
});

const nothing = { presented: 0, covered: 0, coveredAnswered: 0, unanswered: 0, outside: 0, otherCalls: 0 };

function reached(reach: ReachCounts | undefined, before: ReachCounts | undefined) {
  const counts = reach === undefined ? nothing : countsOf(reach);
  return {
    ...counts,
    coveredUnansweredRate: coveredUnansweredRate(counts),
    coveredUnansweredRateBefore: before === undefined ? null : coveredUnansweredRate(before),
  };
}

function countsOf(reach: ReachCounts): Pick<ReportSummary, CallCount> {
  const { presented, covered, coveredAnswered, unanswered } = reach;
  return {
    presented,
    covered,
    coveredAnswered,
    unanswered,
    outside: reach.answeredOutside + reach.closed,
    otherCalls: reach.selfServed + reach.undecided,
  };
}

/** The share satisfied of the clinic, or why it is not told. */
function satisfied(
  answer: SatisfactionAnswer | undefined,
): Pick<ReportSummary, 'csat' | 'suppressed' | 'fragile'> {
  const overall = answer?.total.items.find(({ itemId }) => itemId === 'overall');
  if (overall === undefined)
    return {
      csat: null,
      suppressed: answer === undefined ? 'not_published' : whyWithout(answer.total, 'overall'),
      fragile: false,
    };
  const { value, low, high } = overall.favourable;
  return {
    csat: { value, low: low ?? value, high: high ?? value, n: overall.n },
    suppressed: null,
    fragile: overall.fragile,
  };
}
