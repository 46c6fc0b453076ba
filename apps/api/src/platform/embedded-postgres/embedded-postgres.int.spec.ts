import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { EmbeddedPostgres } from './embedded-postgres';
import { isAlive } from '../process-end';

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let opened: EmbeddedPostgres[];

  beforeEach(async () => {
    opened = [];
    dataDir = await mkdtemp(join(tmpdir(), 'vigie-embedded-'));
    await chmod(dataDir, 0o755);
  });
  afterEach(async () => {
    for (const server of opened) await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const open = async (): Promise<EmbeddedPostgres> => {
    const server = await EmbeddedPostgres.open({ dataDir });
    opened.push(server);
    return server;
  };
  const pidOf = async (server: EmbeddedPostgres): Promise<number> =>
    Number((await readFile(join(server.folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

  it('is shared by all who open the folder, and stops with the last of them', async () => {
    const first = await open();
    const second = await open();
    const pid = await pidOf(first);
    expect(second.url()).toBe(first.url());
    await first.close();
    expect(isAlive(pid)).toBe(true);
    expect(await ask(second.url(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.close();
    expect(isAlive(pid)).toBe(false);
  });

  it('is taken over when those who started it are gone', async () => {
    const first = await open();
    const pid = await pidOf(first);
    const visitor = new pg.Client({ connectionString: first.url(), application_name: 'vigie presence' });
    await visitor.connect();
    await first.close();
    await visitor.end();
    const second = await open();
    expect(await pidOf(second)).toBe(pid);
    await second.close();
    expect(isAlive(pid)).toBe(false);
  });

  it('starts over a pid file whose number belongs to another program by now', async () => {
    const first = await open();
    const file = join(first.folder, 'postmaster.pid');
    const left = await readFile(file, 'utf8');
    await first.close();
    await writeFile(file, left.replace(/^\d+/, String(process.pid)));
    const second = await open();
    expect(await ask(second.url(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('comes back on the same port when its process is killed', async () => {
    const server = await open();
    const pid = await pidOf(server);
    process.kill(pid, 'SIGKILL');
    expect(await untilAnswered(server.url())).toBe(true);
    expect(await pidOf(server)).not.toBe(pid);
  });

  it('is given nothing of our environment that could hold a secret', async () => {
    process.env['VIGIE_SURVEY_WEBHOOK_SECRET'] = 'not-for-postgres';
    const server = await open();
    delete process.env['VIGIE_SURVEY_WEBHOOK_SECRET'];
    const environ = await readFile(`/proc/${await pidOf(server)}/environ`, 'utf8').catch(() => undefined);
    // Only Linux tells the environment of a process.
    if (process.platform !== 'linux') return;
    const names = (environ ?? 'unread=').split('\0').flatMap((entry) => entry.split('=', 1)[0] || []);
    const known = ['PATH', 'LANG', 'TZ', 'LC_ALL', 'PWD', 'SHLVL', '_', 'PG_GRANDPARENT_PID'];
    expect(names.filter((name) => !known.includes(name) && !/^(PG|LC_)/u.test(name))).toEqual([]);
  });

  it('keeps its password to its owner, speaks UTF-8 whatever the language of the machine, and forgets nothing', async () => {
    const language = process.env['LANG'];
    delete process.env['LANG'];
    const server = await open();
    if (language !== undefined) process.env['LANG'] = language;
    expect((await stat(join(server.folder, 'vigie-connection.json'))).mode & 0o777).toBe(0o600);
    const shown = await ask(
      server.url(),
      `SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
              current_setting('listen_addresses') AS listens`,
    );
    expect(shown).toEqual([
      { encoding: 'UTF8', fsync: 'on', commit: 'on', pages: 'on', listens: '127.0.0.1' },
    ]);
  });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilAnswered(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 480; attempt += 1) {
    const answered = await ask(url, 'SELECT 1').catch(() => undefined);
    if (answered !== undefined) return true;
    await sleep(250);
  }
  return false;
}
