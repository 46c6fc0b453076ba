import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

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
function isStreamed(contentType: string | undefined): boolean {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return mediaType !== undefined && streamedTypes.includes(mediaType);
}

const wholeBodyMs = 30_000;
const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();

/** Cuts a connection that has not sent its whole body after 30 s. A streamed body has only to keep coming. */
export function cutSlowSenders(server: FastifyInstance, limitMs = wholeBodyMs): void {
  server.addHook('onRequest', async (request) => {
    if (isStreamed(request.headers['content-type'])) return;
    timers.set(request, setTimeout(() => request.raw.socket.destroy(), limitMs).unref());
  });
  const arrived = async (request: FastifyRequest): Promise<void> => {
    if (request.raw.complete) clearTimeout(timers.get(request));
    else request.raw.once('close', () => clearTimeout(timers.get(request)));
  };
  server.addHook('preValidation', arrived);
  server.addHook('onResponse', arrived);
}

/**
 * A body that is refused before it is whole (too large, of another type) is read to its end and thrown away, within the
 * time of {@link cutSlowSenders}. A server that closes while the other side still writes resets the connection, and the
 * other side never reads why it was refused (RFC 9112 §9.6).
 */
export function hearRefusedBodiesOut(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    if (request.raw.complete || isStreamed(request.headers['content-type'])) return;
    reply.removeHeader('connection');
    request.raw.resume();
  });
}

/**
 * Does some work for a request whose body may be long received. A connection on which nothing moves is cut after a
 * minute, but not while its request is worked on: the body has its own watch. The signal tells when the connection has
 * ended and nobody waits for the answer any more.
 */
export async function workOnRequest<T>(socket: Socket, work: (gone: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const leave = (): void => controller.abort();
  const { timeout = 0 } = socket;
  socket.once('close', leave).setTimeout(0);
  if (socket.destroyed) leave();
  try {
    return await work(controller.signal);
  } finally {
    socket.off('close', leave).setTimeout(timeout);
  }
}
