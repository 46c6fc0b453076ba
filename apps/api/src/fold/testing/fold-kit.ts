import { AuditLog } from '../../audit/audit-log';
import { LogMonths } from '../../event-log/log-months';
import type { Appended, NewEvent } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { TenantsAway } from '../../platform/asked-tenants';
import { Bell } from '../../platform/bell';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { SecretKey } from '../../platform/secret-key';
import { Keyring } from '../../privacy/keyring';
import { TenantSettings } from '../../settings/tenant-settings';
import { AgentDayProjection } from '../agent-day-projection';
import { AgentDayRules } from '../agent-day-rules';
import { AgentDayStore } from '../agent-day-store';
import { AgentDayUpgrade } from '../agent-day-upgrade';
import { AgentNames } from '../agent-names';
import { FoldedCallers } from '../caller-erasure';
import { CallerKeyRetirement } from '../caller-key-retirement';
import { CallProjection } from '../call-projection';
import { CallRowStore } from '../call-row-store';
import { CallStore } from '../call-store';
import { CallSurveyStore } from '../call-survey-store';
import { CallUpgrade } from '../call-upgrade';
import { ChangeStore } from '../change-store';
import { DaySums } from '../day-sums';
import { DirectoryStore } from '../directory-store';
import { FoldTurn } from '../fold-turn';
import { FoldUpkeep } from '../fold-upkeep';
import { GiveUpSilent } from '../give-up-silent';
import { IncidentNoteProjection } from '../incident-note-projection';
import { LostLegs } from '../lost-legs';
import { ObligationEndings } from '../obligation-endings';
import { ObligationLines } from '../obligation-lines';
import { ObligationProjection } from '../obligation-projection';
import { ObligationRefold } from '../obligation-refold';
import { ObligationRules } from '../obligation-rules';
import { ObligationStore } from '../obligation-store';
import type { Projection } from '../projection';
import { Projections } from '../projections';
import { Projector } from '../projector';
import { Rebuild } from '../rebuild';
import { Retention } from '../retention';
import { RollupStore } from '../rollup-store';
import { SheetNoteProjection } from '../sheet-note-projection';
import { SourceProjection } from '../source-projection';
import { SourceStore } from '../source-store';
import { StaleAgents } from '../stale-agents';
import { StaleCalls } from '../stale-calls';
import { StaleFold } from '../stale-fold';
import { TenantFold } from '../tenant-fold';
import { Upgrade } from '../upgrade';

/** Every part of the fold on one database, as one process has them. */
export type FoldKit = ReturnType<typeof createFoldKit>;

/** Puts the fold together without an application around it; two kits on one database are like two processes. */
export function createFoldKit(database: Database, clock: Clock, more: readonly Projection[] = []) {
  const settings = new TenantSettings();
  const log = new PgEventLog(new LogMonths(database), clock);
  const bell = new Bell();
  const rollups = new RollupStore();
  const rows = new CallRowStore();
  const surveys = new CallSurveyStore(settings);
  const changes = new ChangeStore();
  const sources = new SourceStore();
  const agentDayStore = new AgentDayStore(settings, sources);
  const dayRules = new AgentDayRules(settings, sources);
  const agentNames = new AgentNames(settings, agentDayStore);
  const dayUpgrade = new AgentDayUpgrade(agentDayStore, dayRules, rollups, rows, settings);
  const agentDays = new AgentDayProjection(agentDayStore, settings, dayRules, agentNames, dayUpgrade);
  const callUpgrade = new CallUpgrade(settings, rows, rollups, agentDays);
  const owed = new ObligationStore();
  const owedLines = new ObligationLines(settings, owed);
  const obligations = new ObligationProjection(owedLines, owed, new ObligationRules(settings), settings);
  const projections = new Projections([
    new SourceProjection(sources),
    new CallProjection(settings, rows, surveys, sources, callUpgrade),
    agentDays,
    obligations,
    new SheetNoteProjection(owed),
    new IncidentNoteProjection(owed),
    ...more,
  ]);
  const turns = new FoldTurn(projections, rollups, changes, new DirectoryStore());
  const staleCalls = new StaleCalls(settings, rows, surveys, rollups, agentDays);
  const staleAgents = new StaleAgents(agentDayStore, agentDays, rollups, dayRules, agentNames);
  const stale = new StaleFold(log, rollups, staleCalls, staleAgents, obligations);
  const upgrade = new Upgrade(projections, turns);
  const tenants = new TenantFold(database, settings, turns, stale, upgrade);
  const audit = new AuditLog(
    database,
    clock,
    new Keyring(new SecretKey('a secret that only the tests know, no more')),
  );
  const owedAnew = new ObligationRefold(settings, upgrade, obligations, changes, log, clock);
  const projector = new Projector(database, bell, clock, tenants, projections, new TenantsAway());
  return {
    settings,
    log,
    bell,
    calls: new CallStore(settings),
    changes,
    sources,
    agentDays: agentDayStore,
    tenants,
    turns,
    callUpgrade,
    projector,
    audit,
    retention: new Retention(database, settings, clock, upgrade, audit, owedAnew),
    callers: new FoldedCallers(database, owedAnew),
    callerKeys: new CallerKeyRetirement(database, settings, owedAnew),
    daySums: new DaySums(database, settings, clock, upgrade),
    rebuild: new Rebuild(database, settings, turns, projections),
    upkeep: new FoldUpkeep(
      database,
      bell,
      clock,
      new GiveUpSilent(log, new LostLegs(agentDayStore, settings)),
      new ObligationEndings(log),
    ),
    append: (tenantId: string, events: readonly NewEvent[]): Promise<Appended> =>
      database.withTenant(tenantId, (tx) => log.append(tx, tenantId, events), 'intake'),
  };
}
