import type { Command } from 'commander';

import { registerBackupCommands } from '../backup/backup-commands';
import { registerAlertCommands } from '../callbacks/alerts/alert-links';
import { registerCallerCommands } from '../callers/caller-commands';
import { registerCallerKeyCommands } from '../callers/caller-key-commands';
import { registerSimulateCommand } from '../demo/simulate-command';
import { registerRebuildCommand } from '../fold/rebuild-command';
import { registerImportQueueLogCommand } from '../connectors/asterisk/import-queue-log-command';
import { registerImportCommands } from '../intake/files/import-commands';
import { registerImportStaffCommand } from '../intake/staff-csv/import-staff-command';
import { registerQuarantineCommands } from '../intake/quarantine-commands';
import type { OpenCli } from '../platform/cli-context';
import { registerConfigureCommand } from './configure-command';
import { registerDatabaseCommands } from './database-commands';
import { registerSurveyCommands } from '../surveys/survey-commands';
import { registerAdminCommands } from '../access/people/admin-commands';
import { registerWallCommands } from '../access/wall/wall-commands';
import { registerApiKeyCommands } from '../access/api-key-commands';
import { registerAuditCommands } from '../audit/audit-commands';
import { registerConnectCommand } from '../connectors/beside/connect-command';
import { registerConnectorCommands } from '../connectors/connector-commands';
import { registerTenantCommands } from '../tenants/tenant-commands';
import { recordCommands } from './record-command';

/** Adds every feature's commands to the program. */
export function registerCommands(program: Command, open: OpenCli, env = process.env): void {
  recordCommands(program, open);
  registerDatabaseCommands(program, env);
  registerTenantCommands(program, open);
  registerApiKeyCommands(program, open);
  registerAdminCommands(program, open);
  registerWallCommands(program, open);
  registerAuditCommands(program, open);
  registerConnectorCommands(program, open);
  registerConnectCommand(program, env);
  registerConfigureCommand(program, open);
  const imports = program.command('import').description('take files in, and take them back');
  registerImportQueueLogCommand(imports, open);
  registerImportCommands(imports, open);
  registerImportStaffCommand(imports, open);
  registerQuarantineCommands(program, open);
  registerRebuildCommand(program, open);
  registerSurveyCommands(program, open);
  registerAlertCommands(program, open);
  registerCallerCommands(program, open);
  registerCallerKeyCommands(program, open);
  registerSimulateCommand(program, open);
  registerBackupCommands(program, env);
}
