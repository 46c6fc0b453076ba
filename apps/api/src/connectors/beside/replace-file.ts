import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

import { errorCode } from '../connector-fault';

/** Puts a text in the place of a file: whoever reads it, after a power cut too, finds the one or the other, whole. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(dirname(path));
}

/** The text of a file; null where there is none. */
export async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
}

/** Has the names of a folder outlive a power cut, where its disk can do that. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
