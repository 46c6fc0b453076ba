import { Module, type DynamicModule } from '@nestjs/common';

import { CallbacksModule } from '../callbacks/callbacks.module';
import { CallersModule } from '../callers/callers.module';
import { DemoModule } from '../demo/demo.module';
import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { HistoryModule } from '../history/history.module';
import { IncidentsModule } from '../incidents/incidents.module';
import { IntakeModule } from '../intake/intake.module';
import { LiveModule } from '../live/live.module';
import { MetricsModule } from '../metrics/metrics.module';
import { PlatformModule, type Platform } from '../platform/platform.module';
import { ReportsModule } from '../reports/reports.module';
import { SatisfactionModule } from '../satisfaction/satisfaction.module';
import { SettingsModule } from '../settings/settings.module';
import { SecretaryModule } from '../secretary/secretary.module';
import { SheetsModule } from '../sheets/sheets.module';
import { SurveysModule } from '../surveys/surveys.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AuditModule } from '../audit/audit.module';
import { AccessModule } from '../access/access.module';
import { ConnectorsModule } from '../connectors/connectors.module';
import { PrivacyModule } from '../privacy/privacy.module';
import { HealthController } from './health.controller';
import { Instruments, InstrumentsController } from './instruments';

/** The whole application: the platform and, in the order of the flow, its features. */
@Module({})
export class AppModule {
  static register(platform: Platform): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController, InstrumentsController],
      providers: [Instruments],
      imports: [
        PlatformModule.register(platform),
        TenantsModule,
        PrivacyModule,
        AuditModule,
        AccessModule,
        SettingsModule,
        IntakeModule,
        ConnectorsModule,
        EventLogModule,
        FoldModule,
        LiveModule,
        CallbacksModule,
        IncidentsModule,
        MetricsModule,
        SheetsModule,
        SecretaryModule,
        SatisfactionModule,
        ReportsModule,
        SurveysModule,
        HistoryModule,
        CallersModule,
        DemoModule,
      ],
    };
  }
}
