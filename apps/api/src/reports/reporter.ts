import { addMonths, instantInMonth, monthsUntil, rangeOfMonth, type Month } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { SourceStore } from '../fold/source-store';
import { IncidentNumbersReader } from '../incidents/incident-numbers';
import { Clock } from '../platform/clock';
import type { ClinicSettings, ResolvedSettings } from '../settings/resolved-settings';
import { TenantSettings } from '../settings/tenant-settings';
import { Diagnoses } from '../sheets/diagnosis/diagnoses';
import { readReturnFigures } from '../metrics/return-query';
import { readCallers, readCampaigns, readFollowups, readNotedCalls } from './figures/clinic-calls-query';
import { notedOf, readPassedOn } from './figures/noted';
import { reachOf, steadinessOf, sumOf, waitsOf } from './figures/reach';
import { reasonsOf } from './figures/reasons';
import { readClinicQuarters, readMonthSums, type MonthSums } from '../metrics/clinic-rollup-query';
import type { PastMonth, PeerFigures, ReportFigures } from './figures/report-figures';
import { peersOf } from './figures/peers';
import { readSatisfaction } from './figures/read-satisfaction';
import { hoursOf, openDaysIn, outsideOf, unheardOf } from './figures/week';

const monthsTold = 13;

/** What is asked: one clinic's month. */
type Asked = {
  readonly tenantId: string;
  readonly month: Month;
  readonly settings: ResolvedSettings;
  readonly clinic: ClinicSettings;
};

/** Works out the figures of a report from what is folded: no figure of it is kept here. */
@Injectable()
export class Reporter {
  constructor(
    private readonly settings: TenantSettings,
    private readonly sources: SourceStore,
    private readonly diagnoses: Diagnoses,
    private readonly incidents: IncidentNumbersReader,
    private readonly clock: Clock,
  ) {}

  /** The figures of a clinic's month as they stand in the transaction at hand. */
  async figures(
    tx: EntityManager,
    tenantId: string,
    { month, clinicId }: { readonly month: Month; readonly clinicId: string },
  ): Promise<ReportFigures> {
    await this.settings.ensureLoaded(tx, tenantId);
    const settings = this.settings.current(tenantId);
    const clinic = settings.clinic(clinicId);
    const ofCalls = await this.ofCalls(tx, { tenantId, month, settings, clinic });
    const similar = similarClinics(settings, clinic);
    const diagnosis = await this.diagnoses.judgedOf(tx, tenantId, { clinicId, month });
    return {
      ...ofCalls,
      ...(diagnosis !== null && { diagnosis }),
      satisfaction: await readSatisfaction(tx, tenantId, { clinicId, month, similar }),
    };
  }

  private async ofCalls(
    tx: EntityManager,
    asked: Asked,
  ): Promise<Omit<ReportFigures, 'satisfaction' | 'diagnosis'>> {
    const { tenantId, month, settings, clinic } = asked;
    const { timezone, covered } = clinic;
    const range = rangeOfMonth(month, timezone);
    const gaps = await this.sources.incomplete(tx, tenantId, { from: range.start, to: range.end });
    const unheard = unheardOf(gaps, covered);
    const quarters = await readClinicQuarters(tx, tenantId, clinic.id, range);
    const level = {
      serviceLevelSeconds: settings.serviceLevelSeconds,
      serviceLevelFormula: settings.serviceLevelFormula,
    };
    const sum = sumOf(quarters);
    const noted = notedOf(sum, level);
    return {
      ...headOf(asked),
      reach: reachOf(sum),
      waits: waitsOf(quarters, level),
      openDays: openDaysIn(range, covered),
      hours: hoursOf(quarters, timezone),
      outside: outsideOf(quarters, timezone, covered),
      ...(await this.ofCallers(tx, asked)),
      ...(noted !== undefined && { noted }),
      ...(await readPassedOn(tx, this.settings, asked, range)),
      ...(await this.ofIncidents(tx, asked)),
      reasons: await reasonsOf(tenantId, await readNotedCalls(tx, tenantId, clinic.id, range)),
      ...(unheard !== null && { unheard }),
      steadiness: steadinessOf(quarters, level, settings.serviceLevelTarget),
      past: pastMonths(asked, await this.monthSums(tx, asked, [clinic.id], monthsTold)),
      peers: await this.peers(tx, asked),
    };
  }

