import { createHmac, type Hmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import type { SecretKey } from '../platform/secret-key';
import { encodeFrame, endLine, type BackupHeader, type Frame, type Trailer } from './backup-format';
import { PartialFile } from './partial-file';

/** Where the bytes of the file are counted, and what its trailer said. */
export type Written = Readonly<{ bytes: number; trailer: Trailer }>;

/**
 * Writes a backup: the header as a line of text, then the frames, compressed, then the line with the checksum, so that
 * neither an accident nor a hand changes it unseen. The file has its name only when it is whole.
 */
export async function writeBackupFile(
  file: string,
  header: BackupHeader,
  frames: AsyncIterable<Frame>,
  key: SecretKey,
): Promise<Written> {
  const target = await PartialFile.create(file);
  try {
    const mac = startChecksum(key);
    const line = Buffer.from(`${JSON.stringify(header)}\n`);
    mac.update(line);
    await target.write(line);
    let trailer: Trailer | undefined;
    async function* encoded(): AsyncGenerator<Buffer> {
      for await (const frame of frames) {
        if (frame.kind === 'trailer') trailer = frame;
        yield encodeFrame(frame);
      }
    }
    async function* ended(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const bytes of compressed) {
        mac.update(bytes);
        yield bytes;
      }
      yield endLine(mac.digest('hex'));
    }
    const gzip = createGzip({ level: compression, chunkSize: 256 * 1024 });
    await pipeline(Readable.from(encoded(), { objectMode: false }), gzip, ended, target.stream());
    if (trailer === undefined) throw new Error('the frames of a backup end with a trailer');
    return { bytes: await target.keep(), trailer };
  } catch (error) {
    await target.discard();
    throw error;
  }
}

/** Beyond it a file gets hardly smaller, and takes twice the time. */
const compression = 4;

/** The checksum that a file ends with, before its first byte. */
export function startChecksum(key: SecretKey): Hmac {
  return createHmac('sha256', key.derive('backup'));
}
