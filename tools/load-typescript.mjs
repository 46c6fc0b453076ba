import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { bundle } from './build-api.mjs';

const cache = join(import.meta.dirname, '../node_modules/.cache/vigie');

/** Bundles one TypeScript module of ours and imports it. */
export async function loadTypescript(path) {
  const outfile = await bundleFor(path);
  return import(pathToFileURL(outfile).href);
}

/** Bundles one TypeScript program of ours and returns where it is. */
export async function bundleFor(path) {
  const outfile = join(cache, `${path.replaceAll('/', '-')}.${process.pid}.mjs`);
  await mkdir(dirname(outfile), { recursive: true });
  await bundle([path], { outdir: undefined, outfile });
  return outfile;
}
