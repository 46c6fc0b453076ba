import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { chromium, type Browser } from '@playwright/test';

const finder = `import('./tools/find-chromium.mjs').then(async (m) => {
  console.log(JSON.stringify({ path: await m.findChromium(() => undefined), args: m.chromiumArguments }));
})`;

/** A real browser as the tests start it; undefined where this machine has none. */
export async function openChromium(): Promise<Browser | undefined> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', finder]);
  const { path, args } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as {
    path?: string;
    args?: string[];
  };
  if (path === undefined) return undefined;
  return chromium.launch({ executablePath: path, args: args ?? [] });
}
