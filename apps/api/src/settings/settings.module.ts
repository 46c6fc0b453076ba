import { Module } from '@nestjs/common';
import { SettingsRegistrar } from './settings-registrar';
import { TenantSettings } from './tenant-settings';

/** What a centre decides: clinics, teams, hours, targets, each by the time from which it holds. */
@Module({ providers: [TenantSettings, SettingsRegistrar], exports: [TenantSettings, SettingsRegistrar] })
export class SettingsModule {}
