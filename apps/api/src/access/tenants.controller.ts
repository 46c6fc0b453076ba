import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TenantView } from '@vigie/contracts';

import { TenantDirectory } from '../tenants/tenant-directory';
import { May } from './may';

const text = { type: 'string' } as const;
const tenantSchema = {
  type: 'object',
  properties: { id: text, name: text, demo: { type: 'boolean' } },
} as const;

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
  @ApiOkResponse({ schema: { type: 'array', items: tenantSchema } })
  async list(): Promise<TenantView[]> {
    const tenants = await this.tenants.list();
    return tenants.map(({ tenantId, name, demo }) => ({ id: tenantId, name, demo }));
  }
}
