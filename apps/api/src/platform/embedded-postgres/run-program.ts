import { spawn } from 'node:child_process';

import type { ServerAccount } from './server-account';

/**
 * What PostgreSQL's programs are given of our environment: where programs are, language and zone. The rest holds secrets,
 * the key among them, and the server runs under another account beside the very data that the key protects.
 */
function environment(): NodeJS.ProcessEnv {
  // SystemRoot is what no program of Windows starts without.
  const names = ['PATH', 'LANG', 'TZ', ...(process.platform === 'win32' ? ['SystemRoot', 'TEMP'] : [])];
  const given = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(given), LC_ALL: 'C' };
}

/** Runs one of PostgreSQL's programs to its end; rejects with what it wrote when it fails. */
export function runProgram(program: string, args: readonly string[], account: ServerAccount): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      ...(account === 'same-as-ours' ? {} : account),
      cwd: '/',
      // In our terminal's group a Ctrl-C would reach the server before we have drained.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: environment(),
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
