import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from './build.mjs';

try {
  await build(['api']);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.setSourceMapsEnabled(true);
process.argv[1] = 'vigie';
await import(pathToFileURL(join(import.meta.dirname, '../dist/apps/api/cli.js')).href);
