import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from './build.mjs';
import { endChildrenOnSignal } from './console.mjs';
import { parentWatch } from './parent-watch.mjs';

const stopWithParent = parentWatch();

async function start() {
  endChildrenOnSignal();
  await build(['api', 'dashboard']);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  process.setSourceMapsEnabled(true);
  // The person is told what matters in words; the log is for what went wrong.
  process.env.VIGIE_LOG_LEVEL ||= 'warn';
  // The port and the database are left to the next start.
  stopWithParent('SIGINT');
  // In this very process: a wrapper around the server could be killed and leave it behind.
  await import(pathToFileURL(join(import.meta.dirname, '../dist/apps/api/main.js')).href);
}

try {
  await start();
} catch (error) {
  process.stderr.write(`Vigie cannot start.\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
