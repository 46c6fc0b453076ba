import type { Command } from 'commander';

import type { OpenCli } from './platform/cli-context';

/** Adds every feature's commands to the program. */
export function registerCommands(program: Command, open: OpenCli): void {
  void program;
  void open;
}
