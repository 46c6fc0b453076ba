import type { IncomingHttpHeaders } from 'node:http';

import { Injectable } from '@nestjs/common';

import { isLocalRequest } from '../platform/http/local-request';
import { notFound, Problem } from '../platform/problems';
import { TenantDirectory } from '../tenants/tenant-directory';
import { ApiKeyAuthority } from './api-key-authority';
import { ruleOf, type Permission } from './permissions';
import { viewerOfThisMachine, viewerWithKey, type Viewer } from './viewer';

/** What of a request (or of a socket's handshake) says who asks, and of which tenant. */
export type AskingRequest = Readonly<{
  remoteAddress: string | undefined;
  headers: IncomingHttpHeaders;
  /** `?tenant=`; beside an API key, which names its own tenant, it must be that one. */
  wanted?: string | undefined;
}>;

const bearer = /^Bearer +(\S{1,256})$/i;

/** Decides who asks, and whether they may: the one place for requests and socket messages alike. */
@Injectable()
export class Admission {
  constructor(
    private readonly authority: ApiKeyAuthority,
    private readonly tenants: TenantDirectory,
  ) {}

  /**
   * Who asks for something of a tenant; null where the permission is of no tenant. Without a key: only from this very
   * machine, the tenant that is named, else the first real one, else the demonstration. Rejects with 401, 403 or 404.
   */
  async admit(request: AskingRequest, permission: Permission): Promise<Viewer | null> {
    const rule = ruleOf(permission);
    if (rule.of === 'anyone') return null;
    if (rule.of === 'machine') {
      if (!isLocalRequest(request)) throw onlyHere();
      return null;
    }
    return this.viewer(request, permission);
  }

  /** Who asks for something of a tenant; for permissions that are. */
  async viewer(request: AskingRequest, permission: Permission): Promise<Viewer> {
    const rule = ruleOf(permission);
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.withKey(request, authorization, permission);
    if (rule.of === 'tenant' && !rule.inDemo) throw unauthorized(keyWanted);
    if (!isLocalRequest(request)) throw unauthorized('Send an API key, or read from the same machine.');
    return this.fromHere(request, permission);
  }

  private async withKey(
    request: AskingRequest,
    authorization: string,
    permission: Permission,
  ): Promise<Viewer> {
    const key = bearer.exec(authorization)?.[1];
    const owner = key === undefined ? null : await this.authority.owner(key);
    if (owner === null) throw unauthorized(keyWanted);
    const viewer = viewerWithKey(owner, permission);
    if (!viewer.may(permission)) throw missingScope(permission);
    if (request.wanted !== undefined && request.wanted !== viewer.tenantId) throw foreignTenant();
    return viewer;
  }

  private async fromHere({ wanted }: AskingRequest, permission: Permission): Promise<Viewer> {
    const tenant = await (wanted === undefined ? this.tenants.first() : this.tenants.find(wanted));
    if (tenant === undefined) throw notFound('There is no such tenant.');
    return viewerOfThisMachine(tenant.tenantId, permission);
  }
}

const keyWanted = 'Send a valid API key: Authorization: Bearer vg_…';

function unauthorized(detail: string): Problem {
  return new Problem({ code: 'unauthorized', status: 401, detail });
}

function missingScope(permission: Permission): Problem {
  const rule = ruleOf(permission);
  const lacks = rule.of === 'tenant' && rule.keyScope !== null ? `: it lacks ${rule.keyScope}` : '';
  return new Problem({
    code: 'missing_scope',
    status: 403,
    detail: `This key is not allowed to do that${lacks}.`,
  });
}

function foreignTenant(): Problem {
  return new Problem({ code: 'foreign_tenant', status: 403, detail: 'This key belongs to another tenant.' });
}

function onlyHere(): Problem {
  return new Problem({
    code: 'forbidden',
    status: 403,
    detail: 'This is only for programs on the same machine.',
  });
}
