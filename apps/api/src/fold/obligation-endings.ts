import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { msOf } from '../platform/sql-instant';
import { obligationEvents } from './obligation-notes';

type Ended = { readonly id: string; readonly callKey: string; readonly endsAt: Instant };

const mostAtOnce = 5_000;

/** Writes into the log which callers were never reached until the deadline, each at the instant of it. */
@Injectable()
export class ObligationEndings {
  constructor(private readonly log: PgEventLog) {}

  /** Tells how many; the same end always gives the same event. */
  async run(tx: EntityManager, tenantId: string, now: Instant): Promise<number> {
    const ended = await tx.query<Ended[]>(
      `SELECT obligation_id AS id, opened_by AS "callKey", ${msOf('ends_at')} AS "endsAt"
       FROM obligation WHERE tenant_id = $1 AND state = 'open' AND ends_at <= to_timestamp($2 / 1000.0)
       ORDER BY due_at LIMIT ${mostAtOnce}`,
      [tenantId, now],
    );
    if (ended.length === 0) return 0;
    return (await this.log.append(tx, tenantId, ended.map(endOf))).accepted;
  }
}

function endOf({ id, callKey, endsAt }: Ended): NewEvent {
  return serverEvent({
    type: obligationEvents.closed,
    at: endsAt,
    subject: id,
    id: `ended-${id}-${endsAt}`,
    data: { callKey, outcome: 'neverReached' },
  });
}
