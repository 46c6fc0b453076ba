import type { Command } from 'commander';

import type { CliContext, OpenCli } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { apiScopes, isApiScope, type ApiScope } from './api-key';
import { ApiKeys } from './api-keys';
import { requiredTenant } from '../tenants/tenant-directory';

/** What a telephone system's key needs; asking patients is a right of its own. */
const usualScopes = 'events:write,metrics:read';

type CreateOptions = { readonly tenant: string; readonly source: string; readonly scopes: string };
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

async function create({ tenant, source, scopes }: CreateOptions, open: OpenCli): Promise<void> {
  const wanted = readScopes(scopes);
  const cli = await open();
  await requiredTenant(cli, tenant);
  const { keyId, text } = await cli.app.get(ApiKeys).create(tenant, source, wanted);
  cli.print(
    `Key ${keyId} of tenant ${tenant} for ${source} (${wanted.join(', ')}). Keep it: it is not shown again.`,
  );
  cli.print(text);
}

async function list(cli: CliContext, tenant: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const keys = await cli.app.get(ApiKeys).list(tenant);
  for (const { keyId, source, scopes, createdAt, revokedAt } of keys) {
    const state = revokedAt === null ? 'valid' : `revoked ${new Date(revokedAt).toISOString()}`;
    cli.print([keyId, source, scopes.join(','), new Date(createdAt).toISOString(), state].join('\t'));
  }
  if (keys.length === 0) cli.note(`The tenant ${tenant} has no key.`);
}

async function revoke(cli: CliContext, tenant: string, keyId: string): Promise<void> {
  await requiredTenant(cli, tenant);
  const found = await cli.app.get(ApiKeys).revoke(tenant, keyId);
  if (!found) throw new StartError(`The tenant ${tenant} has no key ${keyId}.`);
  cli.print(`Key ${keyId} is revoked.`);
}

function readScopes(list: string): readonly ApiScope[] {
  const names = [...new Set(list.split(',').map((name) => name.trim()))];
  if (!names.every(isApiScope)) throw new StartError(`--scopes: a comma list of ${apiScopes.join(', ')}.`);
  return names;
}
