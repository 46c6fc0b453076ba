import { LogMonths } from '../../event-log/log-months';
import type { Appended, NewEvent } from '../../event-log/logged-event';
import { PgEventLog } from '../../event-log/pg-event-log';
import { Bell } from '../../platform/bell';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { TenantSettings } from '../../settings/tenant-settings';
import { AgentDayFold } from '../agent-day-fold';
import { AgentDayStore } from '../agent-day-store';
import { AgentZone } from '../agent-zone';
import { CallFold } from '../call-fold';
import { CallRowStore } from '../call-row-store';
import { CallStore } from '../call-store';
import { CallSurveyStore } from '../call-survey-store';
import { CallWriter } from '../call-writer';
import { ChangeStore } from '../change-store';
import { DirectoryStore } from '../directory-store';
import { FoldTurn } from '../fold-turn';
import { FoldUpkeep } from '../fold-upkeep';
import { GiveUpSilent } from '../give-up-silent';
import { Projector } from '../projector';
import { Rebuild } from '../rebuild';
import { Refolder } from '../refolder';
import { RollupStore } from '../rollup-store';
import { SourceStore } from '../source-store';
import { StaleAgents } from '../stale-agents';
import { StaleCalls } from '../stale-calls';
import { StaleFold } from '../stale-fold';
import { TenantFold } from '../tenant-fold';
import { TurnRecords } from '../turn-records';

/** Every part of the fold on one database, as one process has them. */
export type FoldKit = ReturnType<typeof createFoldKit>;

/** Puts the fold together without an application around it; two kits on one database are like two processes. */
export function createFoldKit(database: Database, clock: Clock) {
  const settings = new TenantSettings();
  const log = new PgEventLog(new LogMonths(database), clock);
  const bell = new Bell();
  const rollups = new RollupStore();
  const rows = new CallRowStore();
  const writer = new CallWriter(rows, new CallSurveyStore(settings));
  const changes = new ChangeStore();
  const sources = new SourceStore();
  const agentDayStore = new AgentDayStore(settings);
  const agentDays = new AgentDayFold(agentDayStore, settings);
  const records = new TurnRecords(rollups, changes, sources, new DirectoryStore());
  const turns = new FoldTurn(new CallFold(settings, rows, writer, sources), agentDays, records);
  const staleCalls = new StaleCalls(settings, writer, rollups, agentDays);
  const zone = new AgentZone(agentDayStore, agentDays, rollups);
  const staleAgents = new StaleAgents(agentDayStore, agentDays, rollups, zone);
  const stale = new StaleFold(log, rollups, staleCalls, staleAgents);
  const tenants = new TenantFold(database, settings, turns, stale);
  const projector = new Projector(database, bell, clock, tenants);
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
    projector,
    refolder: new Refolder(database, projector),
    rebuild: new Rebuild(database, settings, turns),
    upkeep: new FoldUpkeep(database, bell, clock, new GiveUpSilent(log)),
    append: (tenantId: string, events: readonly NewEvent[]): Promise<Appended> =>
      database.withTenant(tenantId, (tx) => log.append(tx, tenantId, events), 'intake'),
  };
}
