import { Module } from '@nestjs/common';

import { AuditModule } from '../audit/audit.module';
import { Rounds } from '../platform/rounds/rounds';
import { PrivacyModule } from '../privacy/privacy.module';
import { AuditRetention } from './audit-retention';
import { RetentionSettings } from './retention-settings';
import { SettingsForms } from './settings-forms';
import { SettingsController } from './settings.controller';
import { SettingsProposals } from './settings-proposals';
import { SettingsProposalsController } from './settings-proposals.controller';
import { SettingsRegistrar } from './settings-registrar';
import { EventLogModule } from '../event-log/event-log.module';
import { StaffNoticeController } from './staff-notice.controller';
import { StaffNotices } from './staff-notices';
import { StaffDays } from './staff-plan/staff-days';
import { StaffDaysController } from './staff-plan/staff-days.controller';
import { StaffPlanner } from './staff-plan/staff-planner';
import { TenantSettings } from './tenant-settings';

/** What a centre decides: clinics, teams, hours, targets, each by the time from which it holds. */
@Module({
  imports: [AuditModule, EventLogModule, PrivacyModule],
  controllers: [SettingsController, SettingsProposalsController, StaffDaysController, StaffNoticeController],
  providers: [
    AuditRetention,
    RetentionSettings,
    SettingsForms,
    SettingsProposals,
    TenantSettings,
    SettingsRegistrar,
    StaffDays,
    StaffNotices,
    StaffPlanner,
  ],
  exports: [RetentionSettings, TenantSettings, SettingsRegistrar, StaffPlanner],
})
export class SettingsModule {
  constructor(rounds: Rounds, auditRetention: AuditRetention) {
    rounds.add({
      kind: 'leased',
      name: 'audit retention',
      everyMs: 24 * 3_600_000,
      run: (tenantId, run) => auditRetention.run(tenantId, run),
    });
  }
}
