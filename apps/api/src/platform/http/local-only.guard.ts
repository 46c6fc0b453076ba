import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { Problem } from '../problems';
import { isLocalRequest } from './local-request';

/** Lets only requests of this very machine through; see {@link isLocalRequest}. */
@Injectable()
export class LocalOnlyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!isLocalRequest({ remoteAddress: request.socket.remoteAddress, headers: request.headers })) {
      throw new Problem({
        code: 'forbidden',
        status: 403,
        detail: 'This is only for programs on the same machine.',
      });
    }
    return true;
  }
}
