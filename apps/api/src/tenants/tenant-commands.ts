import type { Command } from 'commander';

import type { CliContext, OpenCli } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { counted } from '../platform/english-plural';
import { requiredTenant, TenantDirectory, isTenantId } from './tenant-directory';

type Options = { readonly name?: string; readonly timezone: string; readonly locale: string };

const locales = ['fr', 'ca', 'en', 'es'];

/** `vigie tenant create|list|delete` */
export function registerTenantCommands(program: Command, open: OpenCli): void {
  const tenant = program.command('tenant').description('Centres whose calls are kept apart.');
  tenant
    .command('create')
    .description('Adds a centre.')
    .argument('<id>', 'a–z, 0–9 and hyphens; it becomes part of the API keys')
    .option('--name <name>', 'as it is shown; by default the id')
    .option('--timezone <zone>', 'IANA zone', 'Europe/Paris')
    .option('--locale <locale>', locales.join(', '), 'fr')
    .action(async (id: string, options: Options) => create(id, options, open));
  tenant
    .command('list')
    .description('Shows every centre.')
    .action(async () => list(await open()));
  tenant
    .command('delete')
    .description('Removes a centre with all its events, calls and figures, for good: asks for --yes.')
    .argument('<id>')
    .option('--yes', 'it is meant: without this, only what would be removed is told')
    .action(async (id: string, { yes }: { readonly yes?: boolean }) =>
      remove(await open(), id, yes === true),
    );
}

async function create(id: string, { name, timezone, locale }: Options, open: OpenCli): Promise<void> {
  if (!isTenantId(id)) throw new StartError('The id must be 1 to 63 of a–z, 0–9 and inner hyphens.');
  if (!isTimeZone(timezone)) throw new StartError('--timezone: no such IANA zone.');
  if (!locales.includes(locale)) throw new StartError(`--locale: one of ${locales.join(', ')}.`);
  const cli = await open();
  const tenant = { tenantId: id, name: name ?? id, timezone, locale, demo: false };
  if (!(await cli.app.get(TenantDirectory).create(tenant)))
    throw new StartError(`The tenant ${id} exists already.`);
  cli.print(`Tenant ${id} created. Next:`);
  cli.print(`  vigie admin invite EMAIL --tenant ${id}       who administers it`);
  cli.print(`  vigie api-key create --tenant ${id} --source NAME   the telephone system's key`);
}

async function list(cli: CliContext): Promise<void> {
  const tenants = await cli.app.get(TenantDirectory).list();
  for (const { tenantId, name, timezone, locale, demo } of tenants) {
    cli.print([tenantId, name, timezone, locale, ...(demo ? ['demonstration'] : [])].join('\t'));
  }
  if (tenants.length === 0) cli.note('There is no tenant yet. Add one: vigie tenant create ID');
}

async function remove(cli: CliContext, id: string, isMeant: boolean): Promise<void> {
  const { name } = await requiredTenant(cli, id);
  if (!isMeant) {
    const events = await cli.app.get(TenantDirectory).countEvents(id);
    throw new StartError(
      `Nothing is removed yet. The centre ${name} (${id}) has ${counted(events, 'event')}; with them its calls, figures, reports and keys would be gone, for good. To do that: vigie tenant delete ${id} --yes`,
    );
  }
  await cli.app.get(TenantDirectory).delete(id);
  cli.print(`Tenant ${id} and everything of it is deleted.`);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
