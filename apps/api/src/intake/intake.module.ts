import { Module } from '@nestjs/common';

import { EventLogModule } from '../event-log/event-log.module';
import { TenantsModule } from '../tenants/tenants.module';
import { FollowPositionStore } from './asterisk/follow-position-store';
import { QueueLogController } from './asterisk/queue-log.controller';
import { QueueLogImporter } from './asterisk/queue-log-importer';
import { EventCommits } from './event-commits';
import { EventIntake } from './event-intake';
import { EventsController } from './events.controller';
import { LineIntake } from './line-intake';
import { Quarantine } from './quarantine';
import { QuarantineKeeper } from './quarantine-keeper';
import { QuarantineRetry } from './quarantine-retry';
import { TenantReadingRules } from './reading-rules';

/** The door: events in by HTTP and from files, each with one outcome. */
@Module({
  imports: [EventLogModule, TenantsModule],
  controllers: [EventsController, QueueLogController],
  providers: [
    EventCommits,
    EventIntake,
    LineIntake,
    Quarantine,
    QuarantineKeeper,
    QuarantineRetry,
    TenantReadingRules,
    QueueLogImporter,
    FollowPositionStore,
  ],
  exports: [EventIntake, Quarantine, QuarantineRetry, QueueLogImporter, FollowPositionStore],
})
export class IntakeModule {}
