import assert from 'node:assert/strict';
import { appendFile, chmod, mkdir, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { run } from '../console.mjs';
import { loadTypescript } from '../load-typescript.mjs';
import { newKey } from './installing.mjs';
import { killBackups, killRestores } from './kills.mjs';
import { has } from './sandbox.mjs';

const turns = 6;
const rebuild = 'sudo -u vigie vigie rebuild --tenant centre';
const start = 'sudo systemctl start vigie';
const stop = 'sudo systemctl stop vigie';

/** What a centre answers, to be held against what it answers elsewhere. */
async function figures({ service, sandbox }) {
  const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const range = `from=${day(-4)}&to=${day(2)}`;
  const questions = ['none', 'clinic', 'team'].map((by) => `metrics?${range}&interval=1d&by=${by}`);
  const answers = [];
  for (const question of [...questions, `reports?month=${day(0).slice(0, 7)}`]) {
    const headers = { authorization: `Bearer ${sandbox.key}` };
    const answer = await fetch(`${service.url}/api/v1/${question}`, { headers });
    assert.equal(answer.status, 200, question);
    answers.push(await answer.json());
  }
  return answers;
}

async function timed(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** "Backup": while the server runs, whole, checked; then struck in the middle, again and again. */
export async function backUp(tried) {
  const { page, sandbox } = tried;
  const file = sandbox.path('var/backups/vigie/monday.vigie');
  // What was just sent is counted a moment later.
  await sleep(5_000);
  tried.before = await figures(tried);
  await page.run('sudo install -d -m 0700 -o vigie /var/backups/vigie');
  const tookMs = await timed(() => page.run('sudo -u vigie vigie backup /var/backups/vigie/monday.vigie'));
  const { mode, size } = await stat(file);
  assert.equal(mode & 0o777, 0o600);
  assert.match(
    await page.run('sudo -u vigie vigie restore --check /var/backups/vigie/monday.vigie'),
    /is whole: 1 centre,/u,
  );
  await page.run('sudo install -m 0400 /var/lib/vigie/secret.key /root/vigie-secret.key');
  const { cut, whole } = await killBackups(sandbox, tookMs, turns);
  return `${Math.ceil(size / 1_000)} kB in ${Math.round(tookMs)} ms, killed ${turns} times: ${cut} left no file, ${whole} a whole one`;
}

/** "Restoring": refused where something is, struck in the middle, then whole and the same. */
export async function restore(tried) {
  const { page, sandbox, service } = tried;
  const line = 'sudo -u vigie vigie restore /var/backups/vigie/monday.vigie';
  await assert.rejects(sandbox.shell(sandbox.render(line)), /A Vigie is running/u);
  await page.by(stop, () => service.stop());
  await assert.rejects(sandbox.shell(sandbox.render(line)), /something in this database already/u);
  await page.run('sudo mv /var/lib/vigie /var/lib/vigie.before');
  await page.run('sudo install -d -m 0700 -o vigie -g vigie /var/lib/vigie');
  await assert.rejects(sandbox.shell(sandbox.render(line)), /The key that .* was made under is missing/u);
  await page.run('sudo install -m 0600 -o vigie -g vigie /root/vigie-secret.key /var/lib/vigie/secret.key');
  const monday = sandbox.path('var/backups/vigie/monday.vigie');
  const struck = await killRestores(sandbox, monday, 4_000, turns);
  let tookMs = 0;
  if (struck.done) page.take(line);
  else tookMs = await timed(() => page.run(line));
  await page.run(
    'for kept in erasures audit-heads; do sudo cp -a /var/lib/vigie.before/$kept /var/lib/vigie/ || true; done',
  );
  await page.by(start, () => service.start());
  await page.run('sudo -u vigie vigie privacy reapply --tenant centre');
  assert.deepEqual(await figures(tried), tried.before);
  assert.match(await page.run(rebuild), / 0 differences/u);
  return `killed ${struck.cut} times and begun again, then whole${struck.done ? ' by the one that was struck too late' : ` in ${Math.round(tookMs)} ms`}; the same figures, 0 differences`;
}

/** "PostgreSQL's own tools": of the server's major version, where they are. */
export async function tryDump({ page, own }) {
  const lines = [
    'sudo -u postgres pg_dump --format=custom --file=/var/backups/vigie/monday.dump vigie',
    'sudo -u postgres createdb --owner=vigie vigie_again',
    'sudo -u postgres pg_restore --exit-on-error --dbname=vigie_again /var/backups/vigie/monday.dump',
  ];
  const { output } = await run('pg_dump', ['--version']);
  const major = /\(PostgreSQL\) (\d+)/u.exec(output)?.[1];
  const why = major === undefined ? 'there is no pg_dump' : `pg_dump is of ${major}, the server here of 18`;
  if (major === undefined || Number(major) < 18) {
    for (const line of lines) page.skip(line, why);
    return `not tried: ${why}`;
  }
  const { username, password, port } = new URL(own.url);
  const env = { PGHOST: '127.0.0.1', PGPORT: port, PGUSER: username, PGPASSWORD: password };
  for (const line of lines) await page.run(line, { env });
  return `with pg_dump ${major}`;
}

/** "Upgrading": to the very version that is there. */
export async function upgrade(tried) {
  const { page, service } = tried;
  await page.run('sudo -u vigie vigie backup /var/backups/vigie/before.vigie');
  page.skip('sudo git -C /opt/vigie pull --ff-only', 'this copy stays what it is');
  page.take('sudo npm --prefix /opt/vigie run build');
  await page.by('sudo systemctl restart vigie', async () => {
    await service.stop();
    await service.start();
  });
  await page.run('curl --silent --fail http://127.0.0.1:3000/health/ready');
  assert.deepEqual(await figures(tried), tried.before);
}

/** "A PostgreSQL of one's own": another cluster stands for it. */
export async function move(tried) {
  const { page, sandbox, service, put } = tried;
  page.take(stop);
  await service.stop();
  await page.run('sudo -u vigie vigie backup /var/backups/vigie/move.vigie');
  const own = await ownPostgres(sandbox.path('own'));
  tried.own = own;
  put.away.unshift(own.close);
  await makeOwner(page, own.url);
  await page.run('sudo install -m 0640 -g vigie /var/lib/vigie/secret.key /etc/vigie/secret.key');
  const url = own.url.replace(/\/\/[^@]*@/u, '//mover:change-me@').replace(/[^/]*$/u, 'vigie');
  const settings = `DATABASE_URL=${url}\nVIGIE_KEY_FILE=${sandbox.path('etc/vigie/secret.key')}\n`;
  await appendFile(sandbox.path('etc/vigie/vigie.env'), settings);
  await page.run('sudo -u vigie vigie restore /var/backups/vigie/move.vigie');
  page.take(start);
  await service.start();
  assert.deepEqual(await figures(tried), tried.before);
  page.take(rebuild);
  assert.match(await sandbox.shell(sandbox.render(rebuild)), / 0 differences/u);
  assert.ok((await newKey(sandbox)).startsWith('vg_'));
  await service.stop();
  return 'the same figures under an owner that is no superuser, 0 differences';
}

/** The cluster's own administrator is called vigie here, hence another name for the owner. */
async function makeOwner(page, url) {
  const line = `psql "$ADMIN_URL" --command "CREATE ROLE vigie LOGIN CREATEROLE PASSWORD 'change-me'" --command "CREATE DATABASE vigie OWNER vigie"`;
  const here = line.replace('ROLE vigie', 'ROLE mover').replace('OWNER vigie', 'OWNER mover');
  if (await has('psql')) return page.run(line, { env: { ADMIN_URL: url }, instead: here });
  page.skip(line, 'there is no psql: done by the driver');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const [, sql] of here.matchAll(/--command "([^"]*)"/gu)) await client.query(sql);
  await client.end();
  return '';
}

async function ownPostgres(dataDir) {
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o755);
  const module = 'apps/api/src/platform/embedded-postgres/embedded-postgres.ts';
  const { EmbeddedPostgres } = await loadTypescript(module);
  const server = await EmbeddedPostgres.open({ dataDir });
  return { url: server.administratorUrl(), close: () => server.close() };
}
