import type { Command } from 'commander';

import { theCommand } from '../audit/audit-entry';
import type { CliContext, OpenCli } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { apiScopes, isApiScope, scopesOfOld, type ApiScope } from './api-key';
import type { StoredApiKey } from './api-key-store';
import { ApiKeys } from './api-keys';
import { ApiKeysAudit } from './api-keys-audit';
import { requiredTenant } from '../tenants/tenant-directory';

/** What a telephone system's key needs; asking patients is a right of its own. */
const usualScopes = 'events:write,metrics:read';

type CreateOptions = {
  readonly tenant: string;
  readonly source: string;
  readonly scopes: string;
  readonly exact?: true;
  readonly bound?: true;
  readonly clinics?: string;
  readonly expires?: string;
};
type OfTenant = { readonly tenant: string };

/** `vigie api-key create|list|revoke` */
export function registerApiKeyCommands(program: Command, open: OpenCli): void {
  const apiKey = program
    .command('api-key')
    .description('Keys with which programs send events and read figures.');
  apiKey
    .command('create')
    .description('Makes a key and shows it once, alone on the last line.')
    .requiredOption('--tenant <id>', 'whose key it is')
    .requiredOption('--source <name>', 'what will use it, for instance the telephone system')
    .option('--scopes <list>', `what it may do: a comma list of ${apiScopes.join(', ')}`, usualScopes)
    .option('--exact', 'metrics:read alone is history and metrics, not everything there is to read')
    .option('--bound', 'it sends events of that source alone')
    .option('--clinics <list>', 'it reads and sends of these clinics alone: a comma list of ids')
    .option('--expires <date>', 'it opens nothing from that day on, or from that instant: 2027-01-01')
    .action(async (options: CreateOptions) => create(options, open));
  apiKey
    .command('list')
    .description('Shows the keys of a tenant; never their secrets.')
    .requiredOption('--tenant <id>')
    .action(async ({ tenant }: OfTenant) => list(await open(), tenant));
  apiKey
    .command('revoke')
    .description('Makes a key worthless within five seconds.')
    .argument('<key-id>', 'as listed')
    .requiredOption('--tenant <id>')
    .action(async (keyId: string, { tenant }: OfTenant) => revoke(await open(), tenant, keyId));
}

async function create(options: CreateOptions, open: OpenCli): Promise<void> {
  const { tenant, source, bound, clinics, expires } = options;
  const wanted = readScopes(options.scopes);
  const isWide = options.exact !== true && wanted.includes('metrics:read') && !wanted.some(isNarrow);
  const scopes = isWide ? scopesOfOld(wanted) : wanted;
  const cli = await open();
  await requiredTenant(cli, tenant);
  const keys = cli.app.get(ApiKeys);
  const made = await keys.create(tenant, source, scopes, {
    sendsAs: bound === true ? source : null,
    clinicIds: clinics === undefined ? null : readList(clinics),
    expiresAt: expires === undefined ? null : readDay(expires),
    isOld: isWide,
  });
  await cli.app.get(ApiKeysAudit).made({ actor: theCommand() }, await keys.one(tenant, made.keyId));
  if (isWide)
    cli.note('metrics:read alone still reads everything, as it always did; --exact gives what it says.');
  cli.print(
    `Key ${made.keyId} of tenant ${tenant} for ${source} (${wanted.join(', ')}). Keep it: it is not shown again.`,
  );
  cli.print(made.text);
}

/** Whoever names one of the scopes that came later means each as it is named. */
const isNarrow = (scope: ApiScope): boolean => scope.endsWith(':read') && scope !== 'metrics:read';

const readList = (list: string): readonly string[] => [
  ...new Set(
    list
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  ),
];

function readDay(text: string): number {
  const at = Date.parse(text);
  if (Number.isFinite(at)) return at;
  throw new StartError('--expires: a day such as 2027-01-01, or an instant with its zone.');
}

async function list(cli: CliContext, tenant: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const keys = await cli.app.get(ApiKeys).list(tenant);
  for (const key of keys) {
    const { keyId, name, scopes, createdAt } = key;
    cli.print([keyId, name, scopes.join(','), new Date(createdAt).toISOString(), stateOf(key)].join('\t'));
  }
  if (keys.length === 0) cli.note(`The tenant ${tenant} has no key.`);
}

function stateOf({ revokedAt, expiresAt }: StoredApiKey): string {
  if (revokedAt !== null) return `revoked ${new Date(revokedAt).toISOString()}`;
  return expiresAt === null ? 'valid' : `valid until ${new Date(expiresAt).toISOString()}`;
}

async function revoke(cli: CliContext, tenant: string, keyId: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const found = await cli.app.get(ApiKeys).revoke(tenant, keyId);
  if (!found) throw new StartError(`The tenant ${tenant} has no key ${keyId}.`);
  await cli.app.get(ApiKeysAudit).revoked({ actor: theCommand() }, { tenantId: tenant, keyId });
  cli.print(`Key ${keyId} is revoked.`);
}

function readScopes(list: string): readonly ApiScope[] {
  const names = readList(list);
  if (!names.every(isApiScope)) throw new StartError(`--scopes: a comma list of ${apiScopes.join(', ')}.`);
  return names;
}
