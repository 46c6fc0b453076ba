import type { Diagnosis, DiagnosisList } from '@vigie/contracts';
import {
  addMonths,
  lightNames,
  monthAt,
  nothingCounted,
  rangeOfMonth,
  sixLights,
  todayOf,
  type Month,
} from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../../access/scope-reach';
import type { Asking } from '../../access/viewer';
import { Backfills } from '../../event-log/backfills';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import type { NotWhole } from '../../platform/rounds/round';
import { TenantSettings } from '../../settings/tenant-settings';
import { readSheet } from '../sheet-store';
import { countByClinic, keptCalls } from './diagnosis-store';
import { lightView, monthView, statesOf } from './diagnosis-view';
import { HeldSheets } from './held-sheets';
import {
  diagnosesOf,
  keepDiagnoses,
  lastDiagnoses,
  type JudgedMonth,
  type KeptDiagnosis,
} from './kept-diagnosis-store';
import { revised } from './revise-diagnosis';

/** So many months are judged again each night: as far back as the details of calls are kept. */
const mostMonths = 13;

/** The six errors of each clinic, month by month: judged every night, kept with what they were judged by. */
@Injectable()
export class Diagnoses {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly sheets: HeldSheets,
    private readonly clock: Clock,
    private readonly backfills: Backfills,
  ) {}

  /**
   * Judges the months of which calls are kept; a month a transaction. What happened in it is counted with the fold's
   * connections, which may take their time: no page waits for it. A month of which some calls are still being brought in
   * is left for the next time.
   */
  async judge(tenantId: string): Promise<void | NotWhole> {
    const wholeFrom = this.backfills.soFar(tenantId)?.wholeFrom;
    const months = await this.database.withTenant(tenantId, (tx) => this.monthsOf(tx, tenantId, wholeFrom));
    for (const month of months) {
      const counted = await this.database.withTenant(
        tenantId,
        (tx) => this.counted(tx, tenantId, month),
        'fold',
      );
      await this.database.withTenant(tenantId, async (tx) => {
        await this.settings.ensureLoaded(tx, tenantId);
        const last = new Map((await lastDiagnoses(tx, tenantId, [month])).map((one) => [one.clinicId, one]));
        const at = this.clock.now();
        const isOver = monthAt(at, this.settings.current(tenantId).timezone) > month;
        const judged = await this.judged(tx, tenantId, month, counted);
        const kept = [...judged].flatMap(
          ([clinicId, now]) => revised(last.get(clinicId), { clinicId, month, at, isOver, now }) ?? [],
        );
        await keepDiagnoses(tx, tenantId, kept);
      });
    }
    if (wholeFrom !== undefined) return 'not whole';
  }

  /**
   * The clinics of the viewer's scope in a month; without one in the month that runs. Rejects with 503 `past_is_loading`
   * while some of it is being brought in.
   */
  list({ tenantId, scope }: Asking, asked: Month | null): Promise<DiagnosisList> {
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      const month = this.wholeMonth(tenantId, asked);
      const kept = new Map((await lastDiagnoses(tx, tenantId, [month])).map((one) => [one.clinicId, one]));
      const shown = clinics.filter(
        ({ id, isImplied }) => seesAllOfClinic(scope, id) && (!isImplied || kept.has(id)),
      );
      return {
        month,
        clinics: shown
          .map(({ id, name }) => ({ clinicId: id, name, lights: statesOf(kept.get(id)) }))
          .toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
      };
    });
  }

  /** One clinic in a month. Rejects with 404 outside the viewer's scope, and 503 as {@link list} does. */
  read({ tenantId, scope }: Asking, clinicId: string, asked: Month | null): Promise<Diagnosis> {
    return this.database.withTenant(tenantId, async (tx) => {
      if (!seesAllOfClinic(scope, clinicId)) throw notFound('There is no such clinic.');
      await this.settings.requireClinic(tx, tenantId, clinicId);
      const { clinics } = await this.settings.known(tx, tenantId);
      const month = this.wholeMonth(tenantId, asked);
      const all = await diagnosesOf(tx, tenantId, clinicId);
      const last = all.find((one) => one.month === month);
      const shown = last ?? (await this.fresh(tx, tenantId, clinicId, month));
      const version = shown.sheetVersion;
      const sheet = version === null ? undefined : await readSheet(tx, tenantId, clinicId, version);
      return {
        clinicId,
        name: nameOf(clinics, clinicId),
        month,
        isFinal: last?.isFinal ?? false,
        at: iso(last?.at ?? this.clock.now()),
        ...monthView(shown, { all, month, sheet }),
      };
    });
  }

  /** What was judged last of a clinic's month, with the month before beside it; null where no night has judged it. */
  async judgedOf(
    tx: EntityManager,
    tenantId: string,
    { clinicId, month }: Readonly<{ clinicId: string; month: Month }>,
  ): Promise<JudgedOf | null> {
    const kept = (await lastDiagnoses(tx, tenantId, [month, addMonths(month, -1)])).filter(
      (one) => one.clinicId === clinicId,
    );
    const last = kept.find((one) => one.month === month);
    if (last === undefined) return null;
    const { sheetVersion, revision, why } = last;
    const sheet = sheetVersion === null ? undefined : await readSheet(tx, tenantId, clinicId, sheetVersion);
    const before = kept.find((one) => one.month !== month);
    const lights = lightNames.map((name) => lightView(name, last, before, sheet));
    return { sheetVersion, revision, why, lights };
  }

  /** A month that no night has judged yet. */
  private async fresh(
    tx: EntityManager,
    tenantId: string,
    clinicId: string,
    month: Month,
  ): Promise<JudgedMonth> {
    const counted = await this.counted(tx, tenantId, month);
    const judged = (await this.judged(tx, tenantId, month, counted)).get(clinicId);
    const limits = this.settings.current(tenantId).diagnosis;
    const lights = sixLights({ counts: nothingCounted, sheet: null, limits });
    return judged ?? { presented: 0, sheetVersion: null, lights, limits };
  }

  private async counted(tx: EntityManager, tenantId: string, month: Month): Promise<Counted> {
    await this.settings.ensureLoaded(tx, tenantId);
    const { timezone, diagnosis } = this.settings.current(tenantId);
    return countByClinic(tx, tenantId, rangeOfMonth(month, timezone), diagnosis.greetingWithinSeconds);
  }

  /** Every clinic at which anything happened in the month, or whose sheet held in it. */
  private async judged(
    tx: EntityManager,
    tenantId: string,
    month: Month,
    counted: Counted,
  ): Promise<ReadonlyMap<string, JudgedMonth>> {
    const { timezone, diagnosis: limits } = this.settings.current(tenantId);
    const range = rangeOfMonth(month, timezone);
    const before = Math.min(range.end, this.clock.now() + 1);
    const today = todayOf(timezone, before - 1);
    const sheets = await this.sheets.at(tx, tenantId, { before, today });
    const ids = new Set([...counted.keys(), ...sheets.keys()]);
    return new Map(
      [...ids].map((clinicId) => {
        const counts = counted.get(clinicId) ?? nothingCounted;
        const sheet = sheets.get(clinicId) ?? null;
        const lights = sixLights({ counts, sheet, limits });
        const { presented } = counts;
        return [clinicId, { presented, sheetVersion: sheet?.version ?? null, lights, limits }];
      }),
    );
  }

  /** The running month and those before it, the oldest first, as far as all their calls are there and kept. */
  private async monthsOf(
    tx: EntityManager,
    tenantId: string,
    thereFrom = Number.NEGATIVE_INFINITY,
  ): Promise<readonly Month[]> {
    await this.settings.ensureLoaded(tx, tenantId);
    const { timezone } = this.settings.current(tenantId);
    const running = monthAt(this.clock.now(), timezone);
    const { wholeFrom, firstAt } = await keptCalls(tx, tenantId);
    const earliest = firstAt === null ? running : monthAt(firstAt, timezone);
    const isWhole = (month: Month): boolean =>
      rangeOfMonth(month, timezone).start >= Math.max(thereFrom, wholeFrom ?? Number.NEGATIVE_INFINITY);
    const months = Array.from({ length: mostMonths }, (_, back) => addMonths(running, -back));
    return months.filter((month) => month >= earliest && isWhole(month)).toReversed();
  }

  /** The month that was asked for, or the one that runs; throws while some of it is being brought in. */
  private wholeMonth(tenantId: string, asked: Month | null): Month {
    const { timezone } = this.settings.current(tenantId);
    const month = asked ?? monthAt(this.clock.now(), timezone);
    this.backfills.requireWhole(tenantId, rangeOfMonth(month, timezone).start);
    return month;
  }
}

/** What happened at each clinic. */
type Counted = Awaited<ReturnType<typeof countByClinic>>;

type JudgedOf = Pick<Diagnosis, 'sheetVersion' | 'lights'> & Pick<KeptDiagnosis, 'revision' | 'why'>;

const nameOf = (clinics: readonly Readonly<{ id: string; name: string }>[], clinicId: string): string =>
  clinics.find(({ id }) => id === clinicId)?.name ?? clinicId;

const iso = (at: number): string => new Date(at).toISOString();
