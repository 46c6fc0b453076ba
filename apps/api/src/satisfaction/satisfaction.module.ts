import { Module } from '@nestjs/common';

import { FoldModule } from '../fold/fold.module';
import { SettingsModule } from '../settings/settings.module';
import { TenantsModule } from '../tenants/tenants.module';
import { PublishedSatisfaction } from './published-satisfaction';
import { SatisfactionController } from './satisfaction.controller';

/** What patients said: published by the calendar, in steps from which no small group can be worked out. */
@Module({
  imports: [FoldModule, SettingsModule, TenantsModule],
  controllers: [SatisfactionController],
  providers: [PublishedSatisfaction],
  exports: [PublishedSatisfaction],
})
export class SatisfactionModule {}
