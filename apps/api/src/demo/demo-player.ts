import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import { openLiveCentre, type IncomingEvent, type LiveCentre, type Playback } from '@vigie/simulator';

import { Clock } from '../platform/clock';
import { DemoCallers } from './demo-callers';
import { DemoCampaign } from './demo-campaign';
import { DemoLoader } from './demo-loader';
import { DemoStage, demoTenantId } from './demo-stage';
import type { DemoDay } from './demo-schedule';
import { DemoProgress } from './demo-progress';
import { DemoSupervisor } from './demo-supervisor';

const tickMs = 250;
const planMs = 30_000;
const retryMs = 2_000;
/** Sent again after a start, since it may have been committed without being remembered; the door drops duplicates. */
const overlapMs = 2 * 60_000;
const chunk = 1_000;

/** Plays the demonstration: its present by the clock, its past in the background. */
@Injectable()
export class DemoPlayer {
  private readonly logger = new Logger('Demonstration');
  private readonly joined = new Map<string, Playback>();
  private readonly pace = { chunk, waitForFold: true, stopped: () => this.stopping };
  private stopping = false;
  private work: Promise<unknown> = Promise.resolve();
  private unsent: readonly IncomingEvent[] = [];
  private filling: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly stage: DemoStage,
    private readonly loader: DemoLoader,
    private readonly progress: DemoProgress,
    private readonly callers: DemoCallers,
    private readonly campaign: DemoCampaign,
    private readonly supervisor: DemoSupervisor,
  ) {}

  /** Returns at once: loading what the wall shows takes some seconds. */
  start(): void {
    this.progress.begin();
    this.work = this.playOn();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.work;
  }

  /** Begun anew until it plays: after a start that failed its past would be told to be loading for ever. */
  private async playOn(): Promise<void> {
    for (let failures = 0; !this.stopping; failures += 1) {
      try {
        await this.play();
        return;
      } catch (error) {
        this.logger.error(error instanceof Error ? error : new Error(String(error)));
        this.joined.clear();
        await this.rest(Math.min(planMs, tickMs * 2 ** failures));
      }
    }
  }

  /** In slices, so that whoever stops it does not wait. */
  private async rest(ms: number): Promise<void> {
    for (let left = ms; left > 0 && !this.stopping; left -= tickMs) await sleep(tickMs);
  }

  private async play(): Promise<void> {
    await this.stage.open();
    const { present, past } = await this.stage.programme();
    const centre = openLiveCentre(this.clock.now());
    for (const day of present) await this.bring(day, centre);
    const exercise = present.some(({ kind }) => kind === 'exercise');
    this.progress.say(
      `The demonstration centre plays live${exercise ? ': a Tuesday, since its own people sleep now' : ''}.`,
    );
    this.fillPast(past, centre);
    await this.playLive(centre);
    await this.filling;
  }

  /** Loads a day up to now; what is still to come of it is played live. */
  private async bring(day: DemoDay, centre: LiveCentre): Promise<void> {
    if (this.joined.has(day.key)) return;
    const playback = await this.stage.playbackOf(day);
    await this.skip(playback, (day.playedTo ?? 0) - overlapMs);
    const now = this.clock.now();
    await this.loader.load(playback, now, this.pace);
    if (this.stopping) return;
    await this.stage.played([day.key], now);
    if (playback.nextAt() === null) {
      await this.stage.finished([day.key]);
    } else {
      this.joined.set(day.key, playback);
      centre.join(playback);
    }
  }

  /** In slices, so that a start does not hold the process up. */
  private async skip(playback: Playback, until: Instant): Promise<void> {
    while (playback.take(until, 2_000).length > 0) await sleep(0);
  }

  /** One at a time: what is asked for meanwhile is asked for again with the next look ahead. */
  private fillPast(days: readonly DemoDay[], centre: LiveCentre): void {
    this.filling ??= this.bringAll(days, centre)
      .then(() => {
        if (!this.stopping) this.progress.whole();
      })
      .catch((error: unknown) => {
        this.logger.warn(`The demonstration could not load its past: ${String(error)}`);
      })
      .finally(() => {
        this.filling = null;
      });
  }

  /** The played days first: the wall and the last weeks matter before the months that the reports look back on. */
  private async bringAll(days: readonly DemoDay[], centre: LiveCentre): Promise<void> {
    const records = days.filter(({ kind }) => kind === 'recorded');
    await this.bringPlayed(
      days.filter(({ kind }) => kind !== 'recorded'),
      records,
      centre,
    );
    if (!this.stopping) await this.loader.fillRecords(records, this.pace);
  }

  private async bringPlayed(
    days: readonly DemoDay[],
    records: readonly DemoDay[],
    centre: LiveCentre,
  ): Promise<void> {
    const missing = days.filter(({ playedTo }) => playedTo === null).length;
    let loaded = 0;
    for (const [index, day] of days.entries()) {
      if (this.stopping) return;
      this.progress.left([...days.slice(index), ...records]);
      await this.bring(day, centre);
      if (day.playedTo !== null) continue;
      loaded += 1;
      if (loaded % 7 === 0 || loaded === missing) {
        this.progress.say(`The demonstration's past: ${loaded} of ${missing} days loaded.`);
      }
    }
  }

  private async playLive(centre: LiveCentre): Promise<void> {
    let plannedAt = this.clock.now();
    while (!this.stopping) {
      const now = this.clock.now();
      await this.send(centre.take(now), now);
      await this.callers.turn(now).catch(() => undefined);
      await this.campaign.turn(demoTenantId, now).catch(() => undefined);
      await this.supervisor.turn(demoTenantId, now).catch(() => undefined);
      if (now - plannedAt >= planMs) {
        plannedAt = now;
        await this.planAgain(centre);
      }
      await sleep(tickMs);
    }
    if (this.unsent.length === 0) await this.remember(this.clock.now() - tickMs);
  }

  /** A database that is away for a while loses nothing: what could not be sent goes first next time. */
  private async send(events: readonly IncomingEvent[], now: Instant): Promise<void> {
    this.unsent = [...this.unsent, ...events];
    try {
      while (this.unsent.length > 0) {
        await this.loader.send(this.unsent.slice(0, chunk));
        this.unsent = this.unsent.slice(chunk);
      }
    } catch (error) {
      this.logger.warn(`The demonstration waits since ${new Date(now).toISOString()}: ${String(error)}`);
      await sleep(retryMs);
    }
  }

  private async planAgain(centre: LiveCentre): Promise<void> {
    try {
      await this.remember(this.clock.now() - tickMs);
      const { present, past } = await this.stage.programme();
      for (const day of present) await this.bring(day, centre);
      this.fillPast(past, centre);
    } catch (error) {
      this.logger.warn(`The demonstration could not look ahead: ${String(error)}`);
    }
  }

  /** Everything joined is in the log up to `to`; what has ended is let go. */
  private async remember(to: Instant): Promise<void> {
    if (this.unsent.length > 0 || this.joined.size === 0) return;
    await this.stage.played([...this.joined.keys()], to);
    const ended = [...this.joined].filter(([, playback]) => playback.nextAt() === null).map(([key]) => key);
    if (ended.length === 0) return;
    await this.stage.finished(ended);
    for (const key of ended) this.joined.delete(key);
  }
}
