import { Module } from '@nestjs/common';

import { CommentsModule } from '../comments/comments.module';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { Rounds } from '../platform/rounds/rounds';
import { FoldModule } from '../fold/fold.module';
import { IncidentsModule } from '../incidents/incidents.module';
import { EventLogModule } from '../event-log/event-log.module';
import { SatisfactionModule } from '../satisfaction/satisfaction.module';
import { SettingsModule } from '../settings/settings.module';
import { SheetsModule } from '../sheets/sheets.module';
import { AccessModule } from '../access/access.module';
import { ReportActionsController } from './actions/report-actions.controller';
import { ReportActions } from './actions/report-actions';
import { Freezer } from './freeze/freezer';
import { MonthFreezer } from './freeze/month-freezer';
import { ReportPublisher } from './freeze/report-publisher';
import { Reviser } from './freeze/reviser';
import { ReportLetters } from './mail/report-letters';
import { SheetLetters } from './mail/sheet-letters';
import { ReaderController } from './readers/reader.controller';
import { ReaderLinks } from './readers/reader-links';
import { ReportReaders } from './readers/report-readers';
import { ReportReadersController, SheetReadersController } from './readers/report-readers.controller';
import { SheetReaders } from './readers/sheet-readers';
import { ReportReader } from './report-reader';
import { ReportList } from './report-list';
import { ReportNotesController } from './report-notes.controller';
import { Reporter } from './reporter';
import { ReportsController } from './reports.controller';

/** What a clinic reads each month: the figures of its calls and of its patients, worded, frozen and sent. */
@Module({
  imports: [
    CommentsModule,
    DeliveriesModule,
    EventLogModule,
    FoldModule,
    IncidentsModule,
    SatisfactionModule,
    SettingsModule,
    SheetsModule,
    AccessModule,
  ],
  controllers: [
    ReaderController,
    ReportActionsController,
    ReportNotesController,
    ReportReadersController,
    ReportsController,
    SheetReadersController,
  ],
  providers: [
    ReportActions,
    Reporter,
    Freezer,
    MonthFreezer,
    Reviser,
    ReportReader,
    ReaderLinks,
    ReportReaders,
    ReportList,
    ReportLetters,
    SheetLetters,
    SheetReaders,
    ReportPublisher,
  ],
  exports: [ReportReader, ReportPublisher],
})
export class ReportsModule {
  constructor(rounds: Rounds, publisher: ReportPublisher) {
    for (const round of publisher.rounds) rounds.add(round);
  }
}
