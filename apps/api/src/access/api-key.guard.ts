import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import type { ApiScope } from './api-key';
import { ApiKeyAuthority, type ApiKeyOwner } from './api-key-authority';
import { ownerOfRequest } from './request-key';
import { scopeOfRoute } from './scopes';

/** A request that {@link ApiKeyGuard} let through. */
export type KeyedRequest = FastifyRequest & { apiKey: ApiKeyOwner };

/** Lets only requests through that carry a key with the scope of the route (`@Scopes`). Without one it lets none. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly authority: ApiKeyAuthority,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = this.reflector.get<ApiScope | undefined>(scopeOfRoute, context.getHandler());
    if (scope === undefined) return false;
    const request = context.switchToHttp().getRequest<KeyedRequest>();
    request.apiKey = await ownerOfRequest(this.authority, request.headers, scope);
    return true;
  }
}
