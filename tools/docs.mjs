import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { generatedDocs } from './generated-docs.mjs';
import { bundleFor } from './load-typescript.mjs';

const root = join(import.meta.dirname, '..');
const checking = process.argv.includes('--check');
const stale = [];

/** `npm run docs` writes the generated pages; with `--check` it fails when one of them is not what it would write. */
for (const { path, module, make } of generatedDocs) {
  const bundle = await bundleFor(module);
  const wanted = await make(await import(pathToFileURL(bundle).href));
  await Promise.all([bundle, `${bundle}.map`].map((file) => rm(file, { force: true })));
  const present = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (present === wanted) continue;
  stale.push(path);
  if (checking) continue;
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), wanted);
}

for (const path of stale)
  process.stdout.write(checking ? `${path} is stale: run "npm run docs".\n` : `${path} written.\n`);
if (checking && stale.length > 0) process.exit(1);
