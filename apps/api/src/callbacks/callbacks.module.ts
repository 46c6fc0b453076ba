import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { Rounds } from '../platform/rounds/rounds';
import { PrivacyModule } from '../privacy/privacy.module';
import { SettingsModule } from '../settings/settings.module';
import { CallbackExport } from './callback-export';
import { CallbackFeed } from './callback-feed';
import { CallbackFiguresReader } from './callback-figures';
import { CallbackNumbers } from './callback-numbers';
import { CallbackReader } from './callback-reader';
import { Callbacks } from './callbacks';
import { CallbacksController } from './callbacks.controller';
import { CallbacksGateway } from './callbacks.gateway';
import { CampaignFiguresReader } from './campaigns/campaign-figures';
import { CampaignReader } from './campaigns/campaign-reader';
import { Campaigns } from './campaigns/campaigns';
import { CampaignsController } from './campaigns/campaigns.controller';
import { Contacts } from './campaigns/contacts';
import { ListErasure } from './campaigns/list-erasure';
import { OwnCampaigns } from './campaigns/own-campaigns';
import { EveningNotes } from './evening/evening-notes';
import { FollowupEvents } from './followups/followup-events';
import { Followups } from './followups/followups';
import { FollowupsController } from './followups/followups.controller';

/** The list to call back: whom a clinic owes a call, who is on it, and what came of it. */
@Module({
  imports: [DeliveriesModule, EventLogModule, FoldModule, PrivacyModule, SettingsModule, AccessModule],
  controllers: [CallbacksController, CampaignsController, FollowupsController],
  providers: [
    Callbacks,
    CampaignFiguresReader,
    CampaignReader,
    Campaigns,
    Contacts,
    ListErasure,
    OwnCampaigns,
    CallbackExport,
    CallbackFiguresReader,
    CallbackNumbers,
    CallbackReader,
    CallbackFeed,
    CallbacksGateway,
    EveningNotes,
    FollowupEvents,
    Followups,
  ],
  exports: [
    CallbackFiguresReader,
    Callbacks,
    CampaignFiguresReader,
    Campaigns,
    FollowupEvents,
    Followups,
    OwnCampaigns,
  ],
})
export class CallbacksModule {
  constructor(rounds: Rounds, numbers: CallbackNumbers) {
    rounds.add({
      kind: 'leased',
      name: 'kept numbers',
      everyMs: 60_000,
      run: async (tenantId) => void (await numbers.sweep(tenantId)),
    });
  }
}
