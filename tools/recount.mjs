import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run recount`: asks 300 questions of chance over a simulated quarter of a year and holds the page, the API, CSV and
 * XLSX against a slow count of the raw events. `--questions N` asks fewer, `--seed S` asks those of a run before,
 * `--one-in N` takes fewer of the simulated calls (every fourth without it); a failure prints its seed and the plainest
 * question that fails.
 */
const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '300' },
    seed: { type: 'string' },
    'one-in': { type: 'string', default: '4' },
  },
});
// Printed by fast-check with a failure, and here so that a run that passed can be repeated, too.
const seed = values.seed ?? String(Math.trunc(performance.timeOrigin) % 2 ** 31);
process.stdout.write(`${values.questions} questions, seed ${seed}\n`);
const root = join(import.meta.dirname, '..');
const jest = join(root, 'node_modules/jest/bin/jest.js');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const only = ['--selectProjects', 'integration', '--testPathPatterns', 'history/recount.int'];
const child = spawn(process.execPath, [...flags, jest, ...only], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NX_DAEMON: 'false',
    VIGIE_RECOUNT: values.questions,
    VIGIE_RECOUNT_SEED: seed,
    VIGIE_RECOUNT_ONE_IN: values['one-in'],
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('close', (code) => process.exit(code ?? 1));
