import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';

import { PrivacyModule } from '../privacy/privacy.module';
import { TenantsModule } from '../tenants/tenants.module';
import { Admission } from './admission';
import { ApiKeyAuthority } from './api-key-authority';
import { ApiKeys } from './api-keys';
import { Entries } from './entries';
import { PermissionGuard } from './permission.guard';
import { TenantsController } from './tenants.controller';

/** Who asks, of which tenant, and what they may. */
@Module({
  imports: [DiscoveryModule, PrivacyModule, TenantsModule],
  controllers: [TenantsController],
  providers: [
    Admission,
    ApiKeyAuthority,
    ApiKeys,
    Entries,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [Admission, ApiKeys, PrivacyModule, TenantsModule],
})
export class AccessModule {}
