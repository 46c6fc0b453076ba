import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';

import { badRequest } from '../problems';
import { problemBody, toProblem } from './problem.filter';

describe('what a failed request answers', () => {
  it('shows a problem as it is', () => {
    const body = problemBody(toProblem(badRequest('unaligned', 'Ask for whole quarters.')), 'r-1');
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'unaligned',
      retryable: false,
      requestId: 'r-1',
      detail: 'Ask for whole quarters.',
    });
  });

  it('says nothing of the inside for an error nobody expected', () => {
    const error = new Error('relation "call" does not exist at /srv/vigie/main.js');
    expect(problemBody(toProblem(error), 'r-2')).toMatchObject({
      status: 500,
      code: 'internal',
      retryable: false,
    });
    expect(JSON.stringify(problemBody(toProblem(error), 'r-2'))).not.toMatch(/call|srv/);
  });

  it('tells the sender to come back when the database is away', () => {
    const problem = toProblem(Object.assign(new Error('x'), { driverError: { code: 'ECONNREFUSED' } }));
    expect(problem).toMatchObject({
      status: 503,
      code: 'db_unavailable',
      retryable: true,
      retryAfterSeconds: 2,
    });
  });

  it('keeps the status of the framework and of the HTTP server, not their texts', () => {
    expect(toProblem(new NotFoundException('/etc/passwd')).message).toBe('Not Found.');
    expect(toProblem(Object.assign(new Error('Body of 9 MB'), { statusCode: 413 }))).toMatchObject({
      code: 'too_large',
    });
  });
});
