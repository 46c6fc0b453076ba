import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { io } from 'socket.io-client';

const main = (folder, user) => `${user}
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/nginx-body;
  proxy_temp_path ${folder}/nginx-proxy;
  fastcgi_temp_path ${folder}/nginx-fastcgi;
  uwsgi_temp_path ${folder}/nginx-uwsgi;
  scgi_temp_path ${folder}/nginx-scgi;
  include ${folder}/etc/nginx/conf.d/*.conf;
}
`;

/** nginx as a distribution starts it, in the sandbox's own folder and with nothing to serve yet. */
export async function startNginx(sandbox) {
  const { folder, ports } = sandbox;
  await writeFile(join(folder, 'nginx.conf'), main(folder, process.getuid?.() === 0 ? 'user root;' : ''));
  await sandbox.program(
    'nginx',
    `PATH=$PATH:/usr/sbin; PATH=\${PATH#*:}; exec nginx -p ${folder} -c ${folder}/nginx.conf "$@" 2>&1`,
  );
  const connect = `--connect-to vigie.example:443:127.0.0.1:${ports.https} --connect-to vigie.example:80:127.0.0.1:${ports.http}`;
  await sandbox.program('curl', `PATH=\${PATH#*:}; exec curl --show-error ${connect} "$@"`);
  await sandbox.shell('nginx');
  return () => sandbox.shell('nginx -s quit').catch(() => undefined);
}

/** What must be so of whoever comes through the proxy. */
export async function comeThroughNginx(sandbox, { key, post, call }) {
  const curl = (options, path, scheme = 'https') =>
    sandbox.shell(
      `curl --silent --show-error --max-time 20 --cacert etc/vigie/tls/fullchain.pem ${options} ${scheme}://vigie.example${path}`,
    );
  const code = (options, path, scheme) =>
    curl(`--output /dev/null --write-out '%{http_code}' ${options}`, path, scheme);
  assert.equal(await code('', '/', 'http'), '301', 'plain HTTP is sent to HTTPS');
  const page = await curl('--include', '/');
  assert.match(page, /strict-transport-security: max-age=31536000/iu);
  assert.match(page, /content-security-policy:/iu);
  assert.equal(await code('', '/metrics'), '404', 'measurements stay inside');
  assert.equal(await code('', '/api/v1/live'), '401', 'coming from the proxy’s machine is no identity');
  const forged = `--header 'X-Forwarded-For: 127.0.0.1' --header 'Forwarded: for=127.0.0.1' --header 'X-Real-IP: 127.0.0.1'`;
  assert.equal(await code(forged, '/api/v1/live'), '401', 'and claiming to does not help');
  assert.equal(await code(`--header 'Authorization: Bearer ${key}'`, '/api/v1/live'), '200');
  await writeFile(sandbox.path('event.json'), JSON.stringify(call));
  const posted = `--header 'Authorization: Bearer ${key}' --header 'Content-Type: application/json' --data @event.json`;
  assert.match(await curl(posted, '/api/v1/events'), /"accepted":2/u);
  await assert.rejects(
    watch(sandbox, { origin: 'https://evil.example', key }),
    'pages of others get no stream',
  );
  return watch(sandbox, { origin: 'https://vigie.example', key, then: post });
}

/** Opens the live stream by websocket, and waits for a whole board, then for a change; gives how long that took, in ms. */
async function watch(sandbox, { origin, key, then = async () => undefined }) {
  const ca = await readFile(sandbox.path('etc/vigie/tls/fullchain.pem'));
  const socket = io(`https://127.0.0.1:${sandbox.ports.https}/live`, {
    transports: ['websocket'],
    reconnection: false,
    ca,
    checkServerIdentity: () => undefined,
    extraHeaders: { host: 'vigie.example', origin, authorization: `Bearer ${key}` },
  });
  const heard = (name) =>
    new Promise((resolve, reject) => {
      socket.once(name, resolve);
      for (const bad of ['connect_error', 'refused', 'disconnect'])
        socket.once(bad, (what) =>
          reject(new Error(`${bad}: ${String(what?.description?.message ?? what?.message ?? what)}`)),
        );
      setTimeout(() => reject(new Error(`no ${name} in 20 s`)), 20_000).unref();
    });
  try {
    socket.emit('watch', {});
    await heard('snapshot');
    const from = performance.now();
    const patch = heard('patch');
    await then();
    await patch;
    return Math.round(performance.now() - from);
  } finally {
    socket.disconnect();
  }
}
