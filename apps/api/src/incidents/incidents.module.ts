import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { SettingsModule } from '../settings/settings.module';
import { IncidentNumbersReader } from './incident-numbers';
import { Incidents } from './incidents';
import { IncidentsController } from './incidents.controller';

/** Urgent calls as incidents: who has each, how it ended, and its review. */
@Module({
  imports: [EventLogModule, FoldModule, SettingsModule, AccessModule],
  controllers: [IncidentsController],
  providers: [Incidents, IncidentNumbersReader],
  exports: [Incidents, IncidentNumbersReader],
})
export class IncidentsModule {}
