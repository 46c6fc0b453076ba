import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { IncomingEvent, RecordedDay, Recorder, SimulatedRecord } from '@vigie/simulator';

import { EventCommits } from '../intake/event-commits';
import type { NewEvent } from '../event-log/logged-event';
import type { ReadingRules } from '../intake/read-event';
import { TenantReadingRules } from '../intake/reading-rules';
import { recordedCallEvent } from '../intake/recorded/recorded-call';
import { HistoryLoader, type LoadPace } from './history-loader';

/** Simulated events between two turns for everything else. */
const slice = 500;

/** Brings days long past into a tenant: one event a call, what its caller was asked and answered, and called back for. */
@Injectable()
export class RecordLoader {
  constructor(
    private readonly commits: EventCommits,
    private readonly rules: TenantReadingRules,
    private readonly loader: HistoryLoader,
  ) {}

  /** Plays a day to its end, leaving turns for everything else; undefined when it was stopped. */
  async record(recorder: Recorder, pace: Pick<LoadPace, 'stopped'>): Promise<RecordedDay | undefined> {
    while (recorder.play(slice)) {
      if (pace.stopped()) return undefined;
      await sleep(0);
    }
    return recorder.recorded();
  }

  /** Answers whether everything recorded is in the log; loading it again brings nothing twice. */
  async load(tenantId: string, day: RecordedDay, pace: LoadPace): Promise<boolean> {
    return (
      (await this.sendCalls(tenantId, day, pace)) &&
      (await this.sendEvents(tenantId, day.surveys, pace)) &&
      this.sendEvents(tenantId, day.callbacks, pace)
    );
  }

  private async sendCalls(tenantId: string, { calls }: RecordedDay, pace: LoadPace): Promise<boolean> {
    const rules = await this.rules.of(tenantId);
    return this.inChunks(tenantId, calls, pace, async (chunk) => {
      const events = chunk.map((record) => toEvent(record, rules));
      await this.commits.store(tenantId, { events, refused: [] });
    });
  }

  private sendEvents(tenantId: string, events: readonly IncomingEvent[], pace: LoadPace): Promise<boolean> {
    return this.inChunks(tenantId, events, pace, (chunk) => this.loader.send(tenantId, chunk));
  }

  private async inChunks<T>(
    tenantId: string,
    items: readonly T[],
    pace: LoadPace,
    send: (chunk: readonly T[]) => Promise<unknown>,
  ): Promise<boolean> {
    for (let from = 0; from < items.length; from += pace.chunk) {
      if (pace.stopped()) return false;
      // Before and not after: what comes next is simulated while this is folded.
      await this.loader.waitForFold(tenantId, pace);
      await send(items.slice(from, from + pace.chunk));
    }
    return true;
  }
}

/** The record as the log holds it: who called only as a pseudonym. */
function toEvent({ caller, ...call }: SimulatedRecord, { pseudonyms, homeOf }: ReadingRules): NewEvent {
  const aniKind = aniKinds.find((kind) => kind === caller.aniKind);
  const { ani, aniHash, aniMask } = caller;
  return recordedCallEvent(
    { ...call, ...pseudonyms.of({ ani, aniHash, aniMask, aniKind }, homeOf(call, call.arrivedAt)) },
    { id: `${call.callId}.record`, sequence: 1 },
  );
}

const aniKinds = ['fixed', 'mobile', 'foreign', 'withheld'] as const;
