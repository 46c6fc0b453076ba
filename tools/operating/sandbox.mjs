import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../console.mjs';

export const root = join(import.meta.dirname, '../..');

/** What the page says of a whole machine happens below one folder. */
const places =
  /(?<![\w.-])\/(var\/lib\/vigie|var\/backups\/vigie|etc\/vigie|etc\/systemd\/system|etc\/nginx\/conf\.d|usr\/local\/bin|root)(?![\w-])/gu;

/** A folder that stands for a machine, with ports of its own and programs that know of them. */
export class Sandbox {
  constructor(folder, ports) {
    this.folder = folder;
    this.ports = ports;
    this.env = {
      ...process.env,
      PATH: `${folder}/bin:${folder}/usr/local/bin:${process.env.PATH}`,
      INIT_CWD: undefined,
      DATABASE_URL: undefined,
    };
  }

  static async make() {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-operating-'));
    await chmod(folder, 0o755);
    for (const place of ['bin', 'usr/local/bin', 'etc/systemd/system', 'etc/nginx/conf.d', 'root', 'var/lib'])
      await mkdir(join(folder, place), { recursive: true });
    const [vigie, http, https] = await Promise.all([freePort(), freePort(), freePort()]);
    return new Sandbox(folder, { vigie, http, https });
  }

  path(absolute) {
    return join(this.folder, absolute);
  }

  /** A text of the page, or of a file that it installs, as it is here. */
  render(text) {
    const isRoot = process.getuid?.() === 0;
    return (
      text
        // The account that PostgreSQL runs under must reach its data; elsewhere that is the service's own.
        .replaceAll('-m 0700 -o vigie -g vigie', isRoot ? '-m 0755' : '-m 0700')
        .replace(/\bsudo (-u \w+ )?/gu, '')
        .replace(/ -[og] vigie\b/gu, '')
        .replace(places, (place) => this.path(place))
        .replaceAll('/opt/vigie', root)
        .replaceAll('127.0.0.1:3000', `127.0.0.1:${this.ports.vigie}`)
        .replace(/^PORT=3000$/mu, `PORT=${this.ports.vigie}`)
        .replace(/^\s*listen \[::\].*\n/gmu, '')
        .replaceAll('listen 80;', `listen 127.0.0.1:${this.ports.http};`)
        .replaceAll('listen 443 ', `listen 127.0.0.1:${this.ports.https} `)
    );
  }

  /** Has a file that was installed say what is so here. */
  async rewrite(file) {
    await writeFile(this.path(file), this.render(await readFile(this.path(file), 'utf8')));
  }

  async program(name, lines) {
    await writeFile(this.path(`bin/${name}`), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }

  /** Runs a line in a shell; throws what it said when it fails. */
  async shell(line, env = {}) {
    const { code, output } = await run('sh', ['-c', line], {
      cwd: this.folder,
      env: { ...this.env, ...env },
    });
    if (code !== 0) throw new Error(`${line}\n${output.slice(-2_000)}`);
    return output;
  }

  async remove() {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Whether a program is on this machine. */
export async function has(program) {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  return (
    (await run('sh', ['-c', `command -v ${program}`], { env: { ...process.env, PATH: path } })).code === 0
  );
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
