import { Module } from '@nestjs/common';
import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { SatisfactionModule } from '../satisfaction/satisfaction.module';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { AgentTimeReader } from './agent-time-reader';
import { CallScan } from './call-scan';
import { FigureReader } from './figure-reader';
import { MetricsController } from './metrics.controller';
import { QuestionReader } from './question-reader';
import { RatedMonths } from './rated-months';
import { Statistician } from './statistician';

/** Numbers out. */
@Module({
  imports: [EventLogModule, FoldModule, SatisfactionModule, SettingsModule, AccessModule],
  controllers: [MetricsController],
  providers: [Statistician, QuestionReader, FigureReader, CallScan, AgentTimeReader, RatedMonths],
  exports: [Statistician, QuestionReader, FigureReader],
})
export class MetricsModule {}
