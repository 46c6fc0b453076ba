import { Module } from '@nestjs/common';

import { SettingsModule } from '../settings/settings.module';
import { ClinicSheets } from './clinic-sheets';
import { SheetFilesController } from './sheet-files.controller';
import { SheetScope } from './sheet-scope';
import { SheetsController } from './sheets.controller';

/** The sheet of each clinic: what secretaries say for it, agreed on between the centre and the clinic. */
@Module({
  imports: [SettingsModule],
  controllers: [SheetFilesController, SheetsController],
  providers: [ClinicSheets, SheetScope],
  exports: [ClinicSheets, SheetScope],
})
export class SheetsModule {}
