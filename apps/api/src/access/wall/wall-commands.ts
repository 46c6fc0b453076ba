import type { Command } from 'commander';
import { makeWallLinkSchema } from '@vigie/contracts';

import { theCommand } from '../../audit/audit-entry';
import type { CliContext, OpenCli } from '../../platform/cli-context';
import { Problem } from '../../platform/problems';
import { StartError } from '../../platform/start-error';
import { requiredTenant } from '../../tenants/tenant-directory';
import { wallUrl } from '../people/link-url';
import { WallLinks } from './wall-links';

type AddOptions = Readonly<{ tenant: string; clinics?: string; teams?: string; names?: true }>;
type OfTenant = Readonly<{ tenant: string }>;

/** `vigie wall add|list|revoke` */
export function registerWallCommands(program: Command, open: OpenCli): void {
  const wall = program
    .command('wall')
    .description('Televisions that show the board by a link, without anybody signed in.');
  wall
    .command('add')
    .description('Prints the link of a television, alone on the last line; it holds until it is revoked.')
    .argument('<name>', 'where it hangs')
    .requiredOption('--tenant <id>', 'of which centre')
    .option('--clinics <ids>', 'only these clinics, a comma list')
    .option('--teams <ids>', 'only these teams, a comma list')
    .option('--names', 'clinics in trouble are told by name; else by a number')
    .action(async (name: string, options: AddOptions) => add(name, options, open));
  wall
    .command('list')
    .description('Shows the links of a tenant; never their secrets.')
    .requiredOption('--tenant <id>')
    .action(async ({ tenant }: OfTenant) => list(await open(), tenant));
  wall
    .command('revoke')
    .description('Closes the link; whoever shows the board by it is told within five seconds.')
    .argument('<link-id>', 'as listed')
    .requiredOption('--tenant <id>')
    .action(async (linkId: string, { tenant }: OfTenant) => revoke(await open(), tenant, linkId));
}

async function add(name: string, options: AddOptions, open: OpenCli): Promise<void> {
  const { tenant, names } = options;
  const wanted = makeWallLinkSchema.safeParse({
    name,
    scope: scopeOf(options),
    namesClinics: names === true,
  });
  if (!wanted.success) {
    const [issue] = wanted.error.issues;
    throw new StartError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const cli = await open();
  await requiredTenant(cli, tenant);
  const links = cli.app.get(WallLinks);
  const { linkId, token } = await links
    .make(tenant, wanted.data, { actor: theCommand() })
    .catch(toStartError);
  cli.note(`Link ${linkId}: open it on the television. It is shown this once:`);
  cli.print(wallUrl(cli.platform.config, token));
}

function scopeOf({ clinics, teams }: AddOptions): unknown {
  const ids = (text: string): string[] => text.split(',').map((id) => id.trim());
  if (clinics !== undefined) return { kind: 'clinics', clinicIds: ids(clinics) };
  return teams === undefined ? { kind: 'all' } : { kind: 'teams', teamIds: ids(teams) };
}

async function list(cli: CliContext, tenant: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const links = await cli.app.get(WallLinks).list(tenant);
  for (const { linkId, name, scope, namesClinics, seenAt } of links) {
    const over = Object.values(scope).flat().join(' ');
    const seen = seenAt === null ? 'never opened' : `seen ${new Date(seenAt).toISOString()}`;
    cli.print([linkId, name, over, namesClinics ? 'names' : 'no names', seen].join('\t'));
  }
  if (links.length === 0) cli.note(`No television shows the board of ${tenant} by a link.`);
}

async function revoke(cli: CliContext, tenant: string, linkId: string): Promise<void> {
  await requiredTenant(cli, tenant);
  await cli.app.get(WallLinks).revoke(tenant, linkId, { actor: theCommand() }).catch(toStartError);
  cli.print(`Link ${linkId} is revoked.`);
}

function toStartError(error: unknown): never {
  throw error instanceof Problem ? new StartError(error.message) : error;
}
