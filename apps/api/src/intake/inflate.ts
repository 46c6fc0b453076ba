import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress, createGunzip, gunzip } from 'node:zlib';

import { badRequest, Problem } from '../platform/problems';

type Encoding = 'identity' | 'gzip' | 'br';

/** How the body was packed; several layers are refused, since each could blow up the next. */
export function encodingOf(header: string | undefined): Encoding {
  const name = (header ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === 'gzip' || name === 'br') return name;
  throw new Problem({
    code: 'unsupported_encoding',
    status: 415,
    detail: 'Send the body plain, or as gzip or br.',
  });
}

/** Unpacks a whole body; 413 as soon as it proves larger than `maxBytes`. */
export async function inflate(body: Buffer, encoding: Encoding, maxBytes: number): Promise<Buffer> {
  if (encoding === 'identity') return body;
  const unpack = encoding === 'gzip' ? promisify(gunzip) : promisify(brotliDecompress);
  try {
    return await unpack(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Problem({
        code: 'too_large',
        status: 413,
        detail: 'The body is larger than 5 MB when unpacked.',
      });
    }
    throw notPacked();
  }
}

/** What any body may become when unpacked, and how many times its size one may. Events are some twenty times theirs. */
const freeBytes = 8_388_608;
const mostTimes = 100;

/** Unpacks a stream as it comes; a body that breaks off, or that blows up beyond reason, breaks what is unpacked of it. */
export function inflateStream(body: Readable, encoding: Encoding): Readable {
  if (encoding === 'identity') return body;
  const unpacked = encoding === 'gzip' ? createGunzip() : createBrotliDecompress();
  // Not a pipeline: that would cut the connection when the bytes prove wrong, and no answer could be given.
  body.once('error', (error) => unpacked.destroy(error));
  body.once('close', () => body.readableEnded || unpacked.destroy(new Error('the body broke off')));
  let packedBytes = 0;
  let bytes = 0;
  body.on('data', (chunk: Buffer) => (packedBytes += chunk.length));
  unpacked.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > freeBytes + mostTimes * packedBytes) unpacked.destroy(blownUp());
  });
  unpacked.pause();
  return body.pipe(unpacked);
}

function blownUp(): Problem {
  const detail = `The body becomes more than ${mostTimes} times its size when unpacked.`;
  return new Problem({ code: 'too_large', status: 413, detail });
}

/** The body is not what its encoding says. */
export function notPacked(): Problem {
  return badRequest('invalid_encoding', 'The body is not packed as its Content-Encoding says.');
}
