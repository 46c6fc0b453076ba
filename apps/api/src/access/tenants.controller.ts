import { Controller, Get, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { tenantsSchema, type TenantView } from '@vigie/contracts';

import type { FastifyRequest } from 'fastify';

import { TenantDirectory } from '../tenants/tenant-directory';
import { Answers } from '../platform/http/answers';
import { Admission } from './admission';
import { askingRequest } from './asking-request';
import { WhoMay } from './may';
import type { Viewer } from './viewer';

@ApiTags('tenants')
@Controller('api/v1/tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly admission: Admission,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The tenants one may look at: one’s own, and on its machine the demonstration',
    operationId: 'listTenants',
  })
  @Answers(tenantsSchema)
  async list(
    @WhoMay('tenants.list') { tenantId: own }: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<TenantView[]> {
    const { isLocal } = this.admission.client(askingRequest(request));
    const tenants = (await this.tenants.list()).filter(
      ({ tenantId, demo }) => tenantId === own || (demo && isLocal),
    );
    return tenants.map(({ tenantId, name, demo }) => ({ id: tenantId, name, demo }));
  }
}
