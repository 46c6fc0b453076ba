import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { AuditModule } from '../audit/audit.module';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { Rounds } from '../platform/rounds/rounds';
import { PrivacyModule } from '../privacy/privacy.module';
import { SettingsModule } from '../settings/settings.module';
import { SheetsModule } from '../sheets/sheets.module';
import { AlertAcknowledgements } from './alerts/alert-acknowledgements';
import { AlertLinks } from './alerts/alert-links';
import { ClinicAlerts } from './alerts/clinic-alerts';
import { ClinicAlertsController } from './alerts/clinic-alerts.controller';
import { CallbackExport } from './callback-export';
import { CallbackFeed } from './callback-feed';
import { CallbackFiguresReader } from './callback-figures';
import { CallbackNumbers } from './callback-numbers';
import { CallbackReader } from './callback-reader';
import { Callbacks } from './callbacks';
import { CallbacksController } from './callbacks.controller';
import { CallbacksGateway } from './callbacks.gateway';
import { CallSender } from './calling/call-sender';
import { CallSystem } from './calling/call-system';
import { CallWays } from './calling/call-ways';
import { CallingController } from './calling/calling.controller';
import { PlaceCalls } from './calling/place-calls';
import { CampaignFiguresReader } from './campaigns/campaign-figures';
import { CampaignReader } from './campaigns/campaign-reader';
import { Campaigns } from './campaigns/campaigns';
import { CampaignsController } from './campaigns/campaigns.controller';
import { Contacts } from './campaigns/contacts';
import { ListErasure } from './campaigns/list-erasure';
import { CampaignMarks } from './campaigns/marks';
import { MarksController } from './campaigns/marks.controller';
import { OwnCampaigns } from './campaigns/own-campaigns';
import { EveningNotes } from './evening/evening-notes';
import { DischargeQuestions } from './followups/discharge-questions';
import { FollowupEvents } from './followups/followup-events';
import { Followups } from './followups/followups';
import { FollowupsController } from './followups/followups.controller';
import { HandoverReceipts } from './handovers/handover-receipts';
import { Handovers } from './handovers/handovers';
import { HandoversController } from './handovers/handovers.controller';

/** The list to call back: whom a clinic owes a call, who is on it, and what came of it. */
@Module({
  imports: [
    AuditModule,
    DeliveriesModule,
    EventLogModule,
    FoldModule,
    PrivacyModule,
    SettingsModule,
    SheetsModule,
    AccessModule,
  ],
  controllers: [
    CallbacksController,
    CallingController,
    CampaignsController,
    ClinicAlertsController,
    FollowupsController,
    HandoversController,
    MarksController,
  ],
  providers: [
    AlertAcknowledgements,
    AlertLinks,
    ClinicAlerts,
    Callbacks,
    CampaignFiguresReader,
    CampaignMarks,
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
    DischargeQuestions,
    FollowupEvents,
    Followups,
    HandoverReceipts,
    Handovers,
    CallSystem,
    CallWays,
    CallSender,
    PlaceCalls,
  ],
  exports: [
    CallbackFiguresReader,
    Callbacks,
    CallSystem,
    CampaignFiguresReader,
    Campaigns,
    FollowupEvents,
    Followups,
    Handovers,
    OwnCampaigns,
  ],
})
export class CallbacksModule {
  constructor(rounds: Rounds, numbers: CallbackNumbers, calls: CallSender) {
    rounds.add({
      kind: 'leased',
      name: 'kept numbers',
      everyMs: 60_000,
      run: async (tenantId) => void (await numbers.sweep(tenantId)),
    });
    rounds.add({
      kind: 'shared',
      name: 'calls to place',
      everyMs: 5_000,
      run: (tenantId) => calls.takeUp(tenantId),
    });
    rounds.add({
      kind: 'leased',
      name: 'calls that were placed',
      everyMs: 3_600_000,
      run: (tenantId) => calls.forgetOld(tenantId),
    });
  }
}
