import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { build } from './build.mjs';
import { endChildrenOnSignal, progress, run } from './console.mjs';
import { checkDependencies } from './dependencies.mjs';
import { findChromium } from './find-chromium.mjs';

const root = join(import.meta.dirname, '..');
const node = process.execPath;
const report = (name) => join(tmpdir(), `vigie-${name}-${process.pid}.json`);
// The server and its command line are started some hundred times: what Node compiled of them once is kept.
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/vigie/compiled') };
const quietly = {
  cwd: root,
  env: { ...process.env, ...compiled, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
};
const bin = (path) => join(root, 'node_modules', path);
const nx = bin('nx/dist/bin/nx.js');
const out = process.stdout;
/** These programs make much and throw it away at once: with more room for what is new, they tidy up less often. */
const roomy = '--max-semi-space-size=64';

/** A check that is right or wrong as a whole. */
async function check(args) {
  const { code, output } = await run(node, [roomy, ...args], quietly);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

async function jest(projects, note) {
  const file = report(projects.join('-'));
  const args = [bin('jest/bin/jest.js'), '--selectProjects', ...projects, '--json', `--outputFile=${file}`];
  const flags = [roomy, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  let done = 0;
  const onLine = (line) => /^(PASS|FAIL) /.test(line) && note(`${(done += 1)} files`);
  const { output } = await run(node, [...flags, ...args], { ...quietly, onLine });
  const result = await readReport(file);
  if (result === undefined) return { passed: 0, failed: 1, output };
  const broken = result.testResults.filter((suite) => suite.status === 'failed');
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    output: broken.map((suite) => suite.message).join('\n'),
  };
}

async function browser(note) {
  const chromium = await findChromium(note);
  if (chromium === undefined) {
    return {
      passed: 0,
      failed: 1,
      output: 'No Chromium could be found or brought: set VIGIE_CHROMIUM to one.',
    };
  }
  const file = report('browser');
  const env = { ...quietly.env, VIGIE_CHROMIUM: chromium, VIGIE_BROWSER_REPORT: file };
  const onLine = (line) => note(/^\[\d+\/\d+\]/.exec(line)?.[0] ?? '');
  const args = [bin('@playwright/test/cli.js'), 'test', '-c', 'tools/playwright.config.mjs'];
  const { output } = await run(node, args, { ...quietly, env, onLine });
  const result = await readReport(file);
  if (result === undefined) return { passed: 0, failed: 1, output };
  const { expected, unexpected, flaky } = result.stats;
  const failed = unexpected + flaky + result.errors.length;
  return { passed: expected, failed, output: failed > 0 ? output : '' };
}

async function faults(note) {
  const onLine = (line) => note(line.slice(0, 60));
  const args = ['tools/run.mjs', 'bench/faults/main.ts', '--tenth'];
  const { code, output } = await run(node, args, { ...quietly, onLine });
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
  if (passed === undefined) return { passed: 0, failed: 1, output };
  const lost = code !== 0 && failed === '0' ? 1 : 0;
  return { passed: Number(passed), failed: Number(failed) + lost, output, always: true };
}

async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  await rm(file, { force: true });
  return text === undefined ? undefined : JSON.parse(text);
}

async function built() {
  try {
    await build(['api', 'dashboard'], { quiet: true });
    // What was built already leaves it as it is; whoever threw it away has none.
    if (!existsSync(join(root, '.nx/workspace-data/project-graph.json')))
      await check([nx, 'show', 'projects', '--json']);
    return { passed: 1, failed: 0, output: '' };
  } catch (error) {
    return { passed: 0, failed: 1, output: error.message };
  }
}

async function dependencies() {
  const faults = await checkDependencies(root);
  return { passed: faults.length === 0 ? 1 : 0, failed: faults.length, output: faults.join('\n') };
}

const types = [
  'Types',
  () => check([nx, 'run-many', '-t', 'typecheck', '--parallel=1', '--outputStyle=static']),
];
const format = [
  'Format',
  () => check([bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
];
const lint = ['Lint', () => check([bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'])];
const pages = ['Generated pages', () => check(['tools/docs.mjs', '--check'])];
const units = ['Unit tests', (note) => jest(['unit', 'browser'], note)];

/**
 * One row after the other; the lanes of a row at the same time, each step by step. A lane that has others beside it
 * shares the cores with them and judges no times; whatever needs both cores, or a quiet machine, is alone.
 */
const rows = [
  // First: it leaves behind the graph of projects, without which the linter cannot hold the arrows between them.
  [[['Build', built]]],
  [
    // This one mostly waits for servers to start.
    [pages, ['Faults, at a tenth', faults]],
    // Once the linter has let its memory go: the faults alone leave a core idle.
    [['Dependencies', dependencies], lint, units],
    [types, format],
  ],
  [[['Integration tests (with a PostgreSQL)', (note) => jest(['integration'], note)]]],
  [[['Browser tests (in a Chromium)', browser]]],
];

/** Seconds of each step, of the last run; the budget is eleven minutes in all on two cores. */
const timesFile = join(root, 'test-results', 'seconds.json');

async function keepTimes(times, inAll) {
  await mkdir(dirname(timesFile), { recursive: true });
  await writeFile(timesFile, `${JSON.stringify({ inAll, steps: times }, null, 2)}\n`);
  out.write(
    `${times.map(({ step, seconds }) => `${step} ${Math.round(seconds)} s`).join(', ')}: ${inAll} s in all\n`,
  );
}

const secondsSince = (from) => Math.round(performance.now() - from) / 1_000;

endChildrenOnSignal();
const total = { passed: 0, failed: 0 };
const times = [];
const began = performance.now();

async function runLane(lane) {
  for (const [title, work] of lane) {
    const step = progress(title, out);
    const from = performance.now();
    const { passed, failed, output, always } = await work((text) => step.note(text));
    step.end(failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`);
    if (failed > 0 || always) out.write(`${output.trimEnd()}\n`);
    total.passed += passed;
    total.failed += failed;
    times.push({ step: title, seconds: secondsSince(from) });
  }
}

for (const lanes of rows) await Promise.all(lanes.map(runLane));
await keepTimes(times, Math.round(secondsSince(began)));
out.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
