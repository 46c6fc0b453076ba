import { join } from 'node:path';
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
process.setSourceMapsEnabled(true);
process.argv[1] = 'vigie';
await import(pathToFileURL(join(import.meta.dirname, '../dist/apps/api/cli.js')).href);
