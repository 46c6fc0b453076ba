import type { Command } from 'commander';
import { invitePersonSchema } from '@vigie/contracts';

import { theCommand } from '../../audit/audit-entry';
import type { CliContext, OpenCli } from '../../platform/cli-context';
import { Problem } from '../../platform/problems';
import { StartError } from '../../platform/start-error';
import { counted, wordFor } from '../../platform/english-plural';
import { requiredTenant } from '../../tenants/tenant-directory';
import { isRole, roles } from '../roles';
import { Sessions } from '../sessions/sessions';
import { linkUrl } from './link-url';
import { People } from './people';
import { PeopleAudit } from './people-audit';

type InviteOptions = Readonly<{
  tenant: string;
  role: string;
  name?: string;
  language: string;
  clinics?: string;
  teams?: string;
  agent?: string;
}>;
type OfTenant = Readonly<{ tenant: string }>;

/** `vigie admin invite|reset|reset-second-factor|list|sign-out` */
export function registerAdminCommands(program: Command, open: OpenCli): void {
  const admin = program.command('admin').description('People who sign in; needs no sign-in itself.');
  admin
    .command('invite')
    .description('Prints a link with which somebody chooses a password; it opens once, for seven days.')
    .argument('<email>')
    .requiredOption('--tenant <id>', 'of which centre')
    .option('--role <role>', roles.join(', '), 'administrator')
    .option('--name <name>', 'as others see it; by default the address')
    .option('--language <language>', 'fr, ca or en', 'fr')
    .option('--clinics <ids>', 'only these clinics, a comma list; a manager has some')
    .option('--teams <ids>', 'only these teams, a comma list')
    .option('--agent <id>', 'whose calls are the person’s own')
    .action(async (email: string, options: InviteOptions) => invite(email, options, open));
  admin
    .command('reset')
    .description('Prints a link with which somebody chooses another password; it opens once, for a day.')
    .argument('<email>')
    .requiredOption('--tenant <id>')
    .action(async (email: string, { tenant }: OfTenant) => reset(await open(), tenant, email));
  admin
    .command('reset-second-factor')
    .description(
      'Removes the codes and passkeys of somebody: the password alone lets in, until they set others up.',
    )
    .argument('<email>')
    .requiredOption('--tenant <id>')
    .action(async (email: string, { tenant }: OfTenant) => resetSecondFactor(await open(), tenant, email));
  admin
    .command('list')
    .description('Shows the people of a tenant, and what they are.')
    .requiredOption('--tenant <id>')
    .action(async ({ tenant }: OfTenant) => list(await open(), tenant));
  admin
    .command('sign-out')
    .description('Ends every session of somebody within five seconds.')
    .argument('<email>')
    .requiredOption('--tenant <id>')
    .action(async (email: string, { tenant }: OfTenant) => signOut(await open(), tenant, email));
}

async function invite(email: string, options: InviteOptions, open: OpenCli): Promise<void> {
  const wanted = invitePersonSchema.safeParse(invitationOf(email, options));
  if (!wanted.success) {
    const [issue] = wanted.error.issues;
    throw new StartError(hintOf(String(issue?.path[0] ?? ''), email, options) ?? issue?.message ?? '');
  }
  const cli = await open();
  await requiredTenant(cli, options.tenant);
  const invited = await cli.app.get(People).invite(options.tenant, wanted.data, null).catch(toStartError);
  const { memberships } = wanted.data;
  await cli.app.get(PeopleAudit).invited(options.tenant, { actor: theCommand() }, invited, memberships);
  const { link } = invited;
  cli.note(`${email} is invited as ${options.role}. The link opens once, until ${instant(link.expiresAt)}:`);
  cli.print(linkUrl(cli.platform.config, link.token));
}

function invitationOf(email: string, options: InviteOptions): unknown {
  const { role, name = email, language, clinics, teams, agent = null } = options;
  if (!isRole(role)) throw new StartError(`--role: one of ${roles.join(', ')}.`);
  const ids = (text: string): string[] => text.split(',').map((id) => id.trim());
  const scope =
    (clinics !== undefined && { kind: 'clinics', clinicIds: ids(clinics) }) ||
    (teams !== undefined && { kind: 'teams', teamIds: ids(teams) }) ||
    ({ kind: 'all' } as const);
  return { email, name, language, agentId: agent, memberships: [{ role, scope }] };
}

/** What to write instead, by the part of the invitation that is not taken. */
function hintOf(part: string, email: string, { role, name, language }: InviteOptions): string | undefined {
  const hints: Readonly<Record<string, string>> = {
    email: `“${email}” is no e-mail address: write it as claire@example.com.`,
    name: `--name: at most 80 printable characters, not “${name ?? email}”.`,
    language: `--language: fr, ca or en, not “${language}”.`,
    memberships: scopeHintOf(role),
  };
  return hints[part];
}

function scopeHintOf(role: string): string {
  if (role === 'manager')
    return 'A manager is one of some clinics: add --clinics ID,ID as `configure` names them.';
  if (role === 'secretary')
    return 'A secretary is one of the whole centre or of some teams: leave --clinics out.';
  const isWhole = role === 'administrator' || role === 'officer';
  return isWhole
    ? `An ${role} is one of the whole centre: leave --clinics and --teams out.`
    : '--clinics, --teams: ids, separated by commas.';
}

async function reset(cli: CliContext, tenant: string, email: string): Promise<void> {
  const personId = await personOf(cli, tenant, email);
  const link = await cli.app.get(People).link(tenant, personId);
  await cli.app.get(PeopleAudit).link(tenant, { actor: theCommand() }, link);
  cli.note(`The link opens once, until ${instant(link.expiresAt)}:`);
  cli.print(linkUrl(cli.platform.config, link.token));
}

async function resetSecondFactor(cli: CliContext, tenant: string, email: string): Promise<void> {
  const personId = await personOf(cli, tenant, email);
  if (!(await cli.app.get(People).resetSecondFactor(tenant, personId)))
    throw new StartError(`${email} has neither codes nor passkeys.`);
  await cli.app.get(PeopleAudit).secondFactorReset(tenant, { actor: theCommand() }, personId);
  cli.print(`The password alone lets ${email} in.`);
}

async function list(cli: CliContext, tenant: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const people = await cli.app.get(People).list(tenant);
  for (const { email, name, memberships, isActive } of people) {
    const held = memberships.map(({ role, scope }) => `${role} (${Object.values(scope).flat().join(' ')})`);
    cli.print([email, name, held.join(', '), isActive ? 'active' : 'invited'].join('\t'));
  }
  if (people.length === 0)
    cli.note(`Nobody can sign in to ${tenant} yet: vigie admin invite EMAIL --tenant ${tenant}`);
}

async function signOut(cli: CliContext, tenant: string, email: string): Promise<void> {
  const personId = await personOf(cli, tenant, email);
  const ended = await cli.app.get(Sessions).end(tenant, personId);
  cli.print(`${counted(ended, 'session')} of ${email} ${wordFor(ended, 'is', 'are')} ended.`);
}

async function personOf(cli: CliContext, tenant: string, email: string): Promise<string> {
  await requiredTenant(cli, tenant);
  const person = await cli.app.get(People).findByEmail(tenant, email);
  if (person === undefined) throw new StartError(`Nobody of ${tenant} has the address ${email}.`);
  return person.personId;
}

function toStartError(error: unknown): never {
  throw error instanceof Problem ? new StartError(error.message) : error;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
