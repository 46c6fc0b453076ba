import { resolve } from 'node:path';

import { StartError } from './start-error';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
};

/** Why a file that was named on the command line cannot be read, with its whole path: which folder was meant. */
export function unreadable(file: string, error: unknown): StartError {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const reason = reasons[code ?? ''] ?? message ?? 'unknown fault';
  return new StartError(`${file} cannot be read: ${reason} (${resolve(file)}).`);
}
