import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { tenantsSchema, type TenantView } from '@vigie/contracts';

import { TenantDirectory } from '../tenants/tenant-directory';
import { Answers } from '../platform/http/answers';
import { May } from './may';

@ApiTags('tenants')
@Controller('api/v1/tenants')
export class TenantsController {
  constructor(private readonly tenants: TenantDirectory) {}

  @Get()
  @May('tenants.list')
  @ApiOperation({
    summary: 'The tenants that can be looked at; only from the same machine',
    operationId: 'listTenants',
  })
  @Answers(tenantsSchema)
  async list(): Promise<TenantView[]> {
    const tenants = await this.tenants.list();
    return tenants.map(({ tenantId, name, demo }) => ({ id: tenantId, name, demo }));
  }
}
