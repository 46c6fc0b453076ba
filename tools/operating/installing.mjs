import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';

import { has } from './sandbox.mjs';
import { comeThroughNginx, startNginx } from './through-nginx.mjs';

const noSystemd = 'needs a machine that systemd runs';

/** "As a service": everything but systemd itself; the server is run as its unit says. */
export async function installService({ sandbox, page, service }) {
  page.skip(
    'sudo useradd --system --home-dir /var/lib/vigie --shell /usr/sbin/nologin vigie',
    'no account is made on this machine',
  );
  await page.run('sudo npm --prefix /opt/vigie run build');
  await page.run('sudo install -d -m 0755 /etc/vigie');
  await page.run('sudo install -m 0640 -g vigie /opt/vigie/deploy/vigie.env /etc/vigie/vigie.env');
  await page.run('sudo install -m 0755 /opt/vigie/deploy/vigie /usr/local/bin/vigie');
  await page.run('sudo install -m 0644 /opt/vigie/deploy/vigie.service /etc/systemd/system/vigie.service');
  for (const file of ['etc/vigie/vigie.env', 'usr/local/bin/vigie', 'etc/systemd/system/vigie.service'])
    await sandbox.rewrite(file);
  const figures = await verifyUnit(sandbox, page);
  page.skip('sudo systemctl daemon-reload', noSystemd);
  page.skip(
    'VIGIE_BEHIND_PROXY=127.0.0.1 VIGIE_ORIGINS=https://vigie.example npm start',
    'the service runs with these same two settings',
  );
  await page.by('sudo systemctl enable --now vigie', () => service.start());
  await page.run('sudo -u vigie vigie tenant create centre --name Centre');
  await sandbox.shell('vigie simulate --tenant centre --days 1');
  return figures;
}

async function verifyUnit(sandbox, page) {
  const line = 'sudo systemd-analyze verify /etc/systemd/system/vigie.service';
  if (!(await has('systemd-analyze'))) {
    page.skip(line, 'there is no systemd-analyze');
    return 'the unit was not looked at';
  }
  assert.equal((await page.run(line)).trim(), '', 'systemd has nothing to say of the unit');
  const unit = sandbox.path('etc/systemd/system/vigie.service');
  const rated = await sandbox
    .shell(`systemd-analyze security --offline=true --threshold=20 ${unit}`)
    .catch(String);
  const exposure = /Overall exposure level for vigie\.service: ([\d.]+)/u.exec(rated)?.[1];
  assert.ok(exposure === undefined || Number(exposure) <= 2, `exposure ${exposure}`);
  return `exposure of the unit ${exposure ?? 'not told'}`;
}

/** "Behind nginx": a real one, with a certificate of its own. */
export async function tryNginx({ sandbox, page, service, put }) {
  const rest = [
    'sudo install -m 0644 /opt/vigie/deploy/nginx/upstream.conf /etc/nginx/conf.d/vigie-upstream.conf',
    'sudo install -m 0644 /opt/vigie/deploy/nginx/vigie.conf /etc/nginx/conf.d/vigie.conf',
    'sudo nginx -t',
    'sudo nginx -s reload',
    'curl --silent --fail --cacert /etc/vigie/tls/fullchain.pem https://vigie.example/health/ready',
  ];
  const certificate =
    'sudo openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=vigie.example -addext subjectAltName=DNS:vigie.example -keyout /etc/vigie/tls/privkey.pem -out /etc/vigie/tls/fullchain.pem';
  await page.run('sudo install -d -m 0755 /etc/vigie/tls');
  for (const program of ['nginx', 'openssl', 'curl']) {
    if (await has(program)) continue;
    for (const line of [certificate, ...rest]) page.skip(line, `there is no ${program}`);
    return `not tried: there is no ${program}`;
  }
  await page.run(certificate);
  put.away.push(await startNginx(sandbox));
  for (const line of rest.slice(0, 2)) await page.run(line);
  for (const file of ['vigie-upstream.conf', 'vigie.conf']) await sandbox.rewrite(`etc/nginx/conf.d/${file}`);
  for (const line of rest.slice(2)) await untilItHolds(() => page.run(line));
  const key = await newKey(sandbox);
  const post = () => sendCall(service, key);
  return `a change came through the websocket in ${await comeThroughNginx(sandbox, { key, post, call: shortCall('n1') })} ms`;
}

