import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';

import { refuseUnstorable } from '../platform/http/read-request';
import { Admission } from './admission';
import { askingRequest } from './asking-request';
import { AccessAudit } from './audit/access-audit';
import { isFileAsked, permissionOf, type AdmittedRequest } from './may';
import { RequestLimits } from './request-limits';

/**
 * Stands before every route: lets through who may by the route's entry in the table of permissions, and nobody where
 * there is none. Messages of sockets are admitted by their gateway, after its own limits and by the same table.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly admission: Admission,
    private readonly audit: AccessAudit,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = permissionOf(context.getHandler());
    if (permission === undefined) return false;
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<AdmittedRequest>();
    refuseUnstorable(request.params);
    refuseUnstorable(request.query);
    const asking = askingRequest(request);
    const client = this.admission.client(asking);
    const isCounted = RequestLimits.counts(permission);
    if (isCounted) this.limits.takeOfNetwork(client);
    const viewer = await this.admission.admit(asking, permission);
    if (viewer === null) return true;
    if (isCounted) this.limits.takeOfViewer(viewer);
    request.viewer = viewer;
    const { address } = client;
    const isFile = isFileAsked(context.getHandler(), request.query);
    await this.audit.admitted({ request, viewer, permission, isFile, address });
    return true;
  }
}
