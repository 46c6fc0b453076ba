import { Module } from '@nestjs/common';

import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { SettingsModule } from '../settings/settings.module';
import { TenantsModule } from '../tenants/tenants.module';
import { BoardReader } from './board-reader';
import { FoldedState } from './folded-state';
import { LiveController } from './live.controller';
import { LiveGateway } from './live.gateway';
import { LiveRooms } from './live-rooms';
import { PastBoards } from './past-boards';
import { RecentCalls } from './recent-calls';

/** The wall: what is known now, snapshot by snapshot and change by change. */
@Module({
  imports: [EventLogModule, FoldModule, SettingsModule, TenantsModule],
  controllers: [LiveController],
  providers: [BoardReader, FoldedState, LiveGateway, LiveRooms, PastBoards, RecentCalls],
})
export class LiveModule {}
