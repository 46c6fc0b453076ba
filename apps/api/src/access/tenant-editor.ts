import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import type { ApiScope } from './api-key';
import { TenantOfRequest } from './tenant-of-request';
import { readingRequest } from './tenant-reader';

type EditingRequest = { readonly request: FastifyRequest; readonly scope: ApiScope };

@Injectable()
export class EditorPipe implements PipeTransform<EditingRequest, Promise<string>> {
  constructor(private readonly tenantOf: TenantOfRequest) {}

  transform({ request, scope }: EditingRequest): Promise<string> {
    return this.tenantOf.of(readingRequest(request), scope);
  }
}

const editingRequest = createParamDecorator((scope: ApiScope, context: ExecutionContext): EditingRequest => ({
  request: context.switchToHttp().getRequest<FastifyRequest>(),
  scope,
}));

/**
 * A controller's parameter: the id of the tenant whose things the request may change, with a key of that scope or from
 * the same machine (and no other site's page). The one place where roles will decide who may edit.
 */
export const EditTenant = (scope: ApiScope = 'reports:write'): ParameterDecorator =>
  editingRequest(scope, EditorPipe);
