import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { IncomingEvent } from '@vigie/simulator';

import type { DemoDay } from './demo-schedule';
import { DemoStage, demoTenantId } from './demo-stage';
import { DemoVoice } from './demo-voice';
import { HistoryLoader, type EventStock, type LoadPace } from './history-loader';
import { RecordLoader } from './record-loader';

/** Brings into the demonstration's tenant what is played, and the records of the months before. */
@Injectable()
export class DemoLoader {
  constructor(
    private readonly stage: DemoStage,
    private readonly history: HistoryLoader,
    private readonly records: RecordLoader,
    private readonly voice: DemoVoice,
  ) {}

  /** Sends what a day holds up to `until`. */
  async load(stock: EventStock, until: Instant, pace: LoadPace): Promise<void> {
    await this.history.load(demoTenantId, stock, until, pace);
  }

  /** Sends a few events. */
  async send(events: readonly IncomingEvent[]): Promise<void> {
    await this.history.send(demoTenantId, events);
  }

  /** Loads records month by month. A day that was begun and not finished is loaded again: the log takes nothing twice. */
  async fillRecords(days: readonly DemoDay[], pace: LoadPace): Promise<void> {
    const months = Map.groupBy(days, ({ date }) => date.slice(0, 7));
    let loaded = 0;
    for (const ofMonth of months.values()) {
      for (const day of ofMonth) {
        const recorder = await this.stage.recorderOf(day);
        if (!(await this.records.load(demoTenantId, recorder, pace))) return;
        await this.stage.finished([day.key]);
      }
      loaded += 1;
      this.voice.say(`The demonstration's records: ${loaded} of ${months.size} months loaded.`);
    }
  }
}
