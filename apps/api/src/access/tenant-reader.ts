import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { badRequest } from '../platform/problems';
import { TenantOfRequest, type ReadingRequest } from './tenant-of-request';

/** The part of an HTTP request that {@link TenantOfRequest} decides by. */
export function readingRequest(request: FastifyRequest): ReadingRequest {
  const wanted = (request.query as Readonly<Record<string, unknown>>)['tenant'];
  if (wanted !== undefined && typeof wanted !== 'string')
    throw badRequest('bad_parameter', 'tenant: name one.');
  return { remoteAddress: request.socket.remoteAddress, headers: request.headers, wanted };
}

@Injectable()
export class TenantPipe implements PipeTransform<FastifyRequest, Promise<string>> {
  constructor(private readonly tenantOf: TenantOfRequest) {}

  transform(request: FastifyRequest): Promise<string> {
    return this.tenantOf.of(readingRequest(request));
  }
}

const RequestParameter = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

/** A controller's parameter: the id of the tenant the request reads (scope `metrics:read`, or the same machine). */
export const ReadTenant = (): ParameterDecorator => RequestParameter(TenantPipe);
