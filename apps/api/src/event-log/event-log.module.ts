import { Module } from '@nestjs/common';

import { LogMonths } from './log-months';
import { PgEventLog } from './pg-event-log';

/** What happened: every accepted event, per tenant, in order. */
@Module({ providers: [LogMonths, PgEventLog], exports: [PgEventLog] })
export class EventLogModule {}
