import { hash } from 'node:crypto';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Where reading stopped: bytes read, and a digest of what stands just before, so that another file is noticed. */
export type FilePosition = { readonly offset: number; readonly fingerprint: string };

/** The beginning of a file that nothing was read of. */
export const beginning: FilePosition = { offset: 0, fingerprint: '' };

const fingerprintBytes = 512;
const chunkBytes = 262_144;

const fingerprintOf = (before: Buffer): string =>
  before.length === 0 ? '' : hash('sha256', before.subarray(-fingerprintBytes), 'hex').slice(0, 32);

/** The bytes just before `offset` that tell one file from another: fewer where the file is shorter than that. */
async function bytesBefore(file: FileHandle, offset: number): Promise<Buffer> {
  const length = Math.min(offset, fingerprintBytes);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset - length);
  return buffer.subarray(0, bytesRead);
}

/**
 * Follows a reading from `position` on, to tell where it ended from the bytes that were read: the file itself may have
 * been cut by the time the reading is committed, and would then know nothing of them.
 */
export class PositionTrail {
  private recent: Buffer;
  private end: number;

  private constructor(
    private readonly from: number,
    before: Buffer,
  ) {
    this.recent = before;
    this.end = from;
  }

  static async begin(file: FileHandle, { offset }: FilePosition): Promise<PositionTrail> {
    return new PositionTrail(offset, await bytesBefore(file, offset));
  }

  push(chunk: Buffer): void {
    this.recent = Buffer.concat([this.recent.subarray(-chunkBytes), chunk]);
    this.end += chunk.length;
  }

  /** Where `bytes` of what was read end. */
  after(bytes: number): FilePosition {
    const offset = this.from + bytes;
    const unread = this.end - offset;
    return { offset, fingerprint: fingerprintOf(this.recent.subarray(0, this.recent.length - unread)) };
  }
}

/** Whether `file` is the one that was read up to `position`: not shorter, and the same bytes before it. */
export async function continues(file: FileHandle, position: FilePosition): Promise<boolean> {
  const { size } = await file.stat();
  return (
    size >= position.offset &&
    fingerprintOf(await bytesBefore(file, position.offset)) === position.fingerprint
  );
}

/** Everything that stands in the file beyond `offset` now, in pieces. */
export async function* bytesFrom(file: FileHandle, offset: number): AsyncGenerator<Buffer> {
  for (let at = offset; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * The rotated files that hold what was not read of a log: the first one that `begins` knows again, then all newer ones,
 * oldest first, up to the log that is open now (`current`), which may itself have been rotated meanwhile. Rotated
 * copies are recognised by what they are rather than by name, since every rotation names them its own way.
 */
export async function rotatedSince(
  path: string,
  begins: (file: FileHandle) => Promise<boolean>,
  current: number,
): Promise<readonly string[]> {
  const siblings = await rotatedSiblings(path);
  const end = siblings.findIndex(({ ino }) => ino === current);
  const paths = siblings.slice(0, end === -1 ? undefined : end).map(({ file }) => file);
  for (const [index, sibling] of paths.entries()) {
    const file = await open(sibling, 'r');
    try {
      if (await begins(file)) return paths.slice(index);
    } finally {
      await file.close();
    }
  }
  return [];
}

/** Rotated files that stand beside the log now, by inode. */
export async function rotatedNow(path: string): Promise<ReadonlySet<number>> {
  return new Set((await rotatedSiblings(path)).map(({ ino }) => ino));
}

/** Copies that were made of the log after it stood beside `known`, oldest first. */
export async function copiedSince(path: string, known: ReadonlySet<number>): Promise<readonly string[]> {
  return (await rotatedSiblings(path)).filter(({ ino }) => !known.has(ino)).map(({ file }) => file);
}

type Sibling = { readonly file: string; readonly ino: number; readonly changed: number };

async function rotatedSiblings(path: string): Promise<readonly Sibling[]> {
  const folder = dirname(path);
  const name = basename(path);
  const names = (await readdir(folder)).filter(
    (other) => other !== name && other.startsWith(name) && !/\.(gz|bz2|xz|zst)$/u.test(other),
  );
  const siblings = await Promise.all(
    names.map(async (other): Promise<Sibling> => {
      const file = join(folder, other);
      const { ino, mtimeMs } = await stat(file);
      return { file, ino, changed: mtimeMs };
    }),
  );
  return siblings.toSorted((a, b) => a.changed - b.changed || (a.file < b.file ? 1 : -1));
}
