import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const retryMs = 250;

/**
 * Whether we may listen there, asked before anything is started. A server that is just stopping is given up to
 * `patienceMs` to go.
 */
export async function becomesFree(port: number, host: string, patienceMs = 4_000): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += retryMs) {
    if (!(await isPortInUse(port, host))) return true;
    await sleep(retryMs);
  }
  return false;
}

function isPortInUse(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
    );
    probe.listen(port, host, () => probe.close(() => resolve(false)));
  });
}
