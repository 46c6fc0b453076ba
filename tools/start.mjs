import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from './build.mjs';
import { endChildrenOnSignal } from './console.mjs';

const parents = parentsOf();

async function start() {
  endChildrenOnSignal();
  await build(['api', 'dashboard']);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  process.setSourceMapsEnabled(true);
  // The person is told what matters in words; the log is for what went wrong.
  process.env.VIGIE_LOG_LEVEL ||= 'warn';
  stopWithParent();
  // In this very process: a wrapper around the server could be killed and leave it behind.
  await import(pathToFileURL(join(import.meta.dirname, '../dist/apps/api/main.js')).href);
}

/** A killed npm cannot tell us to stop: notice that it is gone, and leave the port and the database to the next start. */
function stopWithParent() {
  setInterval(() => {
    if (parentsOf() !== parents) process.kill(process.pid, 'SIGINT');
  }, 500).unref();
}

/** Who started us, and who started them: between npm and us there may be a shell. */
function parentsOf() {
  return `${process.ppid} ${parentOf(process.ppid) ?? ''}`;
}

function parentOf(pid) {
  try {
    return /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

try {
  await start();
} catch (error) {
  process.stderr.write(`Vigie cannot start.\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
