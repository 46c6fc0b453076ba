import { Module } from '@nestjs/common';

import { SettingsModule } from '../settings/settings.module';
import { TenantsModule } from '../tenants/tenants.module';
import { ReportDesk } from './report-desk';
import { ReportList } from './report-list';
import { Reporter } from './reporter';
import { ReportsController } from './reports.controller';

/** What a clinic reads each month: the figures of its calls and of its patients, worded, frozen and sent. */
@Module({
  imports: [SettingsModule, TenantsModule],
  controllers: [ReportsController],
  providers: [Reporter, ReportDesk, ReportList],
  exports: [ReportDesk],
})
export class ReportsModule {}
