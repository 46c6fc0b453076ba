import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';

import { isAlive } from '../platform/process-end';
import { StartError } from '../platform/start-error';

/**
 * A file that has its name only once it is whole and on the disk: until then it is `NAME.PID.partial` beside it. What a
 * killed process left is taken away by the next one that writes under the same name. Only its owner may read it.
 */
export class PartialFile {
  private constructor(
    private readonly file: string,
    private readonly partial: string,
    private readonly handle: FileHandle,
  ) {}

  /** Throws a {@link StartError} where a file of that name is, since a backup is never written over. */
  static async create(file: string): Promise<PartialFile> {
    if ((await stat(file).catch(() => undefined)) !== undefined)
      throw new StartError(
        `${file} is there already, and a backup is never written over: choose another name.`,
      );
    const partial = `${file}.${process.pid}.partial`;
    try {
      await removeAbandoned(file);
      return new PartialFile(file, partial, await open(partial, 'wx', 0o600));
    } catch (error) {
      throw new StartError(
        `${file} cannot be written: ${(error as { readonly message?: string }).message ?? 'unknown fault'}.`,
      );
    }
  }

  write(bytes: Buffer): Promise<unknown> {
    return this.handle.write(bytes);
  }

  /** For what follows; once it is closed, all is on the disk. */
  stream(): Writable {
    return this.handle.createWriteStream({ flush: true });
  }

  /** Gives it its name, and tells how large it is. */
  async keep(): Promise<number> {
    const { size } = await stat(this.partial);
    await rename(this.partial, this.file);
    const folder = await open(dirname(this.file), 'r');
    await folder.sync().finally(() => folder.close());
    return size;
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.partial, { force: true });
  }
}

async function removeAbandoned(file: string): Promise<void> {
  const folder = dirname(file);
  const prefix = `${basename(file)}.`;
  for (const name of await readdir(folder)) {
    const writer = name.startsWith(prefix)
      ? /^(\d+)\.partial$/u.exec(name.slice(prefix.length))?.[1]
      : undefined;
    if (writer !== undefined && !isAlive(Number(writer))) await rm(join(folder, name), { force: true });
  }
}
