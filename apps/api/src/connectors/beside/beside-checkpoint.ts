import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartError } from '../../platform/start-error';
import { errorCode } from '../connector-fault';
import { replaceFile, textOf } from './replace-file';

/** What a connector beside its telephone system goes on from, in the folder of its spool. */
export class BesideCheckpoint {
  private readonly path: string;

  constructor(folder: string) {
    this.path = join(folder, 'checkpoint.json');
  }

  async load(): Promise<unknown> {
    const text = await textOf(this.path);
    return text === null ? null : (JSON.parse(text) as unknown);
  }

  save(checkpoint: unknown): Promise<void> {
    return replaceFile(this.path, JSON.stringify(checkpoint));
  }
}

/** Keeps a folder, which it creates, to one process: two would tear each other's lines. Gives what lets go of it. */
export async function lockFolder(folder: string, pid = process.pid): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    try {
      await writeFile(path, String(pid), { flag: 'wx', mode: 0o600 });
      return () => rm(path, { force: true });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder !== pid && isRunning(holder))
      throw new StartError(
        `${folder} is in use by process ${holder}. Give each connector a folder of its own.`,
      );
    await rm(path, { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
