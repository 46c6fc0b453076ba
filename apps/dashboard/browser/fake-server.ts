import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { freePort } from './real-server';

const script = join(import.meta.dirname, '../testing/fake-server.mjs');

/** The built pages before answers that are made up: for what a real centre would have to grow for months to show. */
export class FakeServer {
  private constructor(
    /** Where its pages are. */
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** One that listens; `size` is what fake-server.mjs takes beside its port. */
  static async start(...size: readonly string[]): Promise<FakeServer> {
    const port = String(await freePort());
    const child = spawn(process.execPath, [script, '--port', port, ...size], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return new FakeServer(`http://127.0.0.1:${port}`, child);
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill();
    await gone;
  }
}
