// Looks at what the lockfile brings, without asking anybody: versions below a known hole, licences that bind, and the
// bill of materials of what runs (CycloneDX, written by npm) that an operator may ask for.
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { run } from './console.mjs';

/** Lowest versions without a known hole that reaches us, with the advisory; a new one is a line here. */
export const floors = {
  'socket.io-parser': ['4.2.7', 'CVE-2026-33151, CVE-2026-69185: attachment packets exhaust memory'],
  'engine.io': ['6.6.10', 'CVE-2026-102599: a mismatch on upgrade kills the process'],
  ws: ['8.21.1', 'CVE-2026-48779, CVE-2026-62389: tiny fragments exhaust memory'],
};

/** Licences that ask for no more than to be named. */
const permissive = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib'],
  ...['Python-2.0', 'Unlicense', 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'OFL-1.1'],
]);
/** Binds who changes its own files, and is only used to build and test. */
const permissiveToBuild = new Set([...permissive, 'MPL-2.0']);
/** Packages whose manifest names no licence: read in the LICENSE file that they bring. */
const readInTheirFile = { 'png-js': 'MIT', 'xmlhttprequest-ssl': 'MIT' };

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const parts = (version) => version.split('-')[0].split('.').map(Number);

/** Whether a version is lower than another, by their three numbers. */
export function isBelow(version, floor) {
  const [have, least] = [parts(version), parts(floor)];
  const place = least.findIndex((number, index) => number !== (have[index] ?? 0));
  return place >= 0 && (have[place] ?? 0) < least[place];
}

/** Whether all (AND) or one (OR) of what an expression names is allowed. */
export function isAllowed(expression, allowed) {
  const either = expression.replace(/[()]/gu, '').split(' OR ');
  return either.some((both) => both.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

/** What is wrong with the packages of a lockfile, a sentence each; none: all is well. */
export function faultsOf(packages) {
  return Object.entries(packages).flatMap(([path, { version, license, dev }]) => {
    if (path === '') return [];
    const name = nameOf(path);
    const faults = [];
    const [floor, why] = floors[name] ?? [];
    if (floor !== undefined && isBelow(version, floor)) {
      faults.push(`${name} ${version} is below ${floor} (${why}).`);
    }
    const licence = license ?? readInTheirFile[name] ?? 'none named';
    if (!isAllowed(licence, dev ? permissiveToBuild : permissive)) {
      faults.push(`${name} ${version}: licence ${licence}.`);
    }
    return faults;
  });
}

/** Checks the lockfile and writes `dist/sbom.cdx.json`. */
export async function checkDependencies(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const faults = faultsOf(packages);
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const args = [
    ...npm[1],
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--package-lock-only',
    '--omit=dev',
    '--offline',
  ];
  const { code, output } = await run(npm[0], args, { cwd: root });
  const begin = output.indexOf('{');
  if (code !== 0 || begin < 0) faults.push(`npm wrote no bill of materials: ${output.slice(0, 300)}`);
  else {
    const { components } = JSON.parse(output.slice(begin, output.lastIndexOf('}') + 1));
    await mkdir(join(root, 'dist'), { recursive: true });
    await writeFile(join(root, 'dist/sbom.cdx.json'), output.slice(begin, output.lastIndexOf('}') + 1));
    const installed = Object.values(packages).filter(({ version }) => version !== undefined).length - 1;
    if (components.length === 0 || components.length > installed) {
      faults.push(`The bill of materials names ${components.length} of ${installed} packages.`);
    }
  }
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = await checkDependencies(join(import.meta.dirname, '..'));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
