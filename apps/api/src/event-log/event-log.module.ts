import { Module } from '@nestjs/common';

import { Backfills } from './backfills';
import { LogMonths } from './log-months';
import { PgEventLog } from './pg-event-log';

/** What happened: every accepted event, per tenant, in order. */
@Module({ providers: [Backfills, LogMonths, PgEventLog], exports: [Backfills, PgEventLog] })
export class EventLogModule {}
