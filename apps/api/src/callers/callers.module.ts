import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { CommentsModule } from '../comments/comments.module';
import { FoldModule } from '../fold/fold.module';
import { IntakeModule } from '../intake/intake.module';
import { Rounds } from '../platform/rounds/rounds';
import { SettingsModule } from '../settings/settings.module';
import { SurveysModule } from '../surveys/surveys.module';
import { CallerEraser } from './caller-eraser';
import { CallerExporter } from './caller-exporter';
import { CallerKeys } from './caller-keys';
import { CallersController } from './callers.controller';
import { EarlierCallsReader } from './earlier-calls';
import { EarlierCallsController } from './earlier-calls.controller';
import { ErasureList } from './erasure-list';
import { FrequentCallersReader } from './frequent-callers';
import { CallerFinder } from './known-caller';
import { MyDataReader } from './my-data';
import { MyDataController } from './my-data.controller';
import { NumberDecisions } from './number-decisions';
import { RetentionController } from './retention.controller';
import { RetentionReader } from './retention-reader';
import { SharedNumbersController } from './shared-numbers.controller';

/** What a caller may ask for: everything that is kept of them, or to be erased; and what somebody of the centre may. */
@Module({
  imports: [AccessModule, CommentsModule, FoldModule, IntakeModule, SettingsModule, SurveysModule],
  controllers: [
    CallersController,
    EarlierCallsController,
    MyDataController,
    RetentionController,
    SharedNumbersController,
  ],
  providers: [
    RetentionReader,
    MyDataReader,
    CallerEraser,
    CallerExporter,
    CallerFinder,
    CallerKeys,
    EarlierCallsReader,
    ErasureList,
    FrequentCallersReader,
    NumberDecisions,
  ],
})
export class CallersModule {
  constructor(rounds: Rounds, eraser: CallerEraser, callerKeys: CallerKeys, numbers: NumberDecisions) {
    rounds.add({
      kind: 'leased',
      name: 'erasures',
      everyMs: 3_600_000,
      run: async (tenantId) => void (await eraser.reapply(tenantId)),
    });
    rounds.add({
      kind: 'leased',
      name: 'caller key',
      everyMs: 86_400_000,
      run: (tenantId) => callerKeys.propose(tenantId),
    });
    rounds.add({
      kind: 'leased',
      name: 'shared numbers',
      everyMs: 60_000,
      run: (tenantId) => numbers.settle(tenantId),
    });
  }
}
