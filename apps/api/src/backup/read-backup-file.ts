import { timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import type { SecretKey } from '../platform/secret-key';
import { unreadable } from '../platform/cli-context';
import {
  backupHeader,
  DamagedBackup,
  decodeFrame,
  endLineBytes,
  endLinePattern,
  formatVersion,
  type BackupHeader,
  type DecodedFrame,
  type Frame,
} from './backup-format';
import { startChecksum } from './write-backup-file';

/** What a file says of itself before anything of it is believed. */
export type OpenedBackup = Readonly<{ file: string; header: BackupHeader; line: Buffer; size: number }>;

const longestHeaderBytes = 1_000_000;

/** Reads the first line of a file. Throws a sentence where it is none of ours, or of a later version. */
export async function openBackupFile(file: string): Promise<OpenedBackup> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    const line = await firstLine(handle, file);
    return { file, line, header: parseHeader(file, line), size: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}

async function firstLine(handle: FileHandle, file: string): Promise<Buffer> {
  const start = Buffer.alloc(longestHeaderBytes);
  const { bytesRead } = await handle.read(start, 0, longestHeaderBytes, 0).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const end = start.subarray(0, bytesRead).indexOf('\n');
  if (end === -1 && start.subarray(0, bytesRead).toString().startsWith('{"vigieBackup"')) throw cutOff(file);
  if (end === -1) throw notOurs(file);
  return start.subarray(0, end + 1);
}

function parseHeader(file: string, line: Buffer): BackupHeader {
  let said: unknown;
  try {
    said = JSON.parse(line.toString('utf8'));
  } catch {
    throw notOurs(file);
  }
  const parsed = backupHeader.safeParse(said);
  if (parsed.success) return parsed.data;
  const version = (said as { readonly vigieBackup?: unknown } | null)?.vigieBackup;
  if (typeof version !== 'number') throw notOurs(file);
  if (version > formatVersion)
    throw new DamagedBackup(`${file} was made by a later version of Vigie: restore it with that one.`);
  throw altered(file);
}

/**
 * Every frame of a file, in order; `atByte` hears how far in the file that is. It throws {@link DamagedBackup} as soon
 * as it can know, and at the latest after the trailer: only a walk that ended may be believed.
 */
export async function* readFrames(
  { file, line, size }: OpenedBackup,
  key: SecretKey,
  atByte: (byte: number) => void = () => undefined,
): AsyncGenerator<Frame> {
  const mac = startChecksum(key).update(line);
  async function* noted(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      mac.update(chunk);
      yield chunk;
    }
  }
  try {
    const checksum = await writtenChecksum(file, size);
    const range = { start: line.length, end: size - endLineBytes - 1, highWaterMark: 256 * 1024 };
    const source = createReadStream(file, range);
    const gunzip = createGunzip({ chunkSize: 256 * 1024 });
    for await (const frame of framesOf(pipeline(source, noted, gunzip, () => undefined))) {
      atByte(line.length + source.bytesRead);
      yield frame;
    }
    if (!timingSafeEqual(checksum, mac.digest())) throw altered(file);
  } catch (error) {
    throw toDamage(error, file);
  }
}

/** The checksum in the last line; without that line there is no end. */
async function writtenChecksum(file: string, size: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const end = Buffer.alloc(endLineBytes);
    await handle.read(end, 0, endLineBytes, Math.max(0, size - endLineBytes));
    const checksum = endLinePattern.exec(end.toString('latin1'))?.[1];
    if (checksum === undefined) throw cutOff(file);
    return Buffer.from(checksum, 'hex');
  } finally {
    await handle.close();
  }
}

async function* framesOf(bytes: AsyncIterable<unknown>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  let last: Frame['kind'] | undefined;
  for await (const chunk of bytes) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (;;) {
      const read: DecodedFrame | undefined = decodeFrame(rest);
      if (read === undefined) break;
      rest = rest.subarray(read.length);
      last = read.frame.kind;
      yield read.frame;
    }
  }
  if (last !== 'trailer' || rest.length > 0) throw new SyntaxError('what was compressed has no end');
}

/** What zlib, the frames and their schemas complain about is one thing to a person. */
function toDamage(error: unknown, file: string): unknown {
  if (error instanceof DamagedBackup) return error;
  const { code, name } = error as { readonly code?: string; readonly name?: string };
  if (code?.startsWith('Z_') === true || name === 'SyntaxError' || name === 'ZodError') return altered(file);
  return code?.startsWith('E') === true ? unreadable(file, error) : error;
}

const cutOff = (file: string): DamagedBackup =>
  new DamagedBackup(
    `${file} was cut off: its end is missing. Nothing is restored from it; take another backup.`,
  );
const altered = (file: string): DamagedBackup =>
  new DamagedBackup(
    `${file} is not as it was written: its checksum does not fit. Nothing is restored from it; take another backup.`,
  );
const notOurs = (file: string): DamagedBackup => new DamagedBackup(`${file} is not a backup of Vigie.`);
