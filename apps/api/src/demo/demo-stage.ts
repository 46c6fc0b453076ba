import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import {
  demoTimezone,
  exerciseAt,
  localDateOf,
  openPlayback,
  openRecorder,
  scriptedDay,
  wasClient,
  type LocalDate,
  type Playback,
  type Recorder,
} from '@vigie/simulator';

import { Clock } from '../platform/clock';
import { TenantDirectory } from '../tenants/tenant-directory';
import { DemoDayStore } from './demo-day-store';
import {
  demoSeed,
  exerciseOf,
  missingDays,
  missingRecords,
  newExercise,
  type DemoDay,
} from './demo-schedule';
import { DemoSettingsKeeper } from './demo-settings-keeper';

/** The tenant in which the demonstration plays. */
export const demoTenantId = 'demo';

/** What is to be played, the most urgent first. */
export type Programme = {
  /** What the wall shows now: today, and the exercise when one plays. */
  readonly present: readonly DemoDay[];
  /** The past, the newest first. */
  readonly past: readonly DemoDay[];
};

/** Decides what the demonstration plays and remembers it. */
@Injectable()
export class DemoStage {
  private settingsFor: string | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly store: DemoDayStore,
    private readonly settings: DemoSettingsKeeper,
  ) {}

  /** Makes the tenant if it is not there yet. */
  async open(): Promise<void> {
    const name = 'Télésecrétariat de la Place (démonstration)';
    await this.tenants.create({
      tenantId: demoTenantId,
      name,
      timezone: demoTimezone,
      locale: 'fr',
      demo: true,
    });
  }

  /** What is not finished yet, after adding what the present asks for. Settings follow what plays. */
  async programme(): Promise<Programme> {
    const now = this.clock.now();
    const anchor = await this.anchor();
    const before = await this.store.all(demoTenantId);
    const exercise = newExercise(now, before);
    const withExercise = exercise === null ? before : [...before, exercise];
    const days = missingDays(now, anchor, withExercise);
    const records = missingRecords(anchor, [...withExercise, ...days]);
    const added = [...days, ...records, ...withExercise.slice(before.length)];
    if (added.length > 0) await this.store.add(demoTenantId, added);
    const known = added.length === 0 ? before : await this.store.all(demoTenantId);
    await this.keepSettings(now, known);
    const open = known.filter(({ finished }) => !finished).toSorted((a, b) => b.base - a.base);
    const isPresent = ({ base, until }: DemoDay): boolean => base <= now && now < until;
    return { present: open.filter(isPresent), past: open.filter((day) => !isPresent(day)) };
  }

  /** Opens a day at its beginning; what is surely in the log already may be skipped by the caller. */
  async playbackOf(day: DemoDay): Promise<Playback> {
    const plan =
      day.kind === 'exercise'
        ? exerciseAt(demoSeed, day)
        : scriptedDay(demoSeed, day.date, { anchor: await this.anchor() });
    return openPlayback(plan);
  }

  /** Opens the recorder of a day long past, for the clinics that were clients then. */
  async recorderOf({ date }: DemoDay): Promise<Recorder> {
    const anchor = await this.anchor();
    return openRecorder(scriptedDay(demoSeed, date, { anchor }), (clinicId) =>
      wasClient(clinicId, date, anchor),
    );
  }

  /** Remembers that these days are in the log up to an instant. */
  async played(keys: readonly string[], to: Instant): Promise<void> {
    await this.store.played(demoTenantId, keys, to);
  }

  async finished(keys: readonly string[]): Promise<void> {
    await this.store.finished(demoTenantId, keys);
  }

  /** The day of the first start: the story of the past leads to it, whenever it is told. */
  private async anchor(): Promise<LocalDate> {
    const tenant = await this.tenants.find(demoTenantId);
    return localDateOf(tenant?.createdAt ?? this.clock.now());
  }

  private async keepSettings(now: Instant, known: readonly DemoDay[]): Promise<void> {
    const exercise = exerciseOf(now, known);
    const wanted = exercise?.key ?? '';
    if (wanted === this.settingsFor) return;
    const ended = known
      .filter(({ kind, until }) => kind === 'exercise' && until <= now)
      .map(({ until }) => until);
    await this.settings.keep(demoTenantId, exercise, ended.length === 0 ? null : Math.max(...ended));
    this.settingsFor = wanted;
  }
}
