import type { Command } from 'commander';

import { theCommand } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import type { CliContext, OpenCli } from '../platform/cli-context';
import { counted } from '../platform/english-plural';
import { requiredTenant } from '../tenants/tenant-directory';
import { CallerEraser } from './caller-eraser';
import { CallerExporter } from './caller-exporter';

type Options = { readonly tenant: string; readonly number: string };

/** `vigie privacy export|erase|reapply` */
export function registerCallerCommands(program: Command, open: OpenCli): void {
  const privacy = program
    .command('privacy')
    .description('What a caller may ask for: their data, or to be erased.');
  const ofCaller = (name: string, about: string): Command =>
    privacy
      .command(name)
      .description(about)
      .requiredOption('--tenant <id>', 'whose caller')
      .requiredOption(
        '--number <number>',
        'in any spelling, or the hash by which the telephone system tells of them',
      );
  ofCaller('export', 'Prints everything that is kept of one caller, as JSON.').action(
    async (options: Options) => exportCaller(await open(), options),
  );
  ofCaller('erase', 'Erases one caller for good; figures stay what they are.').action(
    async (options: Options) => erase(await open(), options),
  );
  privacy
    .command('reapply')
    .description(
      'Erases again whom a restored backup has brought back. The server does so by itself within the hour.',
    )
    .requiredOption('--tenant <id>', 'whose callers')
    .action(async ({ tenant }: Pick<Options, 'tenant'>) => reapply(await open(), tenant));
}

async function exportCaller(cli: CliContext, { tenant, number }: Options): Promise<void> {
  await requiredTenant(cli, tenant);
  const entry = { actor: theCommand(), action: 'callers.export', subject: null };
  await cli.app.get(AuditLog).recordBefore(tenant, entry);
  cli.print(JSON.stringify(await cli.app.get(CallerExporter).export(tenant, number), null, 2));
}

async function erase(cli: CliContext, { tenant, number }: Options): Promise<void> {
  await requiredTenant(cli, tenant);
  const entry = { actor: theCommand(), action: 'callers.erase', subject: null };
  await cli.app.get(AuditLog).recordBefore(tenant, entry);
  const erased = await cli.app.get(CallerEraser).erase(tenant, number, theCommand());
  const { erasureId, events, calls, comments, invitations, refusedEvents } = erased;
  const told = [
    counted(comments, 'comment'),
    counted(invitations, 'invitation'),
    counted(refusedEvents, 'refused event'),
  ];
  cli.print(
    `Erased (${erasureId}): from ${counted(events, 'event')} and ${counted(calls, 'call')}; ${told.join(', ')}.`,
  );
}

async function reapply(cli: CliContext, tenant: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const again = await cli.app.get(CallerEraser).reapply(tenant);
  cli.print(
    again === 0
      ? 'Nothing was brought back.'
      : `${counted(again, 'erasure was', 'erasures were')} done again.`,
  );
}
