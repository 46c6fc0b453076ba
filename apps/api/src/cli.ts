import 'reflect-metadata';

import { Command } from 'commander';

import { registerCommands } from './boot/commands';
import { ConfigError } from './platform/config';
import { openCli } from './boot/open-cli';
import { endWithParent } from './platform/process-end';
import { StartError } from './platform/start-error';

endWithParent(process.env);
const { open, close } = openCli(process.env);
const program = new Command('vigie').description(
  'Vigie on the command line, on the same database as the server.',
);
registerCommands(program, open, process.env);

let failed = false;
try {
  await program.parseAsync(process.argv);
} catch (error) {
  failed = true;
  const expected = error instanceof ConfigError || error instanceof StartError;
  process.stderr.write(
    `${error instanceof Error && !expected ? `${error.name}: ` : ''}${messageOf(error)}\n`,
  );
}
await close();
if (failed) process.exitCode = 1;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
