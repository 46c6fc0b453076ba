import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent } from '../event-log/server-events';
import { msOf } from '../platform/sql-instant';
import { followupDue, obligationEvents } from './obligation-note';

type Ended = { readonly id: string; readonly callKey: string; readonly endsAt: Instant };

type Due = { readonly key: string; readonly at: Instant };

const mostAtOnce = 5_000;

/** Writes into the log which callers were never reached until the deadline, and which follow-ups are due, each at the instant of it. */
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
    const due = await tx.query<Due[]>(
      `SELECT opened_by AS key, ${msOf('opened_at')} AS at FROM obligation
       WHERE tenant_id = $1 AND state = 'planned' AND opened_at <= to_timestamp($2 / 1000.0)
       ORDER BY opened_at LIMIT ${mostAtOnce}`,
      [tenantId, now],
    );
    const events = [...ended.map(endOf), ...due.map(dueOf)];
    if (events.length === 0) return 0;
    return (await this.log.append(tx, tenantId, events)).accepted;
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

const dueOf = ({ key, at }: Due): NewEvent =>
  serverEvent({ type: followupDue, at, subject: key, id: `due-${key}-${at}` });
