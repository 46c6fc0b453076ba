import { Module } from '@nestjs/common';

import { TenantDirectory } from './tenant-directory';
import { TenantsController } from './tenants.controller';

/** Whose data it is: the tenants of this installation. */
@Module({
  controllers: [TenantsController],
  providers: [TenantDirectory],
  exports: [TenantDirectory],
})
export class TenantsModule {}
