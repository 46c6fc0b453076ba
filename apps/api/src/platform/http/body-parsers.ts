import type { FastifyInstance } from 'fastify';

/** The largest body that is read whole: 5 MB. */
export const maxBodyBytes = 5 * 1024 * 1024;

const wholeTypes = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];
const streamedTypes = ['application/x-ndjson', 'text/plain', 'text/csv'];

/**
 * How request bodies reach the controllers: JSON as a `Buffer` of at most {@link maxBodyBytes}, since the intake must
 * see the bytes as they were sent; line-based formats as a stream of any length. Anything else is refused with 415.
 */
export function registerBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    wholeTypes,
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    (_request, body, done) => done(null, body),
  );
  server.addContentTypeParser(streamedTypes, (_request, payload, done) => done(null, payload));
}

/** Whether a body of this content type is read as a stream. */
export function isStreamed(contentType: string | undefined): boolean {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return mediaType !== undefined && streamedTypes.includes(mediaType);
}
