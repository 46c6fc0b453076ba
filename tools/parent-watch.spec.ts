import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const watch = pathToFileURL(join(import.meta.dirname, 'parent-watch.mjs')).href;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-parent-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (name: string): Promise<string | undefined> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    if (text !== '') return text;
    await wait(50);
  }
  return undefined;
};

describe('a program that npm started through a shell', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('ends by itself when the shell is ended by %s', async (signal) => {
    const program = join(folder, `follows-${signal}.mjs`);
    await writeFile(
      program,
      `import { writeFileSync } from 'node:fs';
       import { parentWatch } from ${JSON.stringify(watch)};
       parentWatch()('SIGTERM');
       process.on('SIGTERM', () => {
         writeFileSync(${JSON.stringify(join(folder, `ended-${signal}`))}, 'by SIGTERM');
         process.exit(0);
       });
       setInterval(() => {}, 1000);
       writeFileSync(${JSON.stringify(join(folder, `runs-${signal}`))}, String(process.pid));`,
    );
    // The second command keeps the shell between: it must not become the program.
    const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" "${program}"; true`], { stdio: 'ignore' });
    const pid = Number(await written(`runs-${signal}`));
    expect(pid).toBeGreaterThan(0);
    shell.kill(signal);
    expect(await written(`ended-${signal}`)).toBe('by SIGTERM');
  });
});
