import { Module } from '@nestjs/common';

import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { SatisfactionModule } from '../satisfaction/satisfaction.module';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { BoardReader } from './board-reader';
import { ClaimsController } from './claims.controller';
import { ConcernDesk } from './concern-desk';
import { ConcernsController } from './concerns.controller';
import { LiveReader } from './live-reader';
import { LiveController } from './live.controller';
import { LiveGateway } from './live.gateway';
import { LiveRooms } from './live-rooms';
import { PastBoards } from './past-boards';
import { RecentCalls } from './recent-calls';
import { SatisfactionNow } from './satisfaction-now';
import { TroubleClaims } from './trouble-claims';

/** The wall: what is known now, snapshot by snapshot and change by change. */
@Module({
  imports: [EventLogModule, FoldModule, SatisfactionModule, SettingsModule, AccessModule],
  controllers: [LiveController, ConcernsController, ClaimsController],
  providers: [
    BoardReader,
    ConcernDesk,
    LiveGateway,
    LiveReader,
    LiveRooms,
    PastBoards,
    RecentCalls,
    SatisfactionNow,
    TroubleClaims,
  ],
  exports: [LiveGateway],
})
export class LiveModule {}
