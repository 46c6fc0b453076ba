import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

import { workOnRequest } from '../../platform/http/request-bodies';
import { Problem } from '../../platform/problems';
import { patiently } from '../patient-body';

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
