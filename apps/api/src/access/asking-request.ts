import type { IncomingMessage } from 'node:http';

import type { FastifyRequest } from 'fastify';

import type { Arrival } from '../platform/http/client';
import { badRequest } from '../platform/problems';

/** What of a request (or of a socket's handshake) says who asks, and of which tenant. */
export type AskingRequest = Arrival &
  Readonly<{
    /** Of a request that changes something its page must be ours; a socket's handshake is a `GET`. */
    method: string;
    /** `?tenant=`; beside a key or a session, which name their own tenant, it must be that one. */
    wanted?: string | undefined;
    /** A television asks: by its link, and by nothing else that the browser may hold. */
    asWall?: boolean;
  }>;

/** What is asked of a request by HTTP. Throws 400 where `?tenant=` names several. */
export function askingRequest(request: FastifyRequest): AskingRequest {
  const wanted = (request.query as Readonly<Record<string, unknown>>)['tenant'];
  if (wanted !== undefined && typeof wanted !== 'string')
    throw badRequest('invalid_parameter', '`tenant` must name one.');
  return { ...arrivalOf(request), method: request.method, wanted };
}

/** Where a request comes from. */
export function arrivalOf({ socket, headers }: FastifyRequest): Arrival {
  return { remoteAddress: socket.remoteAddress, isEncrypted: 'encrypted' in socket, headers };
}

/** What a socket's handshake says of who asks. */
export function askingOf(request: IncomingMessage, wanted?: string): AskingRequest {
  const { socket, headers } = request;
  const isEncrypted = 'encrypted' in socket;
  return { remoteAddress: socket.remoteAddress, isEncrypted, headers, method: 'GET', wanted };
}
