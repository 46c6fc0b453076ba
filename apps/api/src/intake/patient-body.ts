import type { Readable } from 'node:stream';
import { IncomingMessage } from 'node:http';

import { badRequest, Problem } from '../platform/problems';
import { workOnRequest } from '../platform/http/request-bodies';
import { notPacked } from './inflate';

const patienceMs = 30_000;
const graceMs = 10_000;

/** The chunks of a body; gives up on a sender that falls silent, however long each chunk is worked on. */
export async function* patiently(body: Readable): AsyncGenerator<Buffer> {
  // When storing fails the stream must live on: its end is the end of the connection, and so of the answer.
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  try {
    for (let next = await heard(body, chunks); next.done !== true; next = await heard(body, chunks))
      yield next.value;
  } finally {
    await chunks.return?.();
    discard(body);
  }
}

async function heard(
  body: Readable,
  chunks: AsyncIterableIterator<Buffer>,
): Promise<IteratorResult<Buffer, unknown>> {
  const silence = setTimeout(() => body.destroy(silent()), patienceMs);
  try {
    return await chunks.next();
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(error);
  } finally {
    clearTimeout(silence);
  }
}

/** Lets a sender that is still writing come to read its answer, but not for ever. */
function discard(body: Readable): void {
  if (body.readableEnded || body.destroyed) return;
  const giveUp = setTimeout(() => body.destroy(), graceMs);
  body.once('close', () => clearTimeout(giveUp));
  body.on('error', () => undefined).resume();
}

function silent(): Problem {
  return new Problem({
    code: 'request_timeout',
    status: 408,
    detail: 'Nothing came for 30 seconds.',
    retryable: true,
  });
}

function unreadable(error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return code.startsWith('Z_') || code.startsWith('ERR__ERROR_')
    ? notPacked()
    : badRequest('incomplete_body', 'The body broke off.');
}

/** The chunks of a file that was sent, for the time of `work`; 415 when it was not sent as `text/csv`. */
export async function withFileBody<T>(
  body: unknown,
  work: (chunks: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  if (!isStream(body)) {
    throw new Problem({ code: 'unsupported_media_type', status: 415, detail: 'Send the file as text/csv.' });
  }
  const chunks = patiently(body);
  const read = async (): Promise<T> => {
    try {
      return await work(chunks);
    } finally {
      // Also when the header was refused: what is still being sent has to be read to its end.
      await chunks.return(undefined);
    }
  };
  return body instanceof IncomingMessage ? workOnRequest(body.socket, read) : read();
}

const isStream = (body: unknown): body is Readable =>
  typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && 'iterator' in body;
