import type { Command } from 'commander';

import { theCommand } from '../audit/audit-entry';
import type { CliContext, OpenCli } from '../platform/cli-context';
import { counted } from '../platform/english-plural';
import { StartError } from '../platform/start-error';
import { requiredTenant } from '../tenants/tenant-directory';
import { CallerKeys } from './caller-keys';

/** `vigie caller-key status|rotate` */
export function registerCallerKeyCommands(program: Command, open: OpenCli): void {
  const callerKey = program
    .command('caller-key')
    .description("The key under which callers' numbers are hashed.");
  const ofTenant = (name: string, about: string, run: (cli: CliContext, tenant: string) => Promise<void>) =>
    callerKey
      .command(name)
      .description(about)
      .requiredOption('--tenant <id>', 'whose callers')
      .action(async ({ tenant }: { readonly tenant: string }) => {
        const cli = await open();
        await requiredTenant(cli, tenant);
        await run(cli, tenant);
      });
  ofTenant('status', 'Says which key is used, since when, and when to take the next one.', status);
  ofTenant(
    'rotate',
    'Takes the next key; for 30 days callers are known under both. Once a year is enough.',
    rotate,
  );
}

async function status(cli: CliContext, tenant: string): Promise<void> {
  const { version, since, windowUntil, dueAt, knownUnderSeveral } = await cli.app
    .get(CallerKeys)
    .status(tenant);
  cli.print(`Key version ${version}, since ${day(since)}; to be rotated on ${day(dueAt)}.`);
  if (windowUntil !== null) cli.print(`Version ${version - 1} is used beside it until ${day(windowUntil)}.`);
  cli.print(`${counted(knownUnderSeveral, 'caller is', 'callers are')} known under more than one key.`);
}

async function rotate(cli: CliContext, tenant: string): Promise<void> {
  const keys = cli.app.get(CallerKeys);
  const next = await keys.rotate(tenant, theCommand());
  if (next === null) {
    const { windowUntil } = await keys.status(tenant);
    const until = windowUntil === null ? 'later' : `from ${day(windowUntil)} on`;
    throw new StartError(`The key before is still used beside the present one: rotate ${until}.`);
  }
  cli.print(`Key version ${next.version} is used in a minute, with the one before until ${day(next.until)}.`);
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