/** A reload takes a moment to reach those who listen. */
async function untilItHolds(work, tries = 120) {
  return work().catch(async (error) => {
    if (tries === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return untilItHolds(work, tries - 1);
  });
}

export async function newKey(sandbox) {
  const printed = await sandbox.shell('vigie api-key create --tenant centre --source pbx 2>/dev/null');
  return printed.trim().split('\n').at(-1);
}

/** A call that came and gave up at once: nothing of it changes any more as time passes. */
export function shortCall(id) {
  const told = { specversion: '1.0', source: 'pbx', subject: id, time: new Date().toISOString() };
  return [
    { ...told, id: `${id}-1`, type: 'call.enqueued', data: { queueId: 'q', clinicId: 'durand' } },
    { ...told, id: `${id}-2`, type: 'call.disconnected', data: { side: 'caller' } },
  ];
}

export async function sendCall({ url }, key) {
  const answer = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(shortCall(`s${performance.now()}`)),
  });
  return answer.status;
}

/** "Changing keys": an old key and a new one side by side, then the old one is worth nothing. */
export async function tryKeys({ sandbox, page, service }) {
  const old = await newKey(sandbox);
  const printed = await page.run('sudo -u vigie vigie api-key create --tenant centre --source pbx');
  const fresh = /vg_\S+/u.exec(printed)?.[0];
  for (const key of [old, fresh]) assert.equal(await sendCall(service, key), 200);
  const list = await page.run('sudo -u vigie vigie api-key list --tenant centre');
  // Oldest first: the last is the new one.
  const id = list.trim().split('\n').at(-2)?.split('\t')[0] ?? '';
  assert.match(id, /^[0-9a-f]{12}$/u, list);
  const line = 'sudo -u vigie vigie api-key revoke --tenant centre KEY';
  await page.run(line, { instead: sandbox.render(line).replace('KEY', id) });
  await new Promise((resolve) => setTimeout(resolve, 5_500));
  assert.equal(await sendCall(service, old), 401);
  assert.equal(await sendCall(service, fresh), 200);
  sandbox.key = fresh;
  await rotateCallerKey({ sandbox, page });
  return 'the old key was refused within 5.5 s, the new one never; callers’ numbers have their second key';
}

async function rotateCallerKey({ sandbox, page }) {
  const status = 'sudo -u vigie vigie caller-key status --tenant centre';
  const rotate = 'sudo -u vigie vigie caller-key rotate --tenant centre';
  assert.match(await page.run(status), /Key version 1, since /u);
  assert.match(await page.run(rotate), /Key version 2 is used in a minute/u);
  assert.match(await sandbox.shell(sandbox.render(status)), /Version 1 is used beside it until /u);
  await assert.rejects(sandbox.shell(sandbox.render(rotate)), /The key before is still used/u);
}

/** "In containers": what needs no engine. */
export async function tryContainers({ sandbox, page }) {
  const made = [
    'mkdir -m 0700 secrets',
    'openssl rand -hex 24 > secrets/postgres_password',
    'openssl rand -hex 24 > secrets/vigie_db_password',
    'openssl rand -base64 48 > secrets/vigie_key',
    `printf 'postgresql://vigie:%s@db/vigie' "$(cat secrets/vigie_db_password)" > secrets/database_url`,
    'chmod 0444 secrets/*',
  ];
  const hasOpenssl = await has('openssl');
  for (const line of made) await (hasOpenssl ? page.run(line) : page.skip(line, 'there is no openssl'));
  if (hasOpenssl) assert.ok(existsSync(sandbox.path('secrets/database_url')));
  for (const line of [
    'VIGIE_NAME=vigie.example docker compose up --detach --build',
    'docker compose exec vigie node /opt/vigie/dist/apps/api/cli.js tenant create centre',
  ])
    page.skip(line, 'no container engine was ever at hand: tools/containers.spec.ts looks at the files');
}
