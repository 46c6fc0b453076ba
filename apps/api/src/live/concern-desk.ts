import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { ownersOf, seesCall } from '../access/scope-reach';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEventOfCall } from '../event-log/server-events';
import { CallStore } from '../fold/call-store';
import type { StoredCall } from '../fold/call-store';
import { Bell } from '../platform/bell';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound } from '../platform/problems';
import { concernOf } from './board/concerns';

const unknownConcern = () => notFound('There is no caller of that id who wishes to be called back.');

/** Takes note of callers who wish to be called back. */
@Injectable()
export class ConcernDesk {
  constructor(
    private readonly database: Database,
    private readonly calls: CallStore,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
  ) {}

  /**
   * Writes into the log that somebody took note at `now`, so that every board learns of it in the order of the log; gives
   * back when it was noted, also when that had been done before. Rejects with 404 where there is nothing to note.
   */
  async acknowledge(
    { tenantId, scope }: Pick<Viewer, 'tenantId' | 'scope'>,
    callKey: string,
    now: Instant,
  ): Promise<Instant> {
    if (!isUuid(callKey)) throw unknownConcern();
    const noted = await this.database.withTenant(tenantId, async (tx) => {
      const [stored] = await this.calls.callsByKey(tx, tenantId, [callKey]);
      if (stored === undefined || !seesCall(scope, ownersOf(stored.call))) throw unknownConcern();
      return this.note(tx, tenantId, stored, now);
    });
    this.bell.ring(tenantId);
    return noted;
  }

  private async note(
    tx: EntityManager,
    tenantId: string,
    stored: StoredCall,
    now: Instant,
  ): Promise<Instant> {
    const { callKey, callId, source, call } = stored;
    const concern = concernOf(call);
    if (concern === null) {
      if (call.acknowledgedAt === null) throw unknownConcern();
      return call.acknowledgedAt;
    }
    // The clock of who told the answer may be ahead of ours.
    const at = Math.max(now, concern.answeredAt);
    const id = `acknowledged-${callKey}-${concern.answeredAt}`;
    const event = serverEventOfCall({ source, callId }, { type: 'survey.acknowledged', at, id });
    await this.log.append(tx, tenantId, [event]);
    return at;
  }
}
