import type { Diagnosis, DiagnosisLight, DiagnosisList, Sheet } from '@vigie/contracts';
import {
  addMonths,
  lightNames,
  monthAt,
  nothingCounted,
  rangeOfMonth,
  sixLights,
  thresholdSources,
  todayOf,
  type LightName,
  type Month,
} from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../../access/scope-reach';
import type { Asking } from '../../access/viewer';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { readSheet } from '../sheet-store';
import { countByClinic, keptCalls } from './diagnosis-store';
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
  ) {}

  /** Judges the months of which calls are kept; a month a transaction. */
  async judge(tenantId: string): Promise<void> {
    const months = await this.database.withTenant(tenantId, (tx) => this.monthsOf(tx, tenantId));
    for (const month of months)
      await this.database.withTenant(tenantId, async (tx) => {
        await this.settings.ensureLoaded(tx, tenantId);
        const last = new Map((await lastDiagnoses(tx, tenantId, [month])).map((one) => [one.clinicId, one]));
        const at = this.clock.now();
        const isOver = monthAt(at, this.settings.current(tenantId).timezone) > month;
        const judged = await this.judged(tx, tenantId, month);
        const kept = [...judged].flatMap(
          ([clinicId, now]) => revised(last.get(clinicId), { clinicId, month, at, isOver, now }) ?? [],
        );
        await keepDiagnoses(tx, tenantId, kept);
      });
  }

  /** The clinics of the viewer's scope in a month; without one in the month that runs. */
  list({ tenantId, scope }: Asking, asked: Month | null): Promise<DiagnosisList> {
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      const month = asked ?? this.runningMonth(tenantId);
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

  /** One clinic in a month. Rejects with 404 outside the viewer's scope. */
  read({ tenantId, scope }: Asking, clinicId: string, asked: Month | null): Promise<Diagnosis> {
    return this.database.withTenant(tenantId, async (tx) => {
      if (!seesAllOfClinic(scope, clinicId)) throw notFound('There is no such clinic.');
      await this.settings.requireClinic(tx, tenantId, clinicId);
      const { clinics } = await this.settings.known(tx, tenantId);
      const month = asked ?? this.runningMonth(tenantId);
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

  /** A month that no night has judged yet. */
  private async fresh(
    tx: EntityManager,
    tenantId: string,
    clinicId: string,
    month: Month,
  ): Promise<JudgedMonth> {
    const judged = (await this.judged(tx, tenantId, month)).get(clinicId);
    const limits = this.settings.current(tenantId).diagnosis;
    const lights = sixLights({ counts: nothingCounted, sheet: null, limits });
    return judged ?? { presented: 0, sheetVersion: null, lights, limits };
  }

  /** Every clinic at which anything happened in the month, or whose sheet held in it. */
  private async judged(
    tx: EntityManager,
    tenantId: string,
    month: Month,
  ): Promise<ReadonlyMap<string, JudgedMonth>> {
    const { timezone, diagnosis: limits } = this.settings.current(tenantId);
    const range = rangeOfMonth(month, timezone);
    const before = Math.min(range.end, this.clock.now() + 1);
    const counted = await countByClinic(tx, tenantId, range, limits.greetingWithinSeconds);
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

  /** The running month and those before it, the oldest first, as far as all their calls are kept. */
  private async monthsOf(tx: EntityManager, tenantId: string): Promise<readonly Month[]> {
    await this.settings.ensureLoaded(tx, tenantId);
    const { timezone } = this.settings.current(tenantId);
    const running = monthAt(this.clock.now(), timezone);
    const { wholeFrom, firstAt } = await keptCalls(tx, tenantId);
    const earliest = firstAt === null ? running : monthAt(firstAt, timezone);
    const isWhole = (month: Month): boolean =>
      wholeFrom === null || rangeOfMonth(month, timezone).start >= wholeFrom;
    const months = Array.from({ length: mostMonths }, (_, back) => addMonths(running, -back));
    return months.filter((month) => month >= earliest && isWhole(month)).toReversed();
  }

  private runningMonth(tenantId: string): Month {
    return monthAt(this.clock.now(), this.settings.current(tenantId).timezone);
  }
}

type Told = Pick<Diagnosis, 'presented' | 'sheetVersion' | 'lights' | 'revisions' | 'months'>;

function monthView(
  shown: JudgedMonth,
  { all, month, sheet }: Readonly<{ all: readonly KeptDiagnosis[]; month: Month; sheet: Sheet | undefined }>,
): Told {
  const before = all.find((one) => one.month === addMonths(month, -1));
  return {
    presented: shown.presented,
    sheetVersion: shown.sheetVersion,
    lights: lightNames.map((name) => lightView(name, shown, before, sheet)),
    revisions: all
      .filter((one) => one.month === month && one.isFinal)
      .map(({ revision, at, why }) => ({ revision, at: iso(at), why })),
    months: [...new Set(all.map((one) => one.month))],
  };
}

const nameOf = (clinics: readonly Readonly<{ id: string; name: string }>[], clinicId: string): string =>
  clinics.find(({ id }) => id === clinicId)?.name ?? clinicId;

function lightView(
  name: LightName,
  { lights, limits }: JudgedMonth,
  before: KeptDiagnosis | undefined,
  sheet: Sheet | undefined,
): DiagnosisLight {
  const { state, evidence, items, by } = lights[name];
  const named = new Map([
    ...(sheet?.paths ?? []).map((path) => [path.id, path.name] as const),
    ...(sheet?.answers ?? []).map((answer) => [answer.id, answer.question] as const),
  ]);
  return {
    name,
    state,
    evidence,
    items: items.map(({ id, count }) => ({ name: named.get(id) ?? id, count })),
    thresholds: by.map((threshold) => ({
      name: threshold,
      value: limits[threshold],
      source: thresholdSources[threshold],
    })),
    before: before?.lights[name].state ?? null,
  };
}

function statesOf(kept: KeptDiagnosis | undefined): DiagnosisList['clinics'][number]['lights'] {
  const stateOf = (name: LightName) => kept?.lights[name].state ?? 'notEnoughData';
  return {
    complicated: stateOf('complicated'),
    simple: stateOf('simple'),
    long: stateOf('long'),
    short: stateOf('short'),
    greeting: stateOf('greeting'),
    disclosure: stateOf('disclosure'),
  };
}

const iso = (at: number): string => new Date(at).toISOString();
