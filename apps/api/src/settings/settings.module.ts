import { Module } from '@nestjs/common';
import { PrivacyModule } from '../privacy/privacy.module';
import { SettingsRegistrar } from './settings-registrar';
import { EventLogModule } from '../event-log/event-log.module';
import { StaffPlanner } from './staff-plan/staff-planner';
import { TenantSettings } from './tenant-settings';

/** What a centre decides: clinics, teams, hours, targets, each by the time from which it holds. */
@Module({
  imports: [EventLogModule, PrivacyModule],
  providers: [TenantSettings, SettingsRegistrar, StaffPlanner],
  exports: [TenantSettings, SettingsRegistrar, StaffPlanner],
})
export class SettingsModule {}
