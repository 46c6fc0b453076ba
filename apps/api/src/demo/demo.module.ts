import { Inject, Module, type OnModuleInit } from '@nestjs/common';

import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { IntakeModule } from '../intake/intake.module';
import { Background } from '../platform/background';
import { APP_CONFIG, type AppConfig } from '../platform/config';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { CallbacksModule } from '../callbacks/callbacks.module';
import { DemoCallers } from './demo-callers';
import { DemoCampaign } from './demo-campaign';
import { DemoDayStore } from './demo-day-store';
import { DemoLoader } from './demo-loader';
import { DemoPlayer } from './demo-player';
import { DemoSettingsKeeper } from './demo-settings-keeper';
import { DemoSheets } from './demo-sheets';
import { DemoSupervisor } from './demo-supervisor';
import { DemoStage } from './demo-stage';
import { DemoProgress } from './demo-progress';
import { DischargeReplies } from './discharge-replies';
import { HistoryLoader } from './history-loader';
import { RecordLoader } from './record-loader';

/** A seeded centre that plays in a tenant of its own, so that the first start shows a living wall. */
@Module({
  imports: [AccessModule, CallbacksModule, EventLogModule, IntakeModule, SettingsModule, FoldModule],
  providers: [
    DemoCallers,
    DemoCampaign,
    DemoDayStore,
    DemoLoader,
    DemoPlayer,
    DemoSettingsKeeper,
    DemoSheets,
    DemoStage,
    DemoSupervisor,
    DemoProgress,
    DischargeReplies,
    HistoryLoader,
    RecordLoader,
  ],
  exports: [DemoPlayer, HistoryLoader],
})
export class DemoModule implements OnModuleInit {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly background: Background,
    private readonly player: DemoPlayer,
  ) {}

  onModuleInit(): void {
    if (!this.config.demo) return;
    const { player } = this;
    this.background.add({ name: 'demonstration', start: () => player.start(), stop: () => player.stop() });
  }
}
