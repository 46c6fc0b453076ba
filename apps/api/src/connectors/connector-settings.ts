import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';

import { unreadable } from '../platform/cli-context';
import { StartError } from '../platform/start-error';
import type { ConnectorOptions } from './connector';

/** `host=10.0.0.5` `port=5038` `tls=true`, as they stand on the command line. */
export function readSettings(pairs: readonly string[]): ConnectorOptions {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new StartError('--set: name=value.');
      const value = pair.slice(at + 1);
      return [pair.slice(0, at), /^\d{1,6}$/u.test(value) ? Number(value) : (flags[value] ?? value)];
    }),
  );
}

const flags: Readonly<Record<string, boolean>> = { true: true, false: false };

/** What a file holds, or the input where it is named `-`; without the end of its line. */
export async function readSecret(file: string): Promise<string> {
  const text =
    file === '-'
      ? await readAll(process.stdin)
      : await readFile(file, 'utf8').catch((error: unknown) => {
          throw unreadable(file, error);
        });
  return text.replace(/\r?\n$/u, '');
}
