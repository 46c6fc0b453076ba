import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEventOfCall } from '../../event-log/server-events';
import { Database } from '../../platform/database';
import type { BegunImport } from './import-ledger';
import { lockLog } from './import-store';
import { takeVersions, type ImportedEvent } from './imported-version-store';
import { RowComments } from './row-comments';

/** A step of taking an import back: how many of its rows, and of how many the events are still in the log. */
export type RetractionStep = { readonly rows: number; readonly events: number };

const rowsAtOnce = 2_500;

/** Takes back rows of imports: the log only grows, so each of their events gets one that takes it back. */
@Injectable()
export class Retractions {
  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly comments: RowComments,
  ) {}

  /** Takes the next rows of an import back, at most 2,500, all of them or none; no rows: there are none left. */
  step({ tenantId, importId }: BegunImport): Promise<RetractionStep> {
    const step = async (tx: EntityManager): Promise<RetractionStep> => {
      await lockLog(tx, tenantId);
      const { taken, events } = await takeVersions(tx, tenantId, importId, rowsAtOnce);
      await this.log.append(tx, tenantId, events.map(retraction));
      const answers = events.map(({ source, subject, slot }) => ({ source, callId: subject, slot }));
      await this.comments.forget(tx, tenantId, answers);
      return { rows: taken, events: events.length };
    };
    return this.database.withTenant(tenantId, step, 'intake');
  }
}

/** At the instant of what it takes back: it says nothing about when. */
function retraction({ source, subject, event_id, at_ms }: ImportedEvent): NewEvent {
  return serverEventOfCall(
    { source, callId: subject },
    { type: 'call.retracted', at: at_ms, id: `retracted ${event_id}`, data: { eventId: event_id } },
  );
}
