import type { Command } from 'commander';

import type { OpenCli } from '../platform/cli-context';
import { counted } from '../platform/english-plural';
import { Projector } from './projector';
import { Rebuild } from './rebuild';

/** `vigie rebuild --tenant ID`: exit code 1 when anything differs. */
export function registerRebuildCommand(program: Command, open: OpenCli): void {
  program
    .command('rebuild')
    .description('Folds the whole log again in a shadow, compares calls and rollups, and says what differs.')
    .requiredOption('--tenant <id>', 'whose log')
    .action(async ({ tenant }: { readonly tenant: string }) => {
      const { app, print, note } = await open();
      await app.get(Projector).foldNow(tenant);
      const report = await app
        .get(Rebuild)
        .compare(tenant, (done, of) => note(`${done} of ${counted(of, 'event')} folded again`));
      for (const example of report.examples) print(example);
      if (report.callsFrom !== null)
        note(
          `Compared from ${new Date(report.callsFrom).toISOString()}: of what was before, the sums alone are kept.`,
        );
      else if (report.partial) note('The log no longer begins with the first event.');
      print(`${counted(report.events, 'event')}, ${counted(report.differences, 'difference')}`);
      if (report.differences > 0) process.exitCode = 1;
    });
}
