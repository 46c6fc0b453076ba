import { Module } from '@nestjs/common';

import { Rounds } from '../platform/rounds/rounds';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { BlockPublication } from './block-publication';
import { MonthPublication } from './month-publication';
import { PublicationDesk } from './publication-desk';
import { PublishedSatisfaction } from './published-satisfaction';
import { Publisher } from './publisher';
import { RunningSteps } from './running-steps';
import { SatisfactionController } from './satisfaction.controller';

/** What patients said: published by the calendar, in steps from which no small group can be worked out. */
@Module({
  imports: [SettingsModule, AccessModule],
  controllers: [SatisfactionController],
  providers: [
    PublishedSatisfaction,
    MonthPublication,
    BlockPublication,
    RunningSteps,
    PublicationDesk,
    Publisher,
  ],
  exports: [PublishedSatisfaction, Publisher],
})
export class SatisfactionModule {
  constructor(rounds: Rounds, publisher: Publisher) {
    rounds.add(publisher);
  }
}
