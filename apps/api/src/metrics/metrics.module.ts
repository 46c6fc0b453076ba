import { Module } from '@nestjs/common';
import { FoldModule } from '../fold/fold.module';
import { SettingsModule } from '../settings/settings.module';
import { TenantsModule } from '../tenants/tenants.module';
import { MetricsController } from './metrics.controller';
import { Statistician } from './statistician';

/** Numbers out. */
@Module({
  imports: [FoldModule, SettingsModule, TenantsModule],
  controllers: [MetricsController],
  providers: [Statistician],
  exports: [Statistician],
})
export class MetricsModule {}
