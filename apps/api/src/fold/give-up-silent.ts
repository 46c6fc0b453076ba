import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEventOfCall } from '../event-log/server-events';
import { silentCalls, type SilentCall } from './upkeep-store';

/** An undecided call of which nothing is told for so long is given up: its outcome is unknown. */
const silentForMs = 4 * 3_600_000;
const callsAtOnce = 1000;

/** Gives up calls that nobody tells the end of. */
@Injectable()
export class GiveUpSilent {
  constructor(private readonly log: PgEventLog) {}

  /**
   * Writes `call.expired` into the log for calls silent for 4 h at `now`, and tells how many. An event like any other:
   * it is folded, replayed, and taken back by any later fact of the call.
   */
  async run(tx: EntityManager, tenantId: string, now: number): Promise<number> {
    const silent = await silentCalls(tx, tenantId, now - silentForMs, callsAtOnce);
    if (silent.length === 0) return 0;
    const { accepted } = await this.log.append(tx, tenantId, silent.map(expiry));
    return accepted;
  }
}

/** The same silence always gives the same event, so that it is written once. */
function expiry({ call_key, source, call_id, last_ms }: SilentCall): NewEvent {
  return serverEventOfCall(
    { source, callId: call_id },
    { type: 'call.expired', at: last_ms + silentForMs, id: `expired-${call_key}-${last_ms}` },
  );
}
