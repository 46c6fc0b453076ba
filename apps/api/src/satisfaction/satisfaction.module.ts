import { Module } from '@nestjs/common';

import { Rounds } from '../platform/rounds/rounds';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { PublishedSatisfaction } from './answer/published-satisfaction';
import { Publisher } from './publisher';
import { SatisfactionController } from './answer/satisfaction.controller';

/** What patients said: published by the calendar, in steps from which no small group can be worked out. */
@Module({
  imports: [SettingsModule, AccessModule],
  controllers: [SatisfactionController],
  providers: [PublishedSatisfaction, Publisher],
  exports: [PublishedSatisfaction, Publisher],
})
export class SatisfactionModule {
  constructor(rounds: Rounds, publisher: Publisher) {
    rounds.add(publisher);
  }
}
