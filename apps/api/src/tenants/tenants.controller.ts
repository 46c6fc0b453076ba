import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { LocalOnlyGuard } from '../platform/http/local-only.guard';
import { TenantDirectory } from './tenant-directory';
import type { Tenant } from './tenant-store';

/** A tenant as programs of the same machine see it. */
export type TenantView = Readonly<Pick<Tenant, 'tenantId' | 'name' | 'timezone' | 'locale' | 'demo'>>;

const text = { type: 'string' } as const;
const tenantSchema = {
  type: 'object',
  properties: { tenantId: text, name: text, timezone: text, locale: text, demo: { type: 'boolean' } },
} as const;

@ApiTags('tenants')
@Controller('api/v1/tenants')
export class TenantsController {
  constructor(private readonly tenants: TenantDirectory) {}

  @Get()
  @UseGuards(LocalOnlyGuard)
  @ApiOperation({
    summary: 'The tenants that can be looked at; only from the same machine',
    operationId: 'listTenants',
  })
  @ApiOkResponse({ schema: { type: 'array', items: tenantSchema } })
  async list(): Promise<TenantView[]> {
    const tenants = await this.tenants.list();
    return tenants.map(({ tenantId, name, timezone, locale, demo }) => ({
      tenantId,
      name,
      timezone,
      locale,
      demo,
    }));
  }
}
