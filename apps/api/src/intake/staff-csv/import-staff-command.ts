import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import type { OpenCli } from '../../platform/cli-context';
import { Clock } from '../../platform/clock';
import { StartError } from '../../platform/start-error';
import { counted } from '../../platform/english-plural';
import { describeProblem } from '../../settings/settings-problem';
import { StaffPlanner } from '../../settings/staff-plan/staff-planner';
import { UnknownTenant } from '../../settings/tenant-settings';

/** `vigie import staff-csv FILE --tenant ID` */
export function registerImportStaffCommand(imports: Command, open: OpenCli): void {
  imports
    .command('staff-csv <file>')
    .description('take planned secretaries in from a table; the last plan of a team and day stands')
    .requiredOption('--tenant <id>', 'whose')
    .action(async (file: string, { tenant }: { readonly tenant: string }) => {
      const bytes = await readFile(file).catch((error: unknown) => {
        throw new StartError(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
      });
      const { app, print } = await open();
      const now = app.get(Clock).now();
      const planned = await app.get(StaffPlanner).importCsv(tenant, bytes, now).catch(toStartError);
      if (planned.result === 'refused') {
        const lines = planned.problems.map(describeProblem);
        throw new StartError(['The plan is not taken in, nothing has changed:', ...lines].join('\n'));
      }
      print(
        `${counted(planned.rows, 'line')}: ${counted(planned.teamDays, 'day of a team is', 'days of teams are')} planned.`,
      );
    });
}

function toStartError(error: unknown): never {
  if (error instanceof UnknownTenant) throw new StartError(`There is no tenant ${error.tenantId}.`);
  throw error;
}
