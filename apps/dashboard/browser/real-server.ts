import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { BrowserContext } from '@playwright/test';

import { copyPlace, madePlace, placeFile, rememberPlace, type MadePlace } from './made-place';

const built = (name: string): string => join(import.meta.dirname, '../../../dist/apps/api', name);
const readyWithinMs = 60_000;

/** What a posted event needs beside its id, source and instant. */
export type PostedEvent = {
  readonly type: string;
  readonly subject: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** How long ago it happened, in ms. */
  readonly agoMs?: number;
};

/** The built server with an empty database of its own, a tenant and a key: started, killed and started again. */
export class RealServer {
  private child: ChildProcess | null = null;
  private key = '';
  private readonly sessions = new Map<string, { readonly name: string; readonly value: string }>();
  private posted = 0;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly more: Readonly<Record<string, string>>,
  ) {}

  /** A running server with the tenant `place`, set up by a settings file; `more` is added to its environment. */
  static async start(more: Readonly<Record<string, string>> = {}, settings = placeFile): Promise<RealServer> {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-browser-'));
    await chmod(folder, 0o755);
    const server = new RealServer(folder, await freePort(), more);
    const made = settings === placeFile ? madePlace() : undefined;
    await (made === undefined ? server.make(settings) : server.takeOver(made));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What a program says to be let in. */
  get authorization(): string {
    return `Bearer ${this.key}`;
  }

  /** Everything that a browser opens from now on is opened by somebody of the centre: by Claire, its supervisor. */
  async signIn(context: BrowserContext, role = 'supervisor', url = this.url): Promise<void> {
    await context.addCookies([{ ...(await this.sessionOf(role)), url }]);
  }

  /** Asks as the pages do for somebody in that role, and fails when it is refused. */
  async ask<T>(
    role: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: object,
  ): Promise<T> {
    const { name, value } = await this.sessionOf(role);
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: { cookie: `${name}=${value}`, origin: this.url, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was refused: ${text}`);
    return JSON.parse(text) as T;
  }

  /** Starts the process and waits until it takes requests. */
  async up(): Promise<void> {
    let said = '';
    const child = spawn(process.execPath, [built('main.js')], {
      env: { ...this.environment(), VIGIE_LIFELINE: 'stdin' },
      // It ends when we do, however that comes about.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    this.child = child;
    const until = performance.now() + readyWithinMs;
    while (performance.now() < until) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok === true) return;
      await pause(100);
    }
    throw new Error(`the server did not become ready: ${said.slice(-2000)}`);
  }

  /** Kills the process without a word, as a power cut would; its database lives on. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.child;
    this.child = null;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /** Posts events as a telephone system would, and fails when one is not taken. */
  async post(...events: readonly PostedEvent[]): Promise<void> {
    const now = performance.timeOrigin + performance.now();
    const batch = events.map(({ agoMs = 0, data = {}, ...event }) => ({
      specversion: '1.0',
      id: `e${(this.posted += 1)}`,
      source: '/pbx/lyon',
      time: new Date(now - agoMs).toISOString(),
      data,
      ...event,
    }));
    const answer = await fetch(`${this.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: this.authorization, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(batch),
    });
    const body = (await answer.json()) as { accepted?: number };
    if (body.accepted !== events.length) throw new Error(`not all were accepted: ${JSON.stringify(body)}`);
  }

  /** The address of its database, as the administrator: for what no route can bring about, such as time that passes. */
  async databaseUrl(): Promise<string> {
    const text = await readFile(join(this.folder, 'postgres/cluster/vigie-connection.json'), 'utf8');
    const { password, port } = JSON.parse(text) as { password: string; port: number };
    return `postgres://vigie:${password}@127.0.0.1:${port}/postgres`;
  }

  /** Stops the server and its database, and leaves what they wrote. */
  async leave(): Promise<MadePlace> {
    const session = await this.sessionOf('supervisor');
    await this.kill('SIGTERM');
    return { folder: this.folder, key: this.key, session };
  }

  /** Stops the server and its database, and removes what they wrote. */
  async remove(): Promise<void> {
    await this.kill('SIGTERM');
    const pid = await readFile(join(this.folder, 'postgres/cluster/postmaster.pid'), 'utf8').catch(() => '0');
    const postmaster = Number(pid.split('\n', 1)[0]);
    if (postmaster > 1) process.kill(postmaster, 'SIGINT');
    await pause(postmaster > 1 ? 1000 : 0);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }

  private async make(settings: string): Promise<void> {
    await this.up();
    await this.command('tenant', 'create', 'place', '--name', 'Télésecrétariat de la Place');
    const scopes = 'events:write,metrics:read,surveys:write';
    const made = ['--tenant', 'place', '--source', '/pbx/lyon', '--scopes', scopes];
    this.key = lastLine(await this.command('api-key', 'create', ...made));
    await this.command('configure', settings, '--tenant', 'place');
    await this.sessionOf('supervisor');
  }

  private async takeOver(made: MadePlace): Promise<void> {
    await copyPlace(made, this.folder);
    this.key = made.key;
    this.sessions.set('supervisor', made.session);
    await this.up();
  }

  private async sessionOf(role: string): Promise<{ readonly name: string; readonly value: string }> {
    const session = this.sessions.get(role) ?? (await this.acceptInvitation(role));
    this.sessions.set(role, session);
    return session;
  }

  private async acceptInvitation(role: string): Promise<{ readonly name: string; readonly value: string }> {
    const name =
      { supervisor: 'Claire', officer: 'Inès', administrator: 'Paul', secretary: 'Anne' }[role] ?? role;
    // A clinic's manager is one of some clinics: of the first practice of `place.yaml`; a secretary is one of its agents.
    const own: Readonly<Record<string, readonly string[]>> = {
      manager: ['--clinics', 'cabinet-durand'],
      secretary: ['--agent', 'clara'],
    };
    const over = own[role] ?? [];
    const who = [`${role}@example.com`, '--tenant', 'place', '--role', role, '--name', name, ...over];
    const [, token] = lastLine(await this.command('admin', 'invite', ...who)).split('#');
    const answer = await fetch(`${this.url}/api/v1/links/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, password: 'trois bateaux sur la mer' }),
    });
    if (!answer.ok) throw new Error(`nobody could sign in: ${await answer.text()}`);
    const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';', 1);
    const [called = '', value = ''] = cookie.split('=');
    return { name: called, value };
  }

  private async command(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [built('cli.js'), ...args], {
      env: this.environment(),
    });
    return stdout;
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      DATABASE_URL: undefined,
      NODE_ENV: 'test',
      PORT: String(this.port),
      VIGIE_DATA_DIR: this.folder,
      VIGIE_DEMO: 'off',
      VIGIE_LOG_LEVEL: 'warn',
      ...this.more,
    };
  }
}

function lastLine(printed: string): string {
  return printed.trim().split('\n').at(-1) ?? '';
}

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Before all specs of a run; what it gives is done after them. */
export async function makePlace(): Promise<() => Promise<void>> {
  const server = await RealServer.start();
  rememberPlace(await server.leave());
  return () => server.remove();
}
