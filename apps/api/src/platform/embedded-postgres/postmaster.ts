import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Binaries } from './binaries';
import { rememberPort, rememberedPort, type Cluster } from './cluster';
import { hasPid, isAlive } from '../process-end';
import { runProgram } from './run-program';

/** A server as its pid file describes it. */
export type Postmaster = Readonly<{ pid: number; port: number }>;

/** Server settings that are ours to choose; durability stays as PostgreSQL has it: everything on. */
export type ServerSettings = Readonly<Record<string, string>>;

const endPatienceMs = 5_000;
const endLookMs = 20;

const defaultSettings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '80',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_truncate_on_rotation: 'on',
  // What callers said or are called must not reach a log by way of a failed statement.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};

/**
 * The server that runs on this cluster, or undefined. PostgreSQL copes with the pid file of a dead server, and by it
 * keeps away from what such a server left running; but when the number in it belongs to another program by now, it
 * would refuse to start: then, and only if nothing works on the cluster any more, the file is removed.
 */
export async function runningPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const file = join(cluster.folder, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !hasPid(pid)) return undefined;
  if (isAlive(pid) && (await worksIn(pid, cluster.folder))) return { pid, port: Number(lines[3]) };
  if (!(await isWorkedIn(cluster.folder))) await rm(file, { force: true });
  return undefined;
}

/** Starts the server on its last port if that is free, else on any. */
export async function startPostmaster(
  cluster: Cluster,
  binaries: Binaries,
  settings: ServerSettings,
): Promise<void> {
  const port = await freePort(await rememberedPort(cluster));
  const all = Object.entries({ ...defaultSettings, ...settings, port: String(port) });
  const options = all.map(([name, value]) => `-c ${name}=${value}`).join(' ');
  const log = join(cluster.folder, 'startup.log');
  const args = [
    'start',
    '--wait',
    '--timeout=60',
    '--silent',
    '-D',
    cluster.folder,
    '-l',
    log,
    '-o',
    options,
  ];
  await runProgram(binaries.pgCtl, args, cluster.account).catch(async (error: unknown) => {
    throw new Error(await lastWords(log), { cause: error });
  });
  await rememberPort(cluster, port);
}

/**
 * Stops the server: first letting statements end, at once if it will not. `pg_ctl` waits for the pid file to go, which
 * the process outlives by a moment.
 */
export async function stopPostmaster(cluster: Cluster, binaries: Binaries): Promise<void> {
  const stop = (mode: string, seconds: number): Promise<void> =>
    runProgram(
      binaries.pgCtl,
      ['stop', '--wait', '--silent', `--timeout=${seconds}`, `--mode=${mode}`, '-D', cluster.folder],
      cluster.account,
    );
  const server = await runningPostmaster(cluster);
  if (server === undefined) return;
  await stop('fast', 20).catch(() => (isAlive(server.pid) ? stop('immediate', 5) : undefined));
  for (let waitedMs = 0; isAlive(server.pid) && waitedMs < endPatienceMs; waitedMs += endLookMs) {
    await sleep(endLookMs);
  }
}

async function lastWords(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  return lines.findLast((line) => line.includes('FATAL')) ?? 'pg_ctl could not start it';
}

/** A server works in its data folder, which tells it from a stranger; where that cannot be seen, it is believed. */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const works = await readlink(`/proc/${pid}/cwd`).catch((error: NodeJS.ErrnoException) => error.code);
  return works === (await realpath(folder)) || works === 'EACCES';
}

async function isWorkedIn(folder: string): Promise<boolean> {
  const place = await realpath(folder);
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)));
  return places.includes(place);
}

function freePort(preferred: number | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      preferred === undefined ? reject(new Error('no free port')) : resolve(freePort(undefined)),
    );
    probe.listen(preferred ?? 0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
