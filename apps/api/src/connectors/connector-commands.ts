import { newConnectorSchema } from '@vigie/contracts';
import type { Command } from 'commander';

import { theCommand } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import type { CliContext, OpenCli } from '../platform/cli-context';
import { Clock } from '../platform/clock';
import { Problem } from '../platform/problems';
import { StartError } from '../platform/start-error';
import { requiredTenant } from '../tenants/tenant-directory';
import type { TestStep } from './connector';
import { ConnectorKinds } from './connector-kinds';
import type { StoredConnector } from './connector-store';
import { readSecret, readSettings } from './connector-settings';
import { connectorsView } from './connector-view';
import { Connectors } from './connectors';
import { faultText } from './fault-sentences';
import { hookPath } from './hooks/hook';

type OfTenant = { readonly tenant: string };
type AddOptions = OfTenant & {
  readonly source: string;
  readonly name?: string;
  readonly set: readonly string[];
  readonly secretFile?: string;
};

/** `vigie connector add|list|test|remove` */
export function registerConnectorCommands(program: Command, open: OpenCli): void {
  const connector = program
    .command('connector')
    .description('Telephone systems that the server listens to by itself.');
  connector
    .command('add')
    .description('Adds one; a server that runs begins to listen within seconds.')
    .argument('<kind>', 'as `connector list --kinds` tells')
    .requiredOption('--tenant <id>', 'whose telephone system it is')
    .requiredOption('--source <name>', 'what its events name as their source; always the same')
    .option('--name <name>', 'as people call it; by default the source')
    .option('--set <name=value...>', 'a setting of its kind, such as file=/var/log/asterisk/queue_log', [])
    .option('--secret-file <file>', 'where its password is; - reads it from the input')
    .action((kind: string, options: AddOptions) => add(kind, options, open));
  connector
    .command('list')
    .description('Shows them and how they stand; never their passwords.')
    .option('--tenant <id>')
    .option('--kinds', 'shows which kinds there are')
    .action((options: Partial<OfTenant> & { readonly kinds?: true }) => list(options, open));
  connector
    .command('test')
    .description('Tries the connection step by step.')
    .argument('<id>', 'as listed')
    .requiredOption('--tenant <id>')
    .action((id: string, { tenant }: OfTenant) => test(id, tenant, open));
  connector
    .command('remove')
    .description('Listens to it no more; what it has told stays.')
    .argument('<id>', 'as listed')
    .requiredOption('--tenant <id>')
    .action((id: string, { tenant }: OfTenant) => remove(id, tenant, open));
}

async function add(kind: string, options: AddOptions, open: OpenCli): Promise<void> {
  const { tenant, source, name = source } = options;
  const wanted = newConnectorSchema.safeParse({
    kind,
    name,
    source,
    options: readSettings(options.set),
    secret: options.secretFile === undefined ? null : await readSecret(options.secretFile),
  });
  if (!wanted.success) {
    const [issue] = wanted.error.issues;
    throw new StartError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const cli = await open();
  await requiredTenant(cli, tenant);
  const added = await cli.app.get(Connectors).add(tenant, wanted.data).catch(toStartError);
  await record(cli, tenant, ['connectors.added', added]);
  cli.print(added.id);
  if (cli.app.get(ConnectorKinds).one(added.kind).hook !== undefined)
    cli.note(`Give its vendor the address of this server, and after it ${hookPath(tenant, added.id)}`);
}

async function list(options: Partial<OfTenant> & { kinds?: true }, open: OpenCli): Promise<void> {
  const cli = await open();
  const kinds = cli.app.get(ConnectorKinds);
  if (options.kinds === true) {
    for (const { name, isExperimental } of kinds.list())
      cli.print([name, ...(isExperimental ? ['experimental'] : [])].join('\t'));
    return;
  }
  if (options.tenant === undefined) throw new StartError('--tenant: whose connectors.');
  await requiredTenant(cli, options.tenant);
  const known = await cli.app.get(Connectors).known(options.tenant);
  const { connectors } = connectorsView(known, {
    tenantId: options.tenant,
    kinds,
    now: cli.app.get(Clock).now(),
  });
  for (const { id, kind, source, name, status } of connectors) {
    const { state, fault, since, lastEventAt } = status;
    const heard = lastEventAt === null ? 'no event yet' : `last event ${lastEventAt}`;
    cli.print(
      [id, kind, source, name, [state, fault].filter(Boolean).join(' '), `since ${since}`, heard].join('\t'),
    );
  }
  if (connectors.length === 0) cli.note(`The tenant ${options.tenant} has no connector.`);
}

async function test(id: string, tenant: string, open: OpenCli): Promise<void> {
  const cli = await open();
  await requiredTenant(cli, tenant);
  const { steps } = await cli.app.get(Connectors).testKept(tenant, id).catch(toStartError);
  for (const step of steps) cli.print(stepText(step));
  if (steps.some(({ fault }) => fault !== null)) throw new StartError('The connection does not work.');
}

const stepText = ({ step, fault }: TestStep): string =>
  fault === null ? `ok\t${step}` : ['failed', step, fault.code, faultText(fault)].join('\t');

async function remove(id: string, tenant: string, open: OpenCli): Promise<void> {
  const cli = await open();
  await requiredTenant(cli, tenant);
  const removed = await cli.app.get(Connectors).remove(tenant, id).catch(toStartError);
  await record(cli, tenant, ['connectors.removed', removed]);
  cli.print(`Connector ${id} is removed.`);
}

function record(
  { app }: CliContext,
  tenantId: string,
  [action, { id, kind, source }]: readonly [string, StoredConnector],
): Promise<void> {
  const subject = `connector:${id} ${kind} source=${source}`;
  return app.get(AuditLog).recordDone(tenantId, { actor: theCommand(), action, subject });
}

function toStartError(error: unknown): never {
  throw error instanceof Problem ? new StartError(error.message) : error;
}
