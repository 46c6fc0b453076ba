import { Module } from '@nestjs/common';
import { TenantSettings } from './tenant-settings';

/** What a centre decides: clinics, teams, hours, targets, each by the time from which it holds. */
@Module({ providers: [TenantSettings], exports: [TenantSettings] })
export class SettingsModule {}
