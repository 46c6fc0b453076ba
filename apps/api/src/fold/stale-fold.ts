import { randomUUID } from 'node:crypto';

import type { Instant } from '@vigie/calls';
import { bucketOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent, settingsApplied } from '../event-log/server-events';
import { clearStale, type FoldCursor } from '../event-log/log-progress-store';
import { ObligationProjection } from './obligation-projection';
import { RollupStore } from './rollup-store';
import { StaleAgents } from './stale-agents';
import { StaleCalls } from './stale-calls';
import type { Standpoint } from './turn';

/**
 * Folds again what arrived since an instant from which other settings hold now. The rollup of that time is summed anew
 * rather than moved by a difference: what it held came from settings that may be gone.
 */
@Injectable()
export class StaleFold {
  constructor(
    private readonly log: PgEventLog,
    private readonly rollups: RollupStore,
    private readonly calls: StaleCalls,
    private readonly agents: StaleAgents,
    private readonly obligations: ObligationProjection,
  ) {}

  /** The caller holds the cursor and has loaded the settings. Does nothing where nothing changed. */
  async catchUp(tx: EntityManager, { place, standings }: Standpoint, cursor: FoldCursor): Promise<void> {
    await this.agents.keepZone(tx, { place, standings }, cursor.timezone);
    if (cursor.staleFrom !== null) await this.refold(tx, { place, standings }, cursor.staleFrom);
  }

  private async refold(tx: EntityManager, { place, standings }: Standpoint, since: Instant): Promise<void> {
    const { tenantId, seq, kept } = place;
    // Sums of which the details are gone stay as they are: by the settings of their time.
    const callsFrom = kept?.callsFrom ?? since;
    const from = Math.max(since, callsFrom);
    // As long as it takes: it is one transaction, and what it cannot finish would be left for the next turn to begin.
    await tx.query('SET LOCAL statement_timeout = 0');
    const reached = await this.calls.emptiedFrom(tx, tenantId, from);
    const emptied = Math.max(reached, bucketOf(kept?.callsFrom ?? reached));
    const agentsFrom = this.agents.keptFrom(place) ?? emptied;
    await this.rollups.clearCalls(tx, tenantId, { from: emptied, to: agentsFrom });
    await this.rollups.clearFrom(tx, tenantId, Math.max(emptied, agentsFrom));
    // Told after what was folded before, so that nobody who read that far misses it.
    await this.calls.refold(
      tx,
      { place: { ...place, seq: seq + 1 }, standings },
      { from: bucketOf(from), emptied },
    );
    await this.agents.settleAnew(tx, { place, standings }, { from: bucketOf(from), emptied });
    await this.agents.sumAnew(tx, { place, standings }, Math.max(emptied, agentsFrom));
    await this.obligations.settleAnew(tx, { place, standings }, from);
    await clearStale(tx, tenantId);
    await this.tell(tx, tenantId, since);
  }

  /** Goes through the log, so that it takes a number and readers of changes learn of it in their order. */
  private async tell(tx: EntityManager, tenantId: string, at: Instant): Promise<void> {
    const id = `settings-applied-${randomUUID()}`;
    const event = serverEvent({ type: settingsApplied, at, subject: tenantId, id });
    await this.log.append(tx, tenantId, [event]);
  }
}
