import type { Command } from 'commander';
import { sceneNames } from '@vigie/simulator';

import type { OpenCli } from '../platform/cli-context';
import { SystemClock } from '../platform/clock';
import { readSimulation, type SimulateFlags, type Simulation } from './simulate-options';
import { simulatedEvents, simulatedLines, simulateToFile } from './simulate-to-file';
import { simulateToTenant } from './simulate-to-tenant';

/** `vigie simulate --tenant ID | --out FILE [--scene NAME] [--seed TEXT] [--days N] [--format …]` */
export function registerSimulateCommand(program: Command, open: OpenCli): void {
  program
    .command('simulate')
    .description('Plays the seeded demonstration centre into a tenant, or writes it to a file.')
    .option('--tenant <id>', 'send its events to this tenant, with the settings that belong to them')
    .option('--out <file>', 'write its events to a file instead; no database is needed')
    .option('--format <name>', 'of the file: cloudevents (one a line) or queue_log', undefined)
    .option('--days <n>', 'days of past before today (default: 7, with a scene 0)')
    .option('--scene <name>', `then play live, from this situation on: ${sceneNames.join(', ')}`)
    .option('--seed <text>', 'another seed is another centre; the same gives the same events', 'vigie')
    .action((flags: SimulateFlags) => simulate(readSimulation(flags), open));
}

async function simulate(simulation: Simulation, open: OpenCli): Promise<void> {
  const { target } = simulation;
  if (target.kind === 'tenant') {
    const stop = new AbortController();
    const end = (): void => {
      stop.abort();
    };
    process.once('SIGINT', end).once('SIGTERM', end);
    return simulateToTenant(await open(), simulation, stop.signal);
  }
  const events = simulatedEvents(simulation, new SystemClock().now());
  const count = await simulateToFile(target.path, simulatedLines(events, target.format));
  process.stdout.write(`${String(count)} lines written to ${target.path}\n`);
}
