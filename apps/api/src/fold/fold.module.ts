import { Module } from '@nestjs/common';

import { AuditModule } from '../audit/audit.module';
import { EventLogModule } from '../event-log/event-log.module';
import { Background } from '../platform/background';
import { Rounds } from '../platform/rounds/rounds';
import { SettingsModule } from '../settings/settings.module';
import { AgentDayRules } from './agent-day-rules';
import { AgentDayDates } from './agent-day-dates';
import { AgentDayStore } from './agent-day-store';
import { AgentDayUpgrade } from './agent-day-upgrade';
import { AgentNames } from './agent-names';
import { CallerKeyRetirement } from './caller-key-retirement';
import { FoldedCallers } from './caller-erasure';
import { CallRowStore } from './call-row-store';
import { CallStore } from './call-store';
import { CallSurveyStore } from './call-survey-store';
import { CallUpgrade } from './call-upgrade';
import { ChangeStore } from './change-store';
import { DaySums } from './day-sums';
import { DirectoryStore } from './directory-store';
import { FoldTurn } from './fold-turn';
import { FoldUpkeep } from './fold-upkeep';
import { GiveUpSilent } from './give-up-silent';
import { LostLegs } from './lost-legs';
import { ObligationEndings } from './obligation-endings';
import { ObligationLines } from './obligation-lines';
import { ObligationRefold } from './obligation-refold';
import { ObligationRules } from './obligation-rules';
import { ObligationStore } from './obligation-store';
import { projectionProviders, Projections } from './projections';
import { Projector } from './projector';
import { Rebuild } from './rebuild';
import { Retention } from './retention';
import { RollupStore } from './rollup-store';
import { SourceStore } from './source-store';
import { StaleAgents } from './stale-agents';
import { StaleCalls } from './stale-calls';
import { StaleFold } from './stale-fold';
import { TenantFold } from './tenant-fold';
import { Upgrade } from './upgrade';

/** What events mean, kept: calls, rollups, agents' days, and what changed. */
@Module({
  imports: [AuditModule, EventLogModule, SettingsModule],
  providers: [
    CallRowStore,
    CallStore,
    CallSurveyStore,
    CallUpgrade,
    RollupStore,
    AgentDayStore,
    AgentDayDates,
    AgentDayRules,
    AgentDayUpgrade,
    AgentNames,
    ChangeStore,
    SourceStore,
    DaySums,
    DirectoryStore,
    ObligationEndings,
    ObligationLines,
    ObligationRules,
    ObligationStore,
    ...projectionProviders,
    FoldTurn,
    Upgrade,
    StaleCalls,
    StaleAgents,
    StaleFold,
    TenantFold,
    Projector,
    Rebuild,
    LostLegs,
    GiveUpSilent,
    FoldUpkeep,
    ObligationRefold,
    Retention,
    CallerKeyRetirement,
    FoldedCallers,
  ],
  exports: [
    CallStore,
    RollupStore,
    AgentDayStore,
    AgentDayDates,
    ChangeStore,
    SourceStore,
    Projector,
    Projections,
    Rebuild,
    FoldedCallers,
    ObligationRefold,
  ],
})
export class FoldModule {
  constructor(
    background: Background,
    rounds: Rounds,
    projector: Projector,
    upkeep: FoldUpkeep,
    daySums: DaySums,
    retention: Retention,
    callerKeys: CallerKeyRetirement,
  ) {
    background.add(projector);
    rounds.add(upkeep);
    rounds.add(daySums);
    rounds.add({
      kind: 'leased',
      name: 'retention',
      everyMs: 3_600_000,
      run: async (tenantId, run) => {
        await retention.run(tenantId, run);
        await callerKeys.run(tenantId, run);
      },
    });
  }
}
