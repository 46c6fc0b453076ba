import { Module } from '@nestjs/common';

import { AuditLog } from '../audit/audit-log';
import { AccessModule } from '../access/access.module';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { FoldModule } from '../fold/fold.module';
import { IntakeModule } from '../intake/intake.module';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { Rounds } from '../platform/rounds/rounds';
import { PrivacyModule } from '../privacy/privacy.module';
import { SettingsModule } from '../settings/settings.module';
import { AskedCalls } from './asked-calls';
import { CallerMarks } from './caller-marks';
import { DeliveryReports } from './delivery-reports';
import { invitationKeptMs } from './invitation';
import { InvitationLetters } from './invitation-letters';
import { forgetInvitations } from './invitation-state-store';
import { Invitations } from './invitations';
import { PatientPages } from './page/patient-pages';
import { PatientServer } from './page/patient-server';
import { Refusals } from './refusals';
import { SurveyEvents } from './survey-events';
import { SurveyLinks } from './survey-links';
import { SurveysController } from './surveys.controller';

/** Asking: who is invited, how the invitation travels, and the page it leads to. */
@Module({
  imports: [AccessModule, DeliveriesModule, FoldModule, IntakeModule, PrivacyModule, SettingsModule],
  controllers: [SurveysController],
  providers: [
    AskedCalls,
    CallerMarks,
    DeliveryReports,
    InvitationLetters,
    Invitations,
    PatientPages,
    PatientServer,
    Refusals,
    SurveyEvents,
    SurveyLinks,
  ],
  exports: [CallerMarks, SurveyEvents],
})
export class SurveysModule {
  constructor(rounds: Rounds, database: Database, clock: Clock, events: SurveyEvents, audit: AuditLog) {
    rounds.add({
      kind: 'leased',
      name: 'invitation upkeep',
      everyMs: 600_000,
      run: async (tenantId) => {
        const before = clock.now() - invitationKeptMs;
        const count = await database.withTenant(tenantId, (tx) => forgetInvitations(tx, tenantId, before));
        await audit.recordRemoval(tenantId, 'invitations', new Date(before).toISOString(), count);
        await events.publishPending(tenantId);
      },
    });
  }
}
