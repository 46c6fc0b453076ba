import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { IntakeModule } from '../intake/intake.module';
import { SettingsModule } from '../settings/settings.module';
import { FollowPositionStore } from './asterisk/follow-position-store';
import { QueueLogController } from './asterisk/queue-log.controller';
import { QueueLogImporter } from './asterisk/queue-log-importer';

/** Telephone systems become events: each connector stands alone and hands in at the same door. */
@Module({
  imports: [AccessModule, IntakeModule, SettingsModule],
  controllers: [QueueLogController],
  providers: [QueueLogImporter, FollowPositionStore],
  exports: [QueueLogImporter, FollowPositionStore],
})
export class ConnectorsModule {}
