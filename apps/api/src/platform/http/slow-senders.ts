import type { FastifyInstance, FastifyRequest } from 'fastify';

import { isStreamed } from './body-parsers';

const wholeBodyMs = 30_000;
const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();

/** Cuts a connection that has not sent its whole body after 30 s. A streamed body has only to keep coming. */
export function cutSlowSenders(server: FastifyInstance, limitMs = wholeBodyMs): void {
  server.addHook('onRequest', async (request) => {
    if (isStreamed(request.headers['content-type'])) return;
    timers.set(request, setTimeout(() => request.raw.socket.destroy(), limitMs).unref());
  });
  const arrived = async (request: FastifyRequest): Promise<void> => clearTimeout(timers.get(request));
  server.addHook('preValidation', arrived);
  server.addHook('onError', arrived);
  server.addHook('onResponse', arrived);
}
