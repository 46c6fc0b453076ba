import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from './build.mjs';
import { endChildrenOnSignal } from './console.mjs';
import { parentWatch } from './parent-watch.mjs';

const stopWithParent = parentWatch();
endChildrenOnSignal();

try {
  await build(['api']);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
// By hand a program may be left running on purpose; npm, told to stop, must not leave its own behind.
if (process.env.npm_lifecycle_event !== undefined) stopWithParent('SIGTERM');
stayWithCaller();
process.setSourceMapsEnabled(true);
process.argv[1] = 'vigie';
await import(pathToFileURL(join(import.meta.dirname, '../dist/apps/api/cli.js')).href);

/**
 * npm runs us in Vigie's folder, wherever it was called from: files named on the command line are the caller's, data and
 * key stay where the server has them.
 */
function stayWithCaller() {
  const caller = process.env.INIT_CWD;
  if (!caller) return;
  process.env.VIGIE_DATA_DIR = resolve(process.env.VIGIE_DATA_DIR || '.data');
  if (process.env.VIGIE_KEY_FILE) process.env.VIGIE_KEY_FILE = resolve(process.env.VIGIE_KEY_FILE);
  process.chdir(caller);
}
