import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { CallbacksModule } from '../callbacks/callbacks.module';
import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { SettingsModule } from '../settings/settings.module';
import { SheetsModule } from '../sheets/sheets.module';
import { OwnCallController } from './own-call.controller';
import { OwnCalls } from './own-calls';

/** The page of who is on the telephone: her call, what is said for its clinic, and what she notes of it. */
@Module({
  imports: [AccessModule, CallbacksModule, EventLogModule, FoldModule, SettingsModule, SheetsModule],
  controllers: [OwnCallController],
  providers: [OwnCalls],
})
export class SecretaryModule {}
