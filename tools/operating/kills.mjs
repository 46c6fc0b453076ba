import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts the command line as a process that can be struck. */
function start(sandbox, args) {
  const child = spawn('vigie', args, {
    cwd: sandbox.folder,
    env: sandbox.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)));
  const ended = new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
  return { child, ended };
}

/** Kills a command that takes `wholeMs` at a share of that, and waits until it is gone. */
async function strike(sandbox, args, atMs) {
  const { child, ended } = start(sandbox, args);
  await Promise.race([sleep(atMs), ended]);
  child.kill('SIGKILL');
  return ended;
}

/** `kill -9` in the middle of backups: a name is had by whole files alone, and the next one clears up. */
export async function killBackups(sandbox, wholeMs, times) {
  const folder = sandbox.path('var/backups/vigie');
  const struck = { cut: 0, whole: 0 };
  for (let turn = 1; turn <= times; turn += 1) {
    await strike(sandbox, ['backup', `${folder}/struck.vigie`], (wholeMs * turn) / times);
    if (!existsSync(`${folder}/struck.vigie`)) struck.cut += 1;
    else {
      struck.whole += 1;
      await sandbox.shell(`vigie restore --check ${folder}/struck.vigie && rm ${folder}/struck.vigie`);
    }
  }
  await sandbox.shell(`vigie backup ${folder}/struck.vigie`);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.partial')),
    [],
  );
  assert.ok(struck.cut > 0, 'at least one was cut short');
  return struck;
}

/** `kill -9` in the middle of restores: it can be begun again each time, as long as none was done. */
export async function killRestores(sandbox, file, wholeMs, times) {
  let cut = 0;
  for (let turn = 1; turn <= times; turn += 1) {
    const { said } = await strike(sandbox, ['restore', file], (wholeMs * turn) / times);
    if (/something in this database already|Restored as it was/u.test(said)) return { cut, done: true };
    cut += 1;
  }
  return { cut, done: false };
}
