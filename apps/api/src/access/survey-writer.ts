import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { readingRequest } from './tenant-reader';
import { TenantOfRequest } from './tenant-of-request';

@Injectable()
export class SurveyWriterPipe implements PipeTransform<FastifyRequest, Promise<string>> {
  constructor(private readonly tenantOf: TenantOfRequest) {}

  transform(request: FastifyRequest): Promise<string> {
    return this.tenantOf.of(readingRequest(request), 'surveys:write');
  }
}

const RequestParameter = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

/** A controller's parameter: the id of the tenant the request asks patients for (scope `surveys:write`, or the same machine). */
export const SurveyTenant = (): ParameterDecorator => RequestParameter(SurveyWriterPipe);
