import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { progress, run } from './console.mjs';

const root = join(import.meta.dirname, '..');
const sources = ['apps', 'libs', 'migrations', 'tools', 'package-lock.json', 'tsconfig.base.json', 'nx.json'];

/** Builds the projects that changed since they were built last; says nothing when none did, or when told to be quiet. */
export async function build(projects, { quiet = false } = {}) {
  const newest = Math.max(...sources.map((name) => newestChange(join(root, name))));
  const stale = projects.filter((project) => changedAt(stampOf(project)) < newest);
  if (stale.length === 0) return;
  const step = quiet ? undefined : progress('Building');
  const args = ['run-many', '-t', 'build', '-p', stale.join(','), '--outputStyle=static'];
  const { code, output } = await run(
    process.execPath,
    [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args],
    {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
    },
  );
  step?.end(code === 0 ? 'done' : 'failed');
  if (code !== 0) throw new Error(output);
  for (const project of stale) {
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampOf(project), '');
    utimesSync(stampOf(project), newest / 1_000, newest / 1_000 + 0.001);
  }
}

function stampOf(project) {
  return join(root, 'dist', `.built-${project}`);
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The latest change in a folder; a folder's own time tells of files that were removed. */
function newestChange(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return found?.mtimeMs ?? 0;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newestChange(join(path, name))),
    found.mtimeMs,
  );
}
