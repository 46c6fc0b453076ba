import { STATUS_CODES } from 'node:http';

import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { databaseProblem } from '../database-fault';
import { errorFields } from '../logging';
import { Problem } from '../problems';

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
  503: 'unavailable',
};

/** Turns every failure of a request into `application/problem+json`; what it does not know is a 500 that says nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error);
    if (problem.status >= 500) this.report(error, problem, request);
    sendProblem(http.getResponse<FastifyReply>(), problem, request.id);
  }

  private report(error: unknown, problem: Problem, request: FastifyRequest): void {
    const where = {
      requestId: request.id,
      code: problem.code,
      method: request.method,
      route: request.routeOptions.url,
    };
    const known = problem.status === 503;
    if (known) this.logger.warn(where);
    else this.logger.error({ ...where, ...(error instanceof Error ? errorFields(error) : {}) });
  }
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  if (reply.sent) return;
  if (problem.retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(problem.retryAfterSeconds));
  void reply
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, requestId)));
}

/** What a failed request answers: nothing of the inside, and an id to ask about. */
export function problemBody(problem: Problem, requestId: string): Readonly<Record<string, unknown>> {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    code: problem.code,
    retryable: problem.retryable,
    requestId,
    detail: problem.message,
    ...(problem.progress !== undefined && { progress: problem.progress }),
    ...(problem.faults !== undefined && { faults: problem.faults }),
  };
}

/** What the caller is told about any error. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return databaseProblem(error) ?? problemOfStatus(statusOf(error));
}

/** Nest's and Fastify's own refusals say their status; their texts may quote the request and are not passed on. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function problemOfStatus(status: number): Problem {
  const detail =
    status === 500 ? 'Something went wrong here. The request id helps to find out what.' : sentenceOf(status);
  return new Problem({
    code: codeOfStatus[status] ?? (status < 500 ? 'bad_request' : 'internal'),
    status,
    detail,
  });
}

function sentenceOf(status: number): string {
  return `${STATUS_CODES[status] ?? 'The request cannot be answered'}.`;
}
