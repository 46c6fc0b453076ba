import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { IncomingEvent, RecordedDay } from '@vigie/simulator';

import type { DemoDay } from './demo-schedule';
import { DemoStage, demoTenantId } from './demo-stage';
import { DemoProgress } from './demo-progress';
import { HistoryLoader, type EventStock, type LoadPace } from './history-loader';
import { RecordLoader } from './record-loader';

/** Enough that waiting for the fold costs little, and folded in less than a quarter of a second. */
const recordsAtOnce = 2_000;

type Batch = { readonly days: readonly DemoDay[]; readonly recorded: RecordedDay };

const emptyBatch: Batch = { days: [], recorded: { calls: [], surveys: [], callbacks: [] } };

const withDay = ({ days, recorded }: Batch, day: DemoDay, more: RecordedDay): Batch => ({
  days: [...days, day],
  recorded: {
    calls: [...recorded.calls, ...more.calls],
    surveys: [...recorded.surveys, ...more.surveys],
    callbacks: [...recorded.callbacks, ...more.callbacks],
  },
});

/** Brings into the demonstration's tenant what is played, and the records of the months before. */
@Injectable()
export class DemoLoader {
  private monthsSaid = 0;

  constructor(
    private readonly stage: DemoStage,
    private readonly history: HistoryLoader,
    private readonly records: RecordLoader,
    private readonly progress: DemoProgress,
  ) {}

  /** Sends what a day holds up to `until`. */
  async load(stock: EventStock, until: Instant, pace: LoadPace): Promise<void> {
    await this.history.load(demoTenantId, stock, until, pace);
  }

  /** Sends a few events. */
  async send(events: readonly IncomingEvent[]): Promise<void> {
    await this.history.send(demoTenantId, events);
  }

  /**
   * Loads records, several days at once: each load waits for the fold, and a single day is soon folded. Days that were
   * begun and not finished are loaded again: the log takes nothing twice.
   */
  async fillRecords(days: readonly DemoDay[], pace: LoadPace): Promise<void> {
    let batch: Batch = emptyBatch;
    this.progress.left(days);
    for (const [index, day] of days.entries()) {
      const recorded = await this.records.record(await this.stage.recorderOf(day), pace);
      if (recorded === undefined) return;
      batch = withDay(batch, day, recorded);
      const isLast = index === days.length - 1;
      if (!isLast && batch.recorded.calls.length < recordsAtOnce) continue;
      if (!(await this.records.load(demoTenantId, batch.recorded, { ...pace, chunk: recordsAtOnce }))) return;
      await this.stage.finished(batch.days.map(({ key }) => key));
      batch = emptyBatch;
      this.progress.left(days.slice(index + 1));
      this.sayHowFar(days, index + 1);
    }
  }

  private sayHowFar(days: readonly DemoDay[], loaded: number): void {
    const monthsOf = (some: readonly DemoDay[]): number =>
      new Set(some.map(({ date }) => date.slice(0, 7))).size;
    const done = monthsOf(days) - monthsOf(days.slice(loaded));
    if (done === this.monthsSaid) return;
    this.monthsSaid = done;
    this.progress.say(`The demonstration's records: ${done} of ${monthsOf(days)} months loaded.`);
  }
}
