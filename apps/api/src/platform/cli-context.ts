import { userInfo } from 'node:os';

import { resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';

import type { Platform } from './platform.module';
import { StartError } from './start-error';

/** What a command of the command line works with. */
export type CliContext = Readonly<{
  platform: Platform;
  /** The application without its server and its background work: `app.get(EventIntake)`. */
  app: INestApplicationContext;
  /** Writes a line for the person; results go to stdout, everything else to stderr. */
  print: (line: string) => void;
  note: (line: string) => void;
}>;

/** Opens the application on the server's database, running or not; asked for only by a command that needs it. */
export type OpenCli = () => Promise<CliContext>;

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

/** The account that a command runs under; null where it has no name. */
export function accountName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
