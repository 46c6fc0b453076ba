import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { CallbacksModule } from '../callbacks/callbacks.module';
import { EventLogModule } from '../event-log/event-log.module';
import { FoldModule } from '../fold/fold.module';
import { IncidentsModule } from '../incidents/incidents.module';
import { MetricsModule } from '../metrics/metrics.module';
import { SettingsModule } from '../settings/settings.module';
import { BreakdownReader } from './breakdown-reader';
import { CallExplanations } from './call-explanations';
import { CallLoads } from './call-loads';
import { CallLists } from './call-lists';
import { CallsController } from './calls.controller';
import { History } from './history';
import { HistoryFigures } from './history-figures';
import { HistoryQuestions } from './history-questions';
import { HistoryController } from './history.controller';
import { Invoices } from './invoice/invoices';
import { InvoicesController } from './invoice/invoices.controller';
import { MailingLetters } from './mailings/mailing-letters';
import { Mailings } from './mailings/mailings';
import { MailingsController } from './mailings/mailings.controller';
import { OwedCallers } from './owed-callers';
import { Presets } from './presets';
import { SavedViews } from './views/saved-views';
import { SavedViewsController } from './views/saved-views.controller';

/** The same numbers, any day, any clinic, explained, and the calls behind them. */
@Module({
  imports: [
    AccessModule,
    CallbacksModule,
    DeliveriesModule,
    EventLogModule,
    FoldModule,
    IncidentsModule,
    MetricsModule,
    SettingsModule,
  ],
  controllers: [
    HistoryController,
    CallsController,
    MailingsController,
    SavedViewsController,
    InvoicesController,
  ],
  providers: [
    History,
    HistoryQuestions,
    HistoryFigures,
    BreakdownReader,
    OwedCallers,
    Presets,
    CallLists,
    CallLoads,
    CallExplanations,
    Mailings,
    MailingLetters,
    SavedViews,
    Invoices,
  ],
})
export class HistoryModule {}
