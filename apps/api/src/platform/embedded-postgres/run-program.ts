import { spawn } from 'node:child_process';

import type { ServerAccount } from './server-account';

/** Runs one of PostgreSQL's programs to its end; rejects with what it wrote when it fails. */
export function runProgram(program: string, args: readonly string[], account: ServerAccount): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      ...(account === 'same-as-ours' ? {} : account),
      cwd: '/',
      // In our terminal's group a Ctrl-C would reach the server before we have drained.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
      windowsHide: true,
    });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.once('error', reject);
    child.once('exit', (code) => {
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new Error(complaints.trim() || `${program} ended with code ${code}`));
    });
  });
}
