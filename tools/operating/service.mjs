import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** The server as its unit says to run it, without systemd. */
export class Service {
  constructor(sandbox) {
    this.sandbox = sandbox;
  }

  async start() {
    const unit = await readFile(this.sandbox.path('etc/systemd/system/vigie.service'), 'utf8');
    const of = (name) => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gmu'))].map(([, value]) => value);
    const settings = await readFile(of('EnvironmentFile')[0], 'utf8');
    const lines = [...of('Environment'), ...settings.split('\n').filter((line) => /^\w+=/u.test(line))];
    const given = Object.fromEntries(
      lines.map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]),
    );
    const [program, ...args] = of('ExecStart')[0].split(' ');
    this.said = '';
    // Our end of the pipe is what it lives by: it ends when we do, however that comes about.
    this.child = spawn(program, args, {
      env: { PATH: process.env.PATH, VIGIE_LOG_LEVEL: 'warn', VIGIE_LIFELINE: 'stdin', ...given },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on('data', (bytes) => (this.said = (this.said + String(bytes)).slice(-4_000)));
    await this.ready();
  }

  async ready() {
    for (let tries = 0; tries < 600; tries += 1) {
      if (this.child.exitCode !== null) throw new Error(`The server ended: ${this.said}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(200);
    }
    throw new Error(`The server does not get ready: ${this.said}`);
  }

  get url() {
    return `http://127.0.0.1:${this.sandbox.ports.vigie}`;
  }

  async stop() {
    if (this.child === undefined || this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGINT');
    await ended;
  }
}
