import { Module } from '@nestjs/common';

import { TenantDirectory } from './tenant-directory';

/** Whose data it is: the tenants of this installation. */
@Module({
  providers: [TenantDirectory],
  exports: [TenantDirectory],
})
export class TenantsModule {}
