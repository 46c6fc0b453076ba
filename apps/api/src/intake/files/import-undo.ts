import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverSource } from '../../event-log/server-source';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { findImport, lockLog, markImport } from './import-store';
import { takeVersions, type ImportedEvent } from './imported-version-store';

/** What became of taking an import back. */
export type UndoAnswer =
  | { readonly found: false }
  | {
      readonly found: true;
      readonly alreadyUndone: boolean;
      /** Rows whose events were taken back now. */
      readonly takenBack: number;
      /** Rows whose events are no longer in the log: what they contributed stays. */
      readonly sealed: number;
    };

const rowsAtOnce = 5_000;

/**
 * Takes back what an import brought. The log only grows: for each event of the import the server writes one that takes
 * it back, so that the call is what it would be had the file never been read, corrections by other files standing.
 */
@Injectable()
export class ImportUndo {
  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly clock: Clock,
    private readonly bell: Bell,
  ) {}

  /** In steps of 5,000 rows; broken off, it goes on where it was when it is asked again. */
  async undo(tenantId: string, importId: number): Promise<UndoAnswer> {
    const known = await this.inTenant(tenantId, async (tx) => {
      const entry = await findImport(tx, tenantId, importId);
      // From here on nothing more is taken in from the file, should it still be read.
      if (entry !== undefined)
        await markImport(tx, tenantId, importId, { as: 'undone', now: this.clock.now() });
      return entry;
    });
    if (known === undefined) return { found: false };
    let takenBack = 0;
    let sealed = 0;
    for (;;) {
      const step = await this.inTenant(tenantId, (tx) => this.step(tx, tenantId, importId));
      if (step.taken === 0) break;
      takenBack += step.events;
      sealed += step.taken - step.events;
      this.bell.ring(tenantId);
    }
    return { found: true, alreadyUndone: known.undoneAt !== null, takenBack, sealed };
  }

  private inTenant<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.withTenant(tenantId, work, 'intake');
  }

  private async step(
    tx: EntityManager,
    tenantId: string,
    importId: number,
  ): Promise<{ readonly taken: number; readonly events: number }> {
    await lockLog(tx, tenantId);
    const { taken, events } = await takeVersions(tx, tenantId, importId, rowsAtOnce);
    await this.log.append(tx, tenantId, events.map(retraction));
    return { taken, events: events.length };
  }
}

/** At the instant of what it takes back: it says nothing about when. */
function retraction({ source, subject, event_id, at_ms }: ImportedEvent): NewEvent {
  return {
    at: at_ms,
    source: serverSource,
    type: 'call.retracted',
    subject,
    id: `retracted ${event_id}`,
    sequence: null,
    data: JSON.stringify({ source, eventId: event_id }),
  };
}
