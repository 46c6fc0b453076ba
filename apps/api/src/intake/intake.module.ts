import { Module } from '@nestjs/common';

import { CommentsModule } from '../comments/comments.module';
import { EventLogModule } from '../event-log/event-log.module';
import { Database } from '../platform/database';
import { Rounds } from '../platform/rounds/rounds';
import { SettingsModule } from '../settings/settings.module';
import { AuditLog } from '../audit/audit-log';
import { AccessModule } from '../access/access.module';
import { CallsCsvController } from './calls-csv/calls-csv.controller';
import { CallsCsvImporter } from './calls-csv/calls-csv-importer';
import { EventCommits } from './event-commits';
import { EventIntake } from './event-intake';
import { EventsController } from './events.controller';
import { CallbacksModule } from '../callbacks/callbacks.module';
import { FollowupsCsvController } from './followups-csv/followups-csv.controller';
import { FollowupsCsvImporter } from './followups-csv/followups-csv-importer';
import { FileImporter } from './files/file-importer';
import { ImportLedger } from './files/import-ledger';
import { ImportUndo } from './files/import-undo';
import { ImportZones } from './files/import-zones';
import { Retractions } from './files/retractions';
import { RowComments } from './files/row-comments';
import { RowCommits } from './files/row-commits';
import { LineIntake } from './line-intake';
import { NewIds } from './new-ids';
import { Quarantine } from './quarantine';
import { QuarantineRetry } from './quarantine-retry';
import { TenantReadingRules } from './reading-rules';
import { StaffCsvController } from './staff-csv/staff-csv.controller';
import { SourceClocks } from './source-clocks';
import { SurveyCsvController } from './survey-csv/survey-csv.controller';
import { SurveyCsvImporter } from './survey-csv/survey-csv-importer';

/** The door: events in by HTTP and from files, each with one outcome. */
@Module({
  imports: [CallbacksModule, CommentsModule, EventLogModule, SettingsModule, AccessModule],
  controllers: [
    EventsController,
    CallsCsvController,
    FollowupsCsvController,
    StaffCsvController,
    SurveyCsvController,
  ],
  providers: [
    EventCommits,
    EventIntake,
    LineIntake,
    NewIds,
    Quarantine,
    QuarantineRetry,
    SourceClocks,
    TenantReadingRules,
    FileImporter,
    ImportLedger,
    ImportUndo,
    ImportZones,
    Retractions,
    RowComments,
    RowCommits,
    CallsCsvImporter,
    FollowupsCsvImporter,
    SurveyCsvImporter,
  ],
  exports: [EventCommits, EventIntake, TenantReadingRules, Quarantine, QuarantineRetry],
})
export class IntakeModule {
  constructor(rounds: Rounds, database: Database, quarantine: Quarantine, audit: AuditLog) {
    rounds.add({
      kind: 'leased',
      name: 'old quarantine',
      everyMs: 3_600_000,
      run: async (tenantId) => {
        const { before, count } = await database.withTenant(tenantId, (tx) =>
          quarantine.forgetOld(tx, tenantId),
        );
        await audit.recordRemoval(tenantId, 'refused-events', new Date(before).toISOString(), count);
      },
    });
  }
}
