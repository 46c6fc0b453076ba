import type { IncomingHttpHeaders } from 'node:http';

import { Injectable } from '@nestjs/common';

import { isLocalRequest } from '../platform/http/local-request';
import { notFound, Problem } from '../platform/problems';
import type { ApiScope } from './api-key';
import { ApiKeyAuthority } from './api-key-authority';
import { ownerOfRequest } from './request-key';
import { TenantDirectory } from '../tenants/tenant-directory';

/** What of a request (or of a socket's handshake) says which tenant it may read. */
export type ReadingRequest = Readonly<{
  remoteAddress: string | undefined;
  headers: IncomingHttpHeaders;
  /** `?tenant=`; ignored beside an API key, which names its own tenant. */
  wanted?: string | undefined;
}>;

/** Decides which tenant a request reads. */
@Injectable()
export class TenantOfRequest {
  constructor(
    private readonly authority: ApiKeyAuthority,
    private readonly tenants: TenantDirectory,
  ) {}

  /**
   * With a key: its tenant, if it has the scope. Without: only for a request of this very machine, the tenant it
   * names, else the first real one, else the demonstration. Rejects with 401, 403 or 404.
   */
  async of(request: ReadingRequest, scope: ApiScope = 'metrics:read'): Promise<string> {
    if (request.headers.authorization !== undefined) {
      const owner = await ownerOfRequest(this.authority, request.headers, scope);
      if (request.wanted === undefined || request.wanted === owner.tenantId) return owner.tenantId;
      throw new Problem({
        code: 'foreign_tenant',
        status: 403,
        detail: 'This key belongs to another tenant.',
      });
    }
    if (!isLocalRequest(request)) {
      throw new Problem({
        code: 'unauthorized',
        status: 401,
        detail: 'Send an API key, or read from the same machine.',
      });
    }
    const tenant = await (request.wanted === undefined
      ? this.tenants.first()
      : this.tenants.find(request.wanted));
    if (tenant === undefined) throw notFound('There is no such tenant.');
    return tenant.tenantId;
  }
}
