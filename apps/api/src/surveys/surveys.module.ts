import { Module } from '@nestjs/common';

import { FoldModule } from '../fold/fold.module';
import { IntakeModule } from '../intake/intake.module';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { AskedCalls } from './asked-calls';
import { InvitationBook } from './invitation-book';
import { InvitationDispatch } from './invitation-dispatch';
import { InvitationDrafter } from './invitation-drafter';
import { Refusals } from './refusals';
import { InvitationMessages } from './sending/invitation-messages';
import { InvitationTries } from './sending/invitation-tries';
import { SurveyUpkeep } from './sending/survey-upkeep';
import { CallerMarks } from './caller-marks';
import { DeliveryReports } from './delivery-reports';
import { PatientDesk } from './page/patient-desk';
import { PatientServer } from './page/patient-server';
import { SampleInvitations } from './sample-invitations';
import { InvitationSender } from './sending/invitation-sender';
import { InvitationWays } from './sending/invitation-ways';
import { SurveyWebhook } from './sending/survey-webhook';
import { SurveyDiary } from './survey-diary';
import { SurveyInviter } from './survey-inviter';
import { SurveyLinks } from './survey-links';
import { SurveysController } from './surveys.controller';

/** Asking: who is invited, how the invitation travels, and the page it leads to. */
@Module({
  imports: [AccessModule, SettingsModule, IntakeModule, FoldModule],
  controllers: [SurveysController],
  providers: [
    CallerMarks,
    SurveyUpkeep,
    InvitationTries,
    InvitationMessages,
    Refusals,
    InvitationDrafter,
    InvitationDispatch,
    InvitationBook,
    AskedCalls,
    DeliveryReports,
    InvitationSender,
    InvitationWays,
    PatientDesk,
    PatientServer,
    SampleInvitations,
    SurveyDiary,
    SurveyInviter,
    SurveyLinks,
    SurveyWebhook,
  ],
})
export class SurveysModule {}
