import { Injectable } from '@nestjs/common';
import type { SatisfactionAnswer } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { everything, nobodysId, wholeClinicsOf } from '../../access/scope-reach';
import type { Asking } from '../../access/viewer';
import type { ViewerScope } from '../../access/viewer-scope';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { TenantSettings } from '../../settings/tenant-settings';
import { allClinics, publishedCells, publishedClinics, type PublishedRow } from './published-cell-query';
import { runningFigures, type RunningFigures } from '../running/running-figures';
import { runningBatches } from '../versions/publication-store';
import { hiddenCell, toSatisfactionAnswer } from './satisfaction-answer';
import type { SatisfactionQuestion } from './satisfaction-question';

export type { SatisfactionQuestion } from './satisfaction-question';
export type { RunningFigures } from '../running/running-figures';

/** Months of one clinic (or all), for a series. */
export type SeriesQuestion = Pick<SatisfactionQuestion, 'clinicId' | 'channel'> & {
  /** `YYYY-MM`, in the order wanted. */
  readonly months: readonly string[];
};

/** What of satisfaction may be told: stored figures, never computed for the question. The one place that answers. */
@Injectable()
export class PublishedSatisfaction {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** One cell of the grid, and its parts by one dimension, as far as the viewer sees it. */
  answer({ tenantId, scope }: Asking, question: SatisfactionQuestion): Promise<SatisfactionAnswer> {
    return this.database.withTenant(tenantId, (tx) => readAnswer(tx, tenantId, question, scope));
  }

  /** One answer a month, in one query. */
  latest(tenantId: string, asked: SeriesQuestion): Promise<readonly SatisfactionAnswer[]> {
    return this.database.withTenant(tenantId, (tx) => readSeries(tx, tenantId, asked));
  }

  /** Any clinic's (null: all clinics') answer of any of these single months, from one query. */
  everyClinic(
    tenantId: string,
    { months, channel }: { readonly months: readonly string[]; readonly channel: string | null },
  ): Promise<(month: string, clinicId: string | null) => SatisfactionAnswer> {
    const asked = { firstMonths: months, months: 1, channel } as const;
    return this.database.withTenant(tenantId, (tx) => readClinicCells(tx, tenantId, asked));
  }

  /** Of the running month, all clinics: today's calls and the month's, as they stood at the last step of ten or more. */
  async running(tenantId: string): Promise<RunningFigures> {
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const now = this.clock.now();
      const { timezone } = this.settings.at(tenantId, now);
      return runningFigures(now, timezone, (month) => runningBatches(tx, tenantId, month));
    });
  }
}

/**
 * One cell of the grid, and its parts by one dimension, in a transaction at hand. What is hidden is so for the whole
 * tenant, whoever asks. Cells of other clinics are answered like those of a clinic that nobody knows; all clinics together
 * are told only to who sees them all, and who sees one clinic is told that one instead.
 */
export async function readAnswer(
  tx: EntityManager,
  tenantId: string,
  question: SatisfactionQuestion,
  scope: ViewerScope = everything,
): Promise<SatisfactionAnswer> {
  const own = wholeClinicsOf(scope);
  if (own === null) return readCell(tx, tenantId, question, question.clinicId);
  const clinicId = question.clinicId ?? (own.length === 1 ? (own[0] ?? null) : null);
  const seen = clinicId !== null && own.includes(clinicId) ? clinicId : nobodysId;
  const answer = await readCell(tx, tenantId, { ...question, clinicId }, seen);
  return clinicId === null ? { ...answer, channels: [], total: hiddenCell('off_grid'), cells: [] } : answer;
}

async function readCell(
  tx: EntityManager,
  tenantId: string,
  question: SatisfactionQuestion,
  clinicId: string | null,
): Promise<SatisfactionAnswer> {
  const { month, months, by } = question;
  const asked = { firstMonths: [month], months, clinicId, dimension: by };
  return toSatisfactionAnswer(question, await publishedCells(tx, tenantId, asked));
}

/** One answer a month, in one query. */
export async function readSeries(
  tx: EntityManager,
  tenantId: string,
  { months, clinicId, channel }: SeriesQuestion,
): Promise<readonly SatisfactionAnswer[]> {
  const asked = { firstMonths: months, months: 1, clinicId, dimension: 'none' };
  const rows = await publishedCells(tx, tenantId, asked);
  const byMonth = Map.groupBy(rows, ({ month }) => month);
  return months.map((month) =>
    toSatisfactionAnswer({ month, months: 1, clinicId, channel, by: 'none' }, byMonth.get(month) ?? []),
  );
}

/** One answer for each of these clinics, in one query. */
export async function readClinicAnswers(
  tx: EntityManager,
  tenantId: string,
  asked: Pick<SatisfactionQuestion, 'month' | 'months' | 'channel'> & {
    readonly clinicIds: readonly string[];
  },
): Promise<ReadonlyMap<string, SatisfactionAnswer>> {
  const { month, months, channel, clinicIds } = asked;
  const cellOf = await readClinicCells(tx, tenantId, { firstMonths: [month], months, channel });
  return new Map(clinicIds.map((clinicId) => [clinicId, cellOf(month, clinicId)]));
}

async function readClinicCells(
  tx: EntityManager,
  tenantId: string,
  asked: {
    readonly firstMonths: readonly string[];
    readonly months: SatisfactionQuestion['months'];
    readonly channel: string | null;
  },
): Promise<(month: string, clinicId: string | null) => SatisfactionAnswer> {
  const rows = await publishedClinics(tx, tenantId, asked);
  const { months, channel } = asked;
  const periods = Map.groupBy(rows, (row) => row.month);
  return (month, clinicId) => {
    const channels = Map.groupBy(periods.get(month) ?? [], (row) => row.channel);
    const own = [...channels.values()].flatMap((cells) => rowOf(cells, clinicId ?? allClinics));
    return toSatisfactionAnswer({ month, months, clinicId, channel, by: 'none' }, own);
  };
}

/** A clinic's row of a period; a period that says nothing of the clinic still names its way of asking and version. */
function rowOf(cells: readonly PublishedRow[], clinicId: string): readonly PublishedRow[] {
  const own = cells.find((row) => row.clinicId === clinicId);
  if (own !== undefined) return [own];
  const any = cells.find((row) => row.clinicId === allClinics) ?? cells[0];
  return any === undefined ? [] : [{ ...any, clinicId, figures: null }];
}
