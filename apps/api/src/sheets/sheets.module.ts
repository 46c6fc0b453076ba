import { Module } from '@nestjs/common';

import { Rounds } from '../platform/rounds/rounds';
import { EventLogModule } from '../event-log/event-log.module';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { SettingsModule } from '../settings/settings.module';
import { ClinicSheets } from './clinic-sheets';
import { Diagnoses } from './diagnosis/diagnoses';
import { DiagnosisController } from './diagnosis/diagnosis.controller';
import { HeldSheets } from './diagnosis/held-sheets';
import { Greetings } from './greetings/greetings';
import { SheetReadings } from './readings/sheet-readings';
import { SheetReadingsController } from './readings/sheet-readings.controller';
import { SheetQuestions } from './questions/sheet-questions';
import { RequestLetters } from './requests/request-letters';
import { SheetRequests } from './requests/sheet-requests';
import { SheetRequestsController } from './requests/sheet-requests.controller';
import { SheetFilesController } from './sheet-files.controller';
import { SheetScope } from './sheet-scope';
import { SheetsController } from './sheets.controller';

/** The sheet of each clinic: what secretaries say for it, agreed on between the centre and the clinic, and how it serves. */
@Module({
  imports: [DeliveriesModule, EventLogModule, SettingsModule],
  controllers: [
    DiagnosisController,
    SheetFilesController,
    SheetReadingsController,
    SheetRequestsController,
    SheetsController,
  ],
  providers: [
    ClinicSheets,
    Diagnoses,
    Greetings,
    HeldSheets,
    SheetQuestions,
    SheetReadings,
    SheetRequests,
    RequestLetters,
    SheetScope,
  ],
  exports: [ClinicSheets, Diagnoses, SheetScope],
})
export class SheetsModule {
  constructor(rounds: Rounds, diagnoses: Diagnoses, readings: SheetReadings, requests: SheetRequests) {
    rounds.add({
      kind: 'leased',
      name: 'diagnosis',
      everyMs: 12 * 3_600_000,
      run: (tenantId) => diagnoses.judge(tenantId),
    });
    rounds.add({
      kind: 'leased',
      name: 'sheet readings',
      everyMs: 3_600_000,
      run: async (tenantId) => {
        await readings.forget(tenantId);
        await requests.forget(tenantId);
      },
    });
  }
}
