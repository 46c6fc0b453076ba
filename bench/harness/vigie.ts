import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from './clock';
import { freePort } from './free-port';

/** The built product in a data folder of its own: started, killed and asked as its operator would. */
export class Vigie {
  private child: ChildProcess | undefined;
  private output = '';
  private readonly listeners = new Set<(line: string) => void>();
  private readonly commands = new Set<ChildProcess>();
  private static readonly prepared = new Set<Vigie>();

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly checkout: string,
    private readonly keys = new Map<string, string>(),
  ) {}

  /** A folder and a free port; nothing runs yet. `checkout`: where the product was built, this one unless said. */
  static async prepare(checkout = process.cwd()): Promise<Vigie> {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-proof-'));
    await chmod(folder, 0o755);
    const vigie = new Vigie(folder, await freePort(), checkout);
    Vigie.prepared.add(vigie);
    if (Vigie.prepared.size === 1)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
    return vigie;
  }

  /** One more server on the same database, at a port of its own. Who asked for it ends it before this one is removed. */
  async replica(): Promise<Vigie> {
    return new Vigie(this.folder, await freePort(), this.checkout, this.keys);
  }

  /** Removes whatever was prepared and not removed: somebody has had enough. */
  static async removeAll(): Promise<void> {
    await Promise.allSettled([...Vigie.prepared].map((vigie) => vigie.remove()));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the server and waits until it is ready; gives the time that took, in ms. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<number> {
    const began = performance.now();
    this.spawn(env);
    await this.ready();
    return performance.now() - began;
  }

  /** Starts the server without waiting: it may be about to die of a failpoint. */
  spawn(env: NodeJS.ProcessEnv = {}): void {
    this.output = '';
    const child = spawn(process.execPath, [...process.execArgv, this.built('main.js')], {
      env: { ...process.env, NODE_ENV: 'test', VIGIE_LOG_LEVEL: 'warn', ...this.settings(), ...env },
      // Our end of the pipe is what it lives by: it ends when we do, however that comes about.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000)));
      createInterface({ input: stream }).on('line', (line) => {
        for (const listener of this.listeners) listener(line);
      });
    }
    this.child = child;
  }

  /** Calls `listener` with every line that the server says from now on; returns how to stop that. */
  onLine(listener: (line: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Waits until it can be given work; rejects with its last words when it dies instead. */
  async ready(forMs = 120_000): Promise<void> {
    const look = async (): Promise<true | undefined> => {
      if (!this.alive) throw new Error(`The server ended: ${this.output.slice(-2_000)}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      return answer?.status === 200 ? true : undefined;
    };
    await until('the server to be ready', look, forMs);
  }

  get alive(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The server's process id; 0 when none runs. */
  get pid(): number {
    return this.alive ? (this.child?.pid ?? 0) : 0;
  }

  /** Sends a signal and waits for the end. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.alive) this.child?.kill(signal);
    await this.ended();
  }

  /** Waits until the process is gone, for whatever reason. */
  async ended(): Promise<void> {
    await until('the process to end', () => (this.alive ? undefined : true), 120_000, 5);
  }

  /** Runs a command of the command line and gives what it printed on stdout. */
  async command(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const child = this.spawnCommand(args, env);
    let out = '';
    let err = '';
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    if (code !== 0)
      throw new Error(
        `${args.join(' ')} ended with ${String(code)}: ${out.slice(-1_000)}${err.slice(-1_000)}`,
      );
    return out;
  }

  spawnCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(process.execPath, [this.built('cli.js'), ...args], {
      env: { ...process.env, ...this.settings(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.commands.add(child);
    child.once('close', () => this.commands.delete(child));
    return child;
  }

  /** Makes a tenant with a key that may do what most faults need, or what is said. */
  async tenant(id: string, scopes: readonly string[] = []): Promise<string> {
    await this.command(['tenant', 'create', id]);
    const wanted = scopes.length === 0 ? [] : ['--scopes', scopes.join(',')];
    const made = ['api-key', 'create', '--tenant', id, '--source', '/bench', ...wanted];
    const key = lastLine(await this.command(made));
    this.keys.set(id, key);
    return key;
  }

  /** The key that {@link tenant} made. */
  keyOf(tenant: string): string {
    const key = this.keys.get(tenant);
    if (key === undefined) throw new Error(`no key of ${tenant} was made here`);
    return key;
  }

  /** Asks with the key of a tenant. */
  ask(tenant: string, path: string): Promise<Response> {
    return fetch(`${this.url}${path}`, { headers: { authorization: `Bearer ${this.keyOf(tenant)}` } });
  }

  /** Signs somebody in, as a browser keeps it: for pages. */
  async signIn(
    tenant: string,
    role = 'supervisor',
    who = role,
  ): Promise<{ readonly name: string; readonly value: string; readonly url: string }> {
    const invited = [`${who}@example.com`, '--tenant', tenant, '--role', role];
    const link = lastLine(await this.command(['admin', 'invite', ...invited]));
    const answer = await fetch(`${this.url}/api/v1/links/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: link.split('#')[1], password: 'trois bateaux sur la mer' }),
    });
    const [name = '', value = ''] =
      (answer.headers.getSetCookie()[0] ?? '').split(';', 1)[0]?.split('=') ?? [];
    if (!answer.ok) throw new Error(`nobody could sign in: ${answer.status} ${await answer.text()}`);
    return { name, value, url: this.url };
  }

  /** The embedded PostgreSQL as its superuser: who judges the product stands outside its walls. */
  async databaseUrl(): Promise<string> {
    const file = join(this.clusterFolder, 'vigie-connection.json');
    const { password, port } = JSON.parse(await readFile(file, 'utf8')) as { password: string; port: number };
    return `postgresql://vigie:${password}@127.0.0.1:${port}/postgres`;
  }

  /** The process id of PostgreSQL's first process. */
  async postmaster(): Promise<number> {
    const text = await readFile(join(this.clusterFolder, 'postmaster.pid'), 'utf8');
    return Number(text.split('\n', 1)[0]);
  }

  /** Sends PostgreSQL's first process a signal that ends it, and waits until it has ended. */
  async endPostmaster(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    const struck = await this.postmaster();
    process.kill(struck, signal);
    const isGone = async (): Promise<true | undefined> =>
      !runs(struck) || (await this.postmaster().catch(() => 0)) !== struck ? true : undefined;
    await until('PostgreSQL to end', isGone, 20_000, 5);
  }

  /** Stops everything and removes the folder. */
  async remove(): Promise<void> {
    // A command left running would start PostgreSQL again.
    for (const command of this.commands) command.kill('SIGKILL');
    await this.end('SIGTERM');
    await this.stopPostgres();
    await rm(this.folder, { recursive: true, force: true });
    Vigie.prepared.delete(this);
  }

  private get clusterFolder(): string {
    return join(this.folder, 'postgres', 'cluster');
  }

  /** A server that died leaves PostgreSQL running for the next: here there is no next. */
  private async stopPostgres(): Promise<void> {
    const pid = await this.postmaster().catch(() => 0);
    if (pid > 1 && runs(pid)) process.kill(pid, 'SIGINT');
    await until('PostgreSQL to end', () => (pid > 1 && runs(pid) ? undefined : true), 20_000);
  }

  private built(name: string): string {
    return join(this.checkout, 'dist', 'apps', 'api', name);
  }

  private settings(): NodeJS.ProcessEnv {
    return {
      VIGIE_LIFELINE: 'stdin',
      VIGIE_DATA_DIR: this.folder,
      PORT: String(this.port),
      VIGIE_DEMO: 'off',
      VIGIE_REQUESTS_PER_PERSON: 'off',
      VIGIE_REQUESTS_PER_KEY: 'off',
      DATABASE_URL: undefined,
    };
  }
}

const leave = (): void => void Vigie.removeAll().finally(() => process.exit(130));

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function lastLine(printed: string): string {
  return printed.trim().split('\n').at(-1) ?? '';
}
