import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { IncomingEvent } from '@vigie/simulator';

import { eventsToFold } from '../event-log/log-progress-store';
import { EventCommits } from '../intake/event-commits';
import { EventIntake } from '../intake/event-intake';
import { Database } from '../platform/database';
import { DischargeReplies } from './discharge-replies';

/** Where events are taken from: a day that is played, or several. */
export type EventStock = { readonly take: (until: Instant, limit: number) => readonly IncomingEvent[] };

export type LoadPace = {
  /** Events a request. */
  readonly chunk: number;
  /** Wait for the fold after each request, so that what is live never stands behind a mountain. */
  readonly waitForFold: boolean;
  /** Asked between requests; true ends the load where it stands. */
  readonly stopped: () => boolean;
};

const mayWait = 1_000;
const pollMs = 40;
const patienceMs = 30_000;

/** Brings a stock of simulated events through the door. */
@Injectable()
export class HistoryLoader {
  constructor(
    private readonly intake: EventIntake,
    private readonly database: Database,
    private readonly commits: EventCommits,
    private readonly replies: DischargeReplies,
  ) {}

  /** Sends what the stock holds up to `until`; answers how many events were new to the log. */
  async load(tenantId: string, stock: EventStock, until: Instant, pace: LoadPace): Promise<number> {
    let accepted = 0;
    while (!pace.stopped()) {
      const events = stock.take(until, pace.chunk);
      accepted += await this.send(tenantId, events);
      if (events.length < pace.chunk) break;
      if (pace.waitForFold) await this.waitForFold(tenantId, pace);
    }
    return accepted;
  }

  /** Sends a few events; answers how many were new to the log. Throws when the door refuses one: all are meant to be good. */
  async send(tenantId: string, events: readonly IncomingEvent[]): Promise<number> {
    if (events.length === 0) return 0;
    const { told, noted } = await this.replies.part(tenantId, events);
    const { accepted, rejected } = await this.intake.receive(tenantId, told);
    const [refused] = rejected;
    if (refused !== undefined)
      throw new Error(`a simulated event was refused: ${refused.code}, ${refused.message}`);
    const notes = await this.commits.store(tenantId, { events: noted, refused: [] });
    return accepted + notes.accepted;
  }

  /**
   * Returns once the fold is near the head of the log. A fold that stands still does not stop the load for ever: the log
   * takes events all the same.
   */
  async waitForFold(tenantId: string, pace: Pick<LoadPace, 'stopped'>): Promise<void> {
    for (let waitedMs = 0; waitedMs < patienceMs && !pace.stopped(); waitedMs += pollMs) {
      const behind = await this.database.withTenant(tenantId, (tx) => eventsToFold(tx, tenantId));
      if (behind <= mayWait) return;
      await sleep(pollMs);
    }
  }
}