  /** What was done about those whom nobody answered, how callers came back, the calls that were planned, and campaigns. */
  private async ofCallers(
    tx: EntityManager,
    { tenantId, month, settings, clinic }: Asked,
  ): Promise<Pick<ReportFigures, 'callers' | 'returns' | 'followups' | 'campaigns'>> {
    const range = { ...rangeOfMonth(month, clinic.timezone), now: this.clock.now() };
    const scope = { kind: 'clinics', clinicIds: [clinic.id] } as const;
    const returns = await readReturnFigures(tx, settings, {
      ...{ scope, by: 'none', clinicIds: scope.clinicIds, now: range.now },
      plan: { pieces: [{ ...range, row: 0 }] },
    });
    const followups = await readFollowups(tx, tenantId, clinic, range);
    const campaigns = await readCampaigns(tx, tenantId, clinic, range);
    return {
      callers: await readCallers(tx, tenantId, clinic, range),
      returns: returns.total(),
      ...(followups !== undefined && { followups }),
      ...(campaigns !== undefined && { campaigns }),
    };
  }

  /** What became of calls that were marked urgent, as far as they had come; nothing where there was none. */
  private async ofIncidents(
    tx: EntityManager,
    { tenantId, month, clinic }: Asked,
  ): Promise<Pick<ReportFigures, 'incidents'>> {
    const { start: from, end: to } = rangeOfMonth(month, clinic.timezone);
    const scope = { kind: 'clinics', clinicIds: [clinic.id] } as const;
    const incidents = await this.incidents.of(tx, tenantId, { scope, from, to });
    return incidents.incidents === 0 ? {} : { incidents };
  }

  private async peers(tx: EntityManager, asked: Asked): Promise<PeerFigures | null> {
    const ids = similarClinics(asked.settings, asked.clinic);
    if (ids.length === 0) return null;
    const sums = await this.monthSums(tx, asked, ids, 1);
    return peersOf(sums.map(({ tally }) => reachOf(tally)));
  }

  /** The sums of the months that end with the one asked for, by the clock of the clinic asked for. */
  private monthSums(
    tx: EntityManager,
    { tenantId, month, clinic }: Asked,
    clinicIds: readonly string[],
    count: number,
  ): Promise<MonthSums[]> {
    const edges = monthsUntil(addMonths(month, 1), count + 1).map((each) =>
      instantInMonth(each, 1, clinic.timezone),
    );
    return readMonthSums(tx, tenantId, edges, clinicIds);
  }
}

/** The other clinics of the same kind. */
function similarClinics(settings: ResolvedSettings, clinic: ClinicSettings): readonly string[] {
  return settings.clinics
    .filter(({ id, kind }) => id !== clinic.id && kind === clinic.kind)
    .map(({ id }) => id);
}

function headOf({ month, settings, clinic }: Asked) {
  return {
    month,
    timezone: clinic.timezone,
    clinic: { id: clinic.id, name: clinic.name, kind: clinic.kind },
    centre: settings.name,
    answerRateTarget: clinic.answerRateTarget,
    isCommitted: clinic.report.isCommitted,
    serviceLevel: {
      seconds: settings.serviceLevelSeconds,
      formula: settings.serviceLevelFormula,
      target: settings.serviceLevelTarget,
    },
    shortAbandonMs: clinic.shortAbandonMs,
  };
}

function pastMonths({ month, clinic }: Asked, sums: readonly MonthSums[]): PastMonth[] {
  return monthsUntil(month, monthsTold).map((each, row) => {
    const tally = sums.find((sum) => sum.row === row)?.tally;
    const reach = tally === undefined ? undefined : reachOf(tally);
    return {
      month: each,
      covered: reach?.covered ?? 0,
      coveredAnswered: reach?.coveredAnswered ?? 0,
      presented: reach?.presented ?? 0,
      openDays: openDaysIn(rangeOfMonth(each, clinic.timezone), clinic.covered),
    };
  });
}
