import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { AuditModule } from '../audit/audit.module';
import { CallSystem } from '../callbacks/calling/call-system';
import { CallbacksModule } from '../callbacks/callbacks.module';
import { FoldModule } from '../fold/fold.module';
import { IntakeModule } from '../intake/intake.module';
import { Background } from '../platform/background';
import { Rounds } from '../platform/rounds/rounds';
import { PrivacyModule } from '../privacy/privacy.module';
import { SettingsModule } from '../settings/settings.module';
import { AmazonConnectKind } from './amazon-connect/amazon-connect-kind';
import { AmiDialler } from './asterisk/ami/ami-dialler';
import { AmiKind } from './asterisk/ami/ami-kind';
import { FollowPositionStore } from './asterisk/follow-position-store';
import { QueueLogController } from './asterisk/queue-log.controller';
import { QueueLogImporter } from './asterisk/queue-log-importer';
import { QueueLogKind } from './asterisk/queue-log-kind';
import { QueueLogTableKind } from './asterisk/queue-log-table-kind';
import { ConnectorKinds } from './connector-kinds';
import { ConnectorSecrets } from './connector-secrets';
import { connectorRound, Connectors } from './connectors';
import { ConnectorsController } from './connectors.controller';
import { EslDialler } from './freeswitch/esl-dialler';
import { EslKind } from './freeswitch/esl-kind';
import { RecordsKind } from './freeswitch/records-kind';
import { HookDeliveries } from './hooks/hook-deliveries';
import { HookTallies } from './hooks/hook-tallies';
import { HooksController } from './hooks/hooks.controller';
import { Recordings } from './recording/recordings';
import { ConnectorRunner } from './runner/connector-runner';

/** Telephone systems become events: each connector stands alone, or is called, and hands in at the same door. */
@Module({
  imports: [
    AccessModule,
    AuditModule,
    CallbacksModule,
    FoldModule,
    IntakeModule,
    PrivacyModule,
    SettingsModule,
  ],
  controllers: [QueueLogController, ConnectorsController, HooksController],
  providers: [
    QueueLogImporter,
    FollowPositionStore,
    QueueLogKind,
    QueueLogTableKind,
    AmiKind,
    EslKind,
    RecordsKind,
    AmazonConnectKind,
    ConnectorKinds,
    ConnectorSecrets,
    Connectors,
    ConnectorRunner,
    HookTallies,
    HookDeliveries,
    Recordings,
  ],
  exports: [QueueLogImporter, FollowPositionStore, Connectors, ConnectorKinds, ConnectorRunner],
})
export class ConnectorsModule {
  constructor(
    background: Background,
    rounds: Rounds,
    runner: ConnectorRunner,
    tallies: HookTallies,
    recordings: Recordings,
    calling: CallSystem,
  ) {
    for (const dialler of [new AmiDialler(), new EslDialler()]) calling.add(dialler);
    background.add(runner);
    background.add(tallies);
    rounds.add({
      kind: 'leased',
      name: 'connector recordings',
      everyMs: 3_600_000,
      run: (tenantId) => recordings.forgetOld(tenantId),
    });
    rounds.add({
      kind: 'shared',
      name: connectorRound,
      everyMs: 5_000,
      run: (tenantId) => runner.look(tenantId),
    });
  }
}
