import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { problemBody, sendProblem, toProblem } from './problem.filter';
import { securityHeaders } from './security-headers';

const statusOfParser: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Answers an address the framework cannot read (`%ff`): a problem as any other, which quotes nothing. */
export function answerFrameworkError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(securityHeaders);
  sendProblem(reply, toProblem(error), request.id);
}

/** Answers what is no HTTP, or too slow or too much of it: a problem as any other, and the connection ends. */
export function answerParserError(error: Error & { readonly code?: string }, socket: Socket): void {
  endConnection(error, socket, (statusCode) => ({
    statusCode,
    headers: { ...securityHeaders, 'content-type': 'application/problem+json' },
    body: JSON.stringify(problemBody(toProblem({ statusCode }), randomUUID())),
  }));
}

/** What is written to a connection that ends with it. */
type LastAnswer = Readonly<{ statusCode: number; headers: Readonly<Record<string, string>>; body: string }>;

/** Ends a connection the parser gave up, with an answer where one can still be read. */
export function endConnection(
  error: Error & { readonly code?: string },
  socket: Socket,
  answerOf: (status: number) => LastAnswer,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const { statusCode, headers: own, body } = answerOf(statusOfParser[error.code ?? ''] ?? 400);
  const headers = {
    ...own,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}
