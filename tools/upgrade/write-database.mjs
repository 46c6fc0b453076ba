import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';

import { loadTypescript } from '../load-typescript.mjs';
import { dumpDatabase } from './dump-database.mjs';
import { centreSettings, eventsOfTwoMonths, questions } from './small-centre.mjs';

/**
 * `node tools/upgrade/write-database.mjs COMMIT FILE.json.br`: checks an earlier version out into a folder of its own,
 * lets that version's own server take in two months of a small centre, fold them, publish what patients said and freeze
 * its reports, and writes its whole database into a file, beside its answers to some questions. The upgrade test begins
 * with that file.
 */
const [commit, file] = process.argv.slice(2);
if (commit === undefined || file === undefined) throw new Error('write-database.mjs COMMIT FILE.json.br');

const root = join(import.meta.dirname, '..', '..');
const old = mkdtempSync(join(tmpdir(), 'vigie-before-'));
chmodSync(old, 0o755);
const node = process.execPath;
const tenant = 'place';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function until(what, look) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await look()) return;
    await sleep(200);
  }
  throw new Error(`waited in vain for ${what}`);
}

function checkOut() {
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', old], { input: archive });
  execFileSync('cp', ['-al', join(root, 'node_modules'), join(old, 'node_modules')]);
  execFileSync(node, ['tools/build-api.mjs'], { cwd: old, stdio: 'inherit' });
  mkdirSync(join(old, 'dist/apps/dashboard/browser'), { recursive: true });
  writeFileSync(join(old, 'dist/apps/dashboard/browser/index.html'), '<!doctype html><title>Vigie</title>');
}

const port = await freePort();
const env = {
  ...process.env,
  PORT: String(port),
  VIGIE_DATA_DIR: join(old, '.data'),
  VIGIE_KEY: 'a secret that only the upgrade test knows, no more',
  VIGIE_DEMO: 'off',
  VIGIE_LOG_LEVEL: 'warn',
};
const url = `http://127.0.0.1:${port}`;
const vigie = (...args) =>
  execFileSync(node, ['dist/apps/api/cli.js', ...args], { cwd: old, env, encoding: 'utf8' }).trim();

async function serve(work) {
  const server = spawn(node, ['dist/apps/api/main.js'], {
    cwd: old,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    await until('the server', async () => (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok);
    return await work();
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function post(key, events) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' };
  const answer = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify(events),
  });
  const said = await answer.json();
  if (said.accepted !== events.length) throw new Error(JSON.stringify(said).slice(0, 2_000));
}

const { EmbeddedPostgres } = await loadTypescript(
  'apps/api/src/platform/embedded-postgres/embedded-postgres.ts',
);
const postgres = await EmbeddedPostgres.open({ dataDir: join(old, '.postgres') });

try {
  checkOut();
  // A version from before the owner knows only the superuser; whose tables they were is a part of the upgrade.
  const hasOwner = existsSync(join(old, 'apps/api/src/platform/roles'));
  env.DATABASE_URL = hasOwner ? postgres.url() : postgres.administratorUrl();
  const answers = {};
  let dump;
  let key;
  await serve(async () => {
    vigie('tenant', 'create', tenant, '--name', 'Standard de la place', '--timezone', 'Europe/Paris');
    const settings = join(old, 'centre.yaml');
    writeFileSync(settings, centreSettings);
    vigie('configure', settings, '--tenant', tenant);
    const made = vigie(
      'api-key',
      'create',
      '--tenant',
      tenant,
      '--source',
      '/pbx/place',
      '--scopes',
      'events:write,metrics:read',
    );
    key = made.split('\n').at(-1);
    const events = eventsOfTwoMonths();
    for (let at = 0; at < events.length; at += 500) await post(key, events.slice(at, at + 500));
    await sleep(30_000);
  });
  // Reports are frozen in the minute after a start.
  await serve(async () => {
    await sleep(75_000);
    for (const question of questions) {
      const answer = await fetch(`${url}/api/v1/${question}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      if (!answer.ok) throw new Error(`${question}: ${await answer.text()}`);
      answers[question] = await answer.json();
    }
    dump = await dumpDatabase(postgres.administratorUrl());
  });
  writeFileSync(file, brotliCompressSync(JSON.stringify({ commit, tenant, ...dump, answers })));
} finally {
  await postgres.close();
  rmSync(old, { recursive: true, force: true });
}
