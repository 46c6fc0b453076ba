import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AgentDayFold } from './agent-day-fold';
import { CallFold } from './call-fold';
import { gatherEvents } from './gathered-events';
import { eventsAfter } from '../event-log/log-reader';
import { TurnRecords, type TurnPlace } from './turn-records';
import { TurnSums } from './turn-sums';

/** What one turn of the fold did. */
export type FoldedTurn = {
  /** Events read. */
  readonly events: number;
  /** The sequence reached. */
  readonly seq: number;
  /** To be called when the transaction has committed. */
  readonly committed: () => void;
};

/**
 * One step of the fold: reads on in a tenant's log and brings calls, rollups, agents' days and changes to where the
 * log is. The caller holds the cursor, has loaded the settings, moves the cursor and commits: all of it or nothing.
 */
@Injectable()
export class FoldTurn {
  constructor(
    private readonly calls: CallFold,
    private readonly agentDays: AgentDayFold,
    private readonly records: TurnRecords,
  ) {}

  /** Folds at most `most` events beyond `from.seq`. */
  async run(tx: EntityManager, from: TurnPlace, most: number): Promise<FoldedTurn> {
    const { tenantId } = from;
    const events = await eventsAfter(tx, tenantId, from.seq, most);
    const last = events.at(-1);
    if (last === undefined) return { events: 0, seq: from.seq, committed: () => undefined };
    const place = { tenantId, seq: last.seq };
    const gathered = await gatherEvents(events);
    const sums = new TurnSums();
    const callKeys = await this.calls.apply(tx, place, gathered, sums);
    for (const { agentId, fact } of gathered.agents) {
      sums.agents.declare(agentId, fact);
      sums.seen.seeAgent(agentId, fact);
    }
    await this.agentDays.apply(tx, place, sums.agents.byAgent, sums.deltas);
    const committed = await this.records.write(tx, place, { gathered, callKeys, sums });
    return { events: events.length, seq: place.seq, committed };
  }
}
