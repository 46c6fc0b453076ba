import type { Command } from 'commander';

import type { CliContext, OpenCli } from '../platform/cli-context';
import { requiredTenant } from '../tenants/tenant-directory';
import { Database } from '../platform/database';
import { Quarantine } from './quarantine';
import { QuarantineRetry } from './quarantine-retry';

type Options = { readonly tenant: string; readonly limit: string };

/** `vigie quarantine list|retry --tenant ID` */
export function registerQuarantineCommands(program: Command, open: OpenCli): void {
  const quarantine = program
    .command('quarantine')
    .description('Events that were refused, kept for thirty days.');
  quarantine
    .command('list')
    .description('Shows when and why events were refused, newest first; never what they said.')
    .requiredOption('--tenant <id>', 'whose they are')
    .option('--limit <n>', 'how many lines', '100')
    .action(async (options: Options) => list(await open(), options));
  quarantine
    .command('retry')
    .description('Tries every refused event again, for instance after an update.')
    .requiredOption('--tenant <id>', 'whose they are')
    .action(async ({ tenant }: Options) => retry(await open(), tenant));
}

async function list(cli: CliContext, { tenant, limit }: Options): Promise<void> {
  await requiredTenant(cli, tenant);
  const most = Math.max(1, Math.trunc(Number(limit)) || 1);
  const entries = await cli.app
    .get(Database)
    .withTenant(tenant, (tx) => cli.app.get(Quarantine).list(tx, tenant, most));
  for (const { id, lastAt, times, code, message, truncated } of entries) {
    const note = truncated ? ' (too long to be tried again)' : '';
    cli.print(`${new Date(lastAt).toISOString()}  ${id}  ×${times}  ${code}: ${message}${note}`);
  }
  if (entries.length === 0) cli.print('Nothing is in quarantine.');
}

async function retry(cli: CliContext, tenant: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const { tried, taken, refusedAgain } = await cli.app.get(QuarantineRetry).run(tenant);
  cli.print(`${tried} tried again: ${taken} taken, ${refusedAgain} refused as before.`);
}
