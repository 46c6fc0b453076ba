import { longestGreetingMs } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEventOfCall } from '../event-log/server-events';
import { LostLegs } from './lost-legs';
import { greetedCalls, silentCalls, type SilentCall } from './upkeep-store';

/** A call of which nothing is told for so long is given up: how it went on is unknown. */
const silentForMs = 4 * 3_600_000;
const callsAtOnce = 1000;

/** Gives up calls, greetings and conversations that nobody tells the end of. */
@Injectable()
export class GiveUpSilent {
  constructor(
    private readonly log: PgEventLog,
    private readonly lostLegs: LostLegs,
  ) {}

  /**
   * Writes into the log, at `now`, `call.expired` for calls silent for 4 h, `call.greeting_expired` for greetings that
   * went on longer than any does, and `call.leg_lost` for conversations whose agent was seen elsewhere since; tells how
   * many. Events like any other: they are folded, replayed, and taken back by any later fact of the call.
   */
  async run(tx: EntityManager, tenantId: string, now: number): Promise<number> {
    const silent = await silentCalls(tx, tenantId, now - silentForMs, callsAtOnce);
    const greeted = await greetedCalls(tx, tenantId, now - longestGreetingMs, callsAtOnce);
    const lost = await this.lostLegs.at(tx, tenantId, now);
    const events = [...lost, ...greeted.map(endOfGreeting), ...silent.map(expiry)];
    if (events.length === 0) return 0;
    const { accepted } = await this.log.append(tx, tenantId, events);
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

function endOfGreeting({ call_key, source, call_id, last_ms }: SilentCall): NewEvent {
  return serverEventOfCall(
    { source, callId: call_id },
    {
      type: 'call.greeting_expired',
      at: last_ms + longestGreetingMs,
      id: `greeting-${call_key}-${last_ms}`,
    },
  );
}
