import { dateOfDay, zoneOf } from '@vigie/metrics';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { Projector } from '../fold/projector';
import { unreadable, type CliContext, type OpenCli } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import { describeProblem } from '../settings/settings-problem';
import { SettingsRegistrar, type Registration, type SettingsRequest } from '../settings/settings-registrar';
import { UnknownTenant } from '../settings/tenant-settings';

type Options = { readonly tenant: string; readonly from?: string };
type Accepted = Exclude<Registration, { result: 'refused' }>;

const largestFileBytes = 5_000_000;

/** `vigie configure FILE --tenant ID [--from DATE]` */
export function registerConfigureCommand(program: Command, open: OpenCli): void {
  program
    .command('configure')
    .description(
      'Takes in settings (clinics, queues, teams, agents, hours, targets) from a YAML or CSV file.',
    )
    .argument('<file>', 'a .yaml, .yml or .csv file; see docs/settings.md')
    .requiredOption('--tenant <id>', 'whose settings they are')
    .option('--from <date>', 'from when they hold: a date of the centre, or an RFC 3339 instant')
    .action(async (file: string, options: Options) =>
      configure(await readRequest(file, options), options, open),
    );
}

async function readRequest(file: string, { from }: Options): Promise<SettingsRequest> {
  const format = formatOf(file);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (bytes.length > largestFileBytes) throw new StartError(`${file} is larger than 5 MB.`);
  return { format, text: toText(bytes, file), from };
}

function formatOf(file: string): SettingsRequest['format'] {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv') return 'csv';
  if (extension === '.yaml' || extension === '.yml') return 'yaml';
  throw new StartError(`${file}: the name must end in .yaml, .yml or .csv.`);
}

function toText(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new StartError(`${file} is not UTF-8 text; save it as "CSV UTF-8" or UTF-8.`);
  }
}

async function configure(request: SettingsRequest, { tenant }: Options, open: OpenCli): Promise<void> {
  const cli = await open();
  const registration = await cli.app.get(SettingsRegistrar).register(tenant, request).catch(toStartError);
  if (registration.result === 'refused') {
    const lines = registration.problems.map(describeProblem);
    throw new StartError(['The settings are not taken in, nothing has changed:', ...lines].join('\n'));
  }
  tell(cli, registration);
  if (registration.refolds) {
    await cli.app.get(Projector).refoldFrom(tenant, registration.fromAt);
    cli.print('The calls that arrived since are folded by them.');
  }
}

function toStartError(error: unknown): never {
  if (error instanceof UnknownTenant) throw new StartError(`There is no tenant ${error.tenantId}.`);
  throw error;
}

function tell(cli: CliContext, { result, document, fromAt, timezone, nextAt }: Accepted): void {
  if (result === 'unchanged') {
    cli.print('The settings already hold; nothing has changed.');
    return;
  }
  const { clinics = [], queues = [], teams = [], agents = [] } = document;
  const sizes = `${clinics.length} clinics, ${queues.length} queues, ${teams.length} teams, ${agents.length} agents`;
  cli.print(
    `${sizes}: in force ${fromAt <= 0 ? 'from the beginning' : `from ${localTime(fromAt, timezone)}`}.`,
  );
  if (nextAt !== null) cli.note(`A later version takes over on ${localTime(nextAt, timezone)}.`);
}

function localTime(at: number, timezone: string): string {
  const { day, time } = zoneOf(timezone).wallClock(at);
  return `${dateOfDay(day)} ${new Date(time).toISOString().slice(11, 16)} (${timezone})`;
}
